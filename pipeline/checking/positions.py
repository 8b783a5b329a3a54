"""Checks of where rows lie: their offsets, sentence, region and parent.

Which tables have what comes from their schemas: spans, and the key into `sentences`. Offsets are
code points into the text of the article.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.checking.database import Database
from pipeline.checking.results import CheckResult
from pipeline.publishing.sql import literal, quoted
from pipeline.schema.tables import RUNS_ON, Span, TableSchema


def check_positions(
    database: Database, schemas: Mapping[str, TableSchema]
) -> Iterator[CheckResult]:
    """Every check of positions, of every one of these tables that has any."""
    yield _length(schemas["articles"], database)
    for name, schema in schemas.items():
        for span in schema.spans:
            yield _span(schema, span, database)
        if "sentence_id" in schema.column_names and name != "sentences":
            yield from _sentence(schema, database)
    yield _parent(schemas["quotes"], database)


def _length(schema: TableSchema, database: Database) -> CheckResult:
    return database.check(
        schema,
        "n_characters_of_its_text",
        "the number of characters that the text has",
        """
        SELECT articles.*, coalesce(texts.length, 0) AS length
        FROM articles LEFT JOIN texts USING (article_id)
        """,
        "n_characters <> length",
        lambda row: f"{row['n_characters']}, its text has {row['length']}",
    )


def _span(schema: TableSchema, span: Span, database: Database) -> CheckResult:
    """0 <= start < end <= characters of the article, and what stands there is the row's text."""
    names = [span.start, span.end, *([span.text] if span.text else [])]
    optional = not all(column.required for column in schema.columns if column.name == span.start)
    start, end = quoted(span.start), quoted(span.end)
    rows = f"""
        SELECT {schema.name}.*, texts.text AS of_article, texts.length AS length
        FROM {schema.name} LEFT JOIN texts USING (article_id)
    """
    some_missing = " OR ".join(f"{quoted(name)} IS NULL" for name in names)
    all_missing = " AND ".join(f"{quoted(name)} IS NULL" for name in names)
    failed = f"""
        CASE
            WHEN {some_missing} THEN NOT ({optional} AND {all_missing})
            WHEN of_article IS NULL OR {start} < 0 OR {start} >= {end} OR {end} > length THEN true
            ELSE {_other(span)}
        END
    """

    def fault(row: Mapping[str, Any]) -> str:
        missing = [name for name in names if row[name] is None]
        if missing:
            return f"no {' and '.join(missing)}"
        if row["of_article"] is None:
            return f"the article {row['article_id']} has no text"
        text, start, end = row["of_article"], row[span.start], row[span.end]
        if not 0 <= start < end <= len(text):
            return f"[{start}:{end}] is no stretch of an article of {len(text)} characters"
        return f"{span.text} is {row[names[-1]]!r}, the article has {text[start:end]!r}"

    if span.text:
        check, expected = f"{span.text}_at_its_offsets", "what the article has there, exactly"
    else:
        check, expected = f"{span.start}_{span.end}_in_article", "offsets within the article"
    return database.check(schema, check, expected, rows, failed, fault)


def _other(span: Span) -> str:
    """The condition that the article has something else there."""
    if span.text is None:
        return "false"
    start, end = quoted(span.start), quoted(span.end)
    return f"substring(of_article, {start} + 1, {end} - {start}) <> {quoted(span.text)}"


def _sentence(schema: TableSchema, database: Database) -> Iterator[CheckResult]:
    """Rows lie in the sentence they name, have its region, and come from the story."""
    start, end = quoted(schema.spans[0].start), quoted(schema.spans[0].end)
    rows = f"""
        SELECT {schema.name}.*, its.article_id AS article_id_of_sentence,
            its.start AS start_of_sentence, its."end" AS end_of_sentence,
            its.region AS region_of_sentence
        FROM {schema.name} JOIN sentences AS its USING (sentence_id)
    """
    outside = f"""
        article_id <> article_id_of_sentence
        OR {start} < start_of_sentence OR {start} >= end_of_sentence
    """
    check, expected = "begins_in_its_sentence", "a beginning within the sentence it names"
    if schema.name not in RUNS_ON:
        outside += f" OR {end} > end_of_sentence"
        check, expected = "in_its_sentence", "all of it within the sentence it names"
    yield database.check(
        schema,
        check,
        expected,
        rows,
        outside,
        lambda row: (
            f"[{row['start']}:{row['end']}] of {row['article_id']}, but {row['sentence_id']}"
            f" is [{row['start_of_sentence']}:{row['end_of_sentence']}] of "
            f"{row['article_id_of_sentence']}"
        ),
    )
    if "region" in schema.column_names:
        yield from _region(schema, rows, database)


def _region(schema: TableSchema, rows: str, database: Database) -> Iterator[CheckResult]:
    yield database.check(
        schema,
        "region_of_its_sentence",
        "the region of the sentence it names",
        rows,
        "region <> region_of_sentence",
        lambda row: f"{row['region']}, but {row['sentence_id']} is {row['region_of_sentence']}",
    )
    story = next(column.enum for column in schema.columns if column.name == "region") or ()
    yield database.check(
        schema,
        "from_the_story",
        f"a sentence of the {', '.join(story)}",
        rows,
        f"region_of_sentence NOT IN ({', '.join(map(literal, story))})",
        lambda row: f"{row['sentence_id']} is {row['region_of_sentence']}",
    )


def _parent(schema: TableSchema, database: Database) -> CheckResult:
    """A quote within a quote lies inside it, in the same article, and is not the same stretch."""
    return database.check(
        schema,
        "inside_its_parent",
        "a stretch within the quote that it names as its parent",
        """
        SELECT quotes.*, parent.article_id AS article_id_of_parent,
            parent.start AS start_of_parent, parent."end" AS end_of_parent
        FROM quotes JOIN quotes AS parent ON parent.quote_id = quotes.parent_quote_id
        """,
        """
        article_id <> article_id_of_parent OR start < start_of_parent OR "end" > end_of_parent
        OR quote_id = parent_quote_id
        """,
        lambda row: (
            f"[{row['start']}:{row['end']}] of {row['article_id']}, but {row['parent_quote_id']} is"
            f" [{row['start_of_parent']}:{row['end_of_parent']}] of {row['article_id_of_parent']}"
        ),
    )
