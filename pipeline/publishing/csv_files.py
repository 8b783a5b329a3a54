"""csv/<table>.csv: RFC 4180 with conventions more, so that nothing is lost and nothing runs.

UTF-8 without byte order mark, comma, line feed. Every text is in double quotes and a double quote
within is doubled; line breaks within stay as they are. Numbers, dates (ISO 8601) and true or false
are not quoted. Null is an empty field without quotes; there are no empty texts. "NA" is text.
Texts that would do something in a spreadsheet are made harmless (neutral.py).

Belongs here: writing and reading CSV. Does not belong here: any column's type.
"""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
from pyarrow import csv

from pipeline.publishing.neutral import exact_table, neutral_table

LARGEST_ROW = 1 << 24  # bytes; the reader takes no row across more than two blocks


def write(path: Path, table: pa.Table) -> None:
    """Write one table with its header."""
    csv.write_csv(neutral_table(table), path, csv.WriteOptions(quoting_style="needed"))


def read(path: Path, schema: pa.Schema) -> pa.Table:
    """The table as written, given the types of its columns."""
    return pa.concat_tables([schema.empty_table(), *parts(path, schema)])


def parts(path: Path, schema: pa.Schema) -> Iterator[pa.Table]:
    """The same, some rows at a time."""
    reader = csv.open_csv(
        path,
        read_options=csv.ReadOptions(block_size=LARGEST_ROW),
        parse_options=csv.ParseOptions(newlines_in_values=True),
        convert_options=csv.ConvertOptions(
            column_types=dict(zip(schema.names, schema.types, strict=True)),
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
        ),
    )
    for batch in reader:
        yield exact_table(pa.table(batch).cast(schema))
