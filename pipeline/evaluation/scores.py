"""The measures: counts with precision, recall and F1, shares, Cohen's kappa; one row each.

Precision, recall and F1 as in van Rijsbergen (1979), Information Retrieval, chapter 7, over all
articles together (micro-averaged). Kappa as in Cohen (1960), A coefficient of agreement for nominal
scales. A measure with nothing to divide by is None, not zero.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Counts:
    """How many there are in gold, how many were found, how many of both belong together."""

    n_gold: int
    n_found: int
    n_matched: int

    @property
    def precision(self) -> float | None:
        """Share of what was found that is right."""
        return ratio(self.n_matched, self.n_found)

    @property
    def recall(self) -> float | None:
        """Share of the gold that was found."""
        return ratio(self.n_matched, self.n_gold)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall."""
        return ratio(2 * self.n_matched, self.n_gold + self.n_found)


def total(counts: Sequence[Counts]) -> Counts:
    """The counts of several articles together."""
    return Counts(
        sum(each.n_gold for each in counts),
        sum(each.n_found for each in counts),
        sum(each.n_matched for each in counts),
    )


@dataclass(frozen=True)
class Score:
    """One measure of one table, for all rows or a group of them; its fields are CSV columns.

    Either precision, recall and f1 are there, or `value`: the share of the n_gold pairs compared
    of which n_matched are right.
    """

    table: str
    measure: str
    group: str
    n_gold: int
    n_found: int | None
    n_matched: int
    precision: float | None
    recall: float | None
    f1: float | None
    value: float | None


@dataclass(frozen=True)
class Confusion:
    """How often gold has one value of a column and the extraction another; its fields are columns.

    A null on the side of gold: found without a counterpart; on the other side: missed.
    """

    table: str
    column: str
    gold_value: str | None
    found_value: str | None
    n_rows: int


def detection(table: str, measure: str, group: str, counts: Counts) -> Score:
    """A measure of finding."""
    return Score(
        table, measure, group, counts.n_gold, counts.n_found, counts.n_matched,
        counts.precision, counts.recall, counts.f1, None,
    )  # fmt: skip


def accuracy(table: str, measure: str, group: str, right: Sequence[bool]) -> Score:
    """A measure of getting something right about what was found: one entry a pair."""
    n_right = sum(right)
    share = ratio(n_right, len(right))
    return Score(table, measure, group, len(right), None, n_right, None, None, None, share)


def ratio(part: int, whole: int) -> float | None:
    """Part of whole, or None where there is no whole."""
    return part / whole if whole else None


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Cohen's kappa of two labellings; None without pairs, or where chance agrees always."""
    if not pairs:
        return None
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    observed = sum(a == b for a, b in pairs) / len(pairs)
    chance = sum(first[label] * second[label] for label in first) / len(pairs) ** 2
    return None if chance == 1 else (observed - chance) / (1 - chance)
