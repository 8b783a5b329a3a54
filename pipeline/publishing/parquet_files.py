"""parquet/<table>.parquet: the tables with their types, byte-identical for equal input.

Belongs here: writing and reading Parquet. Does not belong here: any column's type; it comes with
the table.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.errors import UserError

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


def read(
    path: Path,
    columns: Sequence[str] | None = None,
    filters: Sequence[tuple[str, str, str]] | None = None,
) -> pa.Table:
    """The table of a release with its schema as written, or these columns of the rows that pass the
    filters (column, operator, value). UserError where the file cannot be read.
    """
    try:
        return pq.read_table(path, columns=columns, filters=filters)
    except (OSError, pa.ArrowException) as error:
        raise UserError(f"{path}: cannot be read ({error}); restore the release") from None


def parts(path: Path) -> Iterator[pa.Table]:
    """The same, some rows at a time."""
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(use_threads=False):
            yield pa.table(batch)
