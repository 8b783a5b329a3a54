"""What is shown of many articles at once is what going through them by character gives."""

from typing import Any

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.excerpts import HEADLINE, shares, shown
from pipeline.schema.dataset import load_dataset
from tests.builders import LINKED, SCHEMAS, build_tables

FIRST = load_dataset().excerpts.first
LENGTH = 30
ARTICLES = ("a-1", "a-2", "a-3")

Row = dict[str, Any]


def by_characters(tables: dict[str, pa.Table]) -> dict[tuple[str, str, str], bool]:
    """By table, column and key, whether a text can be shown: one character after the other."""
    rows = {name: table.to_pylist() for name, table in tables.items()}
    limits = {row["source_id"]: row["excerpt_limit"] for row in rows["sources"]}
    found = {}
    for article in rows["articles"]:
        its = {
            name: [row for row in rows[name] if row["article_id"] == article["article_id"]]
            for name in ("sentences", *FIRST)
        }
        readable = {
            place
            for row in its["sentences"]
            if row["region"] in HEADLINE
            for place in range(row["start"], row["end"])
        }
        room = max(int(limits[article["source_id"]] * LENGTH), len(readable))
        texts: list[tuple[tuple[str, str, str], set[int]]] = []
        for name in FIRST:
            texts += of_table(name, its[name])
        for _, places in texts:
            if len(readable | places) <= room:
                readable |= places
        found |= {which: places <= readable for which, places in texts}
    return found


def of_table(name: str, rows: list[Row]) -> list[tuple[tuple[str, str, str], set[int]]]:
    """The texts of an article in one table, the shortest first, with their characters."""
    texts = sorted(
        (row[span.end] - row[span.start], row[span.start], row[span.end], span.text, number)
        for span in SCHEMAS[name].spans
        for number, row in enumerate(rows)
        if span.text and row[span.start] is not None
    )
    key = SCHEMAS[name].primary_key[0]
    return [
        ((name, column, rows[number][key]), set(range(start, end)))
        for _, start, end, column, number in texts
    ]


def spans() -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 12)).map(
        lambda place: (place[0], min(LENGTH, sum(place)))
    )


@st.composite
def datasets(draw: st.DrawFn) -> dict[str, pa.Table]:
    rows: dict[str, list[Row]] = {name: [] for name in ("sentences", *FIRST)}
    for name, found in rows.items():
        places = draw(st.lists(st.tuples(st.sampled_from(ARTICLES), spans(), spans()), max_size=9))
        for number, (article_id, (start, end), cue) in enumerate(places):
            row = {"article_id": article_id, "start": start, "end": end}
            row[SCHEMAS[name].primary_key[0]] = f"{name[0]}-{number}"
            if name == "sentences":
                row["region"] = draw(st.sampled_from(["title", "subtitle", "body"]))
            else:
                row["text"] = draw(st.sampled_from([None, "x"]))
            if name == "quotes" and draw(st.booleans()):
                row |= {"cue": "y", "cue_start": cue[0], "cue_end": cue[1]}
            found.append({**LINKED[name][0], **row})
    sources = [{"source_id": s, "excerpt_limit": draw(st.floats(0.01, 1))} for s in ("one", "two")]
    articles = [
        {
            "article_id": article_id,
            "source_id": draw(st.sampled_from(["one", "two"])),
            "raw_path": article_id,
            "n_characters": LENGTH,
        }
        for article_id in ARTICLES
    ]
    return build_tables(sources=sources, articles=articles, utterances=[], **rows)


@settings(deadline=None)
@given(datasets())
def test_the_same_texts_are_shown(tables: dict[str, pa.Table]) -> None:
    found = {
        (name, column, key): may
        for (name, column), rows in shown(tables, SCHEMAS).items()
        for key, start, may in zip(
            tables[name][SCHEMAS[name].primary_key[0]].to_pylist(),
            tables[name]["cue_start" if column == "cue" else "start"].to_pylist(),
            rows.to_pylist(),
            strict=True,
        )
        if start is not None and column != "speaker_text"
    }
    assert found == by_characters(tables)


@settings(deadline=None)
@given(datasets())
def test_the_same_characters_are_counted(tables: dict[str, pa.Table]) -> None:
    readable: dict[str, set[int]] = {article_id: set() for article_id in ARTICLES}
    for row in tables["sentences"].to_pylist():
        if row["region"] in HEADLINE:
            readable[row["article_id"]] |= set(range(row["start"], row["end"]))
    for name in FIRST:
        for row in tables[name].to_pylist():
            for span in SCHEMAS[name].spans:
                if span.text and row[span.text] is not None:
                    readable[row["article_id"]] |= set(range(row[span.start], row[span.end]))
    found = {share.article_id: share.n_readable for share in shares(tables, SCHEMAS)}
    assert found == {article_id: len(places) for article_id, places in readable.items()}
