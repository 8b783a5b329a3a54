"""load.py and load.R: readers of the CSV files that set every column's type.

Belongs here: the mapping of column types to those of pandas and R. Does not belong here: the
readers' code; that is in templates/load.py.j2 and templates/load.R.j2.
"""

from pathlib import Path

from pipeline.publishing import templates
from pipeline.publishing.content import Description
from pipeline.schema.tables import ColumnType

PANDAS_TYPES: dict[ColumnType, str] = {
    "string": "string",
    "integer": "Int64",
    "number": "Float64",
    "boolean": "boolean",
    "date": "datetime64[s]",
}
R_TYPES: dict[ColumnType, str] = {
    "string": "character",
    "integer": "integer",
    "number": "numeric",
    "boolean": "logical",
    "date": "Date",
}


def write(folder: Path, description: Description) -> None:
    """Write both readers."""
    for name, types in (("load.py", PANDAS_TYPES), ("load.R", R_TYPES)):
        text = templates.render(f"{name}.j2", tables=description.tables.values(), types=types)
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
