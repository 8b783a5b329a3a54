"""What reading hands over: documents as received, documents with their text, and rejections."""

import hashlib
from dataclasses import dataclass
from typing import Literal

from pipeline.sources import Facts, RawDocument

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
]
Fault = tuple[Reason, str]  # with a detail for a person


@dataclass(frozen=True)
class Received:
    """One document as received: its bytes, and what is stated of it outside of its text.

    An article in an archive is a document too; its bytes are those of its record alone.
    """

    raw: RawDocument
    data: bytes
    facts: Facts

    @property
    def raw_path(self) -> str:
        """That of its file; for a document in an archive, with its name in there after a slash."""
        return self.raw.raw_path

    @property
    def sha256(self) -> str:
        """Of the document's bytes."""
        return hashlib.sha256(self.data).hexdigest()


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
