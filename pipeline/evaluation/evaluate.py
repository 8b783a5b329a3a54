"""All of an evaluation: read gold, extract from its texts, score what was found.

Belongs here: the order. What is measured is in the modules of the tables.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import UserError
from pipeline.evaluation import claims, mentions, quotes, wikinews
from pipeline.evaluation.gold import Article, Gold, Rows, read_gold
from pipeline.evaluation.matching import Case
from pipeline.evaluation.scores import Confusion, Score
from pipeline.parsing.structure import parse_structure


@dataclass(frozen=True)
class Evaluation:
    """What was measured on one gold, or one part of it."""

    gold: str
    scores: tuple[Score, ...]
    confusions: tuple[Confusion, ...]


def read(folder: Path, raw: Path) -> Gold:
    """The gold in a folder of CSV files or of JSON Lines; UserError where it is neither."""
    if not folder.is_dir():
        raise UserError(f"{folder}: there is no such folder. Name a folder of gold with --gold.")
    if any(folder.glob(wikinews.PATTERN)):
        return wikinews.read_wikinews(folder)
    return read_gold(folder, raw)


def evaluate(gold: Gold) -> list[Evaluation]:
    """Extract from the texts of gold and score, each part by itself."""
    # Imported here: it takes seconds, and who only reads or scores gold needs no language model.
    from pipeline.evaluation.found import find

    return [score(name, gold, articles, find(articles)) for name, articles in gold.parts.items()]


def score(name: str, gold: Gold, articles: Sequence[Article], found: Sequence[Rows]) -> Evaluation:
    """Score the rows found in each of the articles against its gold."""
    cases = [
        Case(article, rows, parse_structure(article.text).sentences)
        for article, rows in zip(articles, found, strict=True)
    ]
    measured = list(_measured(gold, cases))
    return Evaluation(
        name,
        tuple(each for each in measured if isinstance(each, Score)),
        tuple(each for each in measured if isinstance(each, Confusion)),
    )


def _measured(gold: Gold, cases: Sequence[Case]) -> Iterator[Score | Confusion]:
    yield from quotes.score(cases, by_guide=gold.by_guide)
    if claims.TABLE in gold.tables:
        yield from claims.score(cases)
    if mentions.TABLE in gold.tables:
        yield from mentions.score(cases)
