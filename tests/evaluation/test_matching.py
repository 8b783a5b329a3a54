"""Rows of gold and found rows are paired one to one, the nearest first."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluation.gold import Row
from pipeline.evaluation.matching import Matching, by_overlap, by_unit, iou

spans = st.tuples(st.integers(0, 30), st.integers(1, 15)).map(lambda t: at(t[0], t[0] + t[1]))


def at(start: int, end: int, **facts: object) -> Row:
    return {"start": start, "end": end, **facts}


def test_intersection_over_union() -> None:
    assert iou(at(0, 10), at(5, 15)) == 5 / 15
    assert iou(at(0, 10), at(0, 10)) == 1
    assert iou(at(0, 10), at(10, 20)) == 0


def test_half_of_the_union_is_enough_and_less_is_not() -> None:
    assert by_overlap([at(0, 10)], [at(0, 5)], 0.5).counts().n_matched == 1
    assert by_overlap([at(0, 11)], [at(0, 5)], 0.5).counts().n_matched == 0


def test_the_nearest_pair_comes_first_and_each_row_counts_once() -> None:
    gold, found = [at(0, 10), at(0, 12)], [at(0, 12), at(0, 13)]
    matching = by_overlap(gold, found, 0.5)
    assert matching.pairs == [(gold[0], found[1]), (gold[1], found[0])]
    assert by_overlap(gold, found[:1], 0.5).missed == [gold[0]]


def test_units_keep_rows_apart_however_much_they_overlap() -> None:
    gold = [at(0, 9, who="author"), at(0, 9, who="speaker")]
    found = [at(0, 9, who="speaker"), at(0, 9, who="speaker")]
    matching = by_unit(gold, found, lambda row: row["who"])
    assert matching == Matching([(gold[1], found[0])], [gold[0]], [found[1]])


@given(st.lists(spans), st.lists(spans))
def test_every_row_is_in_one_place(gold: list[Row], found: list[Row]) -> None:
    matching = by_overlap(gold, found, 0.5)
    counts = matching.counts()
    assert (counts.n_gold, counts.n_found) == (len(gold), len(found))
    assert len(matching.pairs) + len(matching.missed) == len(gold)
    assert all(iou(g, f) >= 0.5 for g, f in matching.pairs)


@given(st.lists(spans), st.lists(spans))
def test_f1_is_the_same_either_way_round(gold: list[Row], found: list[Row]) -> None:
    assert by_overlap(gold, gold, 0.5).counts().n_matched == len(gold)
    forth, back = by_unit(gold, found, _start), by_unit(found, gold, _start)
    assert forth.counts().f1 == back.counts().f1


def _start(row: Row) -> int:
    return int(row["start"])
