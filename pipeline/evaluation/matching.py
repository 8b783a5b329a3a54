"""Which row of gold and which found row belong together.

Quotes by the overlap of their spans, claims and mentions by their unit of annotation. Pairs are
made one to one, those with the largest overlap first, ties in the order of the text.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.evaluation.gold import Article, Row, Rows
from pipeline.evaluation.scores import Confusion, Counts
from pipeline.parsing.structure import Sentence

BODY = "body"
OVERLAP = 0.5


@dataclass(frozen=True)
class Case:
    """An article with its gold rows, what was found in it, and its sentences."""

    article: Article
    found: Rows
    sentences: Sequence[Sentence]

    def body(self, table: str) -> tuple[list[Row], list[Row]]:
        """The rows of gold and the found ones that count: those of the body."""
        gold, found = self.article.rows[table], self.found[table]
        return [r for r in gold if r["region"] == BODY], [r for r in found if r["region"] == BODY]

    def sentence(self, row: Row) -> int:
        """Position of the sentence in which a row begins."""
        starts = [sentence.start for sentence in self.sentences]
        return bisect_right(starts, row["start"]) - 1


@dataclass(frozen=True)
class Matching:
    """Rows of gold and found ones in pairs, and those of either side without a counterpart."""

    pairs: list[tuple[Row, Row]]
    missed: list[Row]
    extra: list[Row]

    def counts(
        self,
        where: Callable[[Row], bool] = lambda row: True,
        right: Callable[[Row, Row], bool] = lambda gold, found: True,
    ) -> Counts:
        """Counts of the rows that fulfil `where`; a pair of two such counts when it is `right`."""
        gold = [g for g, _ in self.pairs] + self.missed
        found = [f for _, f in self.pairs] + self.extra
        matched = [where(g) and where(f) and right(g, f) for g, f in self.pairs]
        return Counts(sum(map(where, gold)), sum(map(where, found)), sum(matched))

    def confusions(self, table: str, column: str) -> Iterator[Confusion]:
        """How often which value of a column stands against which, in a fixed order."""
        counted = Counter(
            [(g[column], f[column]) for g, f in self.pairs]
            + [(g[column], None) for g in self.missed]
            + [(None, f[column]) for f in self.extra]
        )
        for gold, found in sorted(counted, key=lambda pair: (pair[0] or "~", pair[1] or "~")):
            yield Confusion(table, column, gold, found, counted[gold, found])


def joined(matchings: Iterable[Matching]) -> Matching:
    """The matchings of several articles as one."""
    every = list(matchings)
    return Matching(
        [pair for m in every for pair in m.pairs],
        [row for m in every for row in m.missed],
        [row for m in every for row in m.extra],
    )


def iou(gold: Row, found: Row) -> float:
    """Intersection over union of two spans, in characters (the Jaccard index)."""
    shared = min(gold["end"], found["end"]) - max(gold["start"], found["start"])
    whole = max(gold["end"], found["end"]) - min(gold["start"], found["start"])
    return shared / whole if shared > 0 else 0.0


def by_overlap(gold: Sequence[Row], found: Sequence[Row], at_least: float) -> Matching:
    """Pairs of spans of one article whose intersection over union is `at_least` so large."""
    near = [
        (-iou(g, f), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if iou(g, f) >= at_least
    ]
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(near):
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    return Matching(
        [(gold[i], found[j]) for i, j in sorted(partner.items())],
        [row for i, row in enumerate(gold) if i not in partner],
        [row for j, row in enumerate(found) if j not in taken],
    )


def by_unit(gold: Sequence[Row], found: Sequence[Row], unit: Callable[[Row], Hashable]) -> Matching:
    """Pairs of rows of one article that have the same unit, such as a sentence and a claimant."""
    units = dict.fromkeys([*map(unit, gold), *map(unit, found)])
    return joined(
        by_overlap(
            [row for row in gold if unit(row) == each],
            [row for row in found if unit(row) == each],
            at_least=0,
        )
        for each in units
    )
