"""The tables' descriptions hold together, and a faulty one is refused with its file named."""

import re
import shutil
from pathlib import Path

import pytest

from pipeline.errors import UserError
from pipeline.paths import SCHEMAS
from pipeline.schema.dataset import load_dataset
from pipeline.schema.tables import TableSchema, load_tables

TABLES = load_tables()


@pytest.fixture
def schemas(tmp_path: Path) -> Path:
    """A copy of the schemas, to be broken."""
    return Path(shutil.copytree(SCHEMAS, tmp_path / "schemas"))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_tables_come_in_the_order_of_the_dataset() -> None:
    assert tuple(TABLES) == load_dataset().tables


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_key_comes_first_and_every_column_that_refers_is_declared(table: TableSchema) -> None:
    assert table.column_names[: len(table.primary_key)] == table.primary_key
    declared = {name for key in table.foreign_keys for name in key.columns}
    ids = {name for name in table.column_names if name.endswith("_id")}
    outside = {"turn_id", "wikidata_id", *table.primary_key}
    assert ids - declared <= outside


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_descriptions_are_sentences_and_excerpts_may_be_null(
    table: TableSchema,
) -> None:
    for column in table.columns:
        assert re.fullmatch(r"[A-Za-z].*\.", column.description)
        assert not (column.excerpt and column.required)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_spans_withhold_exactly_their_texts(table: TableSchema) -> None:
    texts = {span.text for span in table.spans if span.text}
    if "article_id" in table.column_names:
        assert texts == {column.name for column in table.columns if column.excerpt}


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("quotes", "resource: utterances", "resource: uterances", "no table uterances"),
        ("quotes", "fields: [utterance_id]}", "fields: [text]}", "is not the key of utterances"),
        ("quotes", "primaryKey: [quote_id]", "primaryKey: [id]", "there is no column id"),
        ("quotes", "primaryKey: [quote_id]", "primaryKey: [via_id]", "must be required"),
        ("quotes", "name: via_id", "name: cue", "column cue is there twice"),
        ("quotes", "type: number", "type: float", "type"),
        ("quotes", "name: quotes", "name: quote", "is quote, the file says quotes"),
        ("quotes", "pattern: '^q-[0-9a-z-]+$'", "pattern: '^(q'", "no regular expression"),
        ("quotes", "missingValues: ['']", "missingValues: ['NA']", "missingValues"),
        ("quotes", "start: ascending", "start: upwards", "sortBy.start"),
    ],
)
def test_a_fault_names_the_file(schemas: Path, file: str, old: str, new: str, words: str) -> None:
    path = schemas / "tables" / f"{file}.yml"
    edit(path, old, new)
    with pytest.raises(UserError) as caught:
        load_tables(schemas)
    assert str(caught.value).startswith(str(path))
    assert words in str(caught.value)


@pytest.mark.parametrize("wrong", ["[quotes]", "[sources, quotes, claims]", "[quotes, quotes]"])
def test_the_order_of_texts_must_list_every_table_that_has_any(schemas: Path, wrong: str) -> None:
    right = "[entity_mentions, quotes, principle_mentions, claims]"
    edit(schemas / "dataset.yml", f"first: {right}", f"first: {wrong}")
    with pytest.raises(UserError, match=r"dataset\.yml: excerpts: first: must list"):
        load_tables(schemas)


def test_a_table_not_listed_and_a_listed_one_without_file_are_faults(schemas: Path) -> None:
    (schemas / "tables" / "quotes.yml").rename(schemas / "tables" / "sayings.yml")
    with pytest.raises(UserError, match=r"sayings\.yml: the table is not listed"):
        load_tables(schemas)
    (schemas / "tables" / "sayings.yml").unlink()
    with pytest.raises(UserError, match=r"quotes\.yml: the file is missing"):
        load_tables(schemas)
