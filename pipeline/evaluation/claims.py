"""Scores of claims.

A claim is found when the same sentence has a claim of the same kind of claimant, author or speaker
(the unit of section 3 of the annotation guide). Who a speaker is, is judged apart, on the claims
found, as are type, hedging, stance and its target.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from pipeline.evaluation.gold import Row, gold_columns
from pipeline.evaluation.matching import Case, Matching, by_unit, joined
from pipeline.evaluation.scores import Confusion, Score, accuracy, detection
from pipeline.evaluation.speakers import same_name

TABLE = "claims"
CLAIMANTS = gold_columns(TABLE)["claimant_kind"].enum or ()
LABELS = ("claim_type", "hedged", "stance", "stance_target")
NO_VALUE = "none"
"""In a table of confusions a null of the row itself; an empty cell there is a row that is not."""


def score(cases: Sequence[Case]) -> Iterator[Score | Confusion]:
    """All scores of claims."""
    found = match(cases)
    yield detection(TABLE, "detection", "all", found.counts())
    for kind in CLAIMANTS:
        counts = found.counts(partial(_put_forward_by, kind))
        yield detection(TABLE, "detection", kind, counts)
    yield detection(TABLE, "detection and claimant", "all", found.counts(right=same_claimant))
    by_speakers = [(g, f) for g, f in found.pairs if g["claimant_kind"] == "speaker"]
    right = [same_claimant(g, f) for g, f in by_speakers]
    yield accuracy(TABLE, "claimant", "speaker", right)
    for label in LABELS:
        yield accuracy(TABLE, label, "all", [g[label] == f[label] for g, f in found.pairs])
    told = Matching(
        [(_told(g), _told(f)) for g, f in found.pairs],
        list(map(_told, found.missed)),
        list(map(_told, found.extra)),
    )
    for label in LABELS:
        yield from told.confusions(TABLE, label)


def match(cases: Sequence[Case]) -> Matching:
    """Claims of the same sentence and kind of claimant, in pairs."""
    return joined(by_unit(*case.body(TABLE), partial(_unit, case)) for case in cases)


def _told(row: Row) -> Row:
    """The labels of a row as text, as CSV has them."""
    values = {label: row[label] for label in LABELS}
    return {n: NO_VALUE if v is None else str(v).lower() if isinstance(v, bool) else v
            for n, v in values.items()}  # fmt: skip


def _unit(case: Case, row: Row) -> tuple[int, str]:
    return case.sentence(row), row["claimant_kind"]


def same_claimant(gold: Row, found: Row) -> bool:
    """Whether two claims have the same claimant by canonical name; authors have none."""
    return same_name(gold["claimant"], found["claimant"])


def _put_forward_by(kind: str, row: Row) -> bool:
    return bool(row["claimant_kind"] == kind)
