"""The target is the framework named, pointed at, or carried on; null where there is none."""

import pytest

from tests.extraction.claim_helpers import ON_BOTH, claims_in, the_claim

TARGETS = [
    ("The Clean Network is a crude instrument.", "CN"),
    ("The Global Initiative on Data Security is a crude instrument.", "GIDS"),
    ("China's plan is better than the American one.", "GIDS"),
    ("Washington's plan is a crude instrument against apps.", "CN"),
    ("The initiative is a reply to the Clean Network.", "GIDS"),
    ("The Clean Network is worse than the initiative.", "CN"),
    ("Some countries bully others on the internet, and that is unfair.", None),
]


@pytest.mark.parametrize(("sentence", "expected"), TARGETS)
def test_target(sentence: str, expected: str | None) -> None:
    assert the_claim(sentence, ON_BOTH).stance_target == expected


@pytest.mark.parametrize("first, expected", [("Clean Network", "CN"), ("initiative", "GIDS")])
def test_a_pronoun_carries_the_target_on(first: str, expected: str) -> None:
    found = claims_in(f"The {first} is flawed. It protects nobody's data.", ON_BOTH)
    assert [claim.stance_target for claim, _ in found] == [expected, expected]


def test_another_state_as_subject_ends_what_was_carried_on() -> None:
    found = claims_in("India spies on its own networks. It is a scandal.", ON_BOTH)
    assert {claim.stance_target for claim, _ in found} == {None}
