"""What a row rests on is told by class, and its confidence is the product of their shares."""

from pathlib import Path

import pytest

from pipeline.codebook import Codebook
from pipeline.errors import UserError
from pipeline.extraction import article as reading_articles
from pipeline.extraction.article import Extractor, Reading
from pipeline.extraction.confidence import load_confidence
from tests.extraction.reading import article, document, rows_of

GIDS = "The Global Initiative on Data Security was announced by China."


def read(extractor: Extractor, *paragraphs: str) -> Reading:
    reading = extractor.read(document(article(*paragraphs)))
    assert isinstance(reading, Reading)
    return reading


@pytest.mark.parametrize(
    ("sentence", "made_out"),
    [
        ("Wang Yi said that it failed.", "known name"),
        ("Washington said that it failed.", "known name"),
        ("Elena Novak said that it failed.", "full name"),
        ("Minister Novak said that it failed.", "part of a name"),
        ("The minister said that it failed.", "description"),
        ("She said that it failed.", "pronoun"),
        ("They said that it failed.", "unresolved pronoun"),
        ("A diplomat said that it failed.", "unnamed"),
        ("“It has failed for good,” Novak said. “We all know that by now.”", "carried over"),
        ("It was said that the deal was dead.", "none"),
    ],
)
def test_how_a_speaker_was_made_out(extractor: Extractor, sentence: str, made_out: str) -> None:
    last = read(extractor, sentence).grounds["quotes"][-1]
    assert last["speaker"] == made_out


def test_an_initiative_by_its_noun_is_a_description(extractor: Extractor) -> None:
    (last,) = read(extractor, GIDS, "The initiative says that states must obey.").grounds["quotes"]
    assert last == {"found": "clause", "speaker": "description"}


def test_claims_rest_on_their_type_their_framework_and_their_speaker(extractor: Extractor) -> None:
    reading = read(
        extractor, GIDS,
        "The Global Initiative on Data Security is a dangerous illusion.",
        "Novak said that the Global Initiative on Data Security is a dangerous illusion.",
    )  # fmt: skip
    by_kind = {
        row["claimant_kind"]: grounds
        for row, grounds in zip(reading.rows["claims"], reading.grounds["claims"], strict=True)
    }
    assert by_kind["author"] == {"found": "value on a framework"}
    assert by_kind["speaker"] == {"found": "value on a framework", "speaker": "part of a name"}


def test_mentions_rest_on_their_type_and_their_speaker(extractor: Extractor) -> None:
    reading = read(
        extractor, GIDS,
        "The initiative says that states should not install backdoors in products.",
        "States should not install backdoors in products.",
    )  # fmt: skip
    made_out = [grounds["speaker"] for grounds in reading.grounds["principle_mentions"]]
    assert made_out == ["description", "author"]


def test_confidence_is_the_product_of_the_shares(extractor: Extractor) -> None:
    text = "Novak said that it failed."
    (row,) = rows_of(extractor, article(text))["quotes"]
    shares = load_confidence().root["quotes"]
    expected = shares["found"].of("clause") * shares["speaker"].of("part of a name")
    assert row["confidence"] == round(expected, 2)
    assert list(row)[-1] == "confidence"


def test_estimating_confidence_does_not_depend_on_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def spoilt() -> None:
        raise AssertionError("read while it is being estimated")

    monkeypatch.setattr(reading_articles, "load_confidence", spoilt)
    assert read(Extractor(Codebook()), "Novak said that it failed.").rows["quotes"]


def test_a_share_that_is_none_is_told_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "confidence.yml"
    path.write_text(
        "quotes:\n  found:\n    held_out: 1.0\n    any: {n: 1, right: 1, share: 1.7}\n"
        "    classes: {}\n",
        encoding="utf-8",
    )
    with pytest.raises(UserError, match=r"confidence\.yml:4: quotes\.found\.any\.share: "):
        load_confidence(path)
