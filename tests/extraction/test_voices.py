"""Whose words they are, as newspapers, ministries, institutes and law firms tell it: bodies and
their acronyms, roles named before or after the name, statements, transcripts, relays."""

import pytest

from pipeline.extraction.article import Extractor
from tests.extraction.reading import rows_of

HEADLINE = "Talks on data end without a deal"


def voices(extractor: Extractor, *paragraphs: str) -> list[str | None]:
    """The names of the speakers, in order; None where unknown."""
    rows = rows_of(extractor, "\n\n".join((HEADLINE, *paragraphs)))
    names = {e["entity_id"]: e["name"] for e in rows["entities"]}
    return [names.get(q["speaker_id"]) for q in rows["quotes"]]


COMMERCE = "United States Department of Commerce"


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        ("The NSA said that it had stopped.", ["National Security Agency"]),
        ("GCHQ warned that the risk was real.", ["Government Communications Headquarters"]),
        ("The FCC said the firm was a threat.", ["Federal Communications Commission"]),
        (
            "CFIUS said the sale must go on.",
            ["Committee on Foreign Investment in the United States"],
        ),
        ("ENISA said states had made progress.", ["European Union Agency for Cybersecurity"]),
        ("The CAC said the rules would help.", ["Cyberspace Administration of China"]),
        (
            "The Ministry of Industry and Information Technology said that apps must go.",
            ["Ministry of Industry and Information Technology of China"],
        ),
        (
            "China's commerce ministry said it would act. MOFCOM said the list was ready.",
            ["Ministry of Commerce of China"] * 2,
        ),
        (
            "China's Ministry of Foreign Affairs said that it would reply.",
            ["Ministry of Foreign Affairs of China"],
        ),
        (
            "The U.S. Commerce Department said it would block WeChat. "
            "The agency added that nothing else would change.",
            [COMMERCE, COMMERCE],
        ),
        (
            "The Electronic Frontier Foundation said the rule was vague. "
            "The group urged Congress to drop it.",
            ["Electronic Frontier Foundation"] * 2,
        ),
        (
            "The Global Times said London was paranoid. The newspaper warned that it would pay.",
            ["Global Times"] * 2,
        ),
        (
            "The Federal Office for Data (BFD) banned it. BFD said it had no choice.",
            ["Federal Office for Data"],
        ),
        (
            "The Chinese Embassy in London said it was wrong. The embassy said trade would suffer.",
            ["Embassy of China in United Kingdom"] * 2,
        ),
        (
            "Beijing's mission in India issued a statement accusing New Delhi of indulging in "
            "unfair practices.",
            ["Embassy of China in India"],
        ),
        ("A Huawei statement said that it was wrong.", ["Huawei"]),
        (
            "A statement from the State Department said the plan was hollow.",
            ["United States Department of State"],
        ),
        (
            "India's Ministry of Commerce said it would wait. China's foreign ministry said that "
            "India was wrong. The commerce ministry said it would not move.",
            [
                "Ministry of Commerce of India",
                "Ministry of Foreign Affairs of China",
                "Ministry of Commerce of India",
            ],
        ),
        ("The foreign ministry in Bern said it had signed nothing.",
         ["Ministry of Foreign Affairs of Switzerland"]),
        ("Huawei and ZTE said they obeyed the law.", [None]),
        ("The Commission and the Council said they had banned it.", [None]),
        (
            "Rules followed diplomatic pressure from Washington, which alleges Huawei is a spy.",
            ["United States"],
        ),
        (
            "The US feels a challenge from China. The latter proposes to set up fair rules.",
            ["China"],
        ),
        (
            "China presented the Global Initiative on Data Security. It says states must obey.",
            ["Global Initiative on Data Security"],
        ),
        (
            "ASPI said the data flows to China. The think tank warned that nobody was safe.",
            ["Australian Strategic Policy Institute"] * 2,
        ),
        ("Its authors, Ana Novak and Bo Li, argue that it will fail.", [None]),
        ("The European Court of Justice ruled that it was unlawful.",
         ["Court of Justice of the European Union"]),
        ("One speaker Tuesday said it was a shame.", [None]),
        (
            "“We welcome it,” Sergei Lavrov was quoted as saying by RIA Novosti.",
            ["Sergei Lavrov"],
        ),
        ("Hua Chunying said at a daily briefing that China opposed it.", ["Hua Chunying"]),
    ],
)  # fmt: skip
def test_bodies_states_and_persons(
    extractor: Extractor, sentences: str, expected: list[str | None]
) -> None:
    assert voices(extractor, sentences) == expected


def test_a_ministry_without_a_state_is_that_of_the_dateline(extractor: Extractor) -> None:
    found = voices(
        extractor,
        "ISLAMABAD: Pakistan supports China. A foreign ministry statement said it was timely.",
    )
    assert found == ["Ministry of Foreign Affairs of Pakistan"]


@pytest.mark.parametrize(
    ("lead", "below", "expected"),
    [
        (
            "China's ambassador to London has warned that a ban would be a mistake.",
            "Ambassador Liu Xiaoming said a ban would hurt Britain.",
            "Liu Xiaoming",
        ),
        (
            "A Chinese official said that the remarks were untrue.",
            "“They are lies,” foreign ministry spokesperson Zhao Lijian said.",
            "Zhao Lijian",
        ),
        (
            "An analyst said chip sales would resume.",
            "“They will resume,” said Petra Kunz, an economist at a bank.",
            "Petra Kunz",
        ),
        (
            "A senior official, who asked not to be named, said that the ban was near.",
            "“It is near,” said Petra Kunz, a director at a bank.",
            None,
        ),
        (
            "An analyst said chip sales would resume.",
            "“They will resume,” said Petra Kunz, a minister.",
            None,
        ),
    ],
)
def test_the_source_of_a_lead_is_named_below(
    extractor: Extractor, lead: str, below: str, expected: str | None
) -> None:
    assert voices(extractor, lead, below)[0] == expected


def test_a_role_goes_back_to_who_spoke_and_not_past_one_without_a_name(
    extractor: Extractor,
) -> None:
    assert voices(
        extractor,
        "Zhao Lijian, a spokesperson, said it was wrong. The official said it was a lie.",
        "A senior diplomat said it was true. The diplomat said that all knew it.",
    ) == ["Zhao Lijian", "Zhao Lijian", None, None]


@pytest.mark.parametrize(
    "sentence",
    [
        "Novak said the funds should go to the poor, according to The Hill.",
        "“The funds should go to the poor,” Novak said, according to The Hill.",
    ],
)
def test_a_source_after_a_saying_relays_it(extractor: Extractor, sentence: str) -> None:
    rows = rows_of(extractor, f"{HEADLINE}\n\nElena Novak, a minister, came. {sentence}")
    (quote,) = rows["quotes"]
    assert (quote["speaker_id"], quote["via_id"]) == ("elena-novak", "the-hill")
    assert quote["text"].rstrip(",").lower() == "the funds should go to the poor"


@pytest.mark.parametrize(
    "sentence",
    [
        "There is no denying that the US is ahead of all others.",
        "Staff can remove it if they insist on keeping the app.",
        "That would allow Beijing to say that Washington is selfish.",
        "As Beijing proposes an initiative, politicians in Washington sit still.",
        "It has eight goals, such as ensuring safety and opposing using data as a tool.",
        "Speaking of a “clean network,” the notorious firm shall clean itself first.",
    ],
)
def test_what_nobody_has_said_is_no_quote(extractor: Extractor, sentence: str) -> None:
    assert voices(extractor, sentence) == []


def test_a_content_goes_on_in_the_quotation_of_several_sentences(extractor: Extractor) -> None:
    content = "they are “giving up their freedom. They are selling their data.”"
    rows = rows_of(extractor, f"{HEADLINE}\n\nElena Novak, a minister, said that {content}")
    (quote,) = rows["quotes"]
    assert (quote["kind"], quote["text"]) == ("mixed", content)


def test_a_transcript_in_capitals_names_the_speakers(extractor: Extractor) -> None:
    assert voices(
        extractor,
        "QUESTION: Mr. Secretary, will you ban WeChat?",
        "SECRETARY POMPEO: We are looking at it.",
        "That is all that I can say.",
        "QUESTION: And Huawei? What about Europe.",
        "SECRETARY POMPEO: The tide is turning.",
    ) == ["Mike Pompeo", "Mike Pompeo"]


def test_an_interpreter_speaks_for_the_one_interpreted(extractor: Extractor) -> None:
    rows = rows_of(
        extractor,
        f"{HEADLINE}\n\nThe ministry met the press on Monday, as it does each day of the week.\n\n"
        "WANG WENBIN: [SPEAKING MANDARIN]\n\n"
        "INTERPRETER: China is firmly opposed to this.\n\nIt is malicious.",
    )
    (quote,) = rows["quotes"]
    assert (quote["speaker_id"], quote["speaker_text"]) == ("wang-wenbin", "INTERPRETER")
    assert quote["text"].endswith("malicious.")


def test_an_answer_is_by_whom_the_story_before_introduces(extractor: Extractor) -> None:
    introduction = "Bo Tanaka, an engineer, answered questions from readers on Monday."
    labelled = ("Q: Is it safe?", "A: It is.", "Q: Is it cheap?", "A: We think so.")
    bare = ("Is it safe?", "I think it is.", "Is it cheap?", "We hope so.", "Why?", "I know.")
    assert voices(extractor, introduction, *labelled) == ["Bo Tanaka"] * 2
    assert voices(extractor, introduction, *bare) == ["Bo Tanaka"] * 3
