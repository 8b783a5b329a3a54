"""What the extraction finds in the texts of gold, in the columns of gold."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.codebook import Codebook
from pipeline.evaluation.gold import IN_PLACE_OF_IDS, TABLES, Article, Row, Rows, gold_columns
from pipeline.extraction.article import Extractor
from pipeline.progress import progress
from pipeline.reading.decoding import of_text
from pipeline.reading.document import Received, Rejection
from pipeline.sources import RawDocument, Source

ENTITIES = tuple(
    column for column, name in IN_PLACE_OF_IDS.items() if name in ("speaker", "via", "claimant")
)

GROUNDS = "grounds"
"""Of a found row: what it rests on (see pipeline.extraction.grounds), in place of confidence."""


def find(articles: Sequence[Article]) -> list[Rows]:
    """The rows of each article by table, with their grounds; none where the text is rejected."""
    extractor = Extractor(Codebook())
    found = []
    with progress("Scoring against annotation", len(articles)) as advance:
        for article in articles:
            found.append(_find(extractor, article))
            advance(1)
    return found


def _find(extractor: Extractor, article: Article) -> Rows:
    source = Source(source_id="gold", name="Gold", kind="other")
    raw = RawDocument(source, Path(article.raw_path), article.raw_path)
    received = Received(raw, article.text.encode(), raw.facts)
    reading = extractor.read(of_text(received, article.text))
    if isinstance(reading, Rejection):
        return {name: [] for name in TABLES}
    names = {row["entity_id"]: row["name"] for row in reading.rows["entities"]}
    return {
        name: [
            _as_gold(row, name, names, article.raw_path) | {GROUNDS: grounds}
            for row, grounds in zip(reading.rows[name], reading.grounds[name], strict=True)
        ]
        for name in TABLES
    }


def _as_gold(row: Row, table: str, names: Mapping[str, str], raw_path: str) -> Row:
    named = {
        column: names[value] if column in ENTITIES and value is not None else value
        for column, value in row.items()
    }
    named["article_id"] = raw_path
    return {gold: named[column.name] for gold, column in gold_columns(table).items()}
