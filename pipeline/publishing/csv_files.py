"""csv/<table>.csv: RFC 4180 with conventions more, so that nothing is lost and nothing runs.

UTF-8 without byte order mark, comma, line feed. Every text is in double quotes and a double quote
within is doubled; line breaks within stay as they are. Numbers, dates (ISO 8601) and true or false
are not quoted. Null is an empty field without quotes; there are no empty texts. "NA" is text.
Texts that would do something in a spreadsheet are made harmless (neutral.py).

Belongs here: writing and reading CSV. Does not belong here: any column's type.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
from pyarrow import csv

from pipeline.publishing.neutral import exact_table, neutral_table

BLOCK = 1 << 21  # bytes read at once; a longer row is read whole


def write(path: Path, table: pa.Table) -> None:
    """Write one table with its header."""
    csv.write_csv(neutral_table(table), path, csv.WriteOptions(quoting_style="needed"))


def read(path: Path, schema: pa.Schema) -> pa.Table:
    """The table as written, given the types of its columns."""
    return pa.concat_tables([schema.empty_table(), *parts(path, schema)])


def parts(path: Path, schema: pa.Schema) -> Iterator[pa.Table]:
    """The same, some rows at a time.

    Arrow's own reader by blocks reads 32 of them ahead and takes no row longer than two.
    """
    convert = csv.ConvertOptions(
        column_types=dict(zip(schema.names, schema.types, strict=True)),
        null_values=[""],
        strings_can_be_null=True,
        quoted_strings_can_be_null=False,
    )
    with path.open("rb") as file:
        header = file.readline()
        for rows in _whole_rows(file):
            block = header + rows
            table = csv.read_csv(
                pa.BufferReader(block),
                csv.ReadOptions(block_size=len(block), use_threads=False),
                csv.ParseOptions(newlines_in_values=True),
                convert,
            )
            yield exact_table(table.cast(schema))


def _whole_rows(file: BinaryIO) -> Iterator[bytes]:
    """What is left of the file in pieces that end where a row ends, the last perhaps empty."""
    rest = b""
    while block := file.read(BLOCK):
        rest += block
        end = _end_of_rows(rest)
        yield rest[:end]
        rest = rest[end:]
    yield rest


def _end_of_rows(data: bytes) -> int:
    """Where the last whole row ends: after the last line feed that is in no quotes, or 0."""
    end, in_quotes = len(data), data.count(b'"') % 2 == 1
    while True:
        start = data.rfind(b'"', 0, end)
        if not in_quotes and (line_feed := data.rfind(b"\n", start + 1, end)) >= 0:
            return line_feed + 1
        if start < 0:
            return 0
        end, in_quotes = start, not in_quotes
