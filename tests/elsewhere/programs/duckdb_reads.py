"""Any DuckDB: the rows of the database file and of the Parquet files, as JSON."""

import json
import pathlib
import sys

import duckdb

folder = pathlib.Path(sys.argv[1])
(database,) = folder.glob("*.duckdb")


def rows(connection, source):
    cursor = connection.execute(f"SELECT * FROM {source}")
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row)) for row in cursor.fetchall()]  # noqa: B905


def names(connection, kind):
    sql = f"SELECT {kind}_name FROM duckdb_{kind}s() WHERE NOT internal"
    return [name for (name,) in connection.execute(sql).fetchall()]


with duckdb.connect(str(database), read_only=True) as connection:
    bare = "SELECT count(*) FROM duckdb_columns() WHERE comment IS NULL AND NOT internal"
    told = {
        "version": duckdb.__version__,
        "tables": {n: rows(connection, f'"{n}"') for n in names(connection, "table")},
        "views": {n: len(rows(connection, f'"{n}"')) for n in names(connection, "view")},
        "columns_without_comment": connection.execute(bare).fetchone()[0],
        "parquet": {
            path.stem: rows(connection, f"'{path}'") for path in folder.glob("parquet/*.parquet")
        },
    }
json.dump(told, sys.stdout, default=str)
