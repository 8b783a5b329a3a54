"""The measures give the numbers that one gets by hand, and none where nothing is to be divided."""

import pytest

from pipeline.evaluation.scores import Counts, accuracy, detection, kappa


def test_precision_recall_and_f1_of_counts() -> None:
    score = detection("quotes", "overlap", "all", Counts(n_gold=4, n_found=5, n_matched=3))
    assert (score.precision, score.recall) == (3 / 5, 3 / 4)
    assert score.f1 == pytest.approx(2 / 3)
    assert score.value is None


def test_nothing_to_divide_by_is_none_and_nothing_right_is_zero() -> None:
    assert Counts(0, 0, 0).f1 is None
    assert Counts(0, 2, 0).recall is None
    assert Counts(2, 2, 0).f1 == 0
    assert accuracy("quotes", "speaker", "all", []).value is None


def test_accuracy_is_the_share_of_pairs_that_are_right() -> None:
    score = accuracy("quotes", "speaker", "all", [True, False, True, True])
    assert (score.n_gold, score.n_matched, score.value) == (4, 3, 0.75)


def test_kappa_of_the_example_in_textbooks() -> None:
    # 50 grant applications: both yes 20, both no 15, only A yes 5, only B yes 10.
    labels = (
        [(True, True)] * 20 + [(False, False)] * 15 + [(True, False)] * 5 + [(False, True)] * 10
    )
    assert kappa(labels) == pytest.approx(0.4)


def test_kappa_needs_more_than_one_label() -> None:
    assert kappa([]) is None
    assert kappa([("fact", "fact")] * 3) is None
    assert kappa([("fact", "value"), ("value", "fact")]) == -1
