"""The graph as Dagster sees it: it loads, it flows, it blocks, and it reports to nobody."""

import shutil
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import dagster as dg
import pyarrow.parquet as pq
import pytest

from pipeline import assets
from pipeline.checking import validating
from pipeline.checks import ALL
from pipeline.definitions import defs, folders_of
from pipeline.paths import PROJECT, Folders
from pipeline.resources import resources
from pipeline.running import Finished, run
from pipeline.schema.tables import load_tables
from tests import example
from tests.conftest import RELEASED_ON


def test_dagster_loads_the_project_without_telemetry(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    shutil.copy(PROJECT / "pipeline" / "dagster.yaml", home)
    dagster = Path(sys.executable).with_name("dagster")
    done = subprocess.run(
        [dagster, "definitions", "validate", "--workspace", "workspace.yaml"],
        cwd=PROJECT,
        env={"DAGSTER_HOME": str(home), "HOME": str(home), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert not (home / ".dagster").exists()
    assert not (home / "logs").exists()


def test_every_table_is_an_asset_between_documents_and_release(project: Path) -> None:
    graph = defs.resolve_asset_graph()
    published = graph.get(dg.AssetKey("published"))
    assert published.parent_keys == {dg.AssetKey(name) for name in ("documents", *load_tables())}
    quotes = graph.get(dg.AssetKey("quotes"))
    assert {key.to_user_string() for key in quotes.parent_keys} == {"documents", "extracted"}
    assert {node.group_name for node in graph.asset_nodes} == {"documents", "tables", "release"}


def test_checks_of_severity_error_block_and_warnings_do_not(project: Path) -> None:
    specs = [spec for definition in ALL for spec in definition.check_specs]
    assert all(spec.blocking for spec in specs)  # no constraint of the schema only warns
    assert {spec.asset_key.to_user_string() for spec in specs} == set(example.tables())


def test_folders_come_from_the_environment_or_are_the_usual_ones(project: Path) -> None:
    folders = folders_of({"GIDS_RAW": "elsewhere/raw"})
    assert folders.raw == project / "elsewhere" / "raw"
    assert folders.releases == project / "releases"


def test_columns_of_each_table_are_described(project: Path) -> None:
    node = defs.resolve_asset_graph().get(dg.AssetKey("quotes"))
    columns = node.metadata["dagster/column_schema"].columns
    assert tuple(column.name for column in columns) == example.SCHEMAS["quotes"].column_names


def test_release_bears_the_date_it_is_given_and_no_other(finished: Finished) -> None:
    assert finished.published
    folder = finished.published.folder
    texts = [
        path.read_text() for path in folder.glob("*") if path.suffix in {".md", ".json", ".cff"}
    ]
    assert any(RELEASED_ON.isoformat() in text for text in texts)
    assert not any(date.today().isoformat() in text for text in texts)


def test_each_suite_runs_once_and_its_results_are_published(
    project: Path, quick_checks: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = Counter[str]()
    checked = validating.check_table

    def count(table: Any, data: Any) -> Any:
        calls[table.name] += 1
        return checked(table, data)

    monkeypatch.setattr(validating, "check_table", count)
    finished = run("release", Folders.default(), RELEASED_ON)
    assert finished.published
    assert calls == dict.fromkeys(example.tables(), 1)
    published = pq.read_table(finished.published.folder / "parquet" / "checks.parquet").to_pylist()
    assert {(row["table"], row["check"]) for row in published} == {
        (check.table, check.check) for check in finished.checks
    }


def test_results_of_an_earlier_run_do_not_return(project: Path, quick_checks: None) -> None:
    run("check", Folders.default(), RELEASED_ON)
    stale = project / ".gids" / "work" / "checks" / "stale.json"
    stale.write_text("[]")
    run("check", Folders.default(), RELEASED_ON)
    assert not stale.exists()


def test_check_that_breaks_down_stops_the_release(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(table: Any, data: Any) -> Any:
        raise ZeroDivisionError("broken check")

    monkeypatch.setattr(validating, "check_table", fail)
    with pytest.raises(RuntimeError, match="broken check"):
        run("release", Folders.default(), RELEASED_ON)
    assert not (project / "releases").exists()


def test_one_asset_can_be_made_anew_alone(project: Path, quick_checks: None) -> None:
    run("check", Folders.default(), RELEASED_ON)
    kept = project / ".gids" / "work" / "tables"
    (kept / "quotes.parquet").unlink()
    before = (kept / "claims.parquet").stat().st_mtime_ns
    with dg.DagsterInstance.ephemeral(settings={"telemetry": {"enabled": False}}) as instance:
        result = dg.materialize(
            [assets.documents, assets.extracted, assets.tables, *ALL],
            selection=["quotes"],
            resources=resources(Folders.default()),
            instance=instance,
        )
    assert result.success
    assert pq.read_table(kept / "quotes.parquet").num_rows == 2
    assert (kept / "claims.parquet").stat().st_mtime_ns == before


def test_run_leaves_nothing_in_the_home_folder(
    project: Path, quick_checks: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("DAGSTER_HOME", raising=False)
    run("check", Folders.default(), RELEASED_ON)
    assert list(home.iterdir()) == []
