"""The rows of one article, tested for what a release demands of them, before they are kept.

Belongs here: of those demands the ones that an article can break by itself, derived from the
schemas: one article must not stop the release of all the others. The checks of a release are in
`pipeline.checking`; they see all rows once more.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from operator import itemgetter
from typing import Any

from pipeline.schema.tables import RUNS_ON, Column, Span, TableSchema, load_tables

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]
Fault = tuple[int, str]
"""The number of a row in its table, and the rule that it breaks, in words without its text."""

_TYPES: Mapping[str, type | tuple[type, ...]] = {
    "string": str, "integer": int, "number": (int, float), "boolean": bool, "date": date,
}  # fmt: skip
_tables = cache(load_tables)

LONGEST = 100_000
"""Characters of a text in a row. What says more in one breath is no article, and a database that
reads rows by the thousand needs memory for all of them.
"""


class UnsoundError(Exception):
    """A row that cannot be right. The message names table, row and rule, and quotes no text."""


def require_sound(rows: Rows, text: str) -> None:
    """Raise UnsoundError for the first row that breaks a rule; `text` is that of the article."""
    for fault in faults(rows, text):
        raise UnsoundError(fault)


def faults(rows: Rows, text: str) -> Iterator[str]:
    """What is wrong with the rows of an article, by table, in words."""
    for name, of_table in rows.items():
        schema = _tables()[name]
        for number, rule in _of_table(schema, of_table, rows, text):
            key = " ".join(str(of_table[number].get(column)) for column in schema.primary_key)
            yield f"{name}, row {number} ({key}): {rule}"


def _of_table(schema: TableSchema, table: Sequence[Row], rows: Rows, text: str) -> Iterator[Fault]:
    # Each group presupposes the ones before it: offsets are compared when they are numbers.
    groups = (
        (fault for column in schema.columns for fault in _column(column, table)),
        _keys(schema, table, rows),
        (fault for span in schema.spans for fault in _span(span, table, text)),
        _places(schema, table, rows),
        _length(schema, table, text),
    )
    for group in groups:
        found = list(group)
        yield from found
        if found:
            return


def _column(column: Column, table: Sequence[Row]) -> Iterator[Fault]:
    """Values that are missing, of another type, or not as the schema says."""
    if column.severity != "error":
        return
    values = [row.get(column.name) for row in table]
    for kind in set(map(type, values)):
        if kind is type(None):
            if column.required:
                yield values.index(None), f"no {column.name}"
        elif not issubclass(kind, _TYPES[column.type]) or (kind is bool) != (
            column.type == "boolean"
        ):
            number = next(n for n, value in enumerate(values) if type(value) is kind)
            yield number, f"{column.name} is no {column.type}"
            return
    distinct = set(values) - {None}
    for rule, test in _tests(column):
        yield from ((values.index(value), rule) for value in distinct if not test(value))


@cache
def _tests(column: Column) -> list[tuple[str, Callable[[Any], bool]]]:
    """What is asked of the values of a column that are there and have its type."""
    name, low, high = column.name, column.minimum, column.maximum
    found: list[tuple[str, Callable[[Any], bool]]] = []
    if column.enum:
        allowed = frozenset(column.enum)
        found.append((f"{name} is none of {', '.join(column.enum)}", allowed.__contains__))
    elif column.type == "string":
        found.append((f"{name} is empty", bool))
        found.append((f"{name} has half a character", _is_unicode))
        too_long = f"{name} has more than {LONGEST:,} characters"
        found.append((too_long, lambda v: len(v) <= LONGEST))
    if column.pattern:
        matches = re.compile(column.pattern).fullmatch
        found.append((f"{name} is not of the form {column.pattern}", lambda v: bool(matches(v))))
    if low is not None:
        found.append((f"{name} is less than {low:g}", lambda v: v >= low))
    if high is not None:
        found.append((f"{name} is more than {high:g}", lambda v: v <= high))
    return found


def _is_unicode(value: str) -> bool:
    return value.isascii() or not any("\ud800" <= char <= "\udfff" for char in value)


def _keys(schema: TableSchema, table: Sequence[Row], rows: Rows) -> Iterator[Fault]:
    """Keys that are there twice, or point to no row of the article."""
    for columns in {schema.primary_key, *((c.name,) for c in schema.columns if c.unique)}:
        seen: set[Any] = set()
        for number, key in enumerate(map(itemgetter(*columns), table)):
            if key in seen:
                yield number, f"{' and '.join(columns)} as in a row before"
            seen.add(key)
    for foreign in schema.foreign_keys:
        if foreign.table not in rows or len(foreign.columns) > 1:
            continue  # of the codebook or the sources, which no article makes
        (column,), (reference,) = foreign.columns, foreign.references
        there = {row[reference] for row in rows[foreign.table]}
        for number, row in enumerate(table):
            if row.get(column) is not None and row[column] not in there:
                yield number, f"{column} is not in {foreign.table}"


def _span(span: Span, table: Sequence[Row], text: str) -> Iterator[Fault]:
    """All of it there or nothing, a stretch of the article, and the text what stands there."""
    columns = [span.start, span.end, *([span.text] if span.text else [])]
    for number, row in enumerate(table):
        values = [row.get(column) for column in columns]
        if None in values:
            if values.count(None) < len(values):
                missing = [column for column in columns if row.get(column) is None]
                yield number, f"no {' and '.join(missing)}"
            continue
        start, end = row[span.start], row[span.end]
        if not 0 <= start < end <= len(text):
            yield number, f"{span.start} {start} and {span.end} {end} are no stretch of the text"
        elif span.text and row[span.text] != text[start:end]:
            yield number, f"{span.text} is not what the article has at [{start}:{end}]"


def _places(schema: TableSchema, table: Sequence[Row], rows: Rows) -> Iterator[Fault]:
    """Rows outside the sentence or the parent that they name, or of another region."""
    if schema.name == "sentences" or "sentence_id" not in schema.column_names:
        return
    own, its = schema.spans[0], _tables()["sentences"].spans[0]
    sentences = {row["sentence_id"]: row for row in rows["sentences"]}
    parents = {row["quote_id"]: row for row in rows["quotes"]} if schema.name == "quotes" else {}
    for number, row in enumerate(table):
        sentence, parent = sentences[row["sentence_id"]], parents.get(row.get("parent_quote_id"))
        start, end = row[own.start], row[own.end]
        low, high = sentence[its.start], sentence[its.end]
        if not low <= start < high or (end > high and schema.name not in RUNS_ON):
            yield number, f"[{start}:{end}] is outside its sentence [{low}:{high}]"
        if "region" in schema.column_names and row["region"] != sentence["region"]:
            yield number, f"{row['region']}, but its sentence is {sentence['region']}"
        if parent is not None and (
            parent is row or start < parent[own.start] or end > parent[own.end]
        ):
            yield number, f"[{start}:{end}] is not inside its parent"


def _length(schema: TableSchema, table: Sequence[Row], text: str) -> Iterator[Fault]:
    """Articles that are not as long as their text."""
    for number, row in enumerate(table):
        if schema.name == "articles" and row["n_characters"] != len(text):
            yield number, f"n_characters is {row['n_characters']}, the text has {len(text)}"
