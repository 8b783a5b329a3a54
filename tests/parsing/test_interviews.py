"""Turns of an interview are found by the labels of their paragraphs, and nothing else is taken
for one."""

import pytest

from pipeline.parsing.interviews import Turn, find_turns
from pipeline.parsing.structure import parse_structure

HEADLINE = "A talk with the minister"
STORY = (
    "The ministers met on Monday to settle the long dispute about data, and they left the city"
    " without a word to anyone."
)


def turns(*paragraphs: str, separator: str = "\n\n") -> list[tuple[str, str, bool]]:
    text = separator.join((HEADLINE, *paragraphs))

    def shown(turn: Turn) -> tuple[str, str, bool]:
        label = text[turn.label_start : turn.label_end]
        return label, text[turn.start : turn.end], turn.is_question

    return [shown(turn) for turn in find_turns(text, parse_structure(text).paragraphs)]


@pytest.mark.parametrize(
    ("asker", "answerer"),
    [
        ("Q", "A"),
        ("Q1", "A1"),
        ("Daily Post", "Ana Novak"),
        ("Interviewer", "Dr. Novak"),
        ("REPORTER", "ANA NOVAK"),
        ("Host", "Bo van Li, Data Institute"),
        ("Daily Post", "Novak (minister)"),
    ],
)
@pytest.mark.parametrize("separator", ["\n\n", "\n"])
def test_labels_tell_questions_from_answers(asker: str, answerer: str, separator: str) -> None:
    found = turns(
        f"{asker}: What is it?",
        f"{answerer}: It is a farce.",
        f"{asker}: Really?",
        f"{answerer}: Yes, it is.",
        separator=separator,
    )
    assert [(words, question) for _, words, question in found] == [
        ("What is it?", True),
        ("It is a farce.", False),
        ("Really?", True),
        ("Yes, it is.", False),
    ]
    assert found[1][0].startswith(answerer.split(" (")[0])


def test_labels_with_a_full_stop() -> None:
    found = turns("Q. What is it?", "A. It is a farce.", "Q. Really?", "A. Yes, it is.")
    assert [(label, question) for label, _, question in found] == [
        ("Q", True), ("A", False), ("Q", True), ("A", False),
    ]  # fmt: skip


def test_who_asks_without_question_marks_is_known_by_name() -> None:
    found = turns("Moderator: Tell me.", "Novak: No.", "Moderator: Do.", "Novak: Never.")
    assert [question for _, _, question in found] == [True, False, True, False]


def test_an_answer_goes_on_to_the_next_label_and_the_last_ends_with_its_paragraph() -> None:
    found = turns(STORY, "Q: What is it?", "A: A farce.", "It is dead.", "Q: Why?", "A: So.", STORY)
    assert [words for _, words, _ in found] == [
        "What is it?",
        "A farce.\n\nIt is dead.",
        "Why?",
        "So.",
    ]


def test_a_debate_has_answers_only() -> None:
    found = turns("NOVAK: It is.", "LI: It is not.", "NOVAK: It is.", "LI: No.")
    assert [question for _, _, question in found] == [False] * 4


def test_who_asks_may_go_on_after_the_question() -> None:
    found = turns(
        "Post: Is it true? Thank you.", "Novak: No.", "Herald: Is it dead? Thanks.", "Novak: No."
    )
    assert [question for _, _, question in found] == [True, False, True, False]


def test_what_a_transcript_says_of_the_speaking_is_not_spoken() -> None:
    found = turns("NOVAK: [SPEAKING FRENCH]", "INTERPRETER: (Laughter.) It is.", "It is dead.")
    assert [(label, words) for label, words, _ in found] == [
        ("INTERPRETER", "It is.\n\nIt is dead.")
    ]


def test_a_statement_under_the_name_that_the_headline_names() -> None:
    text = "Ana Novak on data\n\nBy the editors\n\nAna Novak: It is dead.\n\nIt was dead."
    (turn,) = find_turns(text, parse_structure(text).paragraphs)
    assert text[turn.start : turn.end] == "It is dead.\n\nIt was dead."


def test_an_explainer_with_questions_is_no_interview() -> None:
    answer = "The network is a program of states and of firms."
    questions = ("What is it?", answer, "Who is in it?", answer, "Does it work?", answer)
    assert turns("In an interview a minister praised the network.", *questions) == []


@pytest.mark.parametrize(
    "paragraphs",
    [
        pytest.param(("Q: What is it?", "A: It is."), id="two turns are too few"),
        pytest.param(("First: one.", "Second: two.", "Third: three."), id="a list"),
        pytest.param(("Note: one.", "Note: two.", "Update: three."), id="notices"),
        pytest.param(
            ("At 10:30 it began.", "At 11:30 it ended.", "At 12:30 all left."), id="times"
        ),
        pytest.param(("Novak said: It is.", "Li said: No.", "Novak said: It is."), id="lead-ins"),
        pytest.param(
            ("Name: Ana Novak", "State: China", "Name: Bo Li", "State: India"), id="facts"
        ),
        pytest.param(("Novak: It is.", "Novak: No.", "Novak: It is."), id="one voice"),
    ],
)
def test_other_texts_with_colons_are_no_interviews(paragraphs: tuple[str, ...]) -> None:
    assert turns(*paragraphs) == []
