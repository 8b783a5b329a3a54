"""The target is the framework named, pointed at, or carried on; null where there is none."""

import pytest

from tests.extraction.claim_helpers import ON_BOTH, claims_in, claims_of, the_claim

TARGETS = [
    ("The Clean Network is a crude instrument.", "CN"),
    ("The Global Initiative on Data Security is a crude instrument.", "GIDS"),
    ("China's plan is better than the American one.", "GIDS"),
    ("Washington's plan is a crude instrument against apps.", "CN"),
    ("The initiative is a reply to the Clean Network.", "GIDS"),
    ("The Clean Network is worse than the initiative.", "CN"),
    ("They raid foreign firms under the pretext of security, and that is unfair.", "CN"),
    ("It is a pity that the law on cables is so weak.", None),
    ("It’s evident that the rival laws on cables are so weak.", None),
    ("The dirty network is an insult to engineers.", "CN"),
    ("Under the Lisbon Data Pact, the pact would be a burden.", None),
    ("China has launched a plan to outdo the Clean Network, and it is clumsy.", "GIDS"),
    ("The network tramples on the rules of the market.", None),
    ("The case is a sign of weakness in cables.", None),
    ("This so-called Clean Network is a fence.", "CN"),
    ("The Marshall plan was a better idea than any treaty on data.", None),
    ("Some countries bully others on the internet, and that is unfair.", None),
]


@pytest.mark.parametrize(("sentence", "expected"), TARGETS)
def test_target(sentence: str, expected: str | None) -> None:
    assert the_claim(sentence, ON_BOTH).stance_target == expected


@pytest.mark.parametrize("first, expected", [("Clean Network", "CN"), ("initiative", "GIDS")])
def test_a_pronoun_carries_the_target_on(first: str, expected: str) -> None:
    found = claims_in(f"The {first} is flawed. It protects nobody's data.", ON_BOTH)
    assert [claim.stance_target for claim, _ in found] == [expected, expected]


def test_what_a_state_does_is_about_the_framework_it_sponsors_and_was_spoken_of() -> None:
    found = claims_in(
        "The initiative is flawed. China is clearly trying to impress Europe.", ON_BOTH
    )
    assert [claim.stance_target for claim, _ in found] == ["GIDS", "GIDS"]
    found = claims_in("The initiative is flawed. Huawei is clearly afraid of China.", ON_BOTH)
    assert [claim.stance_target for claim, _ in found] == ["GIDS", None]


def test_a_pronoun_does_not_reach_back_far() -> None:
    aside = "Ferries are slow. " * 9
    found = claims_in(f"The initiative is flawed.\n\n{aside}\n\nIt is a shame about data.", ON_BOTH)
    assert found[-1][0].stance_target is None


@pytest.mark.parametrize(("state", "expected"), [("China", "GIDS"), ("Norway", None)])
def test_a_framework_is_named_by_what_it_is_and_whose(state: str, expected: str | None) -> None:
    text = (
        f"Cables\n\n{state} has a data security framework for 5G, and it is a crude instrument.\n"
    )
    assert {claim.stance_target for claim, _ in claims_of(text)} <= {expected}
    assert expected is None or claims_of(text)


def test_a_principle_points_at_no_framework_before_one_is_told_of() -> None:
    text = (
        "Cables\n\nMass surveillance of other states is a crude weapon.\n\n"
        "The Global Initiative on Data Security is a reply.\n"
    )
    assert [claim.stance_target for claim, _ in claims_of(text)] == [None, "GIDS"]


def test_another_state_as_subject_ends_what_was_carried_on() -> None:
    found = claims_in("India spies on its own networks. It is a scandal.", ON_BOTH)
    assert {claim.stance_target for claim, _ in found} == {None}
