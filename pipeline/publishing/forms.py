"""The tables of a release in their three forms: CSV, Parquet, DuckDB.

Belongs here: what is published of the tables, and that all forms are written from the same. Does
not belong here: how a form is written (csv_files.py, parquet_files.py, duckdb_file.py).
"""

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from pipeline.publishing import csv_files, duckdb_file, parquet_files
from pipeline.publishing.content import Description
from pipeline.publishing.text_policy import withhold
from pipeline.schema.arrow import arrow_schema, in_order


def as_published(tables: Mapping[str, pa.Table], description: Description) -> dict[str, pa.Table]:
    """The tables as a release shows them: text withheld where its source demands it, in order.

    Raises ValueError for tables that are not those of the description.
    """
    _require_conforming(tables, description)
    shown = withhold(tables, description.tables)
    return {name: in_order(table, shown.pop(name)) for name, table in description.tables.items()}


def write(folder: Path, tables: Mapping[str, pa.Table], description: Description) -> None:
    """The tables in their three forms."""
    for name in ("csv", "parquet"):
        (folder / name).mkdir()
    for name, table in tables.items():
        csv_files.write(folder / "csv" / f"{name}.csv", table)
        parquet_files.write(folder / "parquet" / f"{name}.parquet", table)
    database = folder / f"{description.dataset.name}.duckdb"
    duckdb_file.write(database, tables, description.tables, description.views)


def _require_conforming(tables: Mapping[str, pa.Table], description: Description) -> None:
    if tables.keys() != description.tables.keys():
        odd = sorted(tables.keys() ^ description.tables.keys())
        raise ValueError(f"tables missing, or described nowhere: {odd}")
    for name, table in description.tables.items():
        if not tables[name].schema.equals(arrow_schema(table)):
            raise ValueError(f"table {name} does not have the columns of its schema")
