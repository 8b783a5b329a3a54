"""Who says what where newspapers shorten, invert and cite: names, texts, final attributions."""

import pytest

from pipeline.extraction.article import Extractor
from tests.extraction.reading import rows_of

HEADLINE = "Talks on data end without a deal"


def sayings(extractor: Extractor, *paragraphs: str) -> list[tuple[str | None, str]]:
    """Speaker's name and words of each quote, in order."""
    rows = rows_of(extractor, "\n\n".join((HEADLINE, *paragraphs)))
    names = {e["entity_id"]: e["name"] for e in rows["entities"]}
    return [(names.get(q["speaker_id"]), q["text"]) for q in rows["quotes"]]


@pytest.mark.parametrize(
    ("before", "sentence", "speaker"),
    [
        ("Foreign Minister Wang Yi came.", "Yi said that it failed.", "Wang Yi"),
        ("TikTok CEO Chew Shou Zi came.", "Chew said that it failed.", "Chew Shou Zi"),
        ("The MoU was signed by Minister Ana Novak.", "She said that it failed.", "Ana Novak"),
        (
            "The Clean Network was launched.",
            "Trump said that it failed.",
            "Donald Trump",
        ),
        ("Rates rose.", "Trump said that it failed.", "Trump"),
        ("Two orders were signed (the EOs).", "The EO says that apps are a risk.", None),
        (
            "The Portuguese Embassy protested.",
            "The embassy warned that it would end badly.",
            "Embassy of Portugal",
        ),
        (
            "A plan on data security was put forward.",
            "A 2021 Citizen Lab report said that no data had left.",
            "Citizen Lab",
        ),
        (
            "Rates rose.",
            "The US Under Secretary of State for Energy, and the Environment Keith Krach said that "
            "it failed.",
            "Keith Krach",
        ),
    ],
)
def test_a_shortened_name_or_a_text_leads_to_its_speaker(
    extractor: Extractor, before: str, sentence: str, speaker: str | None
) -> None:
    ((found, _),) = sayings(extractor, before, sentence)
    assert found == speaker


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        (
            "The source of the disruption in the global supply chain lie in Lisbon, the ministry "
            "said.",
            "The source of the disruption in the global supply chain lie in Lisbon",
        ),
        (
            "Portugal hoped the firm will ensure the normal supply of data-related products, a "
            "spokesperson for the firm said in a statement on Sunday.",
            "Portugal hoped the firm will ensure the normal supply of data-related products",
        ),
        (
            "Portugal has called for the following: States should not spy on others.",
            "States should not spy on others",
        ),
        (
            "The ministry sent a letter, asking that some authorities stop the rumours.",
            "some authorities stop the rumours",
        ),
        (
            "Portugal heeded US warnings that participation of a firm posed a threat.",
            "participation of a firm posed a threat",
        ),
        ("The firm rejected the US proposal to ban its phones.", "to ban its phones"),
        ("The firm lives under a White House ultimatum that it must split.", "it must split"),
        (
            "Portugal would like to call on all parties to participate.",
            "all parties to participate",
        ),
    ],
)
def test_what_the_parser_does_not_join_to_its_cue(
    extractor: Extractor, sentence: str, said: str
) -> None:
    assert [text for _, text in sayings(extractor, sentence)] == [said]


@pytest.mark.parametrize(
    "sentence",
    [
        "The firm does not ask companies to hand over data.",
        "It will intensify its efforts to urge Portugal to revoke the measures.",
        "The new rule could add up to some 200 firms that were harmed.",
        "Only good firms, as opposed to “untrusted” ones, may build networks.",
        "Firms are advised to keep abreast of what follows.",
        "Portugal has taken note that the talks ended.",
        "Now that the state has a budget, the lottery announced on Thursday a new game.",
    ],
)
def test_what_nobody_has_said(extractor: Extractor, sentence: str) -> None:
    assert sayings(extractor, sentence) == []


def test_a_participle_goes_on_with_what_the_speaker_said(extractor: Extractor) -> None:
    found = sayings(
        extractor, "Ana Novak said that leaving would hurt, warning that firms paid attention."
    )
    assert found == [("Ana Novak", "leaving would hurt"), ("Ana Novak", "firms paid attention")]


def test_who_said_the_sentence_before_goes_on_as_it(extractor: Extractor) -> None:
    found = sayings(
        extractor,
        "The United States should drop the charges, the Ministry of Justice of Portugal said. "
        "“We urge the US side to correct its errors,” it said.",
    )
    assert {speaker for speaker, _ in found} == {"Ministry of Justice of Portugal"}
