"""No release shows more of an article than its source allows, and of that the best first."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.checking.excerpts import check_excerpts
from pipeline.errors import UserError
from pipeline.excerpts import shares
from pipeline.publishing import text_policy
from pipeline.publishing.text_policy import withhold
from pipeline.running import Finished
from pipeline.schema.dataset import load_dataset
from tests.builders import LINKED, SCHEMAS, build_tables
from tests.publishing.conftest import Publish

FIRST = load_dataset().excerpts.first
LENGTH = 100
TEXT = "".join(chr(ord("A") + i % 50) for i in range(LENGTH))

Spans = list[tuple[int, int]]


def tables(limit: float = 0.5, headline: int = 0, **spans: Spans) -> dict[str, pa.Table]:
    """An article of 100 characters with texts at the spans given by table."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in FIRST}
    for name, places in spans.items():
        key = SCHEMAS[name].primary_key[0]
        for number, (start, end) in enumerate(places):
            place = {"start": start, "end": end, "text": TEXT[start:end]}
            rows[name].append({**LINKED[name][0], key: f"{name[0]}-{number}", **place})
    sentence = {**LINKED["sentences"][0], "region": "title", "start": 0, "end": headline}
    return build_tables(
        sources=[{**LINKED["sources"][0], "text_policy": "excerpts", "excerpt_limit": limit}],
        articles=[{**LINKED["articles"][0], "n_characters": LENGTH}],
        sentences=[sentence] if headline else [],
        utterances=[],
        **rows,
    )


def published(made: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    return withhold(made, SCHEMAS)


def texts(made: Mapping[str, pa.Table], table: str) -> list[str | None]:
    """The texts of a table that are shown, by the number in their key."""
    rows = made[table].to_pylist()
    key = SCHEMAS[table].primary_key[0]
    return [row["text"] for row in sorted(rows, key=lambda row: str(row[key]))]


def spans() -> st.SearchStrategy[Spans]:
    place = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, LENGTH)).filter(
        lambda span: span[0] < span[1]
    )
    return st.lists(place, max_size=6)


@settings(deadline=None)
@given(
    st.floats(0.01, 1),
    st.integers(0, 30),
    st.fixed_dictionaries({name: spans() for name in FIRST}),
)
def test_what_can_be_read_stays_within_the_limit_and_positions_stay(
    limit: float, headline: int, places: dict[str, Spans]
) -> None:
    before = tables(limit, headline, **places)
    after = published(before)
    readable = set(range(headline))
    for name in FIRST:
        for row in after[name].to_pylist():
            if row["text"] is not None:
                readable |= set(range(row["start"], row["end"]))
    assert len(readable) <= max(int(limit * LENGTH), headline)
    (share,) = shares(after, SCHEMAS)
    assert share.n_readable == len(readable)
    for name in FIRST:
        kept = [c for c in before[name].column_names if c != "text"]
        assert after[name].select(kept).equals(before[name].select(kept))
        for row in after[name].to_pylist():  # withheld only where it would show something more
            if row["text"] is None:
                assert not set(range(row["start"], row["end"])) <= readable


def test_under_a_limit_that_is_never_reached_nothing_is_withheld() -> None:
    before = tables(0.9, quotes=[(0, 40)], claims=[(30, 80)])
    assert published(before) == before


def test_quotes_come_before_claims_and_short_texts_before_long_ones() -> None:
    after = published(tables(0.5, quotes=[(0, 60), (60, 80)], claims=[(80, 99), (2, 40)]))
    assert texts(after, "quotes") == [None, TEXT[60:80]]
    assert texts(after, "claims") == [TEXT[80:99], None]


def test_a_text_within_others_that_are_shown_is_shown() -> None:
    after = published(tables(0.5, quotes=[(0, 30), (30, 50)], claims=[(10, 45), (40, 51)]))
    assert texts(after, "claims") == [TEXT[10:45], None]


def test_the_headline_counts_but_is_never_withheld() -> None:
    after = published(tables(0.2, headline=30, quotes=[(5, 25), (40, 42)]))
    assert texts(after, "quotes") == [TEXT[5:25], None]
    (share,) = shares(after, SCHEMAS)
    assert (share.n_readable, share.n_allowed) == (30, 30)


def test_an_utterance_whose_quote_is_withheld_is_withheld() -> None:
    made = tables(0.5, quotes=[(0, 80)])
    words = {**LINKED["utterances"][0], "text": TEXT[0:80]}
    made["utterances"] = build_tables(utterances=[words])["utterances"]
    assert published(made)["utterances"]["text"].to_pylist() == [None]
    made["sources"] = build_tables(sources=[{**LINKED["sources"][0], "excerpt_limit": 1.0}])[
        "sources"
    ]
    assert published(made)["utterances"]["text"].to_pylist() == [TEXT[0:80]]


def test_the_check_is_one_of_those_that_every_release_goes_through(finished: Finished) -> None:
    (found,) = (check for check in finished.checks if check.check == "excerpts_within_limit")
    assert (found.table, found.severity, found.n_rows) == ("articles", "error", 1)


OVER = {"quotes": [(0, 60)], "claims": [(50, 90)]}


@pytest.fixture
def show_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    """The choice of texts, broken: every text of any length."""
    choose = text_policy.shown

    def everything(*given: Any) -> dict[tuple[str, str], pa.Array]:
        return {
            place: pa.array([True] * len(rows), pa.bool_())
            for place, rows in choose(*given).items()
        }

    monkeypatch.setattr(text_policy, "shown", everything)


def test_the_check_passes_within_the_limit() -> None:
    assert check_excerpts(tables(0.5, **OVER), SCHEMAS).passed


@pytest.mark.usefixtures("show_everything")
def test_the_check_fails_when_too_much_would_be_shown() -> None:
    found = check_excerpts(tables(0.5, **OVER), SCHEMAS)
    assert not found.passed
    assert found.severity == "error"
    assert found.failed_rows == ("a-1: 90 of 100 characters can be read, 50 are allowed",)


@pytest.mark.usefixtures("show_everything")
def test_nothing_is_published_that_shows_too_much(publish_rows: Publish, releases: Path) -> None:
    made = {name: table.to_pylist() for name, table in tables(0.5, **OVER).items()}
    with pytest.raises(UserError, match="90 of the 100 characters of article a-1"):
        publish_rows(**made)
    assert not list(releases.glob("*.*.*"))
