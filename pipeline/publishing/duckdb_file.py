"""gids-discourse.duckdb: all tables and views in one file, with a comment on everything.

The file has storage version 1.0.0, so that every DuckDB since 1.0 opens it. It declares NOT NULL
but no keys: those would shut out old versions and double its size; keys are checked beforehand.

Belongs here: writing and reading the database. Does not belong here: what columns and views are.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa

from pipeline.publishing.sql import literal, quoted
from pipeline.schema.dataset import View
from pipeline.schema.tables import ColumnType, TableSchema

STORAGE_VERSION = "v1.0.0"
WRITING = "256MB"  # of memory; without a limit DuckDB takes what there is
READING = "128MB"
BATCH = 10_000  # rows read at once
SQL_TYPES: dict[ColumnType, str] = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
}


def write(
    path: Path,
    tables: Mapping[str, pa.Table],
    schemas: Mapping[str, TableSchema],
    views: Iterable[View],
) -> None:
    """Write the database to `path`, which must not exist."""
    with duckdb.connect(config={"threads": 1, "memory_limit": WRITING}) as connection:
        connection.execute(
            f"ATTACH {literal(str(path))} AS release (STORAGE_VERSION '{STORAGE_VERSION}')"
        )
        connection.execute("USE release")
        for name, schema in schemas.items():
            connection.execute(create_table(schema))
            connection.register("incoming", tables[name])
            connection.execute(f"INSERT INTO {quoted(name)} SELECT * FROM incoming")
            connection.unregister("incoming")
            for statement in _comments_on_table(schema):
                connection.execute(statement)
        for view in views:
            connection.execute(f"CREATE VIEW {quoted(view.name)} AS {view.sql}")
            for statement in _comments_on_view(view):
                connection.execute(statement)
        connection.execute("CHECKPOINT release")
        connection.execute("USE memory")
        connection.execute("DETACH release")


@contextmanager
def opened(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The database, read-only."""
    with TemporaryDirectory() as folder:
        config: dict[str, str | bool | int | float | list[str]] = {
            "threads": 1,
            "memory_limit": READING,
            "temp_directory": folder,
        }
        with duckdb.connect(path, read_only=True, config=config) as connection:
            yield connection


def read(connection: duckdb.DuckDBPyConnection, name: str) -> pa.RecordBatchReader:
    """All rows of a table or view, a batch at a time."""
    return connection.execute(f"SELECT * FROM {quoted(name)}").to_arrow_reader(BATCH)


def parts(
    connection: duckdb.DuckDBPyConnection, schema: pa.Schema, table: str
) -> Iterator[pa.Table]:
    """One table in the order of its rows, some at a time, given the types of its columns."""
    for batch in read(connection, table):
        yield pa.table(batch).cast(schema)


def without_comment(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Names of tables, columns and views that carry no comment."""
    found = connection.execute(
        """
        SELECT table_name FROM duckdb_tables() WHERE comment IS NULL
        UNION ALL SELECT view_name FROM duckdb_views() WHERE comment IS NULL AND NOT internal
        UNION ALL SELECT table_name || '.' || column_name FROM duckdb_columns()
        WHERE comment IS NULL AND NOT internal ORDER BY 1
        """
    )
    return [name for (name,) in found.fetchall()]


def create_table(schema: TableSchema) -> str:
    """The statement that creates a table."""
    columns = ",\n".join(
        f"    {quoted(column.name)} {SQL_TYPES[column.type]}{' NOT NULL' * column.required}"
        for column in schema.columns
    )
    return f"CREATE TABLE {quoted(schema.name)} (\n{columns}\n)"


def _comments_on_table(schema: TableSchema) -> Iterator[str]:
    table = quoted(schema.name)
    yield f"COMMENT ON TABLE {table} IS {literal(schema.description)}"
    for column in schema.columns:
        text = literal(column.description)
        yield f"COMMENT ON COLUMN {table}.{quoted(column.name)} IS {text}"


def _comments_on_view(view: View) -> Iterator[str]:
    yield f"COMMENT ON VIEW {quoted(view.name)} IS {literal(view.comment)}"
    for name, comment in view.columns.items():
        yield f"COMMENT ON COLUMN {quoted(view.name)}.{quoted(name)} IS {literal(comment)}"
