"""Stance is for or against the framework that the claim is about."""

import pytest

from tests.extraction.claim_helpers import ON_BOTH, the_claim

STANCES = [
    ("The initiative is sensible and timely.", "favor"),
    ("The initiative is hollow propaganda.", "against"),
    ("The initiative is not sensible.", "against"),
    ("The timing of the initiative is no coincidence.", "none"),
    ("The initiative is not a threat, and it is far from useless.", "favor"),
    ("The plan sounds good, but it is toothless.", "against"),
    ("Although the plan is vague, it is a useful start.", "favor"),
    ("The plan will never convince Europe.", "against"),
    ("The plan is China's attempt to set the terms.", "none"),
    ("Ana Novak dismissed the initiative as “a pamphlet”.", "against"),
    ("Ana Novak praised the initiative as “a map”.", "favor"),
    ("If the initiative succeeds, it will split the internet.", "against"),
    ("With the plan, China is trying to look generous and modern.", "none"),
    ("Some countries bully others under a thousand pretexts in the digital world.", "none"),
]


@pytest.mark.parametrize(("sentence", "expected"), STANCES)
def test_stance(sentence: str, expected: str) -> None:
    assert the_claim(sentence).stance == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The Clean Network is an answer to China's success.", "against"),
        ("The Clean Network is an answer to China's cruel failure.", "favor"),
    ],
)
def test_what_is_said_of_the_rival_counts_the_other_way(sentence: str, expected: str) -> None:
    assert the_claim(sentence, ON_BOTH).stance == expected


def test_officials_do_not_turn_against_their_own_states_framework() -> None:
    claim = the_claim("“The initiative ends bullying and slander,” said Wang Yi.", ON_BOTH)
    assert (claim.stance_target, claim.stance) == ("GIDS", "favor")
    claim = the_claim("“The initiative is a fair trap,” said Mike Pompeo.", ON_BOTH)
    assert (claim.stance_target, claim.stance) == ("GIDS", "against")


def test_officials_favour_their_own_states_framework() -> None:
    claim = the_claim("“States must join the initiative,” said Wang Yi.", ON_BOTH)
    assert (claim.stance_target, claim.stance) == ("GIDS", "favor")
