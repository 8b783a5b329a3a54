"""A run that dies leaves the complete new version or none, and the next run works."""

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.paths import PROJECT
from pipeline.publishing import checksums, index
from tests.builders import LINKED
from tests.publishing.conftest import Publish

# Publishes a second version and dies at the nth call of a function, before or after its work.
DYING_RUN = """
import importlib, os, sys
from pathlib import Path
releases, where, when, nth = sys.argv[1:]
module, _, name = where.rpartition(":")
owner = importlib.import_module(module) if "." in module else Path
original, calls = getattr(owner, name), 0
def dying(*args, **kwargs):
    global calls
    calls += 1
    if calls == int(nth) and when == "before":
        os._exit(9)
    result = original(*args, **kwargs)
    if calls == int(nth):
        os._exit(9)
    return result
setattr(owner, name, dying)
from pipeline.publishing.release import publish
from tests.builders import LINKED, PROVENANCE, TODAY, build_tables
tables = build_tables(entities=[*LINKED["entities"], {"entity_id": "bo", "name": "Bo"}])
publish(tables, Path(releases), today=TODAY, provenance=PROVENANCE)
"""

BUILDING = [
    ("pipeline.publishing.csv_files:write", "after", 2),
    ("pipeline.publishing.duckdb_file:write", "before", 1),
    ("pipeline.publishing.verify:verify", "after", 1),
    ("Path:rename", "before", 1),
]
IN_PLACE = [
    ("Path:rename", "after", 1),
    ("Path:replace", "before", 1),
    ("Path:replace", "after", 1),
]


def die(releases: Path, where: str, when: str, nth: int) -> None:
    command = [sys.executable, "-c", DYING_RUN, str(releases), where, when, str(nth)]
    run = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert run.returncode == 9, run.stderr


def snapshot(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.mark.parametrize(("where", "when", "nth"), BUILDING)
def test_killed_while_building_leaves_no_new_version(
    publish_rows: Publish, releases: Path, where: str, when: str, nth: int
) -> None:
    first = publish_rows()
    before = snapshot(first.folder)
    die(releases, where, when, nth)
    assert not (releases / "0.1.1").exists()
    assert snapshot(first.folder) == before
    again = publish_rows(entities=[*LINKED["entities"], {"entity_id": "bo", "name": "Bo"}])
    assert (again.version, again.is_new) == ("0.1.1", True)
    assert sorted(p.name for p in releases.iterdir() if not p.name.startswith(".lock")) == [
        "0.1.0",
        "0.1.1",
        "README.md",
        "index.json",
    ]


@pytest.mark.parametrize(("where", "when", "nth"), IN_PLACE)
def test_killed_once_in_place_leaves_the_complete_version_which_the_next_run_lists(
    publish_rows: Publish, releases: Path, where: str, when: str, nth: int
) -> None:
    publish_rows()
    die(releases, where, when, nth)
    checksums.verify(releases / "0.1.1")
    again = publish_rows(entities=[*LINKED["entities"], {"entity_id": "bo", "name": "Bo"}])
    assert (again.version, again.is_new) == ("0.1.1", False)
    listed = [entry.version for entry in index.read(releases, "gids-discourse").releases]
    assert listed == ["0.1.0", "0.1.1"]
    assert "0.1.1" in (releases / "README.md").read_text("utf-8")
