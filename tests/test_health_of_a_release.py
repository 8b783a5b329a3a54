"""A source that fell silent is told in the release, once, and a release of its day comes again."""

from datetime import date, timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.paths import Folders
from pipeline.publishing.release import Published
from pipeline.rebuilding import verify
from pipeline.running import run
from tests import example

PUBLISHED_ON = date(2020, 9, 8)
WORDS = "example: its newest article is of 2020-09-08, silent_after_days is 30"


def release(project: Path, today: date) -> Published:
    finished = run("release", Folders.below(project), today)
    assert finished.published is not None
    return finished.published


@pytest.fixture
def dated(project: Path, quick_checks: None, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example project, its article dated, its source expected to speak every thirty days."""
    tables = example.tables()
    tables["articles"] = example.with_value(
        example.SCHEMAS["articles"],
        tables["articles"],
        0,
        published_on=PUBLISHED_ON.isoformat(),
    )
    monkeypatch.setattr("pipeline.gathering.gather", lambda *_: tables)
    with (project / "raw" / "example" / "source.yml").open("a", encoding="utf-8") as file:
        file.write("silent_after_days: 30\n")
    return project


def test_the_warning_is_published_once_and_days_that_pass_publish_nothing(dated: Path) -> None:
    healthy = release(dated, PUBLISHED_ON + timedelta(days=30))
    assert "Warning" not in (healthy.folder / "README.md").read_text(encoding="utf-8")
    silent = release(dated, PUBLISHED_ON + timedelta(days=31))
    assert (healthy.version, silent.version, silent.is_new) == ("0.1.0", "0.1.1", True)
    assert not release(dated, PUBLISHED_ON + timedelta(days=400)).is_new

    for name in ("README.md", "quality/index.html", "quality/checks.csv"):
        assert WORDS in (silent.folder / name).read_text(encoding="utf-8"), name
    rows = pq.read_table(silent.folder / "parquet" / "checks.parquet").to_pylist()
    (row,) = [row for row in rows if row["check"] == "not_silent"]
    assert (row["severity"], row["passed"], row["observed"]) == ("warning", False, WORDS)


def test_a_release_is_rebuilt_with_its_own_day(dated: Path) -> None:
    version = release(dated, PUBLISHED_ON + timedelta(days=30)).version
    # By the day of this test the source is silent; on that of the release it was not.
    assert "the same" in verify(version, Folders.below(dated))


def test_a_broken_promise_is_published_with_a_warning(dated: Path) -> None:
    with (dated / "raw" / "example" / "source.yml").open("a", encoding="utf-8") as file:
        file.write("minimum_articles: 2\n")
    published = release(dated, PUBLISHED_ON)
    told = (published.folder / "README.md").read_text(encoding="utf-8")
    assert "Warning: `sources`, minimum_articles: example: 1 articles" in told
