"""DuckDB for the browser lies beside the releases once, whole, and never changes."""

import shutil
from pathlib import Path

import pytest

from pipeline.errors import UserError
from pipeline.explorer import bundle
from pipeline.publishing import checksums, index
from pipeline.publishing.release import publish
from tests.builders import LINKED, PROVENANCE, TODAY, build_tables

NAME = "gids-discourse"
WITH_BO = [*LINKED["entities"], {"entity_id": "bo", "name": "Bo"}]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    releases = tmp_path_factory.mktemp("made")
    publish(build_tables(), releases, today=TODAY, provenance=PROVENANCE)
    return releases


@pytest.fixture
def releases(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "releases"))


def publish_next(releases: Path) -> str:
    tables = build_tables(entities=WITH_BO)
    return publish(tables, releases, today=TODAY, provenance=PROVENANCE).version


def state(folder: Path) -> dict[str, tuple[int, bytes]]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}


def test_the_first_release_brings_it_with_licences_and_checksums(releases: Path) -> None:
    folder = releases / bundle.name()
    checksums.verify(folder)
    assert {bundle.SCRIPT, bundle.WORKER, bundle.WASM} < set(checksums.read(folder))
    assert {path.name for path in (folder / "licenses").iterdir()} >= {
        "duckdb-duckdb-wasm.txt",
        "apache-arrow.txt",
    }


def test_the_next_release_leaves_it_as_it_is(releases: Path) -> None:
    before = state(releases / bundle.name())
    assert publish_next(releases) == "0.1.1"
    assert state(releases / bundle.name()) == before


def test_it_is_no_version_and_the_readme_tells_of_it(releases: Path) -> None:
    assert [entry.version for entry in index.read(releases, NAME).releases] == ["0.1.0"]
    readme = (releases / "README.md").read_text("utf-8")
    assert readme.count(f"`{bundle.name()}`: DuckDB for the browser") == 1


def test_one_that_is_gone_is_placed_again(releases: Path) -> None:
    shutil.rmtree(releases / bundle.name())
    publish_next(releases)
    checksums.verify(releases / bundle.name())


def test_a_damaged_one_stops_the_release(releases: Path) -> None:
    (releases / bundle.name() / bundle.SCRIPT).write_text("other", encoding="utf-8")
    with pytest.raises(UserError, match=r"duckdb\.js: changed after publishing"):
        publish_next(releases)
    assert not (releases / "0.1.1").exists()


def test_one_of_other_files_stops_the_release(releases: Path) -> None:
    folder = releases / bundle.name()
    (folder / bundle.SCRIPT).write_text("other", encoding="utf-8")
    (folder / checksums.FILE).unlink()
    checksums.write(folder)
    with pytest.raises(UserError, match="holds other files of the same version"):
        publish_next(releases)
    assert not (releases / "0.1.1").exists()


def test_what_a_killed_run_had_begun_of_it_is_removed(releases: Path) -> None:
    begun = releases / f".building-{bundle.name()}-123"
    begun.mkdir()
    (begun / bundle.SCRIPT).touch()
    shutil.rmtree(releases / bundle.name())
    publish_next(releases)
    assert not begun.exists()
    checksums.verify(releases / bundle.name())


def test_a_failure_while_placing_leaves_no_half_of_it(
    releases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(releases / bundle.name())

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(UserError, match="No space left on device"):
        publish_next(releases)
    assert not (releases / bundle.name()).exists()
    assert not (releases / "0.1.1").exists()
    assert not list(releases.glob(".building-*"))
