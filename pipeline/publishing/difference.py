"""How the tables and their description differ from those of another release, and why.

Belongs here: rows added, removed and changed, each with its cause; how grave all of it is (rules of
semantic versioning for data). Does not belong here: the description (described.py), the received
documents (received.py), version numbers (version.py), telling of it all (changes.py).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.publishing import described, received
from pipeline.publishing.described import Described, Level
from pipeline.publishing.received import Received, Tables
from pipeline.publishing.sql import literal, quoted, scratch

CHANGES_SCHEMA = pa.schema(
    [
        pa.field("change", pa.string(), nullable=False),
        pa.field("key", pa.string(), nullable=False),
        pa.field("changed_columns", pa.string()),
        pa.field("cause", pa.string()),
    ]
)
Cause = Literal["sources", "extraction"]
CAUSES: tuple[Cause | None, ...] = ("sources", "extraction", None)
_TELL_THE_DOCUMENT = ("article_id", "raw_path", "source_id")


@dataclass(frozen=True)
class Side:
    """One of the two that are compared; `raw` is None where the received files are not listed."""

    descriptor: Mapping[str, Any]
    table: Tables
    extractor_version: str
    raw: Mapping[str, str] | None


@dataclass(frozen=True)
class Difference:
    """Differences of the description in words with their level, of documents, and of rows by table.

    A table of `rows` has the columns change (added, removed, changed), key (the values of the
    primary key, joined by " | "), changed_columns (names joined by "; ") and cause: `sources` where
    a received file changed, `extraction` where the same bytes give other rows, null where both
    changed and the row does not tell.
    """

    described: tuple[Described, ...]
    received: Received
    same_extractor: bool
    rows: dict[str, pa.Table]

    def count(self, table: str, change: str) -> int:
        """Number of rows of `table` that were added, removed or changed."""
        return int(pc.sum(pc.equal(self.rows[table]["change"], change)).as_py() or 0)

    def caused(self, table: str, cause: Cause | None) -> int:
        """Number of rows of `table` that differ for this cause."""
        causes = self.rows[table]["cause"]
        return int(causes.null_count if cause is None else causes.to_pylist().count(cause))

    @property
    def level(self) -> Level:
        levels = [level for level, _ in self.described]
        for table in self.rows:
            if self.count(table, "added") or self.count(table, "removed"):
                levels.append(Level.MINOR)
            elif self.count(table, "changed"):
                levels.append(Level.PATCH)
        return max(levels, default=Level.NONE)


def of_first(new: Side) -> Difference:
    """The difference of the first release from nothing: every row is added."""
    changed = received.of_first(new.table, new.raw or {})
    rows = {}
    with scratch() as connection:
        for resource in new.descriptor["resources"]:
            name = resource["name"]
            rows[name] = _listed(connection, "added", new.table(name), _key(resource), "'sources'")
    return Difference((), changed, False, rows)


def compare(old: Side, new: Side) -> Difference:
    """The difference between two releases, or one and what may become the next."""
    changed = received.compare(old.table, old.raw, new.table, new.raw)
    same_extractor = old.extractor_version == new.extractor_version
    old_keys, new_keys = (
        {resource["name"]: _key(resource) for resource in side.descriptor["resources"]}
        for side in (old, new)
    )
    rows = {}
    with scratch() as connection:
        _register_documents(connection, old, new, changed)
        for name in [*new_keys, *(name for name in old_keys if name not in new_keys)]:
            cause = _cause(name, changed, same_extractor)
            if old_keys.get(name) == new_keys.get(name):
                tables = old.table(name), new.table(name)
                rows[name] = _joined(connection, *tables, new_keys[name], cause)
                continue
            gone, come = CHANGES_SCHEMA.empty_table(), CHANGES_SCHEMA.empty_table()
            if name in old_keys:
                gone = _listed(connection, "removed", old.table(name), old_keys[name], cause)
            if name in new_keys:
                come = _listed(connection, "added", new.table(name), new_keys[name], cause)
            rows[name] = pa.concat_tables([gone, come])
    in_words = described.compare(old.descriptor, new.descriptor)
    return Difference(in_words, changed, same_extractor, rows)


def _key(resource: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(resource["schema"]["primaryKey"])


def _register_documents(
    connection: duckdb.DuckDBPyConnection, old: Side, new: Side, changed: Received
) -> None:
    """What `_cause` asks: documents with other bytes, sources with another source.yml, and whose
    documents are whose.
    """
    connection.register("touched", changed.touched)
    restated = pa.array(changed.restated or (), pa.string())
    connection.register("restated", pa.table({"source_id": restated}))
    for name, side in (("old_articles", old), ("new_articles", new)):
        connection.register(name, side.table("articles").select(["article_id", "source_id"]))


def _cause(table: str, changed: Received, same_extractor: bool) -> str:
    """Why a row differs, as an SQL expression over article_id, raw_path and source_id of the row
    (null where its table has none).
    """
    if table == "sources":  # made from nothing else
        return "'sources'"
    if same_extractor:
        return "'sources'" if changed.differ or changed.restated is None else "'extraction'"
    if not changed.differ:
        return "'extraction'"
    return """
        CASE
            WHEN article_id IN (SELECT article_id FROM touched WHERE article_id IS NOT NULL)
                OR raw_path IN (SELECT raw_path FROM touched)
                OR source_id IN (SELECT source_id FROM restated)
                THEN 'sources'
            WHEN article_id IN (
                SELECT article_id FROM (FROM old_articles UNION FROM new_articles)
                WHERE source_id IN (SELECT source_id FROM restated)
            ) THEN NULL
            WHEN coalesce(article_id, raw_path) IS NOT NULL THEN 'extraction'
        END
    """


def _joined(
    connection: duckdb.DuckDBPyConnection,
    old: pa.Table,
    new: pa.Table,
    key: tuple[str, ...],
    cause: str,
) -> pa.Table:
    """Rows added, removed and, in the columns that both have, changed."""
    if old.equals(new):
        return CHANGES_SCHEMA.empty_table()
    both = [name for name in new.column_names if name in old.column_names]
    on = " AND ".join(f"old.{quoted(name)} = new.{quoted(name)}" for name in key)
    first = quoted(key[0])
    differing = ", ".join(
        f"CASE WHEN old.{quoted(name)}::VARCHAR IS DISTINCT FROM new.{quoted(name)}::VARCHAR "
        f"THEN {literal(name)} END"
        for name in both
        if name not in key
    )
    either = {name: f"coalesce(new.{quoted(name)}, old.{quoted(name)})" for name in both}
    return _query(
        connection,
        f"""
        SELECT
            CASE WHEN old.{first} IS NULL THEN 'added' WHEN new.{first} IS NULL THEN 'removed'
            ELSE 'changed' END AS change,
            concat_ws(' | ', {", ".join(either[name] for name in key)}) AS key,
            CASE WHEN old.{first} IS NOT NULL AND new.{first} IS NOT NULL
            THEN concat_ws('; ', {differing or "''"}) END AS changed_columns,
            {_telling(either)}
        FROM old FULL JOIN new ON {on}
        WHERE changed_columns IS NULL OR changed_columns <> ''
        """,
        cause,
        old=old,
        new=new,
    )


def _listed(
    connection: duckdb.DuckDBPyConnection,
    change: Literal["added", "removed"],
    table: pa.Table,
    key: tuple[str, ...],
    cause: str,
) -> pa.Table:
    values = ", ".join(quoted(name) for name in key)
    columns = {name: quoted(name) for name in table.column_names}
    sql = f"""
        SELECT {literal(change)} AS change, concat_ws(' | ', {values}) AS key,
        NULL AS changed_columns, {_telling(columns)} FROM listed
    """
    return _query(connection, sql, cause, listed=table)


def _telling(columns: Mapping[str, str]) -> str:
    """The columns by which `_cause` knows the document of a row; null where there is none."""
    given: Iterable[str] = (columns.get(name, "NULL::VARCHAR") for name in _TELL_THE_DOCUMENT)
    return ", ".join(f"{sql} AS {n}" for sql, n in zip(given, _TELL_THE_DOCUMENT, strict=True))


def _query(
    connection: duckdb.DuckDBPyConnection, rows: str, cause: str, **tables: pa.Table
) -> pa.Table:
    for name, table in tables.items():
        connection.register(name, table)
    found = connection.execute(
        f"SELECT change, key, changed_columns, {cause} FROM ({rows}) ORDER BY change, key"
    ).to_arrow_table()
    for name in tables:
        connection.unregister(name)
    return found.rename_columns(CHANGES_SCHEMA.names).cast(CHANGES_SCHEMA)
