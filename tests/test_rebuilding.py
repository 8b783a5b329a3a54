"""gids verify: a release comes out the same, or the message says what is another."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from click.testing import CliRunner, Result

from pipeline import provenance, rebuilding
from pipeline.cli import main
from pipeline.paths import Folders
from pipeline.publishing import checksums, duckdb_content, duckdb_file, index, received
from pipeline.running import Finished
from tests import example
from tests.publishing.conftest import snapshot


@pytest.fixture
def made(
    released: Path, finished: Finished, monkeypatch: pytest.MonkeyPatch
) -> dict[str, pa.Table]:
    """The tables that a rebuild yields, at once and without a run; to be changed by a test."""
    tables = dict(finished.tables)
    again = replace(finished, tables=tables)
    monkeypatch.setattr(rebuilding, "run", lambda job, folders, today: again)
    return tables


def verify(version: str = "0.1.0") -> Result:
    result = CliRunner().invoke(main, ["verify", version])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def other_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provenance, "code_sha256", lambda: "d" * 64)


def change(made: dict[str, pa.Table]) -> None:
    """Let a quote come out otherwise."""
    made["quotes"] = example.with_value(
        example.SCHEMAS["quotes"], made["quotes"], 1, confidence=0.25
    )


def test_it_comes_out_the_same_and_nothing_is_written(released: Path, quick_checks: None) -> None:
    before = snapshot(released)
    result = verify()
    assert (result.exit_code, result.stderr) == (0, "")
    assert (
        "Version 0.1.0: rebuilt from its documents, 1 of them articles, 1 rejected."
        in result.stdout
    )
    assert "15 CSV and 15 Parquet files are the same to the byte" in result.stdout
    database = released / "releases" / "0.1.0" / "gids-discourse.duckdb"
    assert duckdb_content.sha256(database) in result.stdout
    assert "This code" not in result.stdout
    assert snapshot(released) == before


def test_it_is_rebuilt_from_its_own_documents_and_no_others(
    released: Path, finished: Finished, monkeypatch: pytest.MonkeyPatch
) -> None:
    (released / "raw" / "example" / "two.txt").write_text("Another.", "utf-8")
    shutil.copytree(released / "raw" / "example", released / "raw" / "second")
    seen = []

    def run(job: str, folders: Folders, today: object) -> Finished:
        seen.extend(sorted(snapshot(folders.raw)))
        assert job == "check"
        return finished

    monkeypatch.setattr(rebuilding, "run", run)
    assert verify().exit_code == 0
    assert seen == ["example/empty.txt", "example/one.txt", "example/source.yml"]


def test_withdrawn_is_told(released: Path, made: dict[str, pa.Table]) -> None:
    index.withdraw(released / "releases", "gids-discourse", "0.1.0", "wrong [all] names")
    result = verify()
    assert (result.exit_code, "withdrawn: wrong [all] names" in result.stdout) == (0, True)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("one.txt", lambda path: path.write_text("Another.", "utf-8")),
        ("one.txt", Path.unlink),
        ("empty.txt", lambda path: path.write_text("Not empty.", "utf-8")),
        ("source.yml", lambda path: path.write_text("name: Other\nkind: news\n", "utf-8")),
    ],
)
def test_documents_that_are_not_as_they_were_are_named(
    released: Path, name: str, change: Callable[[Path], Any]
) -> None:
    change(released / "raw" / "example" / name)
    result = verify()
    assert result.exit_code == 3
    assert "0.1.0 cannot be rebuilt: 1 of the files it was made from" in result.stderr
    assert f"  example/{name}\n" in result.stderr


def test_the_same_code_with_other_rows_is_not_reproducible(
    made: dict[str, pa.Table],
) -> None:
    change(made)
    result = verify()
    assert result.exit_code == 1
    assert "version 0.1.0 is not reproducible: code and documents are those" in result.stderr
    found = [line.strip() for line in result.stderr.splitlines()[1:]]
    assert found == [
        "csv/quotes.csv: from line 3",
        "parquet/quotes.parquet: other bytes",
        "gids-discourse.duckdb: other content",
    ]


def test_other_code_with_other_rows_cannot_tell(
    released: Path, made: dict[str, pa.Table], monkeypatch: pytest.MonkeyPatch
) -> None:
    change(made)
    other_code(monkeypatch)
    monkeypatch.setattr(provenance, "extractor_version", lambda: "f" * 16)
    made_by = index.read(released / "releases", "gids-discourse").releases[0]
    result = verify()
    assert result.exit_code == 3
    assert f"made by extractor {made_by.extractor_version}, code " in result.stderr
    assert f"this is extractor {'f' * 16}, code dddddddddddd" in result.stderr
    assert "git log -- releases/0.1.0" in result.stderr
    assert "csv/quotes.csv: from line 3" in result.stderr


def test_other_code_with_the_same_rows_is_as_good(
    made: dict[str, pa.Table], monkeypatch: pytest.MonkeyPatch
) -> None:
    other_code(monkeypatch)
    result = verify()
    assert result.exit_code == 0
    assert "This code is not the one that made it, but makes the same of it." in result.stdout


@pytest.mark.parametrize("break_it", ["view", "comment", "order"])
def test_a_database_with_other_content_is_noticed(
    made: dict[str, pa.Table], monkeypatch: pytest.MonkeyPatch, break_it: str
) -> None:
    original = duckdb_file.write

    def write(path: Path, tables: dict[str, pa.Table], schemas: Any, views: Any) -> None:
        if break_it == "order":
            tables = tables | {"sentences": tables["sentences"].take([2, 1, 0])}
        original(path, tables, schemas, [] if break_it == "view" else views)
        if break_it == "comment":
            with duckdb_file.duckdb.connect(path) as connection:
                connection.execute("COMMENT ON COLUMN quotes.text IS 'Other words.'")

    monkeypatch.setattr(duckdb_file, "write", write)
    result = verify()
    assert (result.exit_code, "  gids-discourse.duckdb: other content" in result.stderr) == (
        1,
        True,
    )
    assert ".csv" not in result.stderr


def test_a_table_more_or_less_is_named(released: Path, made: dict[str, pa.Table]) -> None:
    folder = released / "releases" / "0.1.0"
    (folder / "csv" / "claims.csv").rename(folder / "csv" / "assertions.csv")
    seal(folder)
    result = verify()
    assert "csv/assertions.csv: only in the release" in result.stderr
    assert "csv/claims.csv: only in the rebuilt tables" in result.stderr


def test_a_release_that_does_not_list_its_source_files_is_rebuilt_with_those_there(
    released: Path, made: dict[str, pa.Table]
) -> None:
    folder = released / "releases" / "0.1.0"
    (folder / received.FILE).unlink()
    seal(folder)
    assert verify().exit_code == 0


def test_a_damaged_release_is_told(released: Path) -> None:
    with (released / "releases" / "0.1.0" / "csv" / "quotes.csv").open("ab") as file:
        file.write(b"\n")
    result = verify()
    assert (result.exit_code, "quotes.csv: changed after publishing" in result.stderr) == (1, True)


def test_an_unknown_version_is_told(project: Path) -> None:
    result = verify("0.1.0")
    assert result.exit_code == 1
    assert "there is no version 0.1.0; published: none yet" in result.stderr


def seal(folder: Path) -> None:
    (folder / checksums.FILE).unlink()
    checksums.write(folder)
