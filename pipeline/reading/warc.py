"""WARC archives: the pages that a crawler stored, as documents.

Belongs here: which records are documents, and what their headers state. Requests, images, scripts
and answers other than 200 are no documents, and passed over.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from pipeline.reading.document import MAX_BYTES, Format, Received, Rejection, too_large
from pipeline.reading.fields import facts_of
from pipeline.reading.records import Records

_KINDS = ("response", "resource", "conversion")
_FORMATS: dict[str, Format] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
}


def warc_records(stream: BinaryIO, records: Records) -> Iterator[Received | Rejection]:
    """The page in every record that holds one."""
    try:
        for record in ArchiveIterator(stream):
            records.next()
            kind, _, parameters = _content_type(record).partition(";")
            form = _FORMATS.get(kind.strip().lower())
            if form is not None and record.rec_type in _KINDS and _is_answer(record):
                yield _taken(record, form, parameters, records)
            if records.exhausted:
                yield records.too_many_faults()
                return
    except (ArchiveLoadFailed, ValueError, UnicodeError) as error:
        records.next()
        yield records.rest("damaged", _breaks_off(records.number, str(error)))


def _taken(record: Any, form: Format, parameters: str, records: Records) -> Received | Rejection:
    data = record.content_stream().read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        return records.fault(None, too_large(f"Record {records.number}"))
    if record.raw_stream.limit > 0:  # fewer bytes came than were announced
        return records.fault(
            data, ("damaged", _breaks_off(records.number, "fewer bytes than its header says"))
        )
    headers = record.rec_headers
    name = (headers.get_header("WARC-Record-ID") or "").strip("<> ")
    # WARC-Date is when the page was fetched: nothing about when it was published.
    facts = facts_of({"url": headers.get_header("WARC-Target-URI")})
    charset = dict(
        part.strip().lower().split("=", 1) for part in parameters.split(";") if "=" in part
    ).get("charset")
    return records.take(
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
