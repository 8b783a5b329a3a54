"""Events, introductions, restatements, questions, headings and other subjects are no claims."""

import pytest

from tests.extraction.claim_helpers import OFF_TOPIC, claims_in, claims_of

NOT_CLAIMS = {
    "who announced what": "Officials in Beijing unveiled the initiative on Tuesday.",
    "who met whom": "The two foreign ministers met in Geneva on Friday to talk about data.",
    "an official act": "The regulator revoked the carrier's licence on Monday.",
    "an act in the perfect": "India has banned forty more Chinese apps since June.",
    "an introduction": "Ana Novak is a professor of telecommunications law at the university.",
    "an introduction by pronoun": "She is a lawyer who teaches data protection in Vienna.",
    "a question": "Will anybody sign the initiative?",
    "a question to the reader": "What does the plan mean for the internet?",
    "a heading": "Data rules and their critics",
    "a lead-in": "The initiative lists these points on data:",
    "a name": "The document is called the Global Initiative on Data Security.",
    "a restatement": "The initiative urges states not to install backdoors in products.",
    "a restated list": "It calls on companies to respect the laws of host countries.",
    "a listed point": "First, maintain an open, secure and stable global supply chain.",
    "bare attribution": "Asked about the plan, the ministry declined to comment.",
    "who criticised what": "On Monday Ottawa denounced the reckless spying of its rivals on data.",
    "what a picture shows": "Minister Ana Novak speaks at a conference on data in Vienna.",
    "a credit": "FILE PHOTO: A man passes a fine poster about the initiative in Beijing.",
    "how many points": "The initiative has eight points on data.",
    "one item of several": "The third is a promise about backdoors in products.",
    "thanks": "We are very glad that the initiative has come to our city.",
    "where somebody sits": "The company is headquartered in Vienna and makes routers.",
    "who rolled out what": "The initiative was rolled out by officials at a dinner in Beijing.",
    "the day of a text": "The text was released by the foreign ministry the same day.",
    "where a text is": "The full text of the initiative can be found on the ministry's website.",
    "what somebody has read": "“I have read the initiative twice,” Ana Novak said.",
    "what somebody has seen": "Ana Novak said she had seen the reports.",
    "a protest": "“China firmly opposes this,” the spokesman said about the apps.",
    "a journey": "The spokesman said the minister would travel to Jakarta next week.",
    "where to turn": "Please contact the authors with any questions about the initiative.",
    "no reply": "The company has not responded to a letter about the initiative.",
    "another subject": "The buffet offered seven kinds of dumplings and a very good soup.",
    "weather": "It rained in the afternoon.",
}


@pytest.mark.parametrize("sentence", NOT_CLAIMS.values(), ids=NOT_CLAIMS.keys())
def test_no_claim(sentence: str) -> None:
    assert [words for _, words in claims_in(sentence)] == []


def test_an_apposition_to_a_speaker_is_no_authors_claim() -> None:
    passage = (
        "“The initiative has two weaknesses for its friends,” said Ana Novak, a professor of"
        " data law at the Institute of Networks in Vienna."
    )
    assert all(claim.quote is not None for claim, _ in claims_in(passage))


@pytest.mark.parametrize(
    "sentence",
    [
        "The new timetable is a disgrace and should be withdrawn.",
        "“This will ruin us,” said Ana Novak, who runs the kiosk.",
        "Data on passengers suggest that fewer people will come next year.",
    ],
)
def test_an_article_off_the_topic_has_none(sentence: str) -> None:
    assert claims_in(sentence, OFF_TOPIC) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministry announced that the initiative would be translated into Arabic.",
        "Clean Carrier is the line that keeps Chinese carriers out of networks.",
        "Officials presented the programme “to protect data from thieves”.",
    ],
)
def test_what_is_announced_defined_or_aimed_at_is_no_speakers_claim(sentence: str) -> None:
    assert [words for claim, words in claims_in(sentence) if claim.quote is not None] == []


def test_before_the_framework_its_field_alone_is_not_the_subject() -> None:
    text = (
        "A column\n\nData is a tiresome word.\n\n"
        "Then came the Global Initiative on Data Security, and that is a good start.\n"
    )
    assert [words[:9] for _, words in claims_of(text)] == ["Then came"]


def test_an_interviewers_words_are_none() -> None:
    passage = (
        "Harbour Review: Many readers think the initiative is a trick. Do you?\n\n"
        "Novak: The initiative is a sensible start.\n\n"
        "Harbour Review: Europe has been slow with its answer. Why?\n\n"
        "Novak: Nobody in Brussels has read the initiative.\n"
    )
    assert all(claim.quote is not None for claim, _ in claims_in(passage))
