"""The extraction does not fall back: floors a little below what it reached on the five articles."""

import pytest

from pipeline.evaluation.evaluate import Evaluation, evaluate
from pipeline.evaluation.gold import read_gold
from pipeline.paths import PROJECT


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    (found,) = evaluate(read_gold(PROJECT / "tests" / "gold" / "articles", PROJECT / "raw"))
    return found


@pytest.mark.parametrize(
    ("table", "measure", "floor"),
    [
        ("quotes", "overlap", 0.85),
        ("claims", "detection", 0.79),
        ("principle_mentions", "detection", 0.91),
    ],
)
def test_f1_stays_above_its_floor(
    evaluation: Evaluation, table: str, measure: str, floor: float
) -> None:
    (f1,) = (
        score.f1
        for score in evaluation.scores
        if (score.table, score.measure, score.group) == (table, measure, "all")
    )
    assert f1 is not None
    assert f1 >= floor
