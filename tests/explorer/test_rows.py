"""A page holds all rows, or all rows of some articles: never a part of one, never too many."""

import random
from collections.abc import Mapping
from typing import Any

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.explorer.rows import BROWSED, LARGEST, REFERRED_TO, WHOLE, Held, held
from tests.builders import LINKED, SCHEMAS, build_tables
from tests.explorer import corpora

KEYS = {"quotes": "quote_id", "claims": "claim_id", "principle_mentions": "mention_id"}

counts = st.integers(0, 4)
corpora_sizes = st.lists(st.tuples(counts, counts, counts), max_size=7)
"""Of each article, how many quotes, claims and mentions it has."""
limits = st.integers(0, 40)
FEW = settings(max_examples=50, deadline=None)


def tables_of(sizes: list[tuple[int, int, int]]) -> dict[str, pa.Table]:
    """Articles of these sizes, whose rows refer to one another as far as their columns allow."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in BROWSED}
    articles, sentences, people, utterances = [], [], [], []
    for number, size in enumerate(sizes):
        article = {"article_id": f"a-{number}"}
        articles.append({**LINKED["articles"][0], **article})
        sentence, person = f"s-{number}", f"person-{number}"
        sentences.append({"sentence_id": sentence, **article})
        people.append({"entity_id": person, "name": person})
        utterances.append({"utterance_id": f"u-{number}", "speaker_id": f"{person}-quoted"})
        people.append({"entity_id": f"{person}-quoted", "name": person})
        first = {"quote_id": f"quotes-{number}-0"} if size[0] else {}
        own = {
            "quotes": {"utterance_id": f"u-{number}", "via_id": person, "turn_id": "t"},
            "claims": {"claimant_id": person, **first},
            "principle_mentions": {"principle_id": "GIDS-1", "speaker_id": person, **first},
        }
        for name, n_rows in zip(BROWSED, size, strict=True):
            rows[name] += [
                {
                    **own[name],
                    **article,
                    "sentence_id": sentence,
                    KEYS[name]: f"{name}-{number}-{i}",
                }
                for i in range(n_rows)
            ]
    return build_tables(
        articles=articles, sentences=sentences, entities=people, utterances=utterances,
        entity_aliases=[], entity_mentions=[], **rows,
    )  # fmt: skip


def shuffled(tables: Mapping[str, pa.Table], seed: int) -> dict[str, pa.Table]:
    """The same rows in another order."""
    draw = random.Random(seed)
    places = {name: list(range(table.num_rows)) for name, table in tables.items()}
    for each in places.values():
        draw.shuffle(each)
    return {name: table.take(pa.array(places[name], pa.int64())) for name, table in tables.items()}


def articles_of(found: Held) -> set[str]:
    return set(found.tables["articles"]["article_id"].to_pylist())


def n_browsed(tables: Mapping[str, pa.Table]) -> int:
    return sum(tables[name].num_rows for name in BROWSED)


@FEW
@given(corpora_sizes)
def test_all_rows_are_held_where_they_fit(sizes: list[tuple[int, int, int]]) -> None:
    tables = tables_of(sizes)
    found = held(tables, SCHEMAS, n_browsed(tables))
    assert not found.is_sample
    for name in ("articles", *BROWSED, *WHOLE):
        assert found.tables[name].equals(tables[name])


@FEW
@given(corpora_sizes, limits)
def test_an_article_is_held_with_all_its_rows_or_not_at_all(
    sizes: list[tuple[int, int, int]], largest: int
) -> None:
    tables = tables_of(sizes)
    found = held(tables, SCHEMAS, largest)
    chosen = articles_of(found)
    for name in ("articles", *BROWSED):
        expected = [row for row in tables[name].to_pylist() if row["article_id"] in chosen]
        assert found.tables[name].to_pylist() == expected


@FEW
@given(corpora_sizes, limits)
def test_never_more_rows_than_allowed_and_a_sample_only_where_there_are_more(
    sizes: list[tuple[int, int, int]], largest: int
) -> None:
    tables = tables_of(sizes)
    found = held(tables, SCHEMAS, largest)
    assert n_browsed(found.tables) <= largest
    assert found.is_sample == (n_browsed(tables) > largest)
    assert (found.n_articles, found.n_rows) == (len(sizes), n_browsed(tables))


@FEW
@given(corpora_sizes, limits, st.integers())
def test_the_articles_are_the_same_in_whatever_order_rows_come(
    sizes: list[tuple[int, int, int]], largest: int, seed: int
) -> None:
    tables = tables_of(sizes)
    found = held(tables, SCHEMAS, largest)
    assert articles_of(held(shuffled(tables, seed), SCHEMAS, largest)) == articles_of(found)


@FEW
@given(corpora_sizes, limits, limits)
def test_a_larger_page_holds_what_a_smaller_one_does(
    sizes: list[tuple[int, int, int]], one: int, other: int
) -> None:
    tables = tables_of(sizes)
    smaller, larger = (held(tables, SCHEMAS, largest) for largest in sorted((one, other)))
    assert articles_of(smaller) <= articles_of(larger)


@FEW
@given(corpora_sizes, limits)
def test_whatever_a_held_row_refers_to_is_held(
    sizes: list[tuple[int, int, int]], largest: int
) -> None:
    assert dangling(held(tables_of(sizes), SCHEMAS, largest)) == {}


def test_so_it_is_with_the_rows_of_a_release() -> None:
    tables = corpora.committed()
    whole = held(tables, SCHEMAS)
    assert not whole.is_sample
    assert dangling(whole) == {}
    part = held(tables, SCHEMAS, n_browsed(tables) - 1)
    assert part.is_sample
    assert dangling(part) == {}
    assert part.tables["entities"].num_rows < tables["entities"].num_rows


def test_nothing_is_held_that_no_held_row_refers_to() -> None:
    found = held(tables_of([(1, 0, 0), (1, 1, 1)]), SCHEMAS, 1)
    assert articles_of(found) == {"a-0"} or not articles_of(found)
    for name in REFERRED_TO:
        assert found.tables[name].num_rows <= 2


def test_more_rows_than_a_page_holds_become_a_sample_of_nearly_as_many() -> None:
    found = held(corpora.repeated(LARGEST + 10_000), SCHEMAS)
    assert found.is_sample
    assert 0.99 * LARGEST < n_browsed(found.tables) <= LARGEST


def dangling(found: Held) -> dict[str, set[str]]:
    """What rows refer to that is not held, by column. An article may repeat one that is not."""
    missing = {}
    for name, table in found.tables.items():
        for foreign in SCHEMAS[name].foreign_keys:
            (column,), (key,) = foreign.columns, foreign.references
            if foreign.table in found.tables and column != "duplicate_of":
                there = {None, *found.tables[foreign.table][key].to_pylist()}
                if lost := set(table[column].to_pylist()) - there:
                    missing[f"{name}.{column}"] = lost
    return missing
