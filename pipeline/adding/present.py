"""What lies below raw/ already, known by its bytes and by its words.

Belongs here: finding the article that has what is to be added. Of documents that were extracted the
words are known from the work folder; the others are read here, so that a project without a work
folder is searched too.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from pathlib import Path

from pipeline.duplicates import RESEMBLANCE
from pipeline.extracted import Extracted
from pipeline.fingerprints import normalised_sha256, resemblance, signature, signatures
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
    def at(cls, raw_path: str) -> "Known":
        """The article that the document there is, or will be."""
        source_id, _, name = raw_path.partition("/")
        return cls(raw_path, article_id_of(source_id, name))


class Present:
    """The documents that are there; those that were just taken are told by `take`."""

    def __init__(self, documents: Sequence[RawDocument], work: Path) -> None:
        self._documents = documents
        self._extracted = Extracted(documents, work)
        self._taken: dict[str, Known] = {}

    def with_bytes(self, size: int, digest: str) -> Known | None:
        """The document of these bytes; only files of the same size are read."""
        if digest in self._taken:
            return self._taken[digest]
        for raw in self._by_size.get(size, ()):
            if _digest(raw.path) == digest:
                return Known.at(raw.raw_path)
        return None

    def with_words(self, normalised: str) -> Known | None:
        """The article whose text has these words, by their hash."""
        return self._articles.by_words.get(normalised)

    def nearest(self, signed: bytes) -> Known | None:
        """The article that resembles the text of this signature most, if it is repeated by it."""
        articles = self._articles
        if not articles.known:
            return None
        alike = resemblance(signatures([signed]), signatures(articles.signed))
        best = int(alike.argmax())
        return articles.known[best] if alike[best] >= RESEMBLANCE else None

    def take(self, digest: str, file: Known, articles: Mapping[str, Known]) -> None:
        """A file is there from now on, and its articles, by the hashes of their words."""
        self._taken[digest] = file
        for normalised, article in articles.items():
            self._articles.by_words.setdefault(normalised, article)

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
    def _articles(self) -> "_Articles":
        found = _Articles()
        raw_paths = chain.from_iterable(self._extracted.files.values())
        known = {each.article_id: each for each in map(Known.at, raw_paths)}
        for article_id, normalised, signed in self._extracted.fingerprints():
            found.add(known[article_id], normalised, signed)
        others = [raw for raw in self._documents if raw.raw_path not in self._extracted.files]
        with progress("Reading what is there", len(others) * (len(others) >= LONG)) as advance:
            for raw in others:
                for received in receive(raw):
                    document = received if isinstance(received, Rejection) else read(received)
                    if isinstance(document, Document):
                        article = Known.at(document.raw.raw_path)
                        words = normalised_sha256(document.text)
                        found.add(article, words, signature(document.text))
                advance(1)
        return found


@dataclass
class _Articles:
    by_words: dict[str, Known] = field(default_factory=dict)
    known: list[Known] = field(default_factory=list)
    signed: list[bytes] = field(default_factory=list)  # of `known`

    def add(self, article: Known, words: str, signed: bytes) -> None:
        self.by_words.setdefault(words, article)
        self.known.append(article)
        self.signed.append(signed)


def _digest(path: Path) -> str | None:
    try:
        return sha256(path)
    except OSError:
        return None
