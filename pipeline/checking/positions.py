"""Checks of where rows lie: their offsets, sentence, region and parent.

Which tables have what comes from their schemas: spans, and the key into `sentences`. Offsets are
code points into the text of the article.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from pipeline.checking.results import CheckResult, outcome
from pipeline.schema.tables import Span, TableSchema

# A quote may run on into further sentences; everything else lies in the one it names.
RUNS_ON = {"quotes"}


def check_positions(
    tables: Mapping[str, pd.DataFrame],
    schemas: Mapping[str, TableSchema],
    texts: Mapping[str, str],
) -> Iterator[CheckResult]:
    """Every check of positions, of every table that has any."""
    yield _length(schemas["articles"], tables["articles"], texts)
    for name, rows in tables.items():
        for span in schemas[name].spans:
            yield _span(schemas[name], rows, span, texts)
        if "sentence_id" in rows and name != "sentences":
            yield from _sentence(schemas[name], rows, tables["sentences"])
    yield _parent(schemas["quotes"], tables["quotes"])


def _length(schema: TableSchema, articles: pd.DataFrame, texts: Mapping[str, str]) -> CheckResult:
    lengths = articles["article_id"].map(lambda article_id: len(texts.get(article_id, "")))
    return outcome(
        schema,
        "n_characters_of_its_text",
        "the number of characters that the text has",
        articles.assign(length=lengths),
        articles["n_characters"] != lengths,
        lambda row: f"{row['n_characters']}, its text has {row['length']}",
    )


def _span(
    schema: TableSchema, rows: pd.DataFrame, span: Span, texts: Mapping[str, str]
) -> CheckResult:
    """0 <= start < end <= characters of the article, and what stands there is the row's text."""
    names = [span.start, span.end, *([span.text] if span.text else [])]
    optional = not all(column.required for column in schema.columns if column.name == span.start)

    def fault(article_id: str, *values: Any) -> str | None:
        missing = [name for name, value in zip(names, values, strict=True) if pd.isna(value)]
        if missing:
            all_absent = optional and len(missing) == len(names)
            return None if all_absent else f"no {' and '.join(missing)}"
        if article_id not in texts:
            return f"the article {article_id} has no text"
        text, start, end = texts[article_id], int(values[0]), int(values[1])
        if not 0 <= start < end <= len(text):
            return f"[{start}:{end}] is no stretch of an article of {len(text)} characters"
        if span.text and text[start:end] != values[2]:
            return f"{span.text} is {values[2]!r}, the article has {text[start:end]!r}"
        return None

    columns = [rows[name] for name in ("article_id", *names)]
    faults = pd.Series([fault(*values) for values in zip(*columns, strict=True)], rows.index, "str")
    rows = rows.assign(fault=faults)
    if span.text:
        check, expected = f"{span.text}_at_its_offsets", "what the article has there, exactly"
    else:
        check, expected = f"{span.start}_{span.end}_in_article", "offsets within the article"
    return outcome(schema, check, expected, rows, faults.notna(), lambda row: row["fault"])


def _sentence(
    schema: TableSchema, rows: pd.DataFrame, sentences: pd.DataFrame
) -> Iterator[CheckResult]:
    """Rows lie in the sentence they name, have its region, and come from the story."""
    span = schema.spans[0]
    its = sentences[["sentence_id", "article_id", "start", "end", "region"]]
    rows = rows.merge(its, on="sentence_id", suffixes=("", "_of_sentence"))
    start, end = rows[span.start], rows[span.end]
    outside = (rows["article_id"] != rows["article_id_of_sentence"]) | ~start.between(
        rows["start_of_sentence"], rows["end_of_sentence"], inclusive="left"
    )
    check, expected = "begins_in_its_sentence", "a beginning within the sentence it names"
    if schema.name not in RUNS_ON:
        outside |= end > rows["end_of_sentence"]
        check, expected = "in_its_sentence", "all of it within the sentence it names"
    yield outcome(
        schema,
        check,
        expected,
        rows,
        outside,
        lambda row: (
            f"[{row[span.start]}:{row[span.end]}] of {row['article_id']}, but {row['sentence_id']}"
            f" is [{row['start_of_sentence']}:{row['end_of_sentence']}] of "
            f"{row['article_id_of_sentence']}"
        ),
    )
    if "region" in schema.column_names:
        yield from _region(schema, rows)


def _region(schema: TableSchema, rows: pd.DataFrame) -> Iterator[CheckResult]:
    yield outcome(
        schema,
        "region_of_its_sentence",
        "the region of the sentence it names",
        rows,
        rows["region"] != rows["region_of_sentence"],
        lambda row: f"{row['region']}, but {row['sentence_id']} is {row['region_of_sentence']}",
    )
    story = next(column.enum for column in schema.columns if column.name == "region") or ()
    yield outcome(
        schema,
        "from_the_story",
        f"a sentence of the {', '.join(story)}",
        rows,
        ~rows["region_of_sentence"].isin(story),
        lambda row: f"{row['sentence_id']} is {row['region_of_sentence']}",
    )


def _parent(schema: TableSchema, quotes: pd.DataFrame) -> CheckResult:
    """A quote within a quote lies inside it, in the same article, and is not the same stretch."""
    parents = quotes[["quote_id", "article_id", "start", "end"]].add_suffix("_of_parent")
    rows = quotes.merge(parents, left_on="parent_quote_id", right_on="quote_id_of_parent")
    inside = (
        (rows["article_id"] == rows["article_id_of_parent"])
        & (rows["start"] >= rows["start_of_parent"])
        & (rows["end"] <= rows["end_of_parent"])
        & (rows["quote_id"] != rows["parent_quote_id"])
    )
    return outcome(
        schema,
        "inside_its_parent",
        "a stretch within the quote that it names as its parent",
        rows,
        ~inside,
        lambda row: (
            f"[{row['start']}:{row['end']}] of {row['article_id']}, but {row['parent_quote_id']} is"
            f" [{row['start_of_parent']}:{row['end_of_parent']}] of {row['article_id_of_parent']}"
        ),
    )
