"""How much of a sentence a principle mention takes, in wordings that no article has."""

import pytest

from pipeline.parsing.quote_marks import QuotedSpan
from tests.extraction.test_principle_concepts import NAMING, mentions, text_of


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "Shutting Huawei out of the mobile network would anger its customers.",
            "Shutting Huawei out of the mobile network",
        ),
        (
            "It was a plan aimed at stripping Chinese equipment from phone networks.",
            "stripping Chinese equipment from phone networks",
        ),
        (
            "The text opposes tampering with the power grids of other states.",
            "tampering with the power grids of other states",
        ),
        (
            "If states spy on each other wholesale, nobody is safe.",
            "states spy on each other wholesale",
        ),
        (
            "Operators must remove Huawei equipment from the network over fears of an attack.",
            "Operators must remove Huawei equipment from the network",
        ),
    ],
)
def test_a_mention_leaves_out_who_asks_and_what_follows(sentence: str, told: str) -> None:
    assert [text_of(m, sentence) for m in mentions(sentence)] == [told]


def test_the_commas_of_a_short_list_part_no_clause() -> None:
    sentence = "Others should respect the sovereignty, laws and customs of each state over data."
    (found,) = mentions(sentence)
    assert text_of(found, sentence) == sentence.removesuffix(".")


def test_an_abbreviation_in_brackets_parts_no_clause() -> None:
    sentence = "Carriers from the People’s Republic of China (PRC) are kept off American networks."
    (found,) = mentions(sentence)
    assert text_of(found, sentence) == sentence.removesuffix(".")


def test_a_demand_upon_companies_is_part_of_the_mention() -> None:
    sentence = "It asks states not to force their firms to store data from abroad at home."
    (found,) = mentions(sentence)
    assert text_of(found, sentence).startswith("not to force their firms")


def test_a_quotation_that_ends_with_the_mention_is_closed() -> None:
    sentence = "The initiative would have states respect “data sovereignty.”"
    at = len(NAMING)
    marked = QuotedSpan(
        at + sentence.index("“"),
        at + sentence.index("“") + 1,
        at + sentence.index("”"),
        at + sentence.index("”") + 1,
        depth=0,
        family="double",
    )
    (found,) = mentions(sentence, spans=(marked,))
    assert text_of(found, sentence).endswith("“data sovereignty.”")


@pytest.mark.parametrize("label", ["(b)", "2)", "c)"])
def test_a_lettered_or_numbered_item_tells_what_the_framework_holds(label: str) -> None:
    (found,) = mentions(f"{label} Oppose mass surveillance of other countries.")
    assert found.mention_type == "statement"
