"""SQL of any database: quoting, and a database to compute in.

Belongs here: what every module that asks DuckDB needs. Does not belong here: any query.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

MEMORY = "256MB"
"""Of a database to compute in; the rest waits on disk."""


def quoted(name: str) -> str:
    """The name as an identifier; some column names, such as end, are reserved words."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """The text as a string literal."""
    return "'" + text.replace("'", "''") + "'"


@contextmanager
def scratch() -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty database in memory, and on disk beyond MEMORY; gone when the block ends."""
    with (
        tempfile.TemporaryDirectory() as folder,
        duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": folder}) as connection,
    ):
        yield connection
