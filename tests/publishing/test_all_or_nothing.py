"""Nothing is published in part, over another version, or unchecked."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline.errors import UserError
from pipeline.explorer import bundle
from pipeline.publishing import csv_files, duckdb_file, parquet_files, release
from pipeline.publishing.release import publish
from tests.builders import PROVENANCE, TODAY, build_tables
from tests.publishing.conftest import Publish

BO = [{"entity_id": "bo", "name": "Bo"}]


def versions(releases: Path) -> list[str]:
    names = {path.name for path in releases.iterdir() if path.is_dir()}
    return sorted(names - {bundle.name()})


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
