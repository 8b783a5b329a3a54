"""How the description of the dataset differs: tables, columns, keys, views, metadata.

Belongs here: finding such differences between two descriptors (datapackage.describe), and how grave
each is. Does not belong here: rows (difference.py).
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import IntEnum
from typing import Any

Descriptor = Mapping[str, Any]


class Level(IntEnum):
    """How grave a difference is for who uses the data."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3


Described = tuple[Level, str]
"""A difference in words, with its level."""

_IN_PARTS = ("resources", "views", "schemaVersion", "formVersion", "formNews")


def compare(old: Descriptor, new: Descriptor) -> tuple[Described, ...]:
    """Every difference between two descriptors; none if they are equal."""
    found = [*_of_versions(old, new), *_of_tables(old, new), *_of_views(old, new)]
    for part in _differing(old, new, but=_IN_PARTS):
        found.append((Level.PATCH, f"{part} of the dataset changed"))
    if not found and old != new:
        found.append((Level.PATCH, "tables or views are in another order"))
    return tuple(found)


def _of_versions(old: Descriptor, new: Descriptor) -> Iterator[Described]:
    if old["schemaVersion"] != new["schemaVersion"]:
        versions = f"schema version {new['schemaVersion']}, was {old['schemaVersion']}"
        yield Level.MAJOR, f"the recipe of identifiers changed ({versions})"
    if old.get("formVersion") != new.get("formVersion"):
        news = new.get("formNews", "see the changelog of the pipeline")
        yield Level.PATCH, f"the files of a release have another form: {news}"


def _of_tables(old: Descriptor, new: Descriptor) -> Iterator[Described]:
    old_tables, new_tables = ({r["name"]: r for r in each["resources"]} for each in (old, new))
    for name in sorted(old_tables.keys() | new_tables.keys()):
        if name not in new_tables:
            yield Level.MAJOR, f"table {name} removed"
        elif name not in old_tables:
            yield Level.MINOR, f"table {name} added"
        else:
            yield from _of_table(f"table {name}", old_tables[name], new_tables[name])


def _of_table(table: str, old: Descriptor, new: Descriptor) -> Iterator[Described]:
    old_schema, new_schema = old["schema"], new["schema"]
    old_fields, new_fields = ({f["name"]: f for f in s["fields"]} for s in (old_schema, new_schema))
    yield from _of_names(table, list(old_fields), list(new_fields))
    for name in (name for name in new_fields if name in old_fields):
        before, after = old_fields[name], new_fields[name]
        if before["type"] != after["type"]:
            words = f"{table}: column {name} is {after['type']}, was {before['type']}"
            yield Level.MAJOR, words
        for part in _differing(before, after, but=("type",)):
            yield Level.PATCH, f"{table}: {part} of column {name} changed"
    if old_schema["primaryKey"] != new_schema["primaryKey"]:
        yield Level.MAJOR, f"{table}: the key changed"
    for part in _differing(old_schema, new_schema, but=("fields", "primaryKey")):
        yield Level.PATCH, f"{table}: {part} changed"
    for part in _differing(old, new, but=("schema",)):
        yield Level.PATCH, f"{table}: {part} changed"


def _differing(old: Descriptor, new: Descriptor, but: Collection[str]) -> list[str]:
    """Names of what is not the same in both, except those in `but`."""
    names = [*new, *(name for name in old if name not in new)]
    return [name for name in names if name not in but and old.get(name) != new.get(name)]


def _of_views(old: Descriptor, new: Descriptor) -> Iterator[Described]:
    old_views, new_views = ({view["name"]: view for view in each["views"]} for each in (old, new))
    for name in sorted(old_views.keys() | new_views.keys()):
        if name not in new_views:
            yield Level.MAJOR, f"view {name} removed"
        elif name not in old_views:
            yield Level.MINOR, f"view {name} added"
        else:
            before, after = old_views[name], new_views[name]
            yield from _of_names(f"view {name}", list(before["columns"]), list(after["columns"]))
            if before != after and list(before["columns"]) == list(after["columns"]):
                yield Level.PATCH, f"view {name}: its query or description changed"


def _of_names(where: str, old: Sequence[str], new: Sequence[str]) -> Iterator[Described]:
    """Columns removed, added or in another order; an added one belongs behind the others."""
    for name in (name for name in old if name not in new):
        yield Level.MAJOR, f"{where}: column {name} removed"
    for name in (name for name in new if name not in old):
        yield Level.MINOR, f"{where}: column {name} added"
    kept = [name for name in old if name in new]
    if kept != list(new)[: len(kept)]:
        yield Level.MAJOR, f"{where}: columns are in another order"
