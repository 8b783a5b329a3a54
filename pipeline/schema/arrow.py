"""Arrow schemas and tables from the descriptions in schemas/tables/.

Belongs here: the one mapping of column types to Arrow, and the making of tables that conform.
Does not belong here: checks of content (pipeline.checking) and files (pipeline.publishing).
"""

from collections.abc import Iterable, Mapping
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
            unknown = sorted(row.keys() - values.keys())
            missing = sorted(values.keys() - row.keys())
            raise ValueError(f"table {table.name}: unknown keys {unknown}, missing keys {missing}")
        for name in names:
            values[name].append(row[name])
    schema = arrow_schema(table)
    arrays = [_array(table, field, values[field.name]) for field in schema]
    return in_order(table, pa.Table.from_arrays(arrays, schema=schema))


def in_order(table: TableSchema, data: pa.Table) -> pa.Table:
    """The table in its order of rows, ties resolved by its key; in one chunk."""
    order = dict(table.sort_by) | {
        name: "ascending" for name in table.primary_key if name not in dict(table.sort_by)
    }
    return data.sort_by(list(order.items())).combine_chunks()


def _array(table: TableSchema, field: pa.Field, values: list[Any]) -> pa.Array:
    where = f"table {table.name}, column {field.name}"
    try:
        array = pa.array(values, field.type)
    except (pa.ArrowException, ValueError, TypeError, OverflowError) as error:
        raise ValueError(f"{where}: {error}") from error
    if array.null_count and not field.nullable:
        raise ValueError(f"{where}: null in row {values.index(None)} of a required column")
    if pa.types.is_string(field.type) and pc.any(pc.equal(array, "")).as_py():
        raise ValueError(f"{where}: empty string in row {values.index('')}; absent is null")
    if pa.types.is_floating(field.type) and pc.any(pc.is_nan(array)).as_py():
        raise ValueError(f"{where}: not a number; absent is null")
    return array
