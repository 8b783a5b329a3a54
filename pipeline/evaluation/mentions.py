"""Scores of principle mentions.

A mention is found when the same sentence has a mention of the same principle (the unit of section 4
of the annotation guide); element, type and speaker are judged on the mentions found.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from pipeline.evaluation.gold import Row
from pipeline.evaluation.matching import Case, Matching, by_unit, joined
from pipeline.evaluation.scores import Confusion, Score, accuracy, detection
from pipeline.evaluation.speakers import same_name

TABLE = "principle_mentions"
LABELS = ("element_id", "mention_type")


def score(cases: Sequence[Case]) -> Iterator[Score | Confusion]:
    """All scores of principle mentions; those for each principle that gold or extraction has."""
    found = match(cases)
    yield detection(TABLE, "detection", "all", found.counts())
    rows = [row for pair in found.pairs for row in pair] + found.missed + found.extra
    for principle in sorted({row["principle_id"] for row in rows}):
        yield detection(TABLE, "detection", principle, found.counts(partial(_of, principle)))
    for label in LABELS:
        yield accuracy(TABLE, label, "all", [g[label] == f[label] for g, f in found.pairs])
    right = [same_speaker(g, f) for g, f in found.pairs]
    yield accuracy(TABLE, "speaker", "all", right)
    yield from found.confusions(TABLE, "mention_type")


def match(cases: Sequence[Case]) -> Matching:
    """Mentions of the same principle in the same sentence, in pairs."""
    return joined(by_unit(*case.body(TABLE), partial(_unit, case)) for case in cases)


def same_speaker(gold: Row, found: Row) -> bool:
    """Whether two mentions have the same speaker by canonical name; the author's have none."""
    return same_name(gold["speaker"], found["speaker"])


def _unit(case: Case, row: Row) -> tuple[int, str]:
    return case.sentence(row), row["principle_id"]


def _of(principle: str, row: Row) -> bool:
    return bool(row["principle_id"] == principle)
