"""WARC archives: the pages that a crawler stored, as documents.

Belongs here: which records are documents, and what their headers state. Requests, images, scripts
and answers other than 200 are no documents, and passed over.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.limitreader import LimitReader

from pipeline.reading.document import MAX_BYTES, Format, Received, Rejection, too_large
from pipeline.reading.fields import facts_of
from pipeline.reading.records import Records
from pipeline.reading.unpacking import BombError

_HEADERS = 1_000_000  # bytes: far above any
_CHUNK = 1 << 16
_KINDS = ("response", "resource", "conversion")
_FORMATS: dict[str, Format] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
}


def warc_records(stream: BinaryIO, records: Records) -> Iterator[Received | Rejection]:
    """The page in every record that holds one."""
    watched = _Watched(stream)
    try:
        found = ArchiveIterator(watched)
        while True:
            records.next()
            watched.expect_headers()
            record = _next(found)
            if record is None:
                break
            watched.expect_content()
            yield from _page(record, records)
            while record.raw_stream.read(_CHUNK):
                pass
            if record.raw_stream.limit > 0:
                raise ArchiveLoadFailed("it has fewer bytes than it says")
            if records.exhausted:
                yield records.too_many_faults()
                return
    except (ArchiveLoadFailed, ValueError) as error:
        yield records.rest("damaged", _breaks_off(records.number, str(error)))
    else:
        if not watched.ended_well:
            yield records.rest("damaged", _breaks_off(records.number, "its end is missing"))


def _next(found: Iterator[Any]) -> Any:
    """The next record, None after the last; ArchiveLoadFailed where it cannot be read."""
    try:
        record = next(found, None)
    except (ArchiveLoadFailed, BombError, OSError):
        raise
    except Exception as error:  # the library stumbles over headers that are not as they should be
        raise ArchiveLoadFailed(f"headers that make no sense: {error}") from error
    if record is not None and not isinstance(record.raw_stream, LimitReader):
        raise ArchiveLoadFailed("a record does not say how long it is")
    return record


class _Watched:
    """A stream with bounds for headers, that knows how it ended."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._left: int | None = None
        self._end = b""

    def read(self, size: int) -> bytes:
        data = self._stream.read(size)
        self._end = (self._end + data[-4:])[-4:]
        if self._left is not None:
            self._left -= len(data)
            if self._left < 0:
                raise ArchiveLoadFailed("its headers do not end")
        return data

    def expect_headers(self) -> None:
        """What comes next is short."""
        self._left = _HEADERS

    def expect_content(self) -> None:
        """What comes next may be of any length."""
        self._left = None

    @property
    def ended_well(self) -> bool:
        """Whether what was read last ends as records do."""
        return self._end == b"\r\n\r\n" or self._end.endswith(b"\n\n")


def _page(record: Any, records: Records) -> Iterator[Received | Rejection]:
    """The document in a record; none in most kinds of records, or where it was cut."""
    kind, _, parameters = _content_type(record).partition(";")
    form = _FORMATS.get(kind.strip().lower())
    if form is None or record.rec_type not in _KINDS or not _is_answer(record):
        return
    data = record.content_stream().read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        yield records.fault(None, too_large(f"Record {records.number}"))
        return
    if record.raw_stream.limit > 0 and not record.raw_stream.read(1):
        return
    headers = record.rec_headers
    name = (headers.get_header("WARC-Record-ID") or "").strip("<> ")
    # WARC-Date is when the page was fetched: nothing about when it was published.
    facts = facts_of({"url": headers.get_header("WARC-Target-URI")})
    charset = dict(
        part.strip().lower().split("=", 1) for part in parameters.split(";") if "=" in part
    ).get("charset")
    yield records.take(
        name.removeprefix("urn:uuid:") or facts.url,
        data,
        facts,
        form,
        charset and charset.strip("\"' "),
    )


def _is_answer(record: Any) -> bool:
    return record.http_headers is None or record.http_headers.get_statuscode() == "200"


def _content_type(record: Any) -> str:
    headers = record.http_headers or record.rec_headers
    return headers.get_header("Content-Type") or ""


def _breaks_off(number: int, why: str) -> str:
    return f"The archive breaks off, or is damaged, in record {number} ({why}). Fetch it again."
