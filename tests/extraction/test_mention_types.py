"""The type of a principle mention: what sets the framework out, and what tells of conduct."""

import pytest

from pipeline.extraction.article import Extractor
from tests.extraction.reading import rows_of

GIDS = "Points of a new text\n\nChina presented its Global Initiative on Data Security in Beijing."
CN = "A drive and its aims\n\nThe United States presented its Clean Network in August."
FILLER = "The day ended with a dinner. The guests left late. Rain fell on the city. It was cold."


def types(extractor: Extractor, *paragraphs: str) -> list[tuple[str, str]]:
    mentions = rows_of(extractor, "\n\n".join(paragraphs))["principle_mentions"]
    return [(row["principle_id"], row["mention_type"]) for row in mentions]


ITEMS = (
    "{}Oppose the use of technology for mass surveillance of other states",
    "{}Respect the sovereignty of others over data",
    "{}Ban companies from building “backdoors into products”",
)
SET_OUT = [("GIDS-3", "statement"), ("GIDS-5", "statement"), ("GIDS-7", "quotation")]


@pytest.mark.parametrize("mark", ["• ", "- ", "3. ", ""])
def test_the_items_of_a_list_set_the_framework_out(extractor: Extractor, mark: str) -> None:
    assert types(extractor, GIDS, *(item.format(mark) for item in ITEMS)) == SET_OUT


def test_paragraphs_of_whole_sentences_are_no_list(extractor: Extractor) -> None:
    paragraphs = (
        "American agencies tapped the phones of European leaders.",
        "Chinese products have backdoors.",
        "American courts violate the sovereignty of others over data.",
    )
    assert {sort for _, sort in types(extractor, GIDS, *paragraphs)} == {"comment"}


def test_two_items_are_no_list(extractor: Extractor) -> None:
    text = ("• Backdoors in Chinese products", "• American surveillance of European leaders")
    assert {sort for _, sort in types(extractor, GIDS, *text)} == {"comment"}


def test_principles_that_are_listed_without_a_verb_are_told(extractor: Extractor) -> None:
    text = "Principles including opposing mass surveillance of other states."
    assert types(extractor, GIDS, text) == [("GIDS-3", "statement")]


def test_a_programme_to_do_something_is_told(extractor: Extractor) -> None:
    text = "He spoke of the “Clean Network” program to eliminate Chinese apps from app stores."
    assert types(extractor, CN, text) == [("CN-store", "statement")]


def test_what_the_sponsor_wants_is_the_frameworks_only_near_its_name(extractor: Extractor) -> None:
    wanted = "The United States wants other countries to ban Huawei from 5G networks."
    assert types(extractor, CN, wanted) == [("CN-carrier", "statement")]
    assert types(extractor, CN, FILLER, wanted) == [("CN-carrier", "comment")]


def test_what_has_been_done_is_conduct(extractor: Extractor) -> None:
    done = "The Clean Network keeps growing: thirty states have banned Huawei from 5G networks."
    assert types(extractor, CN, done) == [("CN-carrier", "comment")]
    asked = "The Clean Network asks states to ban Huawei from 5G networks."
    assert types(extractor, CN, asked) == [("CN-carrier", "statement")]


def test_a_title_that_stands_alone_heads_the_next_sentence_only(extractor: Extractor) -> None:
    text = "Third, Clean Apps. Untrusted phone makers are losing popular apps on their phones."
    assert types(extractor, CN, text) == [("CN-apps", "statement")]
    later = text.replace("Apps. ", "Apps. Much was said of it. ")
    assert types(extractor, CN, later) == [("CN-apps", "comment")]


def test_what_an_unnamed_source_says_should_be_is_a_comment(extractor: Extractor) -> None:
    said = "{} said that companies should build no backdoors into products."
    assert types(extractor, GIDS, said.format("Two engineers")) == [("GIDS-7", "comment")]
    assert types(extractor, GIDS, said.format("It")) == [("GIDS-7", "statement")]
