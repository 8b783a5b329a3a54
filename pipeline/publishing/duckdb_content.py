"""A hash of what a database holds: its bytes differ from writing to writing, this does not.

Belongs here: tables with their columns, comments and rows in order, views with their queries. Does
not belong here: writing the database (duckdb_file.py).
"""

import hashlib
import json
from pathlib import Path

import pyarrow as pa
from pyarrow import csv

from pipeline.publishing.duckdb_file import opened
from pipeline.publishing.sql import quoted

DESCRIBED = (
    "SELECT table_name, comment FROM duckdb_tables()",
    "SELECT view_name, sql, comment FROM duckdb_views() WHERE NOT internal",
    """
    SELECT table_name, column_index, column_name, data_type, is_nullable, column_default, comment
    FROM duckdb_columns() WHERE NOT internal
    """,
)


def sha256(path: Path) -> str:
    """The hash, in hexadecimal."""
    digest = hashlib.sha256()
    with opened(path) as connection:
        for query in DESCRIBED:
            rows = connection.execute(f"{query} ORDER BY ALL").fetchall()
            digest.update(json.dumps(rows).encode())
        tables = connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()
        for (name,) in tables:
            rows = connection.execute(f"SELECT * FROM {quoted(name)}").to_arrow_table()
            sink = pa.BufferOutputStream()
            csv.write_csv(rows, sink)
            digest.update(sink.getvalue())
    return digest.hexdigest()
