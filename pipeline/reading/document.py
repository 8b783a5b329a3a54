"""What reading hands over: documents as received, documents with their text, and rejections."""

import hashlib
from dataclasses import dataclass
from typing import Literal, NamedTuple

from pipeline.sources import Facts, RawDocument

MAX_BYTES = 10_000_000
"""Of one document, and of one record in an archive: far above any article."""

Reason = Literal[
    "empty",
    "binary",
    "encoding",
    "nul",
    "unsupported_format",
    "not_article",
    "not_english",
    "unreadable",
    "too_large",
    "damaged",
    "protected",
    "no_text",
    "too_complex",
    "invalid_metadata",
    "duplicate_id",
    "changed",
    "not_processed",
    "no_source",
]
Fault = tuple[Reason, str]  # with a detail for a person

Format = Literal["text", "html", "markdown", "pdf", "record"]
"""What a document is, by its content; a record is one line or row of an archive, as JSON."""


@dataclass(frozen=True)
class Received:
    """One document as received: its bytes, and what is stated of it outside of its text.

    An article in an archive is a document too; its bytes are those of its record alone: the line
    of a JSON Lines archive, the body of a response in a WARC file; for the row of a CSV archive a
    JSON object of its fields. `charset` is what a server said the bytes are in.
    """

    raw: RawDocument
    data: bytes
    facts: Facts
    format: Format = "text"
    charset: str | None = None

    @property
    def raw_path(self) -> str:
        """That of its file; for a document in an archive, with its name in there after a slash."""
        return self.raw.raw_path

    @property
    def sha256(self) -> str:
        """Of the document's bytes."""
        return hashlib.sha256(self.data).hexdigest()


class Extracted(NamedTuple):
    """The text of a document, and what the document says of itself outside of it."""

    text: str
    facts: Facts


@dataclass(frozen=True)
class Document:
    """A document that could be read. Offsets anywhere are code points into `text`."""

    raw: RawDocument
    raw_sha256: str
    text: str
    text_sha256: str
    facts: Facts


@dataclass(frozen=True)
class Rejection:
    """A document that is not in the dataset: `detail` tells a person what is wrong, and what to do.

    `raw_sha256` is None where the bytes could not be had.
    """

    raw_path: str
    source_id: str
    raw_sha256: str | None
    reason: Reason
    detail: str


def reject(raw: RawDocument, digest: str | None, reason: Reason, detail: str) -> Rejection:
    """The rejection of a document."""
    return Rejection(raw.raw_path, raw.source.source_id, digest, reason, detail)


def too_large(what: str) -> Fault:
    """What is said of a document with more bytes than one may have."""
    return "too_large", (
        f"{what} has more than the {MAX_BYTES} bytes that one article may have. Split it into its "
        "articles, or remove it."
    )
