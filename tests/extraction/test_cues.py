"""Each way of saying that someone says something: content, cue, and who says it."""

import pytest

from pipeline.extraction.article import Extractor
from tests.extraction.reading import quotes_of

NOVAK = "elena-novak"

SAID_BY_NOVAK = [
    ("Novak said that the deal was dead.", "the deal was dead", "said"),
    ("Novak said the deal was dead.", "the deal was dead", "said"),
    ("The deal was dead, Novak said.", "The deal was dead", "said"),
    ("The deal was dead, said Novak.", "The deal was dead", "said"),
    ("Novak told the seminar that the deal was dead.", "the deal was dead", "told"),
    ("Novak, who said the deal was dead, left.", "the deal was dead", "said"),
    ("Novak left Geneva, saying the deal was dead.", "the deal was dead", "saying"),
    ("Saying that the deal was dead, Novak left.", "the deal was dead", "Saying"),
    ("Novak pointed out that the deal was dead.", "the deal was dead", "pointed out"),
    ("Novak made it clear that the deal was dead.", "the deal was dead", "made it clear"),
    ("According to Novak, the deal was dead.", "the deal was dead", "According to"),
    ("The deal was dead, according to Novak.", "The deal was dead", "according to"),
    ("In the words of Novak, the deal was dead.", "the deal was dead", "In the words of"),
    ("In Novak’s view, the deal was dead.", "the deal was dead", "In Novak’s view"),
    ("As Novak put it, the deal was dead.", "the deal was dead", "put it"),
    ("Novak’s claim that states had lied angered the ministers.", "states had lied", "claim"),
    ("Novak issued a warning that states would suffer.", "states would suffer", "warning"),
    ("Novak made a promise to sign the deal.", "to sign the deal", "promise"),
    ("Novak urged states to sign the deal.", "states to sign the deal", "urged"),
    ("Novak called on companies to obey the law.", "companies to obey the law", "called"),
    ("Novak pledged to sign the deal.", "to sign the deal", "pledged"),
    ("Novak threatened to leave the talks.", "to leave the talks", "threatened"),
    ("Novak agreed that the deal was dead.", "the deal was dead", "agreed"),
    ("Novak demanded that states sign the deal.", "states sign the deal", "demanded"),
    ("Novak accused them of cheating at the talks.", "them of cheating at the talks", "accused"),
    ("Novak blamed states for breaking the law.", "states for breaking the law", "blamed"),
    ("Novak denied spying on other states.", "spying on other states", "denied"),
    ("Novak warned against signing the deal.", "signing the deal", "warned"),
    ("States were urged by Novak to sign the deal.", "to sign the deal", "urged"),
    ("It was announced by Novak that the deal was dead.", "the deal was dead", "announced"),
]

SAID_BY_OTHERS = [
    ("It is said that the deal was dead.", "the deal was dead", "said", None, None),
    ("States were told to sign the deal.", "to sign the deal", "told", None, None),
    ("She said that the deal was dead.", "the deal was dead", "said", "She", NOVAK),
    (
        "The minister said that the deal was dead.",
        "the deal was dead",
        "said",
        "The minister",
        NOVAK,
    ),
    (
        "A senior official said that the deal was dead.",
        "the deal was dead",
        "said",
        "A senior official",
        None,
    ),
    ("Beijing said that the deal was dead.", "the deal was dead", "said", "Beijing", "china"),
    (
        "The draft says that states must sign the deal.",
        "states must sign the deal",
        "says",
        "The draft",
        None,
    ),
    (
        "The draft calls on states to sign the deal.",
        "states to sign the deal",
        "calls",
        "The draft",
        None,
    ),
    ("A study found that states had lied.", "states had lied", "found", "A study", None),
]

DIRECT = [
    ("“The deal is dead,” Novak said.", "The deal is dead,", "said"),
    ("“The deal is dead,” said Novak.", "The deal is dead,", "said"),
    ("Novak said: “The deal is dead.”", "The deal is dead.", "said"),
    ("Novak said, “The deal is dead.”", "The deal is dead.", "said"),
    ("“Is the deal dead?” Novak asked.", "Is the deal dead?", "asked"),
    ("“The deal is dead,” Novak told reporters.", "The deal is dead,", "told"),
    (
        "According to Novak, “the deal is dead and gone.”",
        "the deal is dead and gone.",
        "According to",
    ),
    ("Novak said that “the deal is dead”.", "the deal is dead", "said"),
    ("Novak called it “a farce”.", "a farce", "called"),
    ("Novak described the deal as “a farce and a shame”.", "a farce and a shame", "described"),
    ("Novak said «the deal is dead».", "the deal is dead", "said"),
    ("Novak said, 'The deal is dead.'", "The deal is dead.", "said"),
    ("„The deal is dead“, said Novak.", "The deal is dead", "said"),
]

MIXED = [
    ("Novak said the deal was “a farce” and would fail.", "the deal was “a farce” and would fail"),
    ("Novak said states “must not” install backdoors.", "states “must not” install backdoors"),
    (
        "Novak said that she was “shocked” and that the deal was “dead”.",
        "she was “shocked” and that the deal was “dead”",
    ),
]

NO_QUOTES = [
    "Novak announced a plan.",
    "Novak condemned the ban.",
    "The “Safe Harbour” programme ended on Monday.",
    "Novak read “A Farce” aloud.",
    "The so-called “trade war” ended on Monday.",
    "The “clean” network is not clean.",
    "Was it “a farce”?",
    "Novak asked whether the deal was dead.",
    "Novak declined to say whether the deal was dead.",
    "Novak refused to sign the deal.",
    "Novak agreed to meet the ministers.",
    "Novak thought that the deal was dead.",
    "Novak knew that the deal was dead.",
    "Novak hoped that the deal was dead.",
    "Novak wanted states to sign the deal.",
    "Novak planned to sign the deal.",
    "Who said that the deal was dead?",
]


@pytest.mark.parametrize(("sentence", "text", "cue"), SAID_BY_NOVAK)
def test_indirect_quotes(extractor: Extractor, sentence: str, text: str, cue: str) -> None:
    (quote,) = quotes_of(extractor, sentence)
    assert (quote["text"], quote["cue"], quote["kind"]) == (text, cue, "indirect")
    assert (quote["speaker_text"], quote["speaker_id"]) == ("Novak", NOVAK)
    assert (quote["parent_quote_id"], quote["via_id"]) == (None, None)


@pytest.mark.parametrize(("sentence", "text", "cue", "phrase", "speaker"), SAID_BY_OTHERS)
def test_indirect_quotes_of_others(
    extractor: Extractor,
    sentence: str,
    text: str,
    cue: str,
    phrase: str | None,
    speaker: str | None,
) -> None:
    (quote,) = quotes_of(extractor, sentence)
    assert (quote["text"], quote["cue"]) == (text, cue)
    assert (quote["speaker_text"], quote["speaker_id"]) == (phrase, speaker)
    assert quote["kind"] == "indirect"


@pytest.mark.parametrize(("sentence", "text", "cue"), DIRECT)
def test_direct_quotes(extractor: Extractor, sentence: str, text: str, cue: str) -> None:
    (quote,) = quotes_of(extractor, sentence)
    assert (quote["text"], quote["cue"], quote["kind"]) == (text, cue, "direct")
    assert (quote["speaker_text"], quote["speaker_id"]) == ("Novak", NOVAK)


@pytest.mark.parametrize(("sentence", "text"), MIXED)
def test_mixed_quotes(extractor: Extractor, sentence: str, text: str) -> None:
    (quote,) = quotes_of(extractor, sentence)
    assert (quote["text"], quote["kind"]) == (text, "mixed")
    assert quote["speaker_id"] == NOVAK


@pytest.mark.parametrize("sentence", NO_QUOTES)
def test_what_is_no_saying_is_no_quote(extractor: Extractor, sentence: str) -> None:
    assert quotes_of(extractor, sentence) == []


def test_a_phrase_of_source_is_no_longer_than_its_words(extractor: Extractor) -> None:
    sentence = "On September 8, the minister: “The deal is dead,” in Geneva, according to Novak."
    quotes = quotes_of(extractor, sentence)
    assert ("The deal is dead,", "according to") in [(q["text"], q["cue"]) for q in quotes]


def test_a_source_may_be_the_last_word(extractor: Extractor) -> None:
    (quote,) = quotes_of(extractor, "The deal was dead, in the words of the Foreign Ministry")
    assert quote["speaker_text"] == "the Foreign Ministry"
