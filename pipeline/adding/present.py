"""What lies below raw/ already, known by its bytes and by its words.

Belongs here: finding the article that has what is to be added. Of documents that were extracted the
words are known from the work folder; the others are read here, so that a project without a work
folder is searched too.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pipeline.fingerprints import normalised_sha256
from pipeline.ids import article_id_of
from pipeline.progress import progress
from pipeline.publishing.checksums import sha256
from pipeline.reading.decoding import read
from pipeline.reading.document import Document, Rejection
from pipeline.reading.receiving import receive
from pipeline.sources import RawDocument

LONG = 500  # documents, the reading of which takes seconds


@dataclass(frozen=True)
class Known:
    """An article that is there."""

    raw_path: str
    article_id: str

    @classmethod
    def of(cls, raw: RawDocument) -> "Known":
        """The article that a document is, or will be."""
        return cls(raw.raw_path, article_id_of(raw.source.source_id, raw.name))


class Present:
    """The documents that are there; those that were just taken are told by `take`."""

    def __init__(self, documents: Sequence[RawDocument]) -> None:
        self._documents = documents
        self._taken: dict[str, Known] = {}

    def with_bytes(self, size: int, digest: str) -> Known | None:
        """The document of these bytes; only files of the same size are read."""
        if digest in self._taken:
            return self._taken[digest]
        for raw in self._by_size.get(size, ()):
            if _digest(raw.path) == digest:
                return Known.of(raw)
        return None

    def with_words(self, normalised: str) -> Known | None:
        """The article whose text has these words, by their hash."""
        return self._by_words.get(normalised)

    def take(self, digest: str, file: Known, articles: dict[str, Known]) -> None:
        """A file is there from now on, and its articles, by the hashes of their words."""
        self._taken[digest] = file
        for normalised, article in articles.items():
            self._by_words.setdefault(normalised, article)

    @cached_property
    def _by_size(self) -> dict[int, list[RawDocument]]:
        found: dict[int, list[RawDocument]] = defaultdict(list)
        for raw in self._documents:
            try:
                found[raw.path.stat().st_size].append(raw)
            except OSError:  # a link that leads nowhere, which reading rejects
                continue
        return found

    @cached_property
    def _by_words(self) -> dict[str, Known]:
        found: dict[str, Known] = {}
        long = len(self._documents) >= LONG
        with progress("Reading what is there", len(self._documents) * long) as advance:
            for raw in self._documents:
                for received in receive(raw):
                    document = received if isinstance(received, Rejection) else read(received)
                    if isinstance(document, Document):
                        found.setdefault(normalised_sha256(document.text), Known.of(document.raw))
                advance(1)
        return found


def _digest(path: Path) -> str | None:
    try:
        return sha256(path)
    except OSError:
        return None
