"""Principle mentions in wordings that no article of the collection has: concepts, lists, types."""

import csv
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.codebook import Codebook
from pipeline.extraction.cast import Cast
from pipeline.extraction.concepts import ConceptIndex
from pipeline.extraction.gazetteer import Gazetteer
from pipeline.extraction.lexicon import Lexicon
from pipeline.extraction.principles import PrincipleFinder, PrincipleMention
from pipeline.parsing.quote_marks import QuotedSpan
from pipeline.parsing.structure import parse_structure
from pipeline.paths import PROJECT

PARAPHRASES = PROJECT / "tests" / "gold" / "paraphrases"
NAMING = (
    "China presented its Global Initiative on Data Security in Beijing in September 2020.\n\n"
    "The United States had announced its Clean Network programme a month before.\n\n"
)
NAMELESS = (
    "The council met in the town hall on Monday evening and discussed the budget.\n\n"
    "The chairman opened the meeting at seven with a short report on the year.\n\n"
)
AFTER = "\n\nThe meeting ended in the evening, and the participants went home by train.\n"

CODEBOOK = Codebook()
LEXICON = Lexicon(CODEBOOK)
GAZETTEER = Gazetteer(CODEBOOK)
FINDER = PrincipleFinder(CODEBOOK)


@cache
def mentions(
    sentence: str, before: str = NAMING, spans: tuple[QuotedSpan, ...] = ()
) -> list[PrincipleMention]:
    """The mentions in one sentence of an article."""
    article = parse_structure(before + sentence + AFTER)
    cast = Cast(article, CODEBOOK, GAZETTEER, LEXICON, lambda text, blocks: [])
    end = len(before) + len(sentence)
    return [m for m in FINDER.find(article, cast, [], spans) if len(before) <= m.start < end]


def text_of(mention: PrincipleMention, sentence: str) -> str:
    return sentence[mention.start - len(NAMING) : mention.end - len(NAMING)]


def rows(name: str, held_out: bool) -> Iterator[dict[str, str]]:
    with (PARAPHRASES / name).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if (row["held_out"] == "true") == held_out:
                yield row


@pytest.mark.parametrize(
    ("held_out", "recall", "precision"), [(False, 0.95, 0.95), (True, 0.90, 0.90)]
)
def test_paraphrases_are_found(held_out: bool, recall: float, precision: float) -> None:
    asked = given_back = right = 0
    for name in ("gids.csv", "cn.csv"):
        for row in rows(name, held_out):
            found = {m.principle_id for m in mentions(row["text"])}
            asked += 1
            given_back += len(found)
            right += row["principle_id"] in found
    assert right >= recall * asked
    assert right >= precision * given_back


@pytest.mark.parametrize("held_out", [False, True])
def test_every_principle_is_found_in_most_of_its_paraphrases(held_out: bool) -> None:
    outcome: dict[str, list[bool]] = {}
    for name in ("gids.csv", "cn.csv"):
        for row in rows(name, held_out):
            hit = any(m.principle_id == row["principle_id"] for m in mentions(row["text"]))
            outcome.setdefault(row["element_id"] or row["principle_id"], []).append(hit)
    assert {k: v for k, v in outcome.items() if sum(v) < 0.75 * len(v)} == {}


@pytest.mark.parametrize("held_out", [False, True])
def test_an_article_that_names_no_framework_mentions_nothing_of_the_near_misses(
    held_out: bool,
) -> None:
    for row in rows("near_misses.csv", held_out):
        assert mentions(row["text"], NAMELESS) == [], row["text"]


def test_near_misses_are_seldom_mentions_where_a_framework_is_named() -> None:
    near = [row["text"] for held_out in (False, True) for row in rows("near_misses.csv", held_out)]
    taken = [text for text in near if mentions(text)]
    assert len(taken) <= 0.04 * len(near), taken


def test_conduct_between_states_counts_where_no_framework_is_named() -> None:
    told = "Chinese intelligence tapped the phones of ministers in Australia for years."
    assert [m.principle_id for m in mentions(told, NAMELESS)] == ["GIDS-3"]
    at_home = "The police tapped the phones of two ministers for years."
    assert mentions(at_home, NAMELESS) == []


def test_a_list_gives_a_mention_an_item() -> None:
    sentence = (
        "It calls on states to oppose mass surveillance of other countries, to respect the "
        "sovereignty of others over data, and not to build backdoors into products."
    )
    found = mentions(sentence)
    assert [m.principle_id for m in found] == ["GIDS-3", "GIDS-5", "GIDS-7"]
    assert [text_of(m, sentence) for m in found] == [
        "oppose mass surveillance of other countries",
        "respect the sovereignty of others over data",
        "not to build backdoors into products",
    ]


@pytest.mark.parametrize("joint", ["; ", ", to ", ", and to "])
def test_a_word_of_one_item_does_not_complete_the_pattern_of_another(joint: str) -> None:
    apart = f"It asks states to protect critical infrastructure{joint}stop attacks on journalists."
    assert mentions(apart) == []
    together = "It asks states to stop attacks on critical infrastructure."
    assert [m.element_id for m in mentions(together)] == ["GIDS-2a"]


def test_a_restated_principle_is_a_statement() -> None:
    (found,) = mentions("The initiative asks companies not to force users to upgrade their phones.")
    assert (found.mention_type, found.element_id) == ("statement", "GIDS-8b")


def test_conduct_and_argument_are_comments() -> None:
    (found,) = mentions("American agencies have eavesdropped on European leaders for decades.")
    assert found.mention_type == "comment"


def test_words_in_quotation_marks_are_a_quotation() -> None:
    sentence = "The initiative calls on states to “oppose mass surveillance of other states”."
    start = len(NAMING) + sentence.index("“") + 1
    end = len(NAMING) + sentence.index("”")
    mark = QuotedSpan(start - 1, start, end, end + 1, depth=0, family="double")
    (found,) = mentions(sentence, spans=(mark,))
    assert found.mention_type == "quotation"


def test_what_covers_several_elements_has_none() -> None:
    (found,) = mentions(
        "The initiative forbids states to cripple the critical infrastructure of others "
        "or steal important data."
    )
    assert (found.principle_id, found.element_id) == ("GIDS-2", None)


def test_the_words_of_a_frameworks_name_are_no_concept() -> None:
    assert mentions("Without the Clean Network, Chinese delegates had little to discuss.") == []


def found_in(text: str, *variants: str) -> list[str]:
    hits = ConceptIndex({"it": variants}).find(text, 0, len(text))
    return [text[start:end] for start, end in hits.get("it", [])]


def test_the_notation_of_variants() -> None:
    assert found_in("Banks ban banning", "ban", "bann*") == ["ban", "banning"]
    assert found_in("keeping old vendors out", "keep* ... out") == ["keeping old vendors out"]
    assert found_in("keep out", "keep* ... out") == ["keep out"]
    assert found_in("Keep it. Get out", "keep ... out") == []
    assert found_in("hand data over", "hand * over") == ["hand data over"]
    assert found_in("pre-install, pre install", "pre install") == ["pre-install", "pre install"]
    assert found_in("other countries’ data", "countries data") == ["countries’ data"]
    assert found_in("a user’s phone", "user s phone") == ["user’s phone"]


@pytest.mark.parametrize("variant", ["", "* out", "... out", "keep ..."])
def test_a_variant_must_begin_and_end_with_a_word(variant: str) -> None:
    with pytest.raises(ValueError, match="begin"):
        ConceptIndex({"it": [variant]})


@given(st.text())
def test_every_hit_lies_in_the_text_and_begins_as_its_variant(text: str) -> None:
    hits = ConceptIndex({"it": ["a*", "the ... of"]}).find(text, 0, len(text))
    for start, end in hits.get("it", []):
        assert 0 <= start < end <= len(text)
        assert text[start:end].lower().startswith(("a", "the"))
