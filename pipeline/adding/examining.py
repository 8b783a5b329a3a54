"""Whether a file can be added: what reading makes of it, and whether it is there already."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.adding.present import Known, Present
from pipeline.codebook import Codebook
from pipeline.fingerprints import normalised_sha256, signature
from pipeline.parsing.structure import parse_structure
from pipeline.publishing.checksums import sha256
from pipeline.reading.decoding import read
from pipeline.reading.document import Document, Received, Rejection, reject
from pipeline.reading.receiving import receive
from pipeline.sources import RawDocument

if TYPE_CHECKING:
    from pipeline.extraction.article import Extractor

SHOWN = 5  # faults of one archive that are told


@dataclass
class Examined:
    """A file: what is new in it, and why the rest is not. `fault`: why nothing of it is."""

    file: Known
    sha256: str
    is_archive: bool = False
    fault: str | None = None
    new: dict[str, Known] = field(default_factory=dict)  # by the hash of their words
    n_duplicates: int = 0
    n_rejected: int = 0
    near: Known | None = None  # the article that it repeats, with other words; not of an archive
    told: list[str] = field(default_factory=list)  # the first faults of an archive


class Examiner:
    """Examines one file after the other; what is taken counts as there for the next."""

    def __init__(self, present: Present) -> None:
        self._present = present

    @cached_property
    def _extractor(self) -> "Extractor":
        from pipeline.extraction.article import Extractor  # seconds to import

        return Extractor(Codebook())

    def examine(self, raw: RawDocument) -> Examined:
        """What becomes of a file that lies aside, under the path that it would have."""
        examined = Examined(Known.at(raw.raw_path), sha256(raw.path))
        same = self._present.with_bytes(raw.path.stat().st_size, examined.sha256)
        for document in self._documents(raw):
            examined.is_archive |= document.raw_path != raw.raw_path
            if examined.is_archive and same:
                examined.fault = f"duplicate: {same.raw_path} has the same bytes."
                return examined
            self._sort_in(examined, document, same)
        if not examined.new:
            examined.fault = _none_new(examined)
        if examined.fault is None:
            self._present.take(examined.sha256, examined.file, examined.new)
        return examined

    def _documents(self, raw: RawDocument) -> Iterator["_Text | Rejection"]:
        for received in receive(raw):
            yield self._read(received) if isinstance(received, Received) else received

    def _read(self, received: Received) -> "_Text | Rejection":
        try:
            return self._text_of(received)
        except Exception as error:  # whatever a document does to the program
            what = (
                f"The program failed on it: {type(error).__name__}. Report it, with the document."
            )
            return reject(received.raw, received.sha256, "not_processed", what)

    def _text_of(self, received: Received) -> "_Text | Rejection":
        document = read(received)
        if not isinstance(document, Document):
            return document
        unfit = self._extractor.unfit(parse_structure(document.text))
        if unfit:
            return reject(document.raw, document.raw_sha256, *unfit)
        return _Text(document.raw.raw_path, Known.at(document.raw.raw_path), document.text)

    def _sort_in(
        self, examined: Examined, document: "_Text | Rejection", same: Known | None
    ) -> None:
        if isinstance(document, Rejection):
            examined.n_rejected += 1
            _tell(examined, document.raw_path, f"{document.reason}: {document.detail}")
            return
        words = normalised_sha256(document.text)
        there = self._present.with_words(words) or examined.new.get(words)
        if same:
            examined.n_duplicates += 1
            _tell(examined, document.raw_path, _duplicate("bytes", same))
        elif there:
            examined.n_duplicates += 1
            _tell(examined, document.raw_path, _duplicate("words", there))
        else:
            examined.new[words] = document.article
            if not examined.is_archive:
                examined.near = self._present.nearest(signature(document.text))


@dataclass(frozen=True)
class _Text:
    raw_path: str
    article: Known
    text: str


def _tell(examined: Examined, raw_path: str, what: str) -> None:
    if examined.n_duplicates + examined.n_rejected > SHOWN:
        return
    name = raw_path.removeprefix(f"{examined.file.raw_path}/")
    examined.told.append(f"{name}: {what}" if examined.is_archive else what)


def _duplicate(what: str, known: Known) -> str:
    return f"duplicate: {known.raw_path} has the same {what} (article {known.article_id})."


def _none_new(examined: Examined) -> str:
    if not examined.is_archive:
        return examined.told[0]
    return (
        f"none of its articles is new. Duplicates: {examined.n_duplicates:,}, "
        f"rejected: {examined.n_rejected:,}."
    )
