"""Estimating confidence on annotated articles, and measuring how well it holds.

A row is right when gold has it and who speaks is the same: a quote by overlap of the spans, a claim
by sentence and kind of claimant, a mention by sentence and principle. These are two questions, and
each has its share of right answers by class of row (`pipeline.extraction.grounds`); confidence is
their product. Most classes are small, so their shares are drawn towards the share of all rows as if
PRIOR more rows had come out like these (the m-estimate: Cestnik 1990, Estimating probabilities). In
the articles that the rules were developed on more rows are right than elsewhere. So every share is
brought to the level of the held-out articles, by the ratio of rows right there to rows expected
(indirect standardisation), drawn towards 1 by PRIOR rows as well.

How well it holds is measured leaving out one article at a time: its rows get the confidence that
the other articles give; the measure to beat is the base rate, the share right of all other rows.

Only gold by our guide is used: other gold counts other things as quotes, and has of speakers the
phrase only, so that its shares would be of something else. It can be measured on, not fitted to.

    python -m pipeline.evaluation.calibration           writes the file, prints how well it holds
    python -m pipeline.evaluation.calibration FOLDER    prints how well it holds on other gold
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import UserError
from pipeline.evaluation import claims, mentions, quotes
from pipeline.evaluation.evaluate import read
from pipeline.evaluation.gold import HELD_OUT, SCORED, TABLES, Gold, Row, read_gold
from pipeline.evaluation.matching import Case, Matching
from pipeline.evaluation.reliability import Measure, Rated, as_markdown, measures
from pipeline.evaluation.speakers import same_phrase
from pipeline.extraction.confidence import FILE, Confidence, Share, Shares
from pipeline.extraction.grounds import Grounds, Question
from pipeline.parsing.structure import parse_structure
from pipeline.paths import PROJECT

PRIOR = 5
"""How many rows the share of all weighs in the share of a class; 2 to 20 fare about alike."""

COMMAND = "python -m pipeline.evaluation.calibration"
HEAD = f"""\
# How sure a row is, by table, question and class of row: of n rows in annotated articles so
# many were right, and `share` is expected of others. Confidence is the product of a row's shares,
# one a question. Computed, never typed: written by
# `{COMMAND}`, where the method is told.
"""


@dataclass(frozen=True)
class Judged:
    """A row that was found in gold's articles: whether gold has it (`found`), and whether it is
    `right` in full. `held_out`: nobody looked at its article while developing.
    """

    table: str
    raw_path: str
    part: str
    held_out: bool
    grounds: Grounds
    found: bool
    right: bool


@dataclass(frozen=True)
class Sample:
    """Judged rows, and how many rows gold has by table and part."""

    rows: tuple[Judged, ...]
    n_gold: Counter[tuple[str, str]]


def judge(sets: Sequence[Gold]) -> Sample:
    """Extract from the texts of gold, and judge every row found in their bodies."""
    # Imported here: it takes seconds, and who only fits needs no language model.
    from pipeline.evaluation.found import find

    rows: list[Judged] = []
    n_gold: Counter[tuple[str, str]] = Counter()
    for gold in sets:
        for part, articles in gold.parts.items():
            cases = [
                Case(article, found, parse_structure(article.text).sentences)
                for article, found in zip(articles, find(articles), strict=True)
            ]
            for table in gold.tables:
                rows += _judged(table, part, cases, gold)
                n_gold[table, part] += sum(len(case.body(table)[0]) for case in cases)
    return Sample(tuple(rows), n_gold)


def _judged(table: str, part: str, cases: Sequence[Case], gold: Gold) -> Iterator[Judged]:
    matching, same = _compared(table, cases, gold)
    held_out = all(case.article.part == HELD_OUT for case in cases)
    for expected, row in matching.pairs:
        right = same(expected, row)
        yield Judged(table, row["raw_path"], part, held_out, row["grounds"], True, right)
    for row in matching.extra:
        yield Judged(table, row["raw_path"], part, held_out, row["grounds"], False, False)


def _compared(
    table: str, cases: Sequence[Case], gold: Gold
) -> tuple[Matching, Callable[[Row, Row], bool]]:
    """The rows of gold and those found in pairs, and whether a pair has the same speaker."""
    if table == quotes.TABLE:
        same = quotes.same_speaker if gold.by_guide else same_phrase
        return quotes.match(cases, by_guide=gold.by_guide), same
    if table == claims.TABLE:
        return claims.match(cases), claims.same_claimant
    return mentions.match(cases), mentions.same_speaker


def fit(rows: Sequence[Judged]) -> Confidence:
    """Confidence as some judged rows have it."""
    return Confidence(
        {table: _questions([row for row in rows if row.table == table]) for table in TABLES}
    )


def _questions(rows: Sequence[Judged]) -> dict[Question, Shares]:
    spoken = [row for row in rows if row.found and "speaker" in row.grounds]
    return {
        "found": _shares([(r.grounds["found"], r.found, r.held_out) for r in rows]),
        "speaker": _shares([(r.grounds["speaker"], r.right, r.held_out) for r in spoken]),
    }


def _shares(answers: Sequence[tuple[str, bool, bool]]) -> Shares:
    """Shares of one question from the answers to it: class, whether right, whether held out."""
    n, n_right = len(answers), sum(right for _, right, _ in answers)
    overall = _rate([right for _, right, _ in answers])
    by_class: dict[str, list[bool]] = {}
    for name, right, _ in answers:
        by_class.setdefault(name, []).append(right)
    drawn = {
        name: (sum(of_class) + PRIOR * overall) / (len(of_class) + PRIOR)
        for name, of_class in by_class.items()
    }
    expected = sum(drawn[name] for name, _, held_out in answers if held_out)
    observed = sum(right for _, right, held_out in answers if held_out)
    level = (observed + PRIOR) / (expected + PRIOR)

    def share(n: int, right: int, drawn: float) -> Share:
        return Share(n=n, right=right, share=round(min(1.0, drawn * level), 2))

    return Shares(
        held_out=round(level, 2),
        any=share(n, n_right, overall),
        classes={
            name: share(len(by_class[name]), sum(by_class[name]), drawn[name])
            for name in sorted(drawn)
        },
    )


def _rate(right: Sequence[bool]) -> float:
    """Share right by Laplace's rule of succession: one half where there is nothing to go by."""
    return (sum(right) + 1) / (len(right) + 2)


# -- how well it holds ---------------------------------------------------------------------


def validated(sets: Sequence[Gold]) -> list[Measure]:
    """How well confidence holds on the articles of gold, each left out in turn."""
    return cross_validated(judge(sets))


def cross_validated(sample: Sample) -> list[Measure]:
    """The same of rows judged already."""
    rated: list[Rated] = []
    for raw_path in dict.fromkeys(row.raw_path for row in sample.rows):
        others = [row for row in sample.rows if row.raw_path != raw_path]
        rated += rate((row for row in sample.rows if row.raw_path == raw_path), others)
    return measures(rated, sample.n_gold)


def rate(rows: Iterable[Judged], others: Sequence[Judged]) -> list[Rated]:
    """Rows with the confidence that others give them, and with the base rate of others."""
    confidence = fit(others)
    base = {table: _rate([row.right for row in others if row.table == table]) for table in TABLES}
    return [
        Rated(r.table, r.part, r.right, confidence.of(r.table, r.grounds), base[r.table])
        for r in rows
    ]


# -- the file ------------------------------------------------------------------------------


def as_yaml(confidence: Confidence) -> str:
    """The text of schemas/codebook/confidence.yml."""
    lines = [HEAD.rstrip()]
    for table, questions in confidence.root.items():
        lines.append(f"{table}:")
        for question, shares in questions.items():
            lines += [f"  {question}:", f"    held_out: {shares.held_out:.2f}"]
            lines += [f"    any: {_flow(shares.any)}"]
            lines += ["    classes:" if shares.classes else "    classes: {}"]
            lines += [f"      {name}: {_flow(share)}" for name, share in shares.classes.items()]
    return "\n".join(lines) + "\n"


def _flow(share: Share) -> str:
    return f"{{n: {share.n}, right: {share.right}, share: {share.share:.2f}}}"


def own_gold() -> list[Gold]:
    """The gold of this project that confidence is fitted to."""
    return [read_gold(PROJECT / "tests" / "gold" / name, PROJECT / "raw") for name in SCORED]


def main(arguments: Sequence[str]) -> None:
    """Fit and write, or measure on another gold."""
    sample = judge(own_gold())
    if arguments:
        other = judge([read(Path(arguments[0]), PROJECT / "raw")])
        print(as_markdown(measures(rate(other.rows, sample.rows), other.n_gold)))
        return
    FILE.write_text(as_yaml(fit(sample.rows)), encoding="utf-8", newline="\n")
    print(as_markdown(cross_validated(sample)))


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except UserError as error:
        sys.exit(str(error))
