"""Invented articles, and what the extractor makes of them."""

from hashlib import sha256
from pathlib import Path
from typing import Any

from pipeline.extraction.article import Extractor
from pipeline.reading.document import Document
from pipeline.sources import Facts, RawDocument, Source

SOURCE = Source(source_id="a-paper", name="A Paper", kind="news")
HEADLINE = "Ministers fail to settle data dispute"
OPENING = "Elena Novak, the trade minister, came to Geneva on Monday."

Row = dict[str, Any]
Rows = dict[str, list[Row]]


def document(text: str, name: str = "one.txt") -> Document:
    path = f"{SOURCE.source_id}/{name}"
    digest = sha256(text.encode()).hexdigest()
    return Document(RawDocument(SOURCE, Path("raw") / path, path), digest, text, digest, Facts())


def rows_of(extractor: Extractor, text: str) -> Rows:
    rows = extractor.extract(document(text))
    assert isinstance(rows, dict)
    return rows


def article(*paragraphs: str) -> str:
    """A headline, a sentence that names Elena Novak, and the paragraphs that a test is about."""
    return "\n\n".join([HEADLINE, OPENING, *paragraphs])


def quotes_of(extractor: Extractor, *paragraphs: str) -> list[Row]:
    return rows_of(extractor, article(*paragraphs))["quotes"]


def texts(rows: list[Row]) -> list[str]:
    return [row["text"] for row in rows]
