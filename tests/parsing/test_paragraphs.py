"""Paragraphs are found whatever the line convention, and never include the space around them."""

import pytest

from pipeline.parsing.paragraphs import split_paragraphs

WRAPPED = """\
The ministers met on Monday to settle the long dispute about data,
and they left without a word to anyone. Officials in both capitals
had expected the talks to last for weeks, and few of them were
surprised by it.

Novak said that the deal was dead and that the other states had
known of it for months. She left the talks early and refused to
take any questions from reporters.
"""


def paragraphs(text: str) -> list[str]:
    found = split_paragraphs(text)
    assert [text[line.start : line.end] for line in found] == [line.text for line in found]
    return [line.text for line in found]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("One thing.\n\nAnother.\n \t\nA third.\n", id="blank lines"),
        pytest.param("One thing.\nAnother.\nA third.", id="one line a paragraph"),
        pytest.param("One thing.\r\n\r\nAnother.\r\nA third.\r\n", id="CRLF"),
        pytest.param("One thing.\r\rAnother.\rA third.", id="lone CR"),
        pytest.param("One thing.\u2028Another.\u2029\u2029A third.", id="line separators"),
        pytest.param("\ufeffOne thing.\n\nAnother.\n\nA third.", id="byte order mark"),
        pytest.param("\u200b\n\nOne thing.\n\nAnother.\n\u200bA third.", id="zero-width space"),
        pytest.param("\u00a0One thing.\u00a0\n\u00a0\nAnother.\n\tA third. ", id="no-break space"),
    ],
)
def test_every_line_convention_gives_the_same_paragraphs(text: str) -> None:
    assert paragraphs(text) == ["One thing.", "Another.", "A third."]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_hard_wrapped_lines_are_joined_and_their_line_ends_kept(line_end: str) -> None:
    text = WRAPPED.replace("\n", line_end)
    first, second = paragraphs(text)
    assert first.startswith("The ministers met") and first.endswith("surprised by it.")
    assert second.startswith("Novak said") and second.endswith("from reporters.")
    assert first.count(line_end) == 3


def test_a_headline_above_a_hard_wrapped_text_stays_apart() -> None:
    assert paragraphs("Talks end\nBy Bo Li\n\n" + WRAPPED)[:2] == ["Talks end", "By Bo Li"]


def test_a_single_hard_wrapped_paragraph_is_one() -> None:
    assert len(paragraphs(WRAPPED.split("\n\n")[0])) == 1


def test_full_sentences_on_lines_of_like_length_are_paragraphs_of_their_own() -> None:
    lines = [
        "The ministers met on Monday to settle the long dispute.",
        "They left without a word to anyone at all that day.",
        "Officials had expected the talks to last for weeks.",
    ]
    assert paragraphs("\n".join(lines)) == lines


@pytest.mark.parametrize("sign", ["- ", "• ", "* ", "1. ", "2) ", "(a) ", "b) "])
def test_each_list_item_is_a_paragraph(sign: str) -> None:
    lines = ["The plan asks for:", f"{sign}open chains", f"{sign}safe data"]
    assert paragraphs("\n".join(lines)) == lines


def test_a_list_item_of_a_hard_wrapped_text_goes_on_to_its_next_line() -> None:
    items = (
        "- open chains of supply for every one of the states that sign it\n"
        "  and for those that do not\n"
        "- safe data"
    )
    assert paragraphs(f"{WRAPPED}\n{items}")[2:] == [items[:-12], "- safe data"]


@pytest.mark.parametrize("text", ["", " ", "\n", "\r\n" * 3, "\t\n\u2028\x0c", "\ufeff", "\u200b"])
def test_a_text_without_a_visible_sign_has_no_paragraph(text: str) -> None:
    assert paragraphs(text) == []


PRINTED = """\
Who writes the rules for data at sea?
Ana Novak and Bo Li
The cables that carry the data of the world lie on the floor of the sea,
and few of the states whose coasts they touch have any say in who may
land one. The plan would change this.
Novak said that the deal was dead and that the other states had known of
it for months. She left the talks early and refused to take any ques-
tions from the reporters, who had waited for her in the rain.
Harbour Studies 2
Officials in both capitals had expected the talks to last for weeks, and
Harbour Studies 3
few of them were surprised by it when
they ended so soon and so badly for everybody who had come.
What comes next
The ministers will meet again in spring, and nobody expects that they
will find a way out by then.
Harbour Studies 4
"""


def test_paragraphs_of_printed_pages_are_found_without_blank_lines() -> None:
    assert [text.split()[0] + "…" + text.split()[-1] for text in paragraphs(PRINTED)] == [
        "Who…sea?",
        "Ana…Li",
        "The…this.",
        "Novak…rain.",
        "Harbour…2",
        "Officials…and",
        "Harbour…3",
        "few…come.",
        "What…next",
        "The…then.",
        "Harbour…4",
    ]


def test_lines_of_a_narrow_column_are_joined() -> None:
    column = "\n".join(
        [
            "The ministers met on Monday to settle the",
            "long dispute about data, and they left it",
            "without a word to anyone who had waited.",
        ]
    )
    assert len(paragraphs(f"{column}\n\n{column}")) == 2


def test_headlines_one_below_another_stay_apart() -> None:
    lines = [
        "Ministers fail to settle the long dispute about data",
        "Port strike enters its second week in the harbour towns",
        "Chip maker doubles its profit and hires new engineers",
    ]
    assert paragraphs("\n".join(lines)) == lines


@pytest.mark.parametrize("below", ["By Bo Li", "Bo Li", "May 8, 2020"])
def test_a_headline_as_long_as_the_lines_of_the_text_stays_apart(below: str) -> None:
    title = "Ministers fail to settle the long dispute about data at sea"
    assert paragraphs(f"{title}\n{below}\n\n{WRAPPED}")[:2] == [title, below]
