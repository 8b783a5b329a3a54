"""The last look at a release before it is put into place.

Belongs here: that the three forms of every table hold the same rows, that the database opens
read-only with a comment on everything, that no article can be read beyond its source's limit, that
the checksums fit. Does not belong here: checks of what the rows say (pipeline.checking).
"""

from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa

from pipeline.errors import UserError
from pipeline.excerpts import shares
from pipeline.publishing import checksums, csv_files, duckdb_file, parquet_files
from pipeline.publishing.content import Release
from pipeline.schema.arrow import arrow_schema


def verify(folder: Path, release: Release) -> None:
    """Raise UserError naming table and file at the first difference from the release's tables,
    or the article of which they show too much."""
    _require_within_limits(release)
    database = folder / f"{release.description.dataset.name}.duckdb"
    schemas = {name: arrow_schema(table) for name, table in release.description.tables.items()}
    for name, schema in schemas.items():
        csv, parquet = folder / "csv" / f"{name}.csv", folder / "parquet" / f"{name}.parquet"
        _require_equal(release.tables[name], parquet_files.parts(parquet), name, parquet)
        _require_equal(release.tables[name], csv_files.parts(csv, schema), name, csv)
    with duckdb_file.opened(database) as connection:
        for name, schema in schemas.items():
            found = duckdb_file.parts(connection, schema, name)
            _require_equal(release.tables[name], found, name, database)
        for view in release.description.views:
            for _ in duckdb_file.read(connection, view.name):
                pass
        bare = duckdb_file.without_comment(connection)
        if bare:
            raise UserError(f"{database.name}: no comment on {', '.join(bare)}; nothing published")
    checksums.verify(folder)


def _require_within_limits(release: Release) -> None:
    for share in shares(release.tables, release.description.tables):
        if share.n_readable > share.n_allowed:
            raise UserError(
                f"{share.n_readable} of the {share.n_characters} characters of article "
                f"{share.article_id} could be read, its source allows {share.n_allowed}; "
                "nothing was published"
            )


def _require_equal(expected: pa.Table, found: Iterable[pa.Table], table: str, path: Path) -> None:
    n_rows = 0
    equal = True
    for part in found:
        equal = equal and part.equals(expected.slice(n_rows, part.num_rows))
        n_rows += part.num_rows
    if not equal or n_rows != expected.num_rows:
        raise UserError(
            f"{path.name}: table {table} came out with other rows than it went in with; "
            "nothing was published"
        )
