"""Nothing is published in part, over another version, beside another run, or unchecked."""

import shutil
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from filelock import FileLock

from pipeline.errors import UserError
from pipeline.publishing import csv_files, duckdb_file, index, parquet_files, release
from pipeline.publishing.release import publish
from tests.builders import PROVENANCE, TODAY, build_tables
from tests.publishing.conftest import Publish

BO = [{"entity_id": "bo", "name": "Bo"}]


def versions(releases: Path) -> list[str]:
    return sorted(path.name for path in releases.iterdir() if path.is_dir())


def test_two_runs_at_once_are_refused(publish_rows: Publish, releases: Path) -> None:
    releases.mkdir()
    with FileLock(releases / ".lock"), pytest.raises(UserError, match="another run is publishing"):
        publish_rows()
    assert publish_rows().version == "0.1.0"


@pytest.mark.parametrize("severity", ["error", "warning"])
def test_a_failed_check_of_severity_error_stops_it(
    publish_rows: Publish, releases: Path, severity: str
) -> None:
    checks = [{"table": "quotes", "check": "unique", "severity": severity, "passed": False}]
    if severity == "warning":
        assert publish_rows(checks=checks).is_new
        return
    with pytest.raises(UserError, match="quotes: unique"):
        publish_rows(checks=checks)
    assert not releases.exists()


def test_an_existing_version_is_never_overwritten(
    publish_rows: Publish, releases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_rows()
    monkeypatch.setattr(release, "next_version", lambda *_, **__: "0.1.0")
    with pytest.raises(UserError, match="never overwritten"):
        publish_rows(entities=BO)
    assert versions(releases) == ["0.1.0"]


@pytest.mark.parametrize("module", [csv_files, parquet_files, duckdb_file])
def test_a_format_that_loses_a_row_is_noticed(
    publish_rows: Publish, releases: Path, monkeypatch: pytest.MonkeyPatch, module: Any
) -> None:
    original = module.write

    def lose(path: Path, data: Any, *rest: Any) -> None:
        if module is duckdb_file:
            original(path, {n: t.slice(1) for n, t in data.items()}, *rest)
        else:
            original(path, data.slice(1) if path.stem == "quotes" else data)

    monkeypatch.setattr(module, "write", lose)
    with pytest.raises(UserError, match="other rows than it went in with"):
        publish_rows()
    assert versions(releases) == []


def test_a_full_disk_is_told_and_nothing_remains(
    publish_rows: Publish, releases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(parquet_files, "write", full)
    with pytest.raises(UserError, match=r"nothing was published.*No space left"):
        publish_rows()
    assert versions(releases) == []


def test_tables_that_do_not_conform_are_refused(releases: Path) -> None:
    tables = build_tables()
    renamed = tables | {"quotes": tables["quotes"].rename_columns(["x"] * 20)}
    short = {name: table for name, table in tables.items() if name != "checks"}
    for wrong in (renamed, short, tables | {"more": pa.table({})}):
        with pytest.raises(ValueError, match=r"quotes|checks|more"):
            publish(wrong, releases, today=TODAY, provenance=PROVENANCE)


@pytest.mark.parametrize("path", ["../out.txt", "/out.txt", "README.md", "quality/checks.csv"])
def test_extra_files_stay_inside_and_replace_nothing(publish_rows: Publish, path: str) -> None:
    with pytest.raises(ValueError, match="outside of the release, or one of its own"):
        publish_rows({"extra": {path: b"x"}})


def test_extra_files_are_part_of_the_release(publish_rows: Publish) -> None:
    folder = publish_rows({"extra": {"quality/gold/scores.csv": b"n\n1\n"}}).folder
    assert (folder / "quality" / "gold" / "scores.csv").read_bytes() == b"n\n1\n"
    assert "quality/gold/scores.csv" in (folder / "SHA256SUMS").read_text("utf-8")


def test_a_damaged_release_before_is_told(publish_rows: Publish) -> None:
    first = publish_rows()
    with (first.folder / "csv" / "quotes.csv").open("ab") as file:
        file.write(b"\n")
    with pytest.raises(UserError, match=r"quotes\.csv: changed after publishing"):
        publish_rows(entities=BO)


def test_a_listed_release_that_is_gone_is_told(publish_rows: Publish) -> None:
    shutil.rmtree(publish_rows().folder)
    with pytest.raises(UserError, match=r"0\.1\.0: listed in index\.json but gone"):
        publish_rows()


def test_a_damaged_index_is_told(publish_rows: Publish, releases: Path) -> None:
    publish_rows()
    (releases / "index.json").write_text('{"name": 3', "utf-8")
    with pytest.raises(UserError, match=r"index\.json: damaged"):
        publish_rows()


def test_after_a_withdrawn_version_the_number_rises_and_the_valid_one_is_compared(
    publish_rows: Publish, releases: Path
) -> None:
    first, second = publish_rows(), publish_rows(entities=BO)
    index.withdraw(releases, "gids-discourse", second.version, "wrong names")
    assert publish_rows().version == first.version
    third = publish_rows(entities=[{"entity_id": "ana-novak", "name": "Anna"}])
    assert third.version == "0.1.2"
    assert "compared with version 0.1.0" in (third.folder / "CHANGES.md").read_text("utf-8")
    assert "withdrawn: wrong names" in (releases / "README.md").read_text("utf-8")
    with pytest.raises(UserError, match=r"no version 9\.9\.9"):
        index.withdraw(releases, "gids-discourse", "9.9.9", "never was")
