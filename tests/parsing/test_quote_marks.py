"""Marks pair up to quoted spans; what they enclose is shown outer before inner, with its depth."""

import pytest

from pipeline.parsing.paragraphs import split_paragraphs
from pipeline.parsing.quote_marks import pair_marks

Spans = list[tuple[str, int]]


def quoted(text: str) -> Spans:
    blocks = [(line.start, line.end) for line in split_paragraphs(text)]
    return [(text[span.start : span.end], span.depth) for span in pair_marks(text, blocks)]


@pytest.mark.parametrize(
    ("opening", "closing"),
    ["“”", '""', "‘’", "''", "«»", "»«", "„“", "„”", "‹›", "‚‘", ("``", "''"), "‟”"],
)
def test_pairs_of_marks(opening: str, closing: str) -> None:
    text = f"{opening}We tried{closing}, she said. {opening}It failed.{closing}"
    assert quoted(text) == [("We tried", 0), ("It failed.", 0)]


@pytest.mark.parametrize(
    "outer", ["“We {} it,” she said.", "«We {} it», she said.", '"We {} it," she said.']
)
@pytest.mark.parametrize("inner", ["‘tried’", "'tried'", "“tried”", "«tried»", '"tried"'])
def test_a_quotation_inside_a_quotation(outer: str, inner: str) -> None:
    found = quoted(outer.format(inner))
    assert [depth for _, depth in found] == [0, 1]
    assert found[0][0].rstrip(",") == f"We {inner} it"
    assert found[1][0] == "tried"


def test_inner_marks_at_both_ends_of_the_outer_ones() -> None:
    assert quoted("“‘No,’ she said, ‘never.’” Novak smiled.") == [
        ("‘No,’ she said, ‘never.’", 0),
        ("No,", 1),
        ("never.", 1),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Novak’s plan and the states’ rights",
        "Novak's plan and the states' rights",
        "We don’t, they won't.",
        "rock ’n’ roll in ’99, ’tis said",
        "the ‘90s and the '80s",
        "a 5\" screen behind a 6' wall of 5'10\"",
        "We tried” she said",
        "We tried’ she said",
        "“” and ‘’ and “ ”",
        "It was their decision.“ However, she left.",
        "It was their decision“ and she left.",
        "It was their decision?”“",
    ],
)
def test_marks_that_quote_nothing(text: str) -> None:
    assert quoted(text) == []


@pytest.mark.parametrize("single", ["‘’", "''"])
def test_apostrophes_do_not_close_single_marks(single: str) -> None:
    opening, closing = tuple(single)
    words = f"We don{closing}t see the states{closing} rights in Novak{closing}s plan,"
    assert quoted(f"{opening}{words}{closing} she said.") == [(words, 0)]


@pytest.mark.parametrize("sign", ["—", "(", "[", "/", "-", "…"])
def test_a_mark_opens_after_a_dash_or_bracket(sign: str) -> None:
    for marks in ("“no”", '"no"', "‘no’"):
        assert quoted(f"Novak said{sign}{marks} twice") == [("no", 0)]


@pytest.mark.parametrize("marks", ["“We tried”", '"We tried"'])
def test_a_space_missing_before_the_mark(marks: str) -> None:
    assert quoted(f"She said,{marks} and left.") == [("We tried", 0)]


def test_a_space_too_many_before_a_straight_closing_mark() -> None:
    assert quoted('"We tried, "she said. "It failed," he said.') == [
        ("We tried, ", 0),
        ("It failed,", 0),
    ]


@pytest.mark.parametrize("mark", ["“", '"', "«", "„"])
def test_a_mark_never_closed_ends_with_its_paragraph(mark: str) -> None:
    assert quoted(f"She said: {mark}We tried.\n\nThey left.") == [("We tried.", 0)]


@pytest.mark.parametrize(
    ("opening", "closing"), ["“”", '""', "‘’", "„“", "«»"]
)  # fmt: skip
def test_a_mark_reopened_in_each_paragraph_is_one_quotation(opening: str, closing: str) -> None:
    words = f"We tried.\n\n{opening}It failed.\n\n{opening}We go,"
    assert quoted(f"{opening}{words}{closing} she said. {opening}Bye.{closing}") == [
        (words, 0),
        ("Bye.", 0),
    ]


def test_a_mark_reopened_but_never_closed_ends_with_the_last_paragraph_that_opens_one() -> None:
    assert quoted("“We tried.\n\n“It failed.\n\nThey left.") == [("We tried.\n\n“It failed.", 0)]


def test_a_mark_closed_in_another_paragraph_without_reopening_ends_with_its_own() -> None:
    assert quoted("“We tried.\n\nIt failed.” She left.") == [("We tried.", 0)]


def test_what_stands_inside_a_mark_that_comes_to_nothing_keeps_its_level() -> None:
    assert quoted("‘Tis said that they “tried it” twice") == [("tried it", 0)]
    assert quoted("“She said ‘it was «over» and left.” Novak wept.") == [
        ("She said ‘it was «over» and left.", 0),
        ("over", 1),
    ]


def test_quoted_text_begins_at_its_first_word() -> None:
    assert quoted("She said: “ We tried.” “ ‘No,’ she said.”") == [
        ("We tried.", 0),
        ("‘No,’ she said.", 0),
        ("No,", 1),
    ]


def test_a_mark_that_opens_nothing_is_not_carried_on() -> None:
    assert quoted("She said: “\n\n“We tried. It failed.”") == [("We tried. It failed.", 0)]
