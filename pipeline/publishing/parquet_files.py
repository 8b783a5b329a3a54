"""parquet/<table>.parquet: the tables with their types, byte-identical for equal input.

Belongs here: writing and reading Parquet. Does not belong here: any column's type; it comes with
the table.
"""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

ROWS_A_GROUP = 100_000


def write(path: Path, table: pa.Table) -> None:
    """Write one table, compressed with zstd."""
    pq.write_table(
        table.combine_chunks(),
        path,
        compression="zstd",
        compression_level=6,
        row_group_size=ROWS_A_GROUP,
        version="2.6",
    )


def read(path: Path) -> pa.Table:
    """The table with its schema as written."""
    return pq.read_table(path)


def parts(path: Path) -> Iterator[pa.Table]:
    """The same, some rows at a time."""
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(use_threads=False):
            yield pa.table(batch)
