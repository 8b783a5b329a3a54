"""Measures of calibration are as worked out by hand."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluation.reliability import (
    Measure,
    Rated,
    as_csv,
    as_markdown,
    brier,
    calibration_error,
    measures,
)


def rated(confidence: float, right: bool, part: str = "one") -> Rated:
    return Rated("quotes", part, right, confidence, 0.5)


ROWS = [rated(0.9, True), rated(0.9, True), rated(0.9, False), rated(0.55, False, "two")]
MEASURED = measures(ROWS, {("quotes", "one"): 4, ("quotes", "two"): 1, ("claims", "one"): 2})


def only(part: str, measure: str, at_least: float | None = None) -> Measure:
    (found,) = (
        each
        for each in MEASURED
        if (each.part, each.measure, each.at_least) == (part, measure, at_least)
    )
    return found


def test_the_brier_score_is_the_mean_squared_error() -> None:
    assert brier([(1.0, True), (0.0, False)]) == 0
    assert brier([(0.5, True), (0.5, False)]) == 0.25
    assert only("one", "brier").value == pytest.approx((0.01 + 0.01 + 0.81) / 3)
    assert only("one", "brier").base_value == 0.25


def test_the_calibration_error_is_the_distance_by_bins() -> None:
    assert calibration_error([(0.75, True), (0.75, True), (0.75, True), (0.75, False)]) == 0
    assert calibration_error([(0.9, False), (0.6, True)]) == pytest.approx((0.9 + 0.4) / 2)
    assert only("one", "calibration error").value == pytest.approx(0.9 - 2 / 3)


def test_a_bin_has_its_rows_and_a_threshold_all_above() -> None:
    high, low = only("all", "bin", 0.9), only("all", "bin", 0.5)
    assert (high.n_rows, high.n_right, high.share_right) == (3, 2, 2 / 3)
    assert (low.n_rows, low.n_right, low.mean_confidence) == (1, 0, 0.55)
    kept = only("all", "threshold", 0.5)
    assert (kept.n_rows, kept.share_right, kept.recall) == (4, 0.5, 2 / 5)
    assert only("all", "threshold", 0.9).recall == 2 / 5


def test_a_table_without_rows_has_no_measures() -> None:
    assert {each.table for each in MEASURED} == {"quotes"}


@given(st.lists(st.builds(rated, st.floats(0, 1), st.booleans()), min_size=1))
def test_every_row_is_in_one_bin(rows: list[Rated]) -> None:
    found = measures(rows, {("quotes", "one"): 5})
    bins = [each.n_rows or 0 for each in found if (each.part, each.measure) == ("one", "bin")]
    assert sum(bins) == len(rows)


def test_files_have_every_measure_and_the_printed_table_none_of_nothing() -> None:
    lines = list(csv.DictReader(io.StringIO(as_csv(MEASURED).decode())))
    assert len(lines) == len(MEASURED)
    assert lines[0]["at_least"] == "0.0"
    shown = as_markdown(MEASURED).splitlines()
    assert len(shown) == 2 + sum(each.n_rows != 0 for each in MEASURED)
    assert "| quotes | one | bin | 0.90 | 3 | 2 | 0.90 | 0.67 |  |  |  |" in shown
