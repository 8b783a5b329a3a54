"""Titles of principles and lists of their topics, as articles on the Clean Network use them."""

import pytest

from pipeline.extraction.article import Extractor
from tests.extraction.reading import Row, rows_of

OPENING = "A campaign and its lines\n\nThe United States presented its Clean Network in August.\n\n"


def mentions(extractor: Extractor, text: str) -> list[Row]:
    rows = rows_of(extractor, OPENING + text)["principle_mentions"]
    return [row for row in rows if row["start"] >= len(OPENING)]


def principles(extractor: Extractor, text: str) -> list[str]:
    return [row["principle_id"] for row in mentions(extractor, text)]


def test_titles_alone_are_no_mention(extractor: Extractor) -> None:
    text = "Its lines are Clean Carrier, Clean Store, Clean Apps, Clean Cloud and Clean Cable."
    assert mentions(extractor, text) == []


def test_what_stands_under_a_title_is_about_its_principle(extractor: Extractor) -> None:
    text = "Clean Apps: Developers should take their apps out of the store that Huawei runs."
    assert principles(extractor, text) == ["CN-apps"]
    assert principles(extractor, text.replace(":", "\n\n")) == ["CN-apps"]


def test_a_title_names_its_framework(extractor: Extractor) -> None:
    text = "A rule for stores\n\nClean Store would have untrusted apps removed from app stores."
    (found,) = rows_of(extractor, text)["principle_mentions"]
    assert (found["principle_id"], found["mention_type"]) == ("CN-store", "statement")


def test_one_item_of_a_list_is_one_principle(extractor: Extractor) -> None:
    found = mentions(extractor, "It covers carriers, app stores, mobile apps, clouds and cables.")
    assert {row["principle_id"]: row["text"] for row in found} == {
        "CN-carrier": "carriers",
        "CN-store": "app stores",
        "CN-apps": "mobile apps",
        "CN-cloud": "clouds",
        "CN-cable": "cables",
    }
    assert {row["mention_type"] for row in found} == {"statement"}
    fewer = principles(extractor, "It covers carriers, apps and clouds.")
    assert fewer == ["CN-carrier", "CN-store", "CN-cloud"]


def test_two_topics_are_no_list(extractor: Extractor) -> None:
    assert mentions(extractor, "The shop sells apps and cables.") == []


@pytest.mark.parametrize(
    ("before", "words", "found"),
    [
        ("TikTok belongs to ByteDance of China.", "A judge stopped the ban on the app.", True),
        ("The weather app belongs to a paper.", "A judge stopped the ban on the app.", False),
        ("Huawei of China builds 5G networks.", "Ministers want to get rid of the firm.", True),
        ("The bakery of China Town is old.", "Ministers want to get rid of the firm.", False),
    ],
)
def test_what_a_phrase_refers_back_to_counts(
    extractor: Extractor, before: str, words: str, found: bool
) -> None:
    assert bool(mentions(extractor, f"{before} {words}")) == found
