"""A claim is hedged where its claimant softens it."""

import pytest

from tests.extraction.claim_helpers import the_claim

HEDGED = [
    "The initiative may fail.",
    "The plan is perhaps the best on offer.",
    "The text appears to protect carriers.",
    "It is unclear whether anybody will sign the initiative.",
    "Ana Novak said the plan was probably dead.",
]
PLAIN = [
    "The initiative will fail.",
    "The plan is the best on offer.",
    "No state may use the initiative as a shield, and that is right.",
    "The initiative, which Wang presented on 5 May, is a good start.",
    "Nobody doubts that the initiative serves China.",
    "Without the plan, prices would rise.",
]


@pytest.mark.parametrize("sentence", HEDGED)
def test_hedged(sentence: str) -> None:
    assert the_claim(sentence).hedged


@pytest.mark.parametrize("sentence", PLAIN)
def test_not_hedged(sentence: str) -> None:
    assert not the_claim(sentence).hedged
