"""On annotated articles the principle mentions stay as good as they are."""

import pytest

from pipeline.evaluation.evaluate import evaluate, read
from pipeline.evaluation.mentions import TABLE
from pipeline.paths import PROJECT

FLOORS = {
    "articles": {"detection": 0.92, "mention_type": 0.85},
    "invented/development": {"detection": 0.92, "mention_type": 0.75},
    "invented/held_out": {"detection": 0.8, "mention_type": 0.8},
}


@pytest.mark.parametrize("folder", ["articles", "invented"])
def test_floors(folder: str) -> None:
    gold = read(PROJECT / "tests" / "gold" / folder, PROJECT / "raw")
    for part in evaluate(gold):
        scores = {s.measure: s for s in part.scores if s.table == TABLE and s.group == "all"}
        for measure, floor in FLOORS[part.gold].items():
            score = scores[measure]
            assert (score.f1 or score.value or 0) >= floor, part.gold
