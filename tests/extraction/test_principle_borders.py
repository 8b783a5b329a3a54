"""Where one principle ends and the next begins: sentences that differ in who does what to whose
data, and sentences with the words of a principle but without actor, act or object."""

import pytest

from tests.extraction.test_principle_concepts import NAMELESS, mentions

STATES = "A spokesman in Beijing answered questions from the United States.\n\n"


def found(sentence: str, before: str | None = None) -> set[str]:
    rows = mentions(sentence) if before is None else mentions(sentence, before)
    return {m.element_id or m.principle_id for m in rows}


@pytest.mark.parametrize(
    ("sentence", "element"),
    [
        # Through companies to a state, and located elsewhere.
        ("The company had to hand over data on users abroad to the government.", "GIDS-5b"),
        ("The company has never shared European user data with the government.", "GIDS-5b"),
        ("Chinese officials have never asked firms to provide data located abroad.", "GIDS-5b"),
        ("The government could reach European user data through the platform.", "GIDS-5b"),
        # Personal information, or no word of where the data are.
        ("A domestic law requires local firms to hand over personal data to the state.", "GIDS-3c"),
        ("The agency collected the phone records of foreign citizens in secret.", "GIDS-3c"),
        ("The app collects the personal information of foreign users.", "GIDS-3c"),
        # What is taken by force of intrusion, what is kept, and what a court asks for.
        ("Military hackers stole secret designs from foreign research institutes.", "GIDS-2b"),
        ("States should not force firms to store data from abroad at home.", "GIDS-4b"),
        ("Foreign firms have to obey the laws of the host country.", "GIDS-4a"),
        ("The police obtained data held abroad through judicial assistance.", "GIDS-6a"),
    ],
)
def test_who_takes_whose_data_by_which_way(sentence: str, element: str) -> None:
    assert found(sentence) == {element}


@pytest.mark.parametrize(
    "sentence",
    [
        "It does not ask companies to hand over data gathered overseas.",
        "Companies were never told to provide data located in a foreign country.",
    ],
)
def test_a_denial_is_about_what_it_denies_also_where_no_framework_is_named(sentence: str) -> None:
    assert found(sentence, STATES) == {"GIDS-5b"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Delegates met at a seminar on global digital surveillance in Beijing.",
        "There is a threat of surveillance.",
        "The United States has not provided evidence to the company.",
        "The fears are not unfounded, the evidence is lacking.",
        "China restricts access to foreign tech firms.",
        "Citizens shall support national intelligence efforts in accordance with Chinese law.",
        "The two states fill a vacuum in global leadership.",
    ],
)
@pytest.mark.parametrize("before", [None, STATES, NAMELESS])
def test_a_word_without_actor_act_and_object_tells_nothing(
    sentence: str, before: str | None
) -> None:
    assert found(sentence, before) == set()


@pytest.mark.parametrize(
    ("sentence", "lines"),
    [
        (
            "Chinese carriers and Chinese-owned undersea cables are also being targeted.",
            {"CN-carrier", "CN-cable"},
        ),
        (
            "It wants untrusted carriers out of networks, untrusted apps out of app stores and "
            "sensitive data off untrusted clouds.",
            {"CN-carrier", "CN-store", "CN-cloud"},
        ),
        (
            "It rules out untrusted carriers, cloud services and operators of undersea cables.",
            {"CN-carrier", "CN-cloud", "CN-cable"},
        ),
        ("Chinese mobile apps will be removed from app stores.", {"CN-store"}),
    ],
)
def test_each_line_in_a_list_is_told_and_no_other(sentence: str, lines: set[str]) -> None:
    assert found(sentence) == lines


def test_eavesdropping_on_a_chinese_cable_is_the_line_on_cables() -> None:
    before = "China and the United States\n\nA Chinese company laid an undersea cable.\n\n"
    assert found("Officials fear that Beijing could eavesdrop on it.", before) == {"CN-cable"}
