"""Publishing in small: the invented tables of tests.builders into a temporary folder."""

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.publishing.content import Provenance
from pipeline.publishing.release import Published, publish
from tests.builders import LINKED, PROVENANCE, TODAY, build_tables

Publish = Callable[..., Published]
BO = {"entity_id": "bo", "name": "Bo"}
WITH_BO = [*LINKED["entities"], BO]


@pytest.fixture
def releases(tmp_path: Path) -> Path:
    return tmp_path / "releases"


@pytest.fixture(autouse=True)
def no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests need not survive a power cut."""
    monkeypatch.setattr(os, "fsync", lambda handle: None)


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Releases to copy: 0.1.0; 0.1.0 and 0.1.1, which has one entity more."""
    folders = tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("two")
    publish(build_tables(), folders[0], today=TODAY, provenance=PROVENANCE)
    shutil.copytree(folders[0], folders[1], dirs_exist_ok=True)
    publish(build_tables(entities=WITH_BO), folders[1], today=TODAY, provenance=PROVENANCE)
    return folders


@pytest.fixture
def one(templates: tuple[Path, Path], releases: Path) -> Path:
    """`releases`, with 0.1.0 in it."""
    return Path(shutil.copytree(templates[0], releases))


@pytest.fixture
def two(templates: tuple[Path, Path], releases: Path) -> Path:
    """`releases`, with 0.1.0 and 0.1.1 in it."""
    return Path(shutil.copytree(templates[1], releases))


@pytest.fixture
def publish_rows(releases: Path) -> Publish:
    """Publish all tables; the rows of tables named here take the place of the usual ones."""

    def run(options: dict[str, Any] | None = None, **rows: Any) -> Published:
        settings = {"releases": releases, "today": TODAY, "provenance": PROVENANCE}
        return publish(build_tables(**rows), **(settings | (options or {})))

    return run


@pytest.fixture
def mended() -> Provenance:
    """The same documents, other code."""
    return replace(PROVENANCE, code_sha256="d" * 64)


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, but locks, by its path."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
