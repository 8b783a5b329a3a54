"""The texts of a release: their examples run, their numbers are right."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
import yaml

from pipeline.publishing import csv_files, dictionary, duckdb_file
from pipeline.publishing.loaders import R_TYPES
from pipeline.publishing.release import publish
from tests.builders import LINKED, PROVENANCE, SCHEMAS, TODAY, build_tables
from tests.publishing.conftest import Publish


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One release for all tests here, which only read it."""
    odd = {"entity_id": "bo", "name": "NA", "role": 'a "b",\nc'}
    tables = build_tables(entities=[*LINKED["entities"], odd])
    releases = tmp_path_factory.mktemp("releases")
    return publish(tables, releases, today=TODAY, provenance=PROVENANCE).folder


def examples(folder: Path, language: str) -> list[str]:
    text = (folder / "README.md").read_text("utf-8")
    blocks = [str(block) for block in re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)]
    assert len(blocks[0].splitlines()) == 3
    return "".join(blocks).splitlines()


def test_readme_counts_by_table_and_by_source(folder: Path) -> None:
    text = (folder / "README.md").read_text("utf-8")
    assert "| `entities` | 2 |" in text
    assert "| Daily | not known | 1 | 1 | 1 | 1 |" in text


def test_examples_for_duckdb_run(folder: Path) -> None:
    with duckdb_file.opened(folder / "gids-discourse.duckdb") as connection:
        statements = "\n".join(examples(folder, "sql")).split(";")
        answers = [connection.execute(sql).fetchall() for sql in statements if sql.strip()]
    assert answers[0][0][:2] == ("Ana Novak", "We tried.")
    assert answers[1] == [("GIDS-1", "something", 1)]
    assert len(answers) == 4


def test_examples_for_pandas_run(folder: Path) -> None:
    program = "\n".join(examples(folder, "python"))
    command = [sys.executable, "-B", "-c", program]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert re.search(r"ana-novak\s+1", run.stdout)


def test_example_for_r_has_the_shape_of_its_reader(folder: Path) -> None:
    reader = (folder / "load.R").read_text("utf-8")
    assert examples(folder, "r")[0] == 'source("load.R")'
    assert "load_gids <- function" in reader
    assert reader.count("(") == reader.count(")")
    for table in SCHEMAS.values():
        (types,) = re.findall(rf'(?ms)^  "{table.name}" = c\((.*?)^  \)', reader)
        found = re.findall(r'"(\w+)" = "(\w+)"', types)
        assert found == [(column.name, R_TYPES[column.type]) for column in table.columns]


def test_reader_for_pandas_sets_every_type(folder: Path) -> None:
    scope: dict[str, object] = {"__file__": str(folder / "load.py")}
    exec(compile((folder / "load.py").read_text("utf-8"), "load.py", "exec"), scope)
    frames = scope["load"](folder)  # type: ignore[operator]
    expected = {
        "string": "string",
        "integer": "Int64",
        "number": "Float64",
        "boolean": "boolean",
        "date": "datetime64[s]",
    }
    for table in SCHEMAS.values():
        types = {name: str(kind) for name, kind in frames[table.name].dtypes.items()}
        assert types == {column.name: expected[column.type] for column in table.columns}
    entities = frames["entities"].set_index("entity_id")
    assert entities.loc["bo", "name"] == "NA"
    assert entities.loc["bo", "role"] == 'a "b",\nc'
    assert pd.isna(entities.loc["bo", "country_code"])
    assert frames["frameworks"]["announced_on"].dt.date.tolist() == [date(2020, 9, 8)]


def test_citation_has_what_the_format_requires(folder: Path) -> None:
    citation = yaml.safe_load((folder / "CITATION.cff").read_text("utf-8"))
    assert citation["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= citation.keys()
    assert all(set(author) == {"name"} for author in citation["authors"])
    assert (citation["type"], citation["version"]) == ("dataset", "0.1.0")
    assert citation["date-released"] == "2021-03-04"
    assert len(set(citation["keywords"])) == len(citation["keywords"])


def test_licence_gives_the_terms_of_every_source(publish_rows: Publish) -> None:
    source = {**LINKED["sources"][0], "rights": "All | reserved", "text_policy": "offsets"}
    licence = (publish_rows(sources=[source]).folder / "LICENSE.md").read_text("utf-8")
    assert "CC-BY-4.0" in licence
    assert "| Daily | none, positions only | All \\| reserved |" in licence


def test_dictionary_has_every_column_in_both_forms(folder: Path) -> None:
    rows = csv_files.read(folder / "dictionary.csv", dictionary.SCHEMA).to_pylist()
    expected = [(t.name, c.name, c.description) for t in SCHEMAS.values() for c in t.columns]
    assert [(r["table"], r["column"], r["description"]) for r in rows] == expected
    text = (folder / "dictionary.md").read_text("utf-8")
    for table in SCHEMAS.values():
        assert f"\n## {table.name}\n" in text
        for column in table.columns:
            assert f"| `{column.name}`" in text
    (via,) = (r for r in rows if r["column"] == "via_id")
    assert via["references"] == "entities.entity_id"


def test_texts_end_lines_with_line_feeds_and_hold_no_blank_runs(folder: Path) -> None:
    for path in [*folder.glob("*.md"), *folder.glob("load.*"), folder / "datapackage.json"]:
        data = path.read_bytes()
        assert b"\r" not in data
        assert data.endswith(b"\n")
        assert b"\n\n\n\n" not in data
