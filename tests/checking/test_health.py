"""A source that falls below its promise, or falls silent, is warned of; nothing is stopped."""

from datetime import date, timedelta
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checking.health import check_health
from pipeline.checking.results import CheckResult
from pipeline.sources import Source
from tests.builders import SCHEMAS

TODAY = date(2021, 3, 4)


def source(**values: Any) -> Source:
    return Source(**{"source_id": "daily", "name": "Daily", "kind": "news"} | values)


def articles(*dates: str | None, source_id: str = "daily") -> pa.Table:
    return pa.table(
        {
            "source_id": pa.array([source_id] * len(dates), pa.string()),
            "published_on": pa.array(dates, pa.string()),
        }
    )


def manifest(**digests: str | None) -> pa.Table:
    return pa.table(
        {
            "file": pa.array([f"daily/{name}.txt" for name in digests], pa.string()),
            "file_sha256": pa.array(list(digests.values()), pa.string()),
        }
    )


def warnings(
    *sources: Source,
    rows: pa.Table = articles("2021-03-01"),  # noqa: B008
    files: pa.Table = manifest(),  # noqa: B008
    today: date = TODAY,
) -> dict[str, CheckResult]:
    found = check_health(rows, SCHEMAS["sources"], files, sources, today)
    assert {result.severity for result in found} == {"warning"}
    assert {result.table for result in found} == {"sources"}
    return {result.check: result for result in found if not result.passed}


def test_a_healthy_source_and_one_that_promises_nothing_are_not_warned_of() -> None:
    promising = source(minimum_articles=1, silent_after_days=3)
    quiet = source(source_id="quiet")
    assert warnings(promising, quiet) == {}


def test_fewer_articles_than_promised_are_warned_of() -> None:
    found = warnings(source(minimum_articles=2), source(source_id="other"))["minimum_articles"]
    assert (found.n_rows, found.n_failed) == (2, 1)
    assert found.observed == "daily: 1 articles, minimum_articles is 2"


@pytest.mark.parametrize(
    ("newest", "silent"),
    [
        ("2021-02-22", False),  # ten days before
        ("2021-02-21", True),
        ("2021-02", False),  # may be of its last day
        ("2021-01", True),
        ("2021", False),
        ("2020", True),
    ],
)
def test_a_source_is_silent_once_its_newest_article_is_surely_too_old(
    newest: str, silent: bool
) -> None:
    found = warnings(source(silent_after_days=10), rows=articles("2019-12-31", newest, None))
    assert ("not_silent" in found) == silent
    if silent:
        told = f"daily: its newest article is of {newest}, silent_after_days is 10"
        assert found["not_silent"].observed == told


@pytest.mark.parametrize("rows", [articles(), articles(None), articles("2021-05-01")])
def test_a_source_without_a_known_date_that_has_come_is_silent(rows: pa.Table) -> None:
    other = source(source_id="other", silent_after_days=10)
    both = pa.concat_tables([rows, articles("2021-03-01", source_id="other")])
    found = warnings(source(silent_after_days=10), other, rows=both)
    assert found["not_silent"].observed == (
        "daily: no article has a known date, silent_after_days is 10"
    )


@given(st.integers(0, 5000))
def test_what_is_told_of_a_silent_source_is_the_same_on_every_day(days: int) -> None:
    def on(today: date) -> dict[str, CheckResult]:
        return warnings(source(silent_after_days=10), rows=articles("2021-02-01"), today=today)

    assert on(TODAY + timedelta(days=days)) == on(TODAY) != {}


def test_a_file_that_is_another_than_its_stated_checksum_is_warned_of() -> None:
    stated = {f"{name}.txt": {"sha256": "a" * 64} for name in ("same", "other", "unreadable")}
    files = manifest(same="a" * 64, other="b" * 64, unreadable=None, unstated="c" * 64)
    found = warnings(source(documents=stated), files=files)["document_as_added"]
    assert (found.n_rows, found.n_failed) == (3, 2)
    assert found.failed_rows == (
        f"daily: daily/other.txt has {'b' * 64}, source.yml states {'a' * 64}",
        f"daily: daily/unreadable.txt has no readable bytes, source.yml states {'a' * 64}",
    )
