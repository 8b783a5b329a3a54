"""Quotes in several pieces, in one another, over paragraphs, and without a cue of their own."""

import pytest

from pipeline.extraction.article import Extractor
from tests.extraction.reading import quotes_of, texts

NOVAK = "elena-novak"


@pytest.mark.parametrize(
    ("sentence", "pieces"),
    [
        ("“We tried,” Novak said. “It failed.”", ["We tried,", "It failed."]),
        ("“The deal,” Novak said, “is dead.”", ["The deal,", "is dead."]),
        ("The deal, Novak said on Monday, was dead.", ["The deal", "was dead"]),
        ("The deal, as Novak said, was dead.", ["The deal", "was dead"]),
    ],
)
def test_an_interrupted_quote_is_one_turn(
    extractor: Extractor, sentence: str, pieces: list[str]
) -> None:
    quotes = quotes_of(extractor, sentence)
    assert texts(quotes) == pieces
    assert len({q["turn_id"] for q in quotes}) == 1
    assert {q["speaker_id"] for q in quotes} == {NOVAK}


def test_two_cues_are_two_turns(extractor: Extractor) -> None:
    quotes = quotes_of(extractor, "Novak insisted the deal was dead, but Bo Li said it was alive.")
    assert [(q["text"], q["speaker_id"]) for q in quotes] == [
        ("the deal was dead", NOVAK),
        ("it was alive", "bo-li"),
    ]
    assert len({q["turn_id"] for q in quotes}) == 2


def test_coordinated_clauses_under_one_cue_are_one_quote(extractor: Extractor) -> None:
    (quote,) = quotes_of(extractor, "Novak said that the deal was dead and that states had lied.")
    assert quote["text"] == "the deal was dead and that states had lied"


def test_a_quotation_reopened_in_three_paragraphs_is_one_quote(extractor: Extractor) -> None:
    (quote,) = quotes_of(
        extractor, "Novak says:", "“The deal is dead.", "“It was never alive.", "“It is over.”"
    )
    assert quote["text"] == "The deal is dead.\n\n“It was never alive.\n\n“It is over."
    assert (quote["kind"], quote["cue"], quote["speaker_id"]) == ("direct", "says", NOVAK)


def test_a_quotation_without_a_cue_goes_on_with_the_voice_before(extractor: Extractor) -> None:
    quotes = quotes_of(
        extractor, "“The deal is dead,” said Novak.", "“It was never alive, and that is all of it.”"
    )
    assert [q["speaker_id"] for q in quotes] == [NOVAK, NOVAK]


def test_each_attributed_paragraph_keeps_its_own_speaker(extractor: Extractor) -> None:
    quotes = quotes_of(
        extractor, "“The deal is dead,” said Novak.", "“It was never alive,” said Bo Li."
    )
    assert [q["speaker_id"] for q in quotes] == [NOVAK, "bo-li"]


def test_a_quotation_inside_a_quotation_is_a_row_with_its_parent(extractor: Extractor) -> None:
    outer, inner = quotes_of(
        extractor, "“Bo Li told us ‘it was all over for us’ and so it was,” said Novak."
    )
    assert outer["text"] == "Bo Li told us ‘it was all over for us’ and so it was,"
    assert inner["text"] == "it was all over for us"
    assert inner["parent_quote_id"] == outer["quote_id"]
    assert inner["speaker_id"] == "bo-li"
    assert inner["via_id"] == outer["speaker_id"] == NOVAK


@pytest.mark.parametrize(
    "sentence",
    [
        "The BBC quoted Novak as saying that the deal was dead.",
        "Novak was quoted by the BBC as saying that the deal was dead.",
    ],
)
def test_who_relays_is_via(extractor: Extractor, sentence: str) -> None:
    (quote,) = quotes_of(extractor, sentence)
    assert quote["text"] == "the deal was dead"
    assert (quote["speaker_id"], quote["via_id"]) == (NOVAK, "bbc")


def test_a_report_of_what_a_document_says_is_a_quote_around_a_quote(extractor: Extractor) -> None:
    outer, inner = quotes_of(
        extractor, "The New York Times reports that the draft calls for states to sign the deal."
    )
    assert outer["text"] == "the draft calls for states to sign the deal"
    assert outer["speaker_id"] == "new-york-times"
    assert inner["text"] == "states to sign the deal"
    assert (inner["speaker_text"], inner["via_id"]) == ("the draft", "new-york-times")
    assert inner["parent_quote_id"] == outer["quote_id"]


def test_answers_of_an_interview_are_quotes_and_questions_are_none(extractor: Extractor) -> None:
    quotes = quotes_of(
        extractor,
        "Daily Post: What is the deal?",
        "Elena Novak: It is a farce.",
        "It was never alive.",
        "Daily Post: Will states sign it?",
        "Elena Novak: “They will not.”",
    )
    assert [(q["text"], q["kind"], q["speaker_id"]) for q in quotes] == [
        ("It is a farce.\n\nIt was never alive.", "direct", NOVAK),
        ("They will not.", "direct", NOVAK),
    ]


def test_front_and_back_matter_hold_no_quotes(extractor: Extractor) -> None:
    assert quotes_of(extractor, "That was all.", "- 30 -", "Novak said that it failed.") == []


def test_an_opening_mark_used_to_close_begins_no_quote(extractor: Extractor) -> None:
    quotes = quotes_of(extractor, "Novak said that it was her decision.“ However, they all left.")
    assert texts(quotes) == ["it was her decision"]
