"""What a release was made from: RAW_SHA256SUMS, and how documents differ between releases.

RAW_SHA256SUMS lists every received file, source.yml included, by its path below the folder of
received documents; who holds them checks them there with `sha256sum --check`.

Belongs here: that list, and documents added, removed, changed, rejected. Does not belong here: rows
of any table (difference.py).
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.errors import UserError
from pipeline.publishing import checksums
from pipeline.publishing.sql import scratch
from pipeline.sources import SOURCE_FILE

FILE = "RAW_SHA256SUMS"

CHANGES_SCHEMA = pa.schema(
    [
        pa.field("change", pa.string(), nullable=False),
        pa.field("raw_path", pa.string(), nullable=False),
        pa.field("reason", pa.string()),
    ]
)
WITH_OTHER_BYTES = ("added", "removed", "changed")
_TOUCHED = pa.schema([("raw_path", pa.string()), ("article_id", pa.string())])

Tables = Callable[[str], pa.Table]


@dataclass(frozen=True)
class Received:
    """How the received files differ.

    `documents` has one row for each document that was added, removed or changed, or that is
    rejected or accepted (no longer rejected) although its bytes are the same, with the reason why
    it is rejected now. `touched` are the documents with other bytes, with their articles.
    `restated` are the sources with another source.yml; None if the older release does not tell.
    """

    documents: pa.Table
    touched: pa.Table
    restated: tuple[str, ...] | None

    @property
    def differ(self) -> bool:
        """Whether any received file is known to be another."""
        return bool(self.touched.num_rows or self.restated)

    def paths(self, change: str) -> list[tuple[str, str | None]]:
        """The documents with this change, and why they are rejected (None: they are not)."""
        rows = self.documents.filter(pc.equal(self.documents["change"], change)).to_pylist()
        return [(row["raw_path"], row["reason"]) for row in rows]


def snapshot_sha256(raw: Mapping[str, str]) -> str:
    """One hash for all received files, given the hash of each by path: that of RAW_SHA256SUMS."""
    return hashlib.sha256(checksums.render(raw).encode()).hexdigest()


def write(folder: Path, raw: Mapping[str, str]) -> None:
    """Write RAW_SHA256SUMS of a release."""
    (folder / FILE).write_text(checksums.render(raw), encoding="utf-8", newline="\n")


def read(folder: Path) -> dict[str, str] | None:
    """Hash by path of every file received for a release; None for the first, which has no list."""
    path = folder / FILE
    try:
        return checksums.parse(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise UserError(f"{path}: cannot be read ({error}); restore the release") from None


def of_first(tables: Tables, raw: Mapping[str, str]) -> Received:
    """Every document is added, every source stated for the first time."""
    return compare(lambda name: tables(name).schema.empty_table(), {}, tables, raw)


def compare(
    old_tables: Tables,
    old_raw: Mapping[str, str] | None,
    new_tables: Tables,
    new_raw: Mapping[str, str] | None,
) -> Received:
    """How the received files of two releases differ, by their tables and lists of files."""
    with scratch() as connection:
        connection.register("old", _documents(connection, old_tables))
        connection.register("new", _documents(connection, new_tables))
        connection.execute(
            """
            CREATE TABLE joined AS
            SELECT
                CASE
                    WHEN old.raw_path IS NULL THEN 'added'
                    WHEN new.raw_path IS NULL THEN 'removed'
                    WHEN old.raw_sha256 IS DISTINCT FROM new.raw_sha256 THEN 'changed'
                    WHEN old.reason IS NULL AND new.reason IS NOT NULL THEN 'rejected'
                    WHEN old.reason IS NOT NULL AND new.reason IS NULL THEN 'accepted'
                END AS change,
                coalesce(new.raw_path, old.raw_path) AS raw_path,
                new.reason AS reason,
                old.article_id AS old_article, new.article_id AS new_article
            FROM old FULL JOIN new ON old.raw_path = new.raw_path
            """
        )
        documents = connection.execute(
            "SELECT change, raw_path, reason FROM joined WHERE change IS NOT NULL ORDER BY ALL"
        ).to_arrow_table()
        touched = connection.execute(
            f"""
            SELECT DISTINCT raw_path, unnest([old_article, new_article]) AS article_id FROM joined
            WHERE change IN {WITH_OTHER_BYTES} ORDER BY ALL
            """
        ).to_arrow_table()
    restated = None if old_raw is None or new_raw is None else _restated(old_raw, new_raw)
    return Received(documents.cast(CHANGES_SCHEMA), touched.cast(_TOUCHED), restated)


def _documents(connection: duckdb.DuckDBPyConnection, tables: Tables) -> pa.Table:
    """Every document with its article, or the reason why it is none."""
    for name in ("articles", "rejected_documents"):
        connection.register(name, tables(name))
    return connection.execute(
        """
        SELECT raw_path, raw_sha256, article_id, NULL::VARCHAR AS reason FROM articles
        UNION ALL SELECT raw_path, raw_sha256, NULL, reason FROM rejected_documents
        """
    ).to_arrow_table()


def _restated(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[str, ...]:
    """Sources whose source.yml is new, gone or another."""
    stated = [
        {PurePosixPath(path).parts[0]: hash_ for path, hash_ in each.items() if states(path)}
        for each in (old, new)
    ]
    return tuple(sorted({source for source, _ in stated[0].items() ^ stated[1].items()}))


def states(path: str) -> bool:
    """Whether a received file is a source.yml."""
    return PurePosixPath(path).parts[1:] == (SOURCE_FILE,)
