"""What holds for the rows of every text, however odd: spans, keys, nesting."""

import re
from itertools import chain

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.extraction.article import Extractor
from pipeline.extraction.soundness import faults
from pipeline.paths import PROJECT
from tests.extraction.reading import Row, Rows, document
from tests.strategies import SIGNS, TEXTS

ARTICLES = [path.read_bytes().decode() for path in sorted((PROJECT / "raw").glob("*/*.txt"))]
LOCATED = ("quotes", "claims", "principle_mentions", "entity_mentions")
FEW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def mutated_articles(draw: st.DrawFn) -> str:
    """A real article with slices lost, doubled or moved and marks put in."""
    text = draw(st.sampled_from(ARTICLES))[:2500]
    for _ in range(draw(st.integers(1, 6))):
        low, high = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
        high = min(high, low + 400)
        piece = text[low:high]
        change = draw(st.sampled_from(["delete", "double", "move", "mark"]))
        if change == "delete":
            text = text[:low] + text[high:]
        elif change == "double":
            text = text[:high] + piece + text[high:]
        elif change == "move":
            rest = text[:low] + text[high:]
            text = rest[: len(rest) // 2] + piece + rest[len(rest) // 2 :]
        else:
            text = text[:low] + draw(st.sampled_from(SIGNS)) + text[low:]
    return text


def check(text: str, rows: Rows) -> None:
    assert list(faults(rows, text)) == []
    _check_spans(text, rows)
    _check_keys(rows)
    _check_parents(rows["quotes"])


def _check_spans(text: str, rows: Rows) -> None:
    sentences = {s["sentence_id"]: s for s in rows["sentences"]}
    for row in chain.from_iterable(rows[table] for table in LOCATED):
        assert row["text"] == text[row["start"] : row["end"]] != ""
        sentence = sentences[row["sentence_id"]]
        assert sentence["start"] <= row["start"] < sentence["end"]
        assert row.get("region", sentence["region"]) == sentence["region"]
        assert sentence["region"] in ("title", "subtitle", "body")
    for quote in rows["quotes"]:
        for prefix, words in (("cue", quote["cue"]), ("speaker", quote["speaker_text"])):
            span = slice(quote[f"{prefix}_start"], quote[f"{prefix}_end"])
            assert (words is None) == (span.start is None) == (span.stop is None)
            assert words is None or words == text[span] != ""


def _check_keys(rows: Rows) -> None:
    def column(table: str, name: str) -> list[str]:
        return [row[name] for row in rows[table] if row[name] is not None]

    for table, key in (
        ("sentences", "sentence_id"),
        ("quotes", "quote_id"),
        ("claims", "claim_id"),
        ("principle_mentions", "mention_id"),
        ("entity_mentions", "mention_id"),
        ("entities", "entity_id"),
    ):
        assert len(set(column(table, key))) == len(rows[table])
    quotes, entities = set(column("quotes", "quote_id")), set(column("entities", "entity_id"))
    for table, name in (
        ("quotes", "parent_quote_id"),
        ("claims", "quote_id"),
        ("principle_mentions", "quote_id"),
    ):
        assert quotes.issuperset(column(table, name))
    for table, name in (
        ("quotes", "speaker_id"),
        ("quotes", "via_id"),
        ("claims", "claimant_id"),
        ("principle_mentions", "speaker_id"),
        ("entity_mentions", "entity_id"),
        ("entity_aliases", "entity_id"),
    ):
        assert entities.issuperset(column(table, name)), (table, name)


def _check_parents(quotes: list[Row]) -> None:
    by_id = {quote["quote_id"]: quote for quote in quotes}
    for quote in quotes:
        if quote["parent_quote_id"] is not None:
            parent = by_id[quote["parent_quote_id"]]
            assert parent["start"] <= quote["start"] and quote["end"] <= parent["end"]
            assert (parent["start"], parent["end"]) != (quote["start"], quote["end"])


@FEW
@given(text=TEXTS)
def test_any_text(extractor: Extractor, text: str) -> None:
    rows = extractor.extract(document("A headline of it all\n\n" + text))
    if isinstance(rows, dict):
        check("A headline of it all\n\n" + text, rows)


@FEW
@given(text=mutated_articles())
def test_a_real_article_damaged(extractor: Extractor, text: str) -> None:
    rows = extractor.extract(document(text + "\n\nNovak said that it was a plan for data."))
    if isinstance(rows, dict):
        check(text + "\n\nNovak said that it was a plan for data.", rows)


@pytest.mark.parametrize("text", ARTICLES)
def test_the_articles_of_the_project(extractor: Extractor, text: str) -> None:
    rows = extractor.extract(document(text))
    assert isinstance(rows, dict)
    check(text, rows)
    assert rows["quotes"] and rows["entities"]


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\u2028"])
def test_line_ends_do_not_change_what_is_found(extractor: Extractor, line_end: str) -> None:
    text = ARTICLES[0]
    plain, other = (
        extractor.extract(document(t)) for t in (text, re.sub(r"\r?\n", line_end, text))
    )
    assert isinstance(plain, dict) and isinstance(other, dict)
    for table in LOCATED:
        assert [r["text"] for r in plain[table]] == [r["text"] for r in other[table]]
