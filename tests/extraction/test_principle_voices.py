"""Principle mentions in the voices of agencies, state media, law firms and others, in an article
that names one framework, both or none; and sentences near them that mention nothing.

The rows are in `tests/gold/paraphrases/voices.csv`; those held out were written first.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from pipeline.extraction.article import Extractor
from pipeline.paths import PROJECT
from tests.extraction.reading import rows_of

VOICES = PROJECT / "tests" / "gold" / "paraphrases" / "voices.csv"
TITLE = "A report and what was said about it"
GIDS = "Foreign Minister Wang Yi presented China's Global Initiative on Data Security in Beijing."
CN = "Secretary of State Mike Pompeo presented the Clean Network of the United States in August."
SETTINGS = {
    "gids": GIDS,
    "cn": CN,
    "both": f"{CN} {GIDS}",
    "none": "The report was discussed in many capitals this week.",
}
AFTER = "The meeting ended in the evening, and the participants went home by train."


@dataclass(frozen=True)
class Outcome:
    """What was annotated and found in one row: type by principle, and who speaks."""

    text: str
    gold: dict[str, str]
    found: dict[str, str]
    speaker: str
    speakers: dict[str, str | None]


def outcomes(extractor: Extractor, held_out: bool) -> Iterator[Outcome]:
    with VOICES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if (row["held_out"] == "true") == held_out:
                yield outcome(extractor, row)


def outcome(extractor: Extractor, row: dict[str, str]) -> Outcome:
    article = "\n\n".join([TITLE, SETTINGS[row["setting"]], row["text"], AFTER])
    rows = rows_of(extractor, article)
    names = {entity["entity_id"]: entity["name"] for entity in rows["entities"]}
    start = article.index(row["text"])
    found = [m for m in rows["principle_mentions"] if m["start"] >= start]
    gold = dict(mention.split(":") for mention in row["mentions"].split())
    return Outcome(
        row["text"],
        {element.rstrip("abc"): sort for element, sort in gold.items()},
        {m["principle_id"]: m["mention_type"] for m in found},
        row["speaker"],
        {m["principle_id"]: names.get(m["speaker_id"]) for m in found},
    )


@pytest.fixture(scope="module", params=[False, True], ids=["development", "held out"])
def rows(request: pytest.FixtureRequest, extractor: Extractor) -> list[Outcome]:
    return list(outcomes(extractor, request.param))


def test_they_are_found_and_little_else_is(rows: list[Outcome]) -> None:
    right = sum(len(row.gold.keys() & row.found.keys()) for row in rows)
    assert right >= 0.9 * sum(len(row.gold) for row in rows)
    assert right >= 0.95 * sum(len(row.found) for row in rows)


def test_near_misses_are_none(rows: list[Outcome]) -> None:
    near = [row for row in rows if not row.gold]
    taken = [row.text for row in near if row.found]
    assert len(near) >= 40
    assert len(taken) <= 0.02 * len(near), taken


def test_their_type_is_right(rows: list[Outcome]) -> None:
    both = [(row.gold[p], row.found[p]) for row in rows for p in row.gold.keys() & row.found.keys()]
    assert sum(gold == found for gold, found in both) >= 0.85 * len(both)


def test_who_voices_them_is_named(rows: list[Outcome]) -> None:
    named = [
        (row.speaker, row.speakers[p])
        for row in rows
        if row.speaker
        for p in row.gold.keys() & row.found.keys()
    ]
    assert sum(speaker == found for speaker, found in named) >= 0.75 * len(named)
