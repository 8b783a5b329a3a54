"""A source that publishes positions only shows no word of its articles."""

import pyarrow.compute as pc

from pipeline.publishing.text_policy import withhold
from tests.builders import LINKED, SCHEMAS, build_tables

CLOSED = [{**LINKED["sources"][0], "text_policy": "offsets"}]


def test_every_excerpt_is_null_and_the_rest_as_before() -> None:
    before = build_tables(sources=CLOSED)
    after = withhold(before, SCHEMAS)
    for name, schema in SCHEMAS.items():
        for column in schema.columns:
            if column.excerpt:
                assert after[name][column.name].null_count == after[name].num_rows == 1
            else:
                assert after[name][column.name].equals(before[name][column.name])


def test_open_sources_keep_their_text() -> None:
    joined = {**LINKED["utterances"][0], "text": "We tried. It failed."}
    tables = build_tables(utterances=[joined])
    assert {name: table.to_pylist() for name, table in withhold(tables, SCHEMAS).items()} == {
        name: table.to_pylist() for name, table in tables.items()
    }


def test_an_utterance_keeps_words_that_an_open_source_shows_too() -> None:
    quote = LINKED["quotes"][0]
    tables = build_tables(
        sources=[*CLOSED, {"source_id": "weekly", "name": "Weekly"}],
        articles=[
            *LINKED["articles"],
            {"article_id": "a-2", "source_id": "weekly", "raw_path": "weekly/1.txt"},
        ],
        quotes=[quote, {**quote, "quote_id": "q-2", "article_id": "a-2"}],
    )
    after = withhold(tables, SCHEMAS)
    assert after["quotes"]["text"].to_pylist() == [None, "We tried."]
    assert after["utterances"]["text"].to_pylist() == ["We tried."]
    assert pc.all(pc.is_valid(tables["quotes"]["text"])).as_py()
