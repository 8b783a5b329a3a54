"""Stance is for or against the framework that the claim is about."""

import pytest

from tests.extraction.claim_helpers import ON_BOTH, the_claim

STANCES = [
    ("The initiative is sensible and timely.", "favor"),
    ("The initiative is hollow propaganda.", "against"),
    ("The initiative is not sensible.", "against"),
    ("The initiative is not a threat, and it is far from useless.", "favor"),
    ("The plan sounds good, but it is toothless.", "against"),
    ("Although the plan is vague, it is a useful start.", "favor"),
    ("The plan will never convince Europe.", "against"),
    ("The plan is China's attempt to set the terms.", "none"),
    ("Ana Novak dismissed the initiative as “a pamphlet”.", "against"),
    ("Ana Novak praised the initiative as “a map”.", "favor"),
    ("Some countries bully others under a thousand pretexts in the digital world.", "none"),
]


@pytest.mark.parametrize(("sentence", "expected"), STANCES)
def test_stance(sentence: str, expected: str) -> None:
    assert the_claim(sentence).stance == expected


def test_officials_favour_their_own_states_framework() -> None:
    claim = the_claim("“States must join the initiative,” said Wang Yi.", ON_BOTH)
    assert (claim.stance_target, claim.stance) == ("GIDS", "favor")
