"""How the tables and their description differ from the release before.

Belongs here: finding differences and saying how grave each is (rules of semantic versioning for
data). Does not belong here: version numbers (version.py) and telling of them (readme.py).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.publishing.sql import literal, quoted

CHANGES_SCHEMA = pa.schema(
    [
        pa.field("change", pa.string(), nullable=False),
        pa.field("key", pa.string(), nullable=False),
        pa.field("changed_columns", pa.string()),
    ]
)


class Level(IntEnum):
    """How grave a difference is for who uses the data."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3


@dataclass(frozen=True)
class Difference:
    """Differences of the description in words with their level, and changed rows by table.

    A table of `rows` has the columns change (added, removed, changed), key (the values of the
    primary key, joined by " | ") and changed_columns (names joined by "; ").
    """

    described: tuple[tuple[Level, str], ...] = ()
    rows: dict[str, pa.Table] = field(default_factory=dict)

    def count(self, table: str, change: str) -> int:
        """Number of rows of `table` that were added, removed or changed."""
        return int(pc.sum(pc.equal(self.rows[table]["change"], change)).as_py() or 0)

    @property
    def level(self) -> Level:
        levels = [level for level, _ in self.described]
        for table in self.rows:
            if self.count(table, "added") or self.count(table, "removed"):
                levels.append(Level.MINOR)
            elif self.count(table, "changed"):
                levels.append(Level.PATCH)
        return max(levels, default=Level.NONE)


def of_first(new: Mapping[str, Any], new_tables: Mapping[str, pa.Table]) -> Difference:
    """The difference of the first release from nothing: every row is added."""
    rows = {}
    with duckdb.connect() as connection:
        for resource in new["resources"]:
            table = new_tables[resource["name"]]
            rows[resource["name"]] = _listed(connection, "added", table, _key(resource))
    return Difference(rows=rows)


def compare(
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    old_table: Callable[[str], pa.Table],
    new_tables: Mapping[str, pa.Table],
) -> Difference:
    """The difference between two descriptors (see datapackage.describe) and their tables.

    `old_table` reads a table of the old release by name.
    """
    old_keys = {resource["name"]: _key(resource) for resource in old["resources"]}
    new_keys = {resource["name"]: _key(resource) for resource in new["resources"]}
    rows = {}
    with duckdb.connect() as connection:
        for name in [*new_keys, *(name for name in old_keys if name not in new_keys)]:
            if old_keys.get(name) == new_keys.get(name):
                key = new_keys[name]
                rows[name] = _joined(connection, old_table(name), new_tables[name], key)
                continue
            rows[name] = CHANGES_SCHEMA.empty_table()
            if name in old_keys:
                gone = _listed(connection, "removed", old_table(name), old_keys[name])
                rows[name] = pa.concat_tables([rows[name], gone])
            if name in new_keys:
                come = _listed(connection, "added", new_tables[name], new_keys[name])
                rows[name] = pa.concat_tables([rows[name], come])
    return Difference(tuple(_described(old, new)), rows)


def _key(resource: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(resource["schema"]["primaryKey"])


def _described(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[tuple[Level, str]]:
    if old == new:
        return []
    found = []
    if old["schemaVersion"] != new["schemaVersion"]:
        found.append((Level.MAJOR, "the recipe of identifiers changed"))
    old_views, new_views = ({view["name"] for view in each["views"]} for each in (old, new))
    found += [(Level.MAJOR, f"view {name} removed") for name in sorted(old_views - new_views)]
    found += [(Level.MINOR, f"view {name} added") for name in sorted(new_views - old_views)]
    old_tables, new_tables = ({r["name"]: r["schema"] for r in d["resources"]} for d in (old, new))
    for name in sorted(old_tables.keys() | new_tables.keys()):
        if name not in new_tables:
            found.append((Level.MAJOR, f"table {name} removed"))
        elif name not in old_tables:
            found.append((Level.MINOR, f"table {name} added"))
        else:
            found += _of_columns(name, old_tables[name], new_tables[name])
    return found or [(Level.PATCH, "descriptions or other metadata changed")]


def _of_columns(
    table: str, old: Mapping[str, Any], new: Mapping[str, Any]
) -> list[tuple[Level, str]]:
    found = []
    old_types, new_types = ({f["name"]: f["type"] for f in each["fields"]} for each in (old, new))
    for name in old_types.keys() - new_types.keys():
        found.append((Level.MAJOR, f"table {table}: column {name} removed"))
    for name, kind in new_types.items():
        if name not in old_types:
            found.append((Level.MINOR, f"table {table}: column {name} added"))
        elif kind != old_types[name]:
            words = f"table {table}: column {name} is {kind}, was {old_types[name]}"
            found.append((Level.MAJOR, words))
    kept = [name for name in old_types if name in new_types]
    if kept != list(new_types)[: len(kept)]:
        found.append((Level.MAJOR, f"table {table}: columns are in another order"))
    if old["primaryKey"] != new["primaryKey"]:
        found.append((Level.MAJOR, f"table {table}: the key changed"))
    return sorted(found, key=lambda each: each[1])


def _joined(
    connection: duckdb.DuckDBPyConnection, old: pa.Table, new: pa.Table, key: tuple[str, ...]
) -> pa.Table:
    """Rows added, removed and, in the columns that both have, changed."""
    common = [n for n in new.column_names if n in old.column_names and n not in key]
    on = " AND ".join(f"old.{quoted(name)} = new.{quoted(name)}" for name in key)
    first = quoted(key[0])
    either = ", ".join(f"coalesce(new.{quoted(name)}, old.{quoted(name)})" for name in key)
    differing = ", ".join(
        f"CASE WHEN old.{quoted(name)}::VARCHAR IS DISTINCT FROM new.{quoted(name)}::VARCHAR "
        f"THEN {literal(name)} END"
        for name in common
    )
    return _query(
        connection,
        f"""
        SELECT
            CASE WHEN old.{first} IS NULL THEN 'added' WHEN new.{first} IS NULL THEN 'removed'
            ELSE 'changed' END AS change,
            concat_ws(' | ', {either}) AS key,
            CASE WHEN old.{first} IS NOT NULL AND new.{first} IS NOT NULL
            THEN concat_ws('; ', {differing or "''"}) END AS changed_columns
        FROM old FULL JOIN new ON {on}
        WHERE changed_columns IS NULL OR changed_columns <> ''
        """,
        old=old,
        new=new,
    )


def _listed(
    connection: duckdb.DuckDBPyConnection, change: str, table: pa.Table, key: tuple[str, ...]
) -> pa.Table:
    values = ", ".join(quoted(name) for name in key)
    sql = f"SELECT {literal(change)} AS change, concat_ws(' | ', {values}) AS key, NULL FROM listed"
    return _query(connection, sql, listed=table)


def _query(connection: duckdb.DuckDBPyConnection, sql: str, **tables: pa.Table) -> pa.Table:
    for name, table in tables.items():
        connection.register(name, table)
    found = connection.execute(f"{sql} ORDER BY change, key").to_arrow_table()
    for name in tables:
        connection.unregister(name)
    return found.rename_columns(CHANGES_SCHEMA.names).cast(CHANGES_SCHEMA)
