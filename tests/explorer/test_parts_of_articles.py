"""The page knows where title, body and the other parts of each article it holds begin and end."""

import itertools
from typing import Any

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from pipeline.explorer import regions
from tests.builders import build_tables

REGIONS = ["title", "subtitle", "front_matter", "body", "back_matter"]


def tables(articles: list[str], parts: dict[str, list[str]]) -> tuple[pa.Table, pa.Table]:
    """Sentences of ten characters with these regions, and the articles to be held."""
    found = build_tables(
        articles=[{"article_id": each, "source_id": "daily"} for each in articles],
        sentences=[
            {
                "sentence_id": f"s-{article}-{i}",
                "article_id": article,
                "region": region,
                "start": i * 10,
                "end": i * 10 + 9,
            }
            for article, regions in parts.items()
            for i, region in enumerate(regions)
        ],
    )
    return found["sentences"], found["articles"]


def rows(columns: dict[str, list[Any]]) -> list[tuple[Any, ...]]:
    return list(zip(*columns.values(), strict=True))


def test_sentences_of_one_region_after_another_are_one_part() -> None:
    parts = {"a-1": ["front_matter", "title", "front_matter", "body", "body"], "a-2": ["body"]}
    assert rows(regions.runs(*tables(["a-1", "a-2"], parts))) == [
        ("a-1", "front_matter", 0, 9),
        ("a-1", "title", 10, 19),
        ("a-1", "front_matter", 20, 29),
        ("a-1", "body", 30, 49),
        ("a-2", "body", 0, 9),
    ]


def test_articles_that_are_not_held_are_left_out() -> None:
    found = regions.runs(*tables(["a-2"], {"a-1": ["title", "body"], "a-2": ["body"]}))
    assert found["article_id"] == ["a-2"]


def test_no_sentences_make_no_parts() -> None:
    assert rows(regions.runs(*tables([], {}))) == []


@given(st.dictionaries(st.sampled_from(["a-1", "a-2", "a-3"]), st.lists(st.sampled_from(REGIONS))))
def test_every_sentence_lies_in_one_part_of_its_region(parts: dict[str, list[str]]) -> None:
    sentences, articles = tables(list(parts), dict(sorted(parts.items())))
    found = rows(regions.runs(sentences, articles))
    for row in sentences.to_pylist():
        inside = [
            region
            for article, region, start, end in found
            if article == row["article_id"] and start <= row["start"] and row["end"] <= end
        ]
        assert inside == [row["region"]]
    for (article, region, *_), (next_article, next_region, *_) in itertools.pairwise(found):
        assert (article, region) != (next_article, next_region)
