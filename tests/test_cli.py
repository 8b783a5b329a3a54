"""What a person meets at the command line: results, messages, exit codes, never a traceback."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from click.testing import CliRunner, Result
from filelock import FileLock

from pipeline.checking import validating
from pipeline.cli import main
from pipeline.schema.tables import TableSchema
from tests import example


def gids(*args: str) -> Result:
    result = CliRunner().invoke(main, args)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output
    return result


def gather(monkeypatch: pytest.MonkeyPatch, table: str, index: int, **values: Any) -> None:
    """Let the corpus yield one row with other values."""
    tables = example.tables()
    tables[table] = example.with_value(example.SCHEMAS[table], tables[table], index, **values)
    monkeypatch.setattr("pipeline.gathering.gather", lambda *_: tables)


def test_release_says_what_was_made_and_how_to_open_it(project: Path) -> None:
    result = gids("release")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "GIDS Discourse 0.1.0: a new release"
    assert "  quotes                     2" in lines
    assert "Documents: 2 received, 1 article, 1 rejected" in lines
    assert "  empty example/empty.txt: The file holds no bytes." in lines
    assert any(line.startswith("Checks: ") and line.endswith(" passed") for line in lines)
    for opener in ('DuckDB  duckdb "releases/0.1.0/', "pandas  pandas.read", "R       source("):
        assert any(line.startswith(f"  {opener}") for line in lines), opener
    assert (project / "releases" / "0.1.0" / "gids-discourse.duckdb").is_file()
    assert "\x1b[" not in result.output


def test_second_release_of_the_same_says_that_nothing_changed(
    released: Path, quick_checks: None
) -> None:
    result = gids("release")
    assert result.exit_code == 0
    assert result.stdout.startswith("GIDS Discourse 0.1.0: nothing has changed")
    assert [path.name for path in (released / "releases").glob("[0-9]*")] == ["0.1.0"]


def test_failed_check_tells_check_rows_and_reason_and_publishes_nothing(
    project: Path, quick_checks: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    gather(monkeypatch, "quotes", 1, text="another start", kind="shouted")
    for command in ("release", "check"):
        result = gids(command)
        assert result.exit_code == 1
        assert "  failed quotes: text_at_its_offsets, 1 of 2 rows" in result.stdout
        assert "q-2: text is 'another start', the article has 'a start'" in result.stdout
        assert "  failed quotes: kind_in_set, 1 of 2 rows" in result.stdout
        assert "q-2: kind is 'shouted'" in result.stdout
        assert ("nothing was published" in result.stderr) == (command == "release")
    assert not (project / "releases").exists()


def test_failed_warning_is_told_and_published_all_the_same(
    project: Path, quick_checks: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked = validating.check_table

    def check_table(table: TableSchema, data: pa.Table) -> Any:
        columns = tuple(
            replace(column, severity="warning") if column.name == "confidence" else column
            for column in table.columns
        )
        return checked(replace(table, columns=columns), data)

    monkeypatch.setattr(validating, "check_table", check_table)
    gather(monkeypatch, "quotes", 1, confidence=1.5)
    result = gids("release")
    assert result.exit_code == 0
    assert "1 warned" in result.stdout
    assert "  warning quotes: confidence_in_range, 1 of 2 rows" in result.stdout


def test_check_publishes_nothing(project: Path, quick_checks: None) -> None:
    result = gids("check")
    assert result.exit_code == 0
    assert "Checks: " in result.stdout
    assert not (project / "releases").exists()


@pytest.mark.parametrize("command", ["release", "check"])
def test_fault_in_a_source_file_is_one_line_with_file_and_line(project: Path, command: str) -> None:
    (project / "raw" / "example" / "source.yml").write_text("name: Example\nkind: blog\n")
    result = gids(command)
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: raw/example/source.yml:2: kind: ")
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


def test_missing_raw_folder_is_told(project: Path) -> None:
    result = gids("release", "--raw", "nowhere")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "Error: nowhere: there is no such folder." in result.stderr


@pytest.mark.parametrize(
    "args",
    [("publish",), ("release", "--fast"), ("show",), ("release", "--raw", "raw/example/one.txt")],
)
def test_wrong_usage_is_exit_code_2(project: Path, args: tuple[str, ...]) -> None:
    assert gids(*args).exit_code == 2


def test_folders_can_be_named(project: Path, quick_checks: None) -> None:
    (project / "raw").rename(project / "texts")
    result = gids("release", "--raw", "texts", "--releases", "out", "--work", "scratch")
    assert result.exit_code == 0
    assert (project / "out" / "0.1.0" / "README.md").is_file()
    assert not (project / ".gids").exists()


def test_two_runs_do_not_share_a_work_folder(project: Path) -> None:
    work = project / ".gids" / "work"
    work.mkdir(parents=True)
    with FileLock(work / "run.lock"):
        result = gids("release")
    assert result.exit_code == 1
    assert "another run is using this folder" in result.stderr


def test_work_folder_that_cannot_be_made_is_told(project: Path) -> None:
    (project / "file").write_text("")
    result = gids("release", "--work", "file/work")
    assert result.exit_code == 1
    assert "file/work: Not a directory" in result.stderr


def test_work_that_cannot_be_written_is_told(project: Path) -> None:
    (project / ".gids" / "work" / "tables" / "documents.parquet").mkdir(parents=True)
    result = gids("release")
    assert result.exit_code == 1
    assert "documents.parquet: cannot be written: " in result.stderr


def test_interrupted_run_ends_with_a_message(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.batches.process", lambda *_: os.kill(os.getpid(), signal.SIGINT))
    result = gids("release")
    assert (result.exit_code, result.stderr.startswith("Error: interrupted")) == (1, True)


def test_fault_of_the_program_keeps_its_traceback(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> Mapping[str, pa.Table]:
        raise ZeroDivisionError("a slip of ours")

    monkeypatch.setattr("pipeline.gathering.gather", fail)
    result = CliRunner().invoke(main, ["release"])
    assert isinstance(result.exception, RuntimeError)
    assert "a slip of ours" in str(result.exception)
    assert "in fail" in str(result.exception)
    assert not (project / "releases").exists()


def test_help_imports_none_of_the_large_libraries() -> None:
    large = ["dagster", "great_expectations", "spacy", "pandas", "duckdb", "pyarrow"]
    code = (
        "import sys; from pipeline.cli import main; main(['--help'], standalone_mode=False); "
        f"sys.exit(' '.join(name for name in {large} if name in sys.modules) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.strip()) == (0, "")
    assert "release" in done.stdout
