"""The tables of a dataset and the texts of its articles in a database, to check across them.

Belongs here: opening it, and asking it which rows fail. The database may grow on disk, so neither
the texts nor all tables together need fit into memory. Which checks there are is in across and
positions.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from pipeline.checking.results import SHOWN, CheckResult, told
from pipeline.publishing.sql import quoted, scratch
from pipeline.schema.tables import TableSchema

ORDER = "number_of_row"
"""Column of every table beside its own, from 0."""


class Database:
    """Tables by their names; `texts` with article_id and text."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def check(
        self,
        schema: TableSchema,
        check: str,
        expected: str,
        rows: str,
        failed: str,
        describe: Callable[[Mapping[str, Any]], str],
    ) -> CheckResult:
        """The result of a check of severity error.

        `rows` is the query for the rows it looks at, with their ORDER and the key of the table;
        `failed` the condition under which one fails (null is no failure); `describe` tells of one.
        """
        counted = self._connection.execute(
            f"SELECT count(*), count(*) FILTER (WHERE {failed}) FROM ({rows})"
        ).fetchone()
        n_rows, n_failed = counted or (0, 0)
        first = f"SELECT * FROM ({rows}) WHERE {failed} ORDER BY {ORDER} LIMIT {SHOWN}"
        shown = self._connection.execute(first).to_arrow_table().to_pylist() if n_failed else []
        return told(schema, check, expected, n_rows, n_failed, shown, describe)


@contextmanager
def opened(tables: Mapping[str, pa.Table], texts: pa.RecordBatchReader) -> Iterator[Database]:
    """A database of `tables`, and of `texts` as they arrive; gone when the block ends."""
    with scratch() as connection:
        connection.register("arriving", texts)
        connection.execute(
            "CREATE TABLE texts AS SELECT article_id, text, length(text) AS length FROM arriving"
        )
        connection.unregister("arriving")
        for name in tables:
            table = tables[name]
            numbers = pa.array(np.arange(table.num_rows))
            connection.register("arriving", table.append_column(ORDER, numbers))
            connection.execute(f"CREATE TABLE {quoted(name)} AS FROM arriving")
            connection.unregister("arriving")
        yield Database(connection)
