"""Policy goes before prediction, prediction before value, value before fact."""

import pytest

from tests.extraction.claim_helpers import the_claim

TYPES = [
    ("The initiative has no article on courts.", "fact"),
    (
        "The text omits spying by a state on its own citizens, because its authors practise it.",
        "fact",
    ),
    ("The initiative has changed how nine capitals buy routers.", "fact"),
    ("Three of the 40 states at the seminar have read the initiative.", "fact"),
    ("The ministry has not published the names of those behind the initiative.", "fact"),
    ("China stands ready to talk about the initiative.", "prediction"),
    ("Take a map and you will see that the initiative is clumsy.", "value"),
    ("If a rival reads the data, the initiative may be void.", "prediction"),
    ("The initiative and its rival are two ends of one rope.", "value"),
    ("Trust is what the initiative lives on.", "value"),
    ("We want governments to read the initiative.", "policy"),
    ("The initiative is a masterful piece of diplomacy.", "value"),
    ("The plan looks generous and is cynical.", "value"),
    ("With the plan, China is trying to improve its image.", "value"),
    ("The initiative will reach the United Nations by autumn.", "prediction"),
    ("The plan is unlikely to survive its first test.", "prediction"),
    ("The initiative might win friends in Africa.", "prediction"),
    ("It remains to be seen whether the text finds friends.", "prediction"),
    ("Europe should reject the initiative.", "policy"),
    ("States must not sign a document that nobody can enforce, or they will regret it.", "policy"),
    ("Do not sign the initiative before a lawyer has read it.", "policy"),
    ("Ana Novak urged governments to ignore the initiative.", "policy"),
    ("If the initiative fails, prices of chips would rise.", "prediction"),
    ("Nobody need worry, and firms need not fear the initiative.", "value"),
]


@pytest.mark.parametrize(("sentence", "expected"), TYPES)
def test_type(sentence: str, expected: str) -> None:
    assert the_claim(sentence).claim_type == expected
