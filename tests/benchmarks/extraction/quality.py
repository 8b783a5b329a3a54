"""How good what the systems found is: the project's own scores of quotes, the same for all.

Belongs here: making rows of gold's form of what any system gives, on equal terms. Spans lose the
quotation marks around them, in gold as in what was found: with or without is a convention. Speakers
are compared by phrase, since peers know no canonical names.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.evaluation import quotes
from pipeline.evaluation.gold import Article, Gold, Row, gold_columns
from pipeline.evaluation.matching import Case
from pipeline.evaluation.scores import Score
from pipeline.parsing.structure import parse_structure
from tests.benchmarks.extraction.found_quote import FoundQuote, Span
from tests.benchmarks.extraction.rounds import Run

MARKS = "\"“”„‟«»‹›'‘’‚‛`"


@dataclass(frozen=True)
class Quality:
    """The scores of one system on one part of a gold."""

    gold: str
    n_texts: int
    system: str
    scores: tuple[Score, ...]


def score(golds: Sequence[Gold], run: Run) -> Iterator[Quality]:
    """The scores of one run over the texts of all golds, part by part.

    The run has the quotes of the articles gold by gold, in the order they have there.
    """
    found = iter(run.quotes)
    for gold in golds:
        by_path = {article.raw_path: next(found) for article in gold.articles}
        for part, articles in gold.parts.items():
            cases = [_case(gold, article, by_path[article.raw_path]) for article in articles]
            scores = [s for s in quotes.score(cases, by_guide=False) if isinstance(s, Score)]
            yield Quality(part, len(articles), run.system.name, tuple(scores))


def _case(gold: Gold, article: Article, found: Sequence[FoundQuote]) -> Case:
    structure = parse_structure(article.text)
    annotated = [_annotated(article.text, row) for row in article.rows[quotes.TABLE]]
    case = Case(
        replace(article, rows={quotes.TABLE: annotated}), {quotes.TABLE: []}, structure.sentences
    )
    rows = [found_row(article, quote, nested_counts=gold.by_guide) for quote in found]
    for row in rows:
        row["region"] = structure.sentences[case.sentence(row)].region
    return replace(case, found={quotes.TABLE: rows})


def _annotated(text: str, row: Row) -> Row:
    """A row of gold without marks around its span.

    Where the speaker is nowhere named beside the quote, the name stands in for the phrase.
    """
    start, end = without_marks(text, (row["start"], row["end"]))
    changed = row | {"start": start, "end": end, "text": text[start:end]}
    if row["speaker_text"] is None and row["speaker"] is not None:
        changed |= {"speaker_text": row["speaker"], "speaker_start": 0, "speaker_end": 0}
    return changed


def found_row(article: Article, quote: FoundQuote, *, nested_counts: bool) -> Row:
    """A found quote as a row of gold, but for its region.

    Where nested quotes do not count (see pipeline.evaluation.wikinews), they keep a parent, by
    which the scores know them.
    """
    start, end = without_marks(article.text, quote.span)
    row: Row = dict.fromkeys(gold_columns(quotes.TABLE))
    row |= {
        "raw_path": article.raw_path,
        "start": start,
        "end": end,
        "text": article.text[start:end],
        "kind": quote.kind,
        "speaker": quote.name,
    }
    if quote.nested and not nested_counts:
        row["parent_quote_key"] = "nested"
    if quote.speaker is not None:
        first, last = quote.speaker
        row |= {"speaker_start": first, "speaker_end": last}
        row["speaker_text"] = article.text[first:last]
    return row


def without_marks(text: str, span: Span) -> Span:
    """The span without quotation marks and white space at its ends; as it is if nothing is left."""
    start, end = span
    while start < end and _is_edge(text[start]):
        start += 1
    while start < end and _is_edge(text[end - 1]):
        end -= 1
    return (start, end) if start < end else span


def _is_edge(char: str) -> bool:
    return char in MARKS or char.isspace()
