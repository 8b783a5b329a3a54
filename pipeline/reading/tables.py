"""JSON Lines and CSV archives: one article a line or row.

Belongs here: finding the records and what is stated in their fields. Their text is made where a
single one is read.
"""

import codecs
import csv
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from pipeline.reading import encodings
from pipeline.reading.document import MAX_BYTES, Fault, Received, Rejection, too_large
from pipeline.reading.fields import FIELDS, by_field, facts_of, field_of
from pipeline.reading.formats import delimiter_of
from pipeline.reading.lines import bounded_lines
from pipeline.reading.records import Records

csv.field_size_limit(MAX_BYTES)


def jsonl_records(stream: BinaryIO, records: Records) -> Iterator[Received | Rejection]:
    """The article of every line that is not blank."""
    for line in bounded_lines(stream):
        records.next()
        if line is None:
            yield records.fault(None, too_large(f"Line {records.number}"))
            continue
        data = line.removeprefix(b"\xef\xbb\xbf").strip() if records.number == 1 else line.strip()
        if data:
            found = parse(data, f"Line {records.number}")
            yield (
                records.fault(data, found)
                if isinstance(found, tuple)
                else _taken(records, data, found)
            )
        if records.exhausted:
            yield records.too_many_faults()
            return


def parse(data: bytes, what: str) -> dict[str, Any] | Fault:
    """The known fields of one record, or why it has none; `what` names it."""
    try:
        record = json.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return "encoding", (
            f"{what} is not UTF-8, from its byte {error.start} on. Convert the archive: "
            "iconv -f ENCODING -t UTF-8."
        )
    except (ValueError, RecursionError) as error:
        why = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        return "damaged", f"{what} is not JSON: {why}. Write one whole object a line."
    if not isinstance(record, dict):
        return "damaged", f"{what} is JSON, but no object. Write one object with fields a line."
    fields = by_field(record)
    content = fields.get("text", fields.get("html"))
    if not isinstance(content, str) or not content.strip():
        names = ", ".join((*FIELDS["text"], *FIELDS["html"]))
        return "no_text", f"{what} has no text. Name the field that holds it one of: {names}."
    return fields


def csv_records(stream: BinaryIO, head: bytes, records: Records) -> Iterator[Received | Rejection]:
    """The article of every row below the header; `head` is the beginning of the stream."""
    encoding = _encoding(head)
    beginning = head.decode(encoding, "replace").lstrip("\ufeff")
    first = beginning.partition("\n")[0]
    rows = _rows(_Lines(stream, encoding), delimiter_of(beginning) or max(",;\t|", key=first.count))
    header = next(rows, [])
    names = [] if isinstance(header, tuple) else [name.strip("\ufeff \t") for name in header]
    if not {field_of(name) for name in names} & {"text", "html"}:
        wanted = ", ".join((*FIELDS["text"], *FIELDS["html"]))
        yield records.whole("no_text", (
            f"No column of the CSV archive ({first.strip()[:200]}) has a name for texts. Name the "
            f"one that holds them one of: {wanted}."
        ))  # fmt: skip
        return
    for row in rows:
        records.next()
        if isinstance(row, tuple):
            yield records.fault(None, row)
        elif any(row):
            yield _row(row, names, records)
        if records.exhausted:
            yield records.too_many_faults()
            return


def _encoding(head: bytes) -> str:
    """That of an archive, by its beginning."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)  # it may end within a character
    except UnicodeDecodeError:
        return encodings.guess(head) or "utf-8"
    return "utf-8"


def _row(row: list[str], header: list[str], records: Records) -> Received | Rejection:
    while len(row) > len(header) and not row[-1]:
        row.pop()
    data = json.dumps(dict(zip(header, row, strict=False)), ensure_ascii=False)
    encoded = data.encode("utf-8", "surrogateescape")
    if len(row) != len(header):
        return records.fault(encoded, (
            "damaged",
            f"Row {records.number} has {len(row)} fields, the header {len(header)}. Put what holds "
            "a separator or a quotation mark in quotation marks.",
        ))  # fmt: skip
    found = parse(encoded, f"Row {records.number}")
    return (
        records.fault(encoded, found)
        if isinstance(found, tuple)
        else _taken(records, encoded, found)
    )


def _taken(records: Records, data: bytes, fields: dict[str, Any]) -> Received | Rejection:
    facts = facts_of(fields)
    own = fields.get("id")
    name = str(own) if isinstance(own, str | int) and str(own).strip() else facts.url
    return records.take(name, data, facts, "record")


class _TooLongError(Exception):
    """A row with more bytes than one article may have."""


class _Lines(Iterator[str]):
    """Lines as characters; bytes that are none are kept as such, and told row by row."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._lines = bounded_lines(stream)
        self._encoding = encoding
        self._size = 0

    def begin_row(self) -> None:
        """What follows counts as the next row."""
        self._size = 0

    def __next__(self) -> str:
        line = next(self._lines)
        self._size += MAX_BYTES + 1 if line is None else len(line)
        if line is None or self._size > MAX_BYTES:
            raise _TooLongError
        return line.decode(self._encoding, "surrogateescape")


def _rows(lines: _Lines, delimiter: str) -> Iterator[list[str] | Fault]:
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        lines.begin_row()
        try:
            row = next(reader)
        except StopIteration:
            return
        except _TooLongError:
            yield too_large(f"The row that ends in line {reader.line_num}")
            continue
        except csv.Error as error:
            yield "damaged", f"Line {reader.line_num} is not CSV: {error}. Mend it."
            continue
        yield row
