"""Rows and cases for scoring, written in a line each."""

from collections.abc import Sequence

from pipeline.evaluation.gold import TABLES, Article, Gold, Row, gold_columns
from pipeline.evaluation.matching import Case
from pipeline.parsing.structure import parse_structure

RAW_PATH = "example/one.txt"

TEXT = "Headline of the day\n\n" + " ".join(
    f"Sentence number {n} of the body says that data must be kept safe by all states."
    for n in range(10)
)


def span(sentence: int, first: int = 0, last: int | None = None) -> dict[str, int]:
    """Offsets of characters of a sentence of the body."""
    found = parse_structure(TEXT).sentences[sentence + 1]
    end = found.end if last is None else found.start + last
    return {"start": found.start + first, "end": end}


def row(table: str, **facts: object) -> Row:
    """A row of gold in the body; columns not given are null."""
    made: Row = dict.fromkeys(gold_columns(table)) | {"raw_path": RAW_PATH, "region": "body"}
    made |= facts
    return made | {"text": TEXT[made["start"] : made["end"]]}


def quote(key: str, place: dict[str, int], kind: str = "direct", **facts: object) -> Row:
    return row("quotes", quote_key=key, turn_key=key, kind=kind, **place, **facts)


def claim(place: dict[str, int], claimant: str | None = None, **facts: object) -> Row:
    usual = {"claim_type": "fact", "hedged": False, "stance": "none"}
    kind = "speaker" if claimant else "author"
    return row("claims", claimant_kind=kind, claimant=claimant, **place, **(usual | facts))


def mention(place: dict[str, int], principle: str, **facts: object) -> Row:
    usual = {"principle_id": principle, "mention_type": "statement"}
    return row("principle_mentions", **place, **(usual | facts))


def case(table: str, gold: Sequence[Row], found: Sequence[Row]) -> Case:
    """An article with rows in one table only."""
    empty: dict[str, Sequence[Row]] = dict.fromkeys(TABLES, ())
    article = Article(RAW_PATH, "development", TEXT, empty | {table: gold})
    return Case(article, empty | {table: found}, parse_structure(TEXT).sentences)


def gold_of(*cases: Case) -> Gold:
    return Gold("example", tuple(each.article for each in cases))
