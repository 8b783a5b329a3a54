"""How far two annotators of the same articles agree, by the scores of the extraction.

F1 of one annotator against the other is the same either way round, and is the measure of agreement
where nobody can count what both left out (Hripcsak and Rothschild 2005, Agreement, the F-measure,
and reliability in information retrieval). Labels are compared on what both marked, with Cohen's
kappa; whether a sentence has a claim, or expresses a principle, is a label of every sentence and
principle, and gets a kappa too.

`python -m pipeline.evaluation.agreement tests/gold` prints the table of tests/gold/README.md.
"""

import sys
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from pipeline.codebook import Codebook
from pipeline.evaluation import claims, mentions, quotes
from pipeline.evaluation.evaluate import score
from pipeline.evaluation.gold import Row, read_gold
from pipeline.evaluation.matching import BODY, OVERLAP, Case, Matching, by_overlap, joined
from pipeline.evaluation.report import to_csv, to_markdown
from pipeline.evaluation.scores import Score, kappa
from pipeline.parsing.structure import parse_structure
from pipeline.paths import PROJECT

ANNOTATORS = ("annotator-a", "annotator-b")
FILE = "annotator_agreement.csv"

Labels = Sequence[tuple[Hashable, Hashable]]


@dataclass(frozen=True)
class Agreement:
    """One measure; its fields are CSV columns. `agreement` is F1, or the share of equal labels."""

    table: str
    measure: str
    n_a: int
    n_b: int
    n_both: int
    agreement: float | None
    kappa: float | None


def agreement(gold: Path, raw: Path) -> list[Agreement]:
    """The agreement of both annotators below the folder `gold`."""
    first, second = (read_gold(gold / name, raw) for name in ANNOTATORS)
    cases = [
        Case(a, b.rows, parse_structure(a.text).sentences)
        for a, b in zip(first.articles, second.articles, strict=True)
    ]
    scores = score("", first, first.articles, [b.rows for b in second.articles]).scores
    return list(_agreement({(s.table, s.measure, s.group): s for s in scores}, cases))


def _agreement(
    scores: dict[tuple[str, str, str], Score], cases: Sequence[Case]
) -> Iterator[Agreement]:
    spans = joined(by_overlap(*case.body(quotes.TABLE), OVERLAP) for case in cases)
    yield _found(scores, quotes.TABLE, "overlap")
    yield _found(scores, quotes.TABLE, "exact")
    for label in ("kind", "speaker"):
        yield _labels(quotes.TABLE, label, _column(spans, label))
    for measure in ("via", "parent", "turn"):
        yield _share(scores[quotes.TABLE, measure, "all"])
    claimed = claims.match(cases)
    yield _found(scores, claims.TABLE, "detection", _claimed(cases))
    yield _labels(claims.TABLE, "claimant", _column(claimed, "claimant"))
    for label in claims.LABELS:
        yield _labels(claims.TABLE, label, _column(claimed, label))
    mentioned = mentions.match(cases)
    yield _found(scores, mentions.TABLE, "detection", _mentioned(cases))
    for label in (*mentions.LABELS, "speaker"):
        yield _labels(mentions.TABLE, label, _column(mentioned, label))


def _found(
    scores: dict[tuple[str, str, str], Score], table: str, measure: str, labels: Labels = ()
) -> Agreement:
    found = scores[table, measure, "all"]
    n_b = found.n_found or 0
    return Agreement(table, measure, found.n_gold, n_b, found.n_matched, found.f1, kappa(labels))


def _share(found: Score) -> Agreement:
    n = found.n_gold
    return Agreement(found.table, found.measure, n, n, found.n_matched, found.value, None)


def _labels(table: str, column: str, labels: Labels) -> Agreement:
    n, equal = len(labels), sum(a == b for a, b in labels)
    return Agreement(table, column, n, n, equal, equal / n if n else None, kappa(labels))


def _column(matching: Matching, column: str) -> Labels:
    return [(a[column], b[column]) for a, b in matching.pairs]


def _claimed(cases: Sequence[Case]) -> Labels:
    """Of every sentence, and of author and speaker: whether it has a claim of theirs."""
    return [
        (
            _has(case, a, sentence, "claimant_kind", kind),
            _has(case, b, sentence, "claimant_kind", kind),
        )
        for case in cases
        for a, b in [case.body(claims.TABLE)]
        for sentence in _sentences(case)
        for kind in claims.CLAIMANTS
    ]


def _mentioned(cases: Sequence[Case]) -> Labels:
    """Of every sentence and principle: whether it has a mention of it."""
    principles = [p.id for framework in Codebook().frameworks for p in framework.principles]
    return [
        (
            _has(case, a, sentence, "principle_id", principle),
            _has(case, b, sentence, "principle_id", principle),
        )
        for case in cases
        for a, b in [case.body(mentions.TABLE)]
        for sentence in _sentences(case)
        for principle in principles
    ]


def _sentences(case: Case) -> list[int]:
    return [s.position for s in case.sentences if s.region == BODY]


def _has(case: Case, rows: Sequence[Row], sentence: int, column: str, value: str) -> bool:
    return any(case.sentence(row) == sentence and row[column] == value for row in rows)


def as_csv(found: Sequence[Agreement]) -> bytes:
    """The agreement as CSV."""
    return to_csv([f.name for f in fields(Agreement)], map(astuple, found))


def as_markdown(found: Sequence[Agreement]) -> str:
    """The agreement as a Markdown table, in two digits."""
    return to_markdown([f.name for f in fields(Agreement)], map(astuple, found), n_words=2)


if __name__ == "__main__":
    gold = Path(sys.argv[1]) if len(sys.argv) > 1 else PROJECT / "tests" / "gold"
    print(as_markdown(agreement(gold, PROJECT / "raw")))
