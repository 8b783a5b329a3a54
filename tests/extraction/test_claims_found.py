"""What an author or a speaker puts forward about a tracked subject is a claim."""

import pytest

from tests.extraction.claim_helpers import claims_in

AUTHOR = [
    "The initiative is a clumsy answer to a real problem.",
    "Its authors have thought hard about supply chains, but not about courts.",
    "Few governments will sign the text this year.",
    "The proposal gives small states a voice that they never had.",
    "China filters what its own users read on the internet.",
    "Because the pledge binds nobody, vendors ignore it.",
    "Brussels should answer with a draft treaty on data.",
    "It leaves the hardest questions about surveillance open.",
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
