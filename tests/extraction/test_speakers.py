"""Surnames, pronouns, titles and descriptions lead to the entity behind them, or to none."""

import pytest

from pipeline.extraction.article import Extractor
from tests.extraction.reading import article, quotes_of, rows_of


def speakers(extractor: Extractor, *paragraphs: str) -> list[str | None]:
    return [q["speaker_id"] for q in quotes_of(extractor, *paragraphs)]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Elena Novak said that it failed.", "elena-novak"),
        ("Ms. Novak said that it failed.", "elena-novak"),
        ("Minister Novak said that it failed.", "elena-novak"),
        ("Novak’s spokesman said that it failed.", None),
        ("Foreign Minister Wang Yi said that it failed.", "wang-yi"),
        ("Mike Pompeo said that it failed.", "mike-pompeo"),
        ("China’s foreign ministry said that it failed.", "chinese-foreign-ministry"),
        ("Washington said that it failed.", "united-states"),
        ("The Chinese government said that it failed.", "china"),
        ("A diplomat said that it failed.", None),
        ("Officials said that it failed.", None),
    ],
)
def test_a_phrase_leads_to_its_entity(
    extractor: Extractor, sentence: str, speaker: str | None
) -> None:
    assert speakers(extractor, sentence) == [speaker]


def test_a_pronoun_is_the_person_who_spoke_last(extractor: Extractor) -> None:
    found = speakers(extractor, "Bo Li, a lawyer, said that it failed. He said that all had left.")
    assert found == ["bo-li", "bo-li"]


def test_a_pronoun_without_a_person_before_it_is_nobody(extractor: Extractor) -> None:
    text = "A headline of the day\n\nThe talks ended early. She said that the deal was dead."
    (quote,) = rows_of(extractor, text)["quotes"]
    assert (quote["speaker_text"], quote["speaker_id"]) == ("She", None)


def test_it_is_the_document_that_spoke_before(extractor: Extractor) -> None:
    found = speakers(
        extractor,
        "The Global Initiative on Data Security says that states must obey. "
        "It also calls on companies to obey the law.",
    )
    assert found == ["gids", "gids"]


def test_a_persons_role_comes_from_the_apposition(extractor: Extractor) -> None:
    rows = rows_of(extractor, article("Novak said that the deal was dead."))
    (novak,) = [e for e in rows["entities"] if e["entity_id"] == "elena-novak"]
    assert (novak["kind"], novak["role"]) == ("person", "trade minister")


def test_every_speaker_is_an_entity_with_its_name_as_alias(extractor: Extractor) -> None:
    rows = rows_of(extractor, article("Novak said that it failed. Beijing said that it had not."))
    entities = {e["entity_id"]: e["name"] for e in rows["entities"]}
    assert {q["speaker_id"] for q in rows["quotes"]} <= entities.keys()
    aliases = {(a["entity_id"], a["alias"]) for a in rows["entity_aliases"]}
    assert set(entities.items()) <= aliases


def test_each_naming_of_an_entity_is_a_mention(extractor: Extractor) -> None:
    rows = rows_of(extractor, article("Elena Novak met Huawei in China. She said that it failed."))
    found = [(m["text"], m["entity_id"]) for m in rows["entity_mentions"]]
    assert found.count(("Elena Novak", "elena-novak")) == 2
    assert ("Huawei", "huawei") in found and ("China", "china") in found


def test_a_surname_that_two_share_is_that_of_the_one_named_last(extractor: Extractor) -> None:
    quotes = quotes_of(
        extractor,
        "Wang Yi came to Berlin. Wang said the talks were over.",
        "In Beijing, spokesperson Wang Wenbin met reporters. Wang said the talks went on.",
    )
    assert [quote["speaker_id"] for quote in quotes] == ["wang-yi", "wang-wenbin"]


@pytest.mark.parametrize(
    ("pronoun", "speaker"), [("He", "donald-duckworth"), ("She", "theresa-novak")]
)
def test_a_pronoun_means_who_agrees_with_it(
    extractor: Extractor, pronoun: str, speaker: str
) -> None:
    quotes = quotes_of(
        extractor,
        f"Theresa Novak met Donald Duckworth in Rome. {pronoun} said the talks were over.",
    )
    assert [quote["speaker_id"] for quote in quotes] == [speaker]
