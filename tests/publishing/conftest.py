"""Publishing in small: the invented tables of tests.builders into a temporary folder."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.publishing.release import Published, publish
from tests.builders import PROVENANCE, TODAY, build_tables

Publish = Callable[..., Published]


@pytest.fixture
def releases(tmp_path: Path) -> Path:
    return tmp_path / "releases"


@pytest.fixture
def publish_rows(releases: Path) -> Publish:
    """Publish all tables; the rows of tables named here take the place of the usual ones."""

    def run(options: dict[str, Any] | None = None, **rows: Any) -> Published:
        settings: dict[str, Any] = {"today": TODAY, "provenance": PROVENANCE}
        return publish(build_tables(**rows), releases, **(settings | (options or {})))

    return run
