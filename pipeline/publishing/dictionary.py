"""dictionary.csv and dictionary.md: what every column of every table and view means.

Belongs here: laying the description out for readers. Does not belong here: the description.
"""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from pipeline.publishing import csv_files, neutral, templates
from pipeline.publishing.content import Description
from pipeline.schema.tables import Column, TableSchema

SCHEMA = pa.schema(
    [
        pa.field("table", pa.string()),
        pa.field("column", pa.string()),
        pa.field("type", pa.string()),
        pa.field("required", pa.bool_()),
        pa.field("key", pa.bool_()),
        pa.field("references", pa.string()),
        pa.field("allowed", pa.string()),
        pa.field("description", pa.string()),
    ]
)


def write(folder: Path, description: Description) -> None:
    """Write both forms."""
    rows = [_row(t, column) for t in description.tables.values() for column in t.columns]
    csv_files.write(folder / "dictionary.csv", pa.Table.from_pylist(rows, SCHEMA))
    text = templates.render(
        "dictionary.md.j2", description=description, row=_row, csv_text=neutral.WORDS
    )
    (folder / "dictionary.md").write_text(text, encoding="utf-8", newline="\n")


def _row(table: TableSchema, column: Column) -> dict[str, str | bool | None]:
    references = [
        f"{key.table}.{key.references[0]}"
        for key in table.foreign_keys
        if key.columns == (column.name,)
    ]
    return {
        "table": table.name,
        "column": column.name,
        "type": column.type,
        "required": column.required,
        "key": column.name in table.primary_key,
        "references": references[0] if references else None,
        "allowed": "; ".join(_allowed(column)) or None,
        "description": column.description,
    }


def _allowed(column: Column) -> Iterator[str]:
    if column.enum:
        yield ", ".join(column.enum)
    if column.minimum is not None:
        yield f"at least {column.minimum:g}"
    if column.maximum is not None:
        yield f"at most {column.maximum:g}"
    if column.pattern:
        yield column.pattern
