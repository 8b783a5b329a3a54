"""Arrow schemas and tables from the descriptions in schemas/tables/.

Belongs here: the one mapping of column types to Arrow, and the making of tables that conform.
Does not belong here: checks of content (pipeline.checking) and files (pipeline.publishing).
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.schema.tables import ColumnType, TableSchema

ARROW_TYPES: dict[ColumnType, pa.DataType] = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}


def arrow_schema(table: TableSchema) -> pa.Schema:
    """The Arrow schema of a table; each field carries its description as metadata."""
    return pa.schema(
        [
            pa.field(
                column.name,
                ARROW_TYPES[column.type],
                nullable=not column.required,
                metadata={"description": column.description},
            )
            for column in table.columns
        ]
    )


def to_arrow(table: TableSchema, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """The rows as a table with exactly the columns of the schema, in the schema's row order.

    Raises ValueError, naming table and column, for an unknown or missing key, a value of the wrong
    type, a null in a required column, an empty string or a NaN (absent is null).
    """
    names = table.column_names
    values: dict[str, list[Any]] = {name: [] for name in names}
    for row in rows:
        if row.keys() != values.keys():
            _require_names(table, row, "keys")
        for name in names:
            values[name].append(row[name])
    schema = arrow_schema(table).remove_metadata()
    arrays = {field.name: _array(table, field, values[field.name]) for field in schema}
    return conforming(table, pa.table(arrays))


def conforming(table: TableSchema, data: pa.Table) -> pa.Table:
    """The same of rows that are an Arrow table already."""
    _require_names(table, data.column_names, "columns")
    schema = arrow_schema(table)
    for field in schema:
        _require_sound(table, field, data[field.name])
    return in_order(table, data.select(schema.names).cast(schema))


def in_order(table: TableSchema, data: pa.Table) -> pa.Table:
    """The table in its order of rows, ties resolved by its key; in one chunk."""
    order = dict(table.sort_by) | {
        name: "ascending" for name in table.primary_key if name not in dict(table.sort_by)
    }
    return data.sort_by(list(order.items())).combine_chunks()


def _require_names(table: TableSchema, given: Collection[str], what: str) -> None:
    unknown = sorted(set(given) - set(table.column_names))
    missing = sorted(set(table.column_names) - set(given))
    if unknown or missing:
        raise ValueError(f"table {table.name}: unknown {what} {unknown}, missing {what} {missing}")


def _array(table: TableSchema, field: pa.Field, values: list[Any]) -> pa.Array:
    try:
        return pa.array(values, field.type)
    except (pa.ArrowException, ValueError, TypeError, OverflowError) as error:
        raise ValueError(f"table {table.name}, column {field.name}: {error}") from error


def _require_sound(table: TableSchema, field: pa.Field, column: pa.ChunkedArray) -> None:
    where = f"table {table.name}, column {field.name}"
    if column.null_count and not field.nullable:
        row = pc.index(column.is_null(), True).as_py()
        raise ValueError(f"{where}: null in row {row} of a required column")
    if pa.types.is_string(field.type) and (row := pc.index(column, "").as_py()) >= 0:
        raise ValueError(f"{where}: empty string in row {row}; absent is null")
    if pa.types.is_floating(field.type) and pc.any(pc.is_nan(column)).as_py():
        raise ValueError(f"{where}: not a number; absent is null")
