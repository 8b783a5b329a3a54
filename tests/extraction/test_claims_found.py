"""What an author or a speaker puts forward about a tracked subject is a claim."""

import pytest

from tests.extraction.claim_helpers import claims_in, claims_of

AUTHOR = [
    "The initiative is a clumsy answer to a real problem.",
    "Its authors have thought hard about supply chains, but not about courts.",
    "Few governments will sign the text this year.",
    "The proposal gives small states a voice that they never had.",
    "China filters what its own users read on the internet.",
    "Because the pledge binds nobody, vendors ignore it.",
    "Brussels should answer with a draft treaty on data.",
    "More than a dozen states have signed up to the initiative.",
    "The ministry has not published the names of those behind the initiative.",
    "The initiative comes amid a heated quarrel over routers.",
    "China announced the initiative last week, which seemed to be an answer to its rivals.",
    "The ministry did not say whether any other state had joined the initiative.",
    "First, this network of rules is a dirty trick on every carrier.",
    "It leaves the hardest questions about surveillance open.",
]
CARRIED_ON = [
    "The initiative is a clumsy answer. Trust is earned over decades and lost in an afternoon.",
    "The initiative is a clumsy answer.\n\nSmall countries have heard it all before.",
    "The initiative is a clumsy answer. Its sponsors talk to the strong and at the weak.",
]
SPEAKER = [
    ("“The plan is vague about who decides,” said Ana Novak, a lawyer.", "The plan is vague"),
    ("Ana Novak said the initiative could divide the internet.", "could divide the internet"),
    ("According to Ana Novak, the text copies older European rules.", "copies older European"),
    ("Ana Novak called the proposal “a distraction”.", "a distraction"),
]
BOTH = (
    "Given its record, Wang's comment that “data belong to everybody” online rings hollow.",
    ("belong to everybody", "rings hollow"),
)


@pytest.mark.parametrize("sentence", AUTHOR)
def test_an_authors_assertion_is_the_authors_claim(sentence: str) -> None:
    assert [(c.quote, words) for c, words in claims_in(sentence)] == [(None, sentence)]


@pytest.mark.parametrize("passage", CARRIED_ON)
def test_an_argument_stays_on_its_subject_without_naming_it(passage: str) -> None:
    assert len(claims_in(passage)) == 2


def test_conduct_in_an_article_without_a_framework_restates_none() -> None:
    text = (
        "Cables\n\n"
        "The United States accuses Huawei of espionage, and China accuses American spies.\n\n"
        "Poland and China quarrel over 5G.\n\n"
        "Ana Novak warned that banning Huawei from the 5G networks would be a bad mistake.\n"
    )
    assert any("would be a bad" in words for claim, words in claims_of(text) if claim.quote)


def test_an_article_is_on_the_subject_by_a_line_of_a_framework() -> None:
    text = "Embassies\n\nThe Clean Path is a costly detour, and nobody has measured it.\n"
    assert [claim.stance_target for claim, _ in claims_of(text)] == ["CN"]


def test_an_article_is_on_the_subject_by_its_field() -> None:
    text = (
        "Attacks and answers\n\nChina accuses the United States of hacking its telecoms firms.\n\n"
        "The United States says that Chinese hackers are the worse thieves.\n\n"
        "Both China and its rivals call their own espionage defence, which is hypocrisy.\n"
    )
    assert any("hypocrisy" in words for claim, words in claims_of(text) if claim.quote is None)
    crime = (
        text.replace("China", "the gang")
        .replace("United States", "bank")
        .replace("Chinese", "paid")
    )
    assert claims_of(crime) == []


@pytest.mark.parametrize(("sentence", "words"), SPEAKER)
def test_what_a_source_asserts_is_the_sources_claim(sentence: str, words: str) -> None:
    found = claims_in(sentence)
    assert len(found) == 1
    claim, text = found[0]
    assert claim.quote is not None
    assert words in text


def test_one_sentence_can_hold_the_authors_claim_and_a_speakers() -> None:
    sentence, (quoted, own) = BOTH
    found = claims_in(sentence)
    assert {c.quote is None for c, _ in found} == {True, False}
    assert any(quoted in text for c, text in found if c.quote is not None)
    assert any(own in text for c, text in found if c.quote is None)
