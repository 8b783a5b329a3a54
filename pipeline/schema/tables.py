"""The tables of the dataset as described in schemas/tables/*.yml.

Belongs here: the form of a table's description and its loading. Does not belong here: what the
descriptions are turned into (Arrow, DuckDB, checks, dictionary), nor any column of any table.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pipeline import strict_yaml
from pipeline.errors import UserError
from pipeline.paths import SCHEMAS
from pipeline.schema.dataset import load_dataset

ColumnType = Literal["string", "integer", "number", "boolean", "date"]
Severity = Literal["error", "warning"]
Direction = Literal["ascending", "descending"]

RUNS_ON = frozenset({"quotes"})
"""Tables whose rows may run on into further sentences; others lie in the one that they name."""


@dataclass(frozen=True)
class Column:
    """One column. `excerpt`: text that may be withheld. `severity`: of a breach of constraints."""

    name: str
    type: ColumnType
    description: str
    required: bool = False
    unique: bool = False
    enum: tuple[str, ...] | None = None
    pattern: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    excerpt: bool = False
    severity: Severity = "error"


@dataclass(frozen=True)
class ForeignKey:
    """`columns` hold values of the columns `references` of `table`, or are null."""

    columns: tuple[str, ...]
    table: str
    references: tuple[str, ...]


@dataclass(frozen=True)
class Span:
    """Columns with article_text[start:end] == text, offsets in code points.

    `text` is None where the table keeps positions only.
    """

    start: str
    end: str
    text: str | None


@dataclass(frozen=True)
class TableSchema:
    """One table: its columns in order, keys, spans, and the order of its rows.

    `texts_rank` is its place among the tables whose texts a release shows as far as there is room;
    None where it has none.
    """

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]
    spans: tuple[Span, ...]
    sort_by: tuple[tuple[str, Direction], ...]
    texts_rank: int | None = None

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


def load_tables(schemas: Path = SCHEMAS) -> dict[str, TableSchema]:
    """Every table by name, in the order of schemas/dataset.yml. Raises UserError on any fault."""
    folder = schemas / "tables"
    dataset = load_dataset(schemas)
    stray = sorted({path.stem for path in folder.glob("*.yml")} - set(dataset.tables))
    if stray:
        raise UserError(f"{folder / stray[0]}.yml: the table is not listed in dataset.yml")
    tables = {name: _load_table(folder / f"{name}.yml") for name in dataset.tables}
    with_texts = sorted(name for name, t in tables.items() if any(span.text for span in t.spans))
    if with_texts != sorted(dataset.excerpts.first):
        raise UserError(
            f"{schemas / 'dataset.yml'}: excerpts: first: must list the tables that have texts, "
            f"each once: {', '.join(with_texts)}"
        )
    for rank, name in enumerate(dataset.excerpts.first):
        tables[name] = replace(tables[name], texts_rank=rank)
    for table in tables.values():
        for key in table.foreign_keys:
            _require_target(folder / f"{table.name}.yml", key, tables)
    return tables


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Text = Annotated[str, Field(min_length=1)]


class _Constraints(_Strict):
    required: bool = False
    unique: bool = False
    enum: Annotated[tuple[Text, ...], Field(min_length=1)] | None = None
    pattern: Text | None = None
    minimum: float | None = None
    maximum: float | None = None

    @model_validator(mode="after")
    def _pattern_compiles(self) -> Self:
        if self.pattern is not None:
            try:
                re.compile(self.pattern)
            except re.error as error:
                raise ValueError(f"the pattern is no regular expression: {error}") from None
        return self


class _Field(_Strict):
    name: Name
    type: ColumnType
    description: Text
    constraints: _Constraints = _Constraints()
    excerpt: bool = False
    severity: Severity = "error"


class _Reference(_Strict):
    resource: Name
    fields: tuple[Name, ...]


class _ForeignKey(_Strict):
    fields: tuple[Name, ...]
    reference: _Reference


class _Span(_Strict):
    start: Name
    end: Name
    text: Name | None = None


class _TableFile(_Strict):
    """A Frictionless Table Schema with the project's own keys beside."""

    name: Name
    title: Text
    description: Text
    fields: Annotated[tuple[_Field, ...], Field(min_length=1)]
    primary_key: Annotated[tuple[Name, ...], Field(alias="primaryKey", min_length=1)]
    foreign_keys: Annotated[tuple[_ForeignKey, ...], Field(alias="foreignKeys")] = ()
    missing_values: Annotated[tuple[Literal[""]], Field(alias="missingValues")]
    spans: tuple[_Span, ...] = ()
    sort_by: Annotated[dict[Name, Direction], Field(alias="sortBy", min_length=1)]

    @model_validator(mode="after")
    def _names_only_its_columns(self) -> Self:
        names = [field.name for field in self.fields]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"column {twice[0]} is there twice")
        used = [*self.primary_key, *self.sort_by]
        used += [name for key in self.foreign_keys for name in key.fields]
        used += [n for span in self.spans for n in (span.start, span.end, span.text) if n]
        unknown = sorted(set(used) - set(names))
        if unknown:
            raise ValueError(f"there is no column {unknown[0]}")
        optional = {field.name for field in self.fields if not field.constraints.required}
        if optional & set(self.primary_key):
            raise ValueError("a column of the primary key must be required")
        return self


def _load_table(path: Path) -> TableSchema:
    file = strict_yaml.load(path, _TableFile)
    if file.name != path.stem:
        raise UserError(f"{path}: name: is {file.name}, the file says {path.stem}")
    return TableSchema(
        name=file.name,
        title=file.title,
        description=file.description,
        columns=tuple(_column(field) for field in file.fields),
        primary_key=file.primary_key,
        foreign_keys=tuple(
            ForeignKey(key.fields, key.reference.resource, key.reference.fields)
            for key in file.foreign_keys
        ),
        spans=tuple(Span(span.start, span.end, span.text) for span in file.spans),
        sort_by=tuple(file.sort_by.items()),
    )


def _column(field: _Field) -> Column:
    return Column(
        name=field.name,
        type=field.type,
        description=field.description,
        excerpt=field.excerpt,
        severity=field.severity,
        **dict(field.constraints),
    )


def _require_target(path: Path, key: ForeignKey, tables: dict[str, TableSchema]) -> None:
    if key.table not in tables:
        raise UserError(f"{path}: foreignKeys: there is no table {key.table}")
    if tables[key.table].primary_key != key.references:
        raise UserError(f"{path}: foreignKeys: {key.references} is not the key of {key.table}")
