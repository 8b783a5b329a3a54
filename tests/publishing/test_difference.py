"""What counts as how grave, and which rows are named."""

import copy
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline.paths import SCHEMAS as SCHEMAS_FOLDER
from pipeline.publishing import csv_files, datapackage, difference
from pipeline.publishing.content import Description
from pipeline.publishing.described import Level
from pipeline.publishing.difference import CHANGES_SCHEMA, Side
from tests.builders import LINKED, PROVENANCE, RAW, build_tables
from tests.publishing.conftest import Publish

DESCRIBED = datapackage.describe(Description.load())
TABLES = build_tables()


def compare(new: dict[str, Any], tables: dict[str, pa.Table] = TABLES) -> difference.Difference:
    return difference.compare(side(DESCRIBED, TABLES), side(new, tables))


def side(described: dict[str, Any], tables: dict[str, pa.Table]) -> Side:
    return Side(described, tables.__getitem__, "test-1", RAW)


def fields(described: dict[str, Any], table: str) -> list[dict[str, Any]]:
    schema = next(r["schema"] for r in described["resources"] if r["name"] == table)
    found: list[dict[str, Any]] = schema["fields"]
    return found


def rename(d: dict[str, Any]) -> None:
    fields(d, "quotes")[-1]["name"] = "certainty"


def remove(d: dict[str, Any]) -> None:
    fields(d, "quotes").pop()


def reorder(d: dict[str, Any]) -> None:
    fields(d, "quotes").reverse()


def insert(d: dict[str, Any]) -> None:
    fields(d, "quotes").insert(3, {"name": "tone", "type": "string"})


def retype(d: dict[str, Any]) -> None:
    fields(d, "quotes")[-1]["type"] = "string"


def append(d: dict[str, Any]) -> None:
    fields(d, "quotes").append({"name": "tone", "type": "string"})


def describe_anew(d: dict[str, Any]) -> None:
    fields(d, "quotes")[-1]["description"] = "Other words."


def constrain(d: dict[str, Any]) -> None:
    kind = next(field for field in fields(d, "quotes") if field["name"] == "kind")
    kind["constraints"]["enum"].append("paraphrase")


def new_form(d: dict[str, Any]) -> None:
    d["formVersion"] += 1


def remove_column_of_view(d: dict[str, Any]) -> None:
    del d["views"][0]["columns"]["article_id"]


def swap_tables(d: dict[str, Any]) -> None:
    d["resources"].reverse()


def retitle(d: dict[str, Any]) -> None:
    d["title"] = "Another title"


def new_recipe(d: dict[str, Any]) -> None:
    d["schemaVersion"] += 1


def remove_view(d: dict[str, Any]) -> None:
    d["views"].pop()


def rewrite_view(d: dict[str, Any]) -> None:
    d["views"][0]["sql"] += " LIMIT 3"


@pytest.mark.parametrize(
    ("change", "level", "words"),
    [
        (rename, Level.MAJOR, "column confidence removed"),
        (remove, Level.MAJOR, "column confidence removed"),
        (reorder, Level.MAJOR, "another order"),
        (insert, Level.MAJOR, "another order"),
        (retype, Level.MAJOR, "column confidence is string, was number"),
        (append, Level.MINOR, "column tone added"),
        (describe_anew, Level.PATCH, "table quotes: description of column confidence changed"),
        (constrain, Level.PATCH, "table quotes: constraints of column kind changed"),
        (retitle, Level.PATCH, "title of the dataset changed"),
        (new_form, Level.PATCH, "files of a release have another form"),
        (new_recipe, Level.MAJOR, "recipe of identifiers"),
        (remove_view, Level.MAJOR, "view shared_utterances removed"),
        (remove_column_of_view, Level.MAJOR, "view article_overview: column article_id removed"),
        (rewrite_view, Level.PATCH, "view article_overview: its query or description changed"),
        (swap_tables, Level.PATCH, "another order"),
    ],
)
def test_a_change_of_the_description_has_its_level(
    change: Callable[[dict[str, Any]], None], level: Level, words: str
) -> None:
    new = copy.deepcopy(DESCRIBED)
    change(new)
    found = compare(new)
    assert found.level is level
    assert any(words in described for _, described in found.described)


def test_equal_is_no_difference() -> None:
    assert compare(copy.deepcopy(DESCRIBED)).level is Level.NONE


def test_a_removed_table_is_major_and_lists_its_rows() -> None:
    new = copy.deepcopy(DESCRIBED)
    new["resources"] = [r for r in new["resources"] if r["name"] != "utterances"]
    found = compare(new)
    assert found.level is Level.MAJOR
    assert found.rows["utterances"].to_pylist() == [
        {"change": "removed", "key": "u-1", "changed_columns": None, "cause": "extraction"}
    ]


def test_another_key_is_major_and_every_row_is_another() -> None:
    new = copy.deepcopy(DESCRIBED)
    aliases = next(r for r in new["resources"] if r["name"] == "entity_aliases")
    aliases["schema"]["primaryKey"] = ["alias"]
    found = compare(new)
    assert found.level is Level.MAJOR
    changes = [(r["change"], r["key"]) for r in found.rows["entity_aliases"].to_pylist()]
    assert changes == [("removed", "ana-novak | Novak"), ("added", "Novak")]


@pytest.mark.parametrize(
    ("entities", "level", "expected"),
    [
        (
            [*LINKED["entities"], {"entity_id": "bo", "name": "Bo"}],
            Level.MINOR,
            [("added", "bo", None)],
        ),
        ([], Level.MINOR, [("removed", "ana-novak", None)]),
        (
            [{"entity_id": "ana-novak", "name": "Anna Novak", "role": "minister"}],
            Level.PATCH,
            [("changed", "ana-novak", "name; role")],
        ),
    ],
)
def test_changed_rows_are_named(
    entities: list[dict[str, Any]], level: Level, expected: list[tuple[str, str, str | None]]
) -> None:
    found = compare(DESCRIBED, build_tables(entities=entities))
    assert found.level is level
    assert [tuple(r.values())[:3] for r in found.rows["entities"].to_pylist()] == expected
    assert all(found.rows[name].num_rows == 0 for name in TABLES if name != "entities")


def test_rows_are_not_changed_by_a_new_column() -> None:
    new = copy.deepcopy(DESCRIBED)
    append(new)
    quotes = TABLES["quotes"].append_column("tone", pa.array(["calm"]))
    assert compare(new, TABLES | {"quotes": quotes}).rows["quotes"].num_rows == 0


def test_a_release_lists_and_counts_its_changes(publish_rows: Publish) -> None:
    first = publish_rows()
    added = csv_files.read(first.folder / "changes" / "quotes.csv", CHANGES_SCHEMA)
    assert added.select(["change", "key"]).to_pylist() == [{"change": "added", "key": "q-1"}]
    second = publish_rows(entities=[{"entity_id": "ana-novak", "name": "Anna"}])
    assert (first.version, second.version) == ("0.1.0", "0.1.1")
    assert "| `entities` | 0 | 0 | 1 |" in (second.folder / "CHANGES.md").read_text("utf-8")
    changed = csv_files.read(second.folder / "changes" / "entities.csv", CHANGES_SCHEMA)
    assert changed["changed_columns"].to_pylist() == ["name"]


def test_without_difference_there_is_no_release(publish_rows: Publish, releases: Path) -> None:
    first = publish_rows()
    before = {p: p.stat().st_mtime_ns for p in releases.rglob("*")}
    again = publish_rows({"provenance": replace(PROVENANCE, extractor_version="test-2")})
    assert again == replace(first, is_new=False)
    assert {p: p.stat().st_mtime_ns for p in releases.rglob("*") if p.name != ".lock"} == {
        p: time for p, time in before.items() if p.name != ".lock"
    }


def test_stable_leads_to_version_one(publish_rows: Publish, tmp_path: Path) -> None:
    publish_rows()
    schemas = Path(shutil.copytree(SCHEMAS_FOLDER, tmp_path / "schemas"))
    file = schemas / "dataset.yml"
    file.write_text(file.read_text("utf-8").replace("stable: false", "stable: true"), "utf-8")
    assert publish_rows({"schemas": schemas}).version == "1.0.0"
