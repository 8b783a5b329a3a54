"""A sentence ends where a reader would end it; written with | between the sentences."""

import pytest

from pipeline.parsing.sentences import split_sentences

ABBREVIATIONS = [
    "Mr. Novak met Dr. Bo Li.|They left.",
    "The U.S. said no.|The U.K. agreed.",
    "It is in the U.S.|The deal failed.",
    "It began at 5 p.m.|She stayed.",
    "Acme Inc. fell.|The rest of Acme Inc.|However, it rose.",
    "No. 5 is out.|No.|It is not.",
    "Art. 5 says so.|It is modern art.|Nice.",
    "On Sept. 8 it began.|In March.|It ended.",
    "Prof. Novak et al. said so, e.g. in public, i.e. twice.|The end.",
    "He is from St. Louis.|He left (see p. 5).|She stayed.",
]
INITIALS = ["J. K. Novak left.|A. Li stayed.", "It was Plan B.|They left.", "J. A. Novak left."]
ELLIPSES = [
    "Wait … then go.|She left.",
    "Wait... Then go.|She left.",
    "“It will … see …” Novak said.",
    "Buy-in is low . . . He left.",
]
NUMBERS = [
    "It failed.[1]|He left.[12]|She stayed.",
    "It rose 3.5 percent to 2.75.|It fell to .5 in 2020.",
    "See example.org.|Then https://example.org/a.b?c=d.|Done.",
    "He won 3-0.|5 left.",
]
QUOTED = [
    "“Why?” Novak asked.|He left.",
    "“Why?” she asked.|He left.",
    "“Why?”|He left.",
    "“No!” Ana Novak said.|He left.",
    "“We tried.”|“It failed.”|She left.",
    "She said: “It failed.”|He left.",
    "He said “no.”|She left.",
    "It failed.’|He left.",
    "«It failed.»|He left.",
    "Is it?|Yes!|No?!|Done.",
    "Yahoo! said no.|The end.",
]


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, 0, len(text))]


@pytest.mark.parametrize("marked", [*ABBREVIATIONS, *INITIALS, *ELLIPSES, *NUMBERS, *QUOTED])
def test_sentences_end_at_full_stops_that_end_something(marked: str) -> None:
    assert split(marked.replace("|", " ")) == marked.split("|")


def test_a_space_missing_between_sentences_does_not_join_them() -> None:
    assert split("It is their territory.The deal failed.") == [
        "It is their territory.",
        "The deal failed.",
    ]


def test_nothing_outside_the_span_asked_for_is_looked_at() -> None:
    text = "One. Two. Three."
    assert list(split_sentences(text, 5, 9)) == [(5, 9)]
    assert list(split_sentences(text, 4, 5)) == []
