"""Whether probabilities hold: of the rows with such a confidence, how many are right.

Belongs here: measures of calibration for rows that have a confidence and are judged. How confidence
is estimated is in `calibration`.

The mean squared error is Brier's (1950, Verification of forecasts expressed in terms of
probability); bins and their mean distance, the expected calibration error, are as in Naeini et al.
(2015), Obtaining well calibrated probabilities using Bayesian binning.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from itertools import pairwise
from statistics import fmean

from pipeline.evaluation.report import to_csv, to_markdown
from pipeline.evaluation.scores import ratio

FILE = "calibration.csv"
EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9)
"""Where the bins begin; the thresholds too."""

EVERY = "all"
"""In place of a part of gold: all parts together."""


@dataclass(frozen=True)
class Rated:
    """A judged row with its confidence, and with the base rate, which is the same for all rows."""

    table: str
    part: str
    right: bool
    confidence: float
    base_rate: float


@dataclass(frozen=True)
class Measure:
    """One measure of a table in one part of gold; its fields are CSV columns.

    `bin`: rows whose confidence is `at_least` that and below the next bin; `threshold`: all rows
    whose confidence is `at_least` that, where `recall` is n_right by the rows of gold. Other
    measures are of all rows: `value`, and `base_value` where the base rate stands for confidence.
    """

    table: str
    part: str
    measure: str
    at_least: float | None = None
    n_rows: int | None = None
    n_right: int | None = None
    mean_confidence: float | None = None
    share_right: float | None = None
    recall: float | None = None
    value: float | None = None
    base_value: float | None = None


def measures(rated: Sequence[Rated], n_gold: Mapping[tuple[str, str], int]) -> list[Measure]:
    """All measures, by table and part; `n_gold` are the rows of gold by both."""
    found: list[Measure] = []
    for table in dict.fromkeys(table for table, _ in n_gold):
        parts = [part for of_table, part in n_gold if of_table == table]
        for part in (*parts, EVERY):
            within = parts if part == EVERY else [part]
            rows = [row for row in rated if row.table == table and row.part in within]
            n = sum(n_gold[table, each] for each in within)
            found += _of_part(table, part, rows, n) if rows else ()
    return found


def _of_part(table: str, part: str, rows: Sequence[Rated], n_gold: int) -> Iterator[Measure]:
    for low, high in pairwise((*EDGES, 2.0)):
        yield _counted(table, part, "bin", low, [r for r in rows if low <= r.confidence < high])
    for low in EDGES:
        kept = [row for row in rows if row.confidence >= low]
        yield _counted(table, part, "threshold", low, kept, n_gold)
    by_class = [(row.confidence, row.right) for row in rows]
    base = [(row.base_rate, row.right) for row in rows]
    for name, measure in (("brier", brier), ("calibration error", calibration_error)):
        yield Measure(table, part, name, value=measure(by_class), base_value=measure(base))


def _counted(
    table: str, part: str, measure: str, at_least: float, rows: Sequence[Rated], n_gold: int = 0
) -> Measure:
    n_right = sum(row.right for row in rows)
    mean = fmean(row.confidence for row in rows) if rows else None
    return Measure(
        table, part, measure, at_least, len(rows), n_right, mean,
        ratio(n_right, len(rows)), ratio(n_right, n_gold),
    )  # fmt: skip


Forecasts = Sequence[tuple[float, bool]]
"""Probabilities with what came about."""


def brier(forecasts: Forecasts) -> float:
    """Mean squared error of probabilities: 0 is best, and always saying one half has 0.25."""
    return fmean((probability - right) ** 2 for probability, right in forecasts)


def calibration_error(forecasts: Forecasts) -> float:
    """Mean distance, over bins by their size, between mean probability and share right."""
    distance = 0.0
    for low, high in pairwise((*EDGES, 2.0)):
        inside = [(p, right) for p, right in forecasts if low <= p < high]
        distance += abs(sum(p - right for p, right in inside))
    return distance / len(forecasts)


def as_csv(found: Sequence[Measure]) -> bytes:
    """The measures as CSV."""
    return to_csv([f.name for f in fields(Measure)], map(astuple, found))


def as_markdown(found: Sequence[Measure]) -> str:
    """The measures as a Markdown table, in two digits, without bins and thresholds of no rows."""
    told = [each for each in found if each.n_rows != 0]
    return to_markdown([f.name for f in fields(Measure)], map(astuple, told), n_words=3)
