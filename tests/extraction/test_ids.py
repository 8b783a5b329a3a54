"""Ids depend on what a row is, not on where it stands or in what order files are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extraction.article import Extractor
from pipeline.ids import LENGTH, Occurrences, make_id
from tests.extraction.reading import document, quotes_of, rows_of

BODY = (
    "Elena Novak, the trade minister, came to Geneva. Novak said that the deal was dead.\n\n"
    "“We tried,” she said. “It failed.”\n\nNovak said that the deal was dead."
)
HEADLINE = "Ministers fail to settle data dispute\n\n"
KEYS = {
    "quotes": "quote_id",
    "claims": "claim_id",
    "principle_mentions": "mention_id",
    "entity_mentions": "mention_id",
    "sentences": "sentence_id",
}


@pytest.mark.parametrize(("table", "key"), KEYS.items())
def test_a_paragraph_put_in_at_the_top_renames_no_row(
    extractor: Extractor, table: str, key: str
) -> None:
    new = "On Tuesday the ministers of Norway will meet again.\n\n"
    before = rows_of(extractor, HEADLINE + BODY)[table]
    after = rows_of(extractor, HEADLINE + new + BODY)[table]
    assert {row[key] for row in before} <= {row[key] for row in after}


def test_the_same_words_twice_are_two_rows_and_keep_their_order(extractor: Extractor) -> None:
    twice = [q for q in quotes_of(extractor, BODY) if q["text"] == "the deal was dead"]
    assert len({q["quote_id"] for q in twice}) == 2
    once = quotes_of(extractor, BODY.rpartition("\n\n")[0])
    assert twice[0]["quote_id"] in {q["quote_id"] for q in once}


def test_the_same_text_in_another_file_has_other_ids(extractor: Extractor) -> None:
    one, two = (
        extractor.extract(document(HEADLINE + BODY, name)) for name in ("one.txt", "two.txt")
    )
    assert isinstance(one, dict) and isinstance(two, dict)
    for table, key in {"articles": "article_id", **KEYS}.items():
        assert not {row[key] for row in one[table]} & {row[key] for row in two[table]}
    assert one["entities"] == two["entities"]


@given(st.lists(st.text(), min_size=1), st.lists(st.text(), min_size=1))
def test_facts_are_kept_apart(one: list[str], two: list[str]) -> None:
    same = "\x1f".join(one) == "\x1f".join(two)
    assert (make_id("q", *one) == make_id("q", *two)) == same


@given(st.text())
def test_an_id_is_its_letter_and_hexadecimal_digits(fact: str) -> None:
    prefix, _, digits = make_id("q", fact).partition("-")
    assert prefix == "q"
    assert len(digits) == LENGTH
    assert int(digits, 16) >= 0


def test_the_second_occurrence_has_an_id_of_its_own_that_stays() -> None:
    first, second = Occurrences("q", "a-1"), Occurrences("q", "a-1")
    ids = [first.next_id("x"), first.next_id("y"), first.next_id("x")]
    assert len(set(ids)) == 3
    assert [second.next_id("x"), second.next_id("x")] == [ids[0], ids[2]]
