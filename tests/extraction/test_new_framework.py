"""A framework is added by a YAML file alone, and its principles are found."""

import shutil
from pathlib import Path

import pytest

from pipeline.codebook import Codebook
from pipeline.errors import UserError
from pipeline.extraction.article import Extractor
from pipeline.paths import SCHEMAS
from tests.extraction.reading import Row, rows_of

FRAMEWORK = """\
framework_id: HC
entity_id: harbour-charter
name: Harbour Charter
sponsor_id: norway
announced_on: 2031-05-06
summary: An invented charter on ports.
concepts:
  tug: [tug, tugs, tugboat*]
  free: [free of charge, gratis, without fee*]
principles:
- id: HC-1
  title: Free tugs
  summary: Ports lend tugs free of charge.
  elements:
  - {id: HC-1a, summary: Tugs cost nothing., patterns: [{all: [tug, free]}]}
"""
ENTITY = """\
- {id: harbour-charter, name: Harbour Charter, kind: document, framework: HC, nouns: [charter]}
"""
TEXT = (
    "Ports agree on a charter\n\n"
    "Norway presented the Harbour Charter on Tuesday. First, ports lend tugboats free of charge. "
    "The ferry left at nine."
)


@pytest.fixture
def schemas(tmp_path: Path) -> Path:
    """A copy of the codebook with one framework more."""
    folder = tmp_path / "schemas"
    shutil.copytree(SCHEMAS / "codebook", folder / "codebook")
    (folder / "codebook" / "frameworks" / "hc.yml").write_text(FRAMEWORK, encoding="utf-8")
    with (folder / "codebook" / "entities.yml").open("a", encoding="utf-8") as entities:
        entities.write(ENTITY)
    return folder


def mentions(extractor: Extractor, text: str) -> list[Row]:
    return rows_of(extractor, text)["principle_mentions"]


def test_its_principles_are_found(schemas: Path) -> None:
    (mention,) = mentions(Extractor(Codebook(schemas)), TEXT)
    assert mention["text"] == "ports lend tugboats free of charge"
    assert (mention["principle_id"], mention["element_id"]) == ("HC-1", "HC-1a")
    assert mention["mention_type"] == "statement"


def test_without_it_they_are_not(extractor: Extractor) -> None:
    assert mentions(extractor, TEXT) == []


def test_an_article_that_does_not_name_it_has_no_mention(schemas: Path) -> None:
    text = TEXT.replace("Harbour Charter", "new rules")
    assert mentions(Extractor(Codebook(schemas)), text) == []


@pytest.mark.parametrize(
    ("wrong", "right", "complaint"),
    [
        ("all: [tug, boat]", "all: [tug, free]", "boat"),
        ("entity_id: nowhere", "entity_id: harbour-charter", "nowhere"),
        ("sponsor_id: atlantis", "sponsor_id: norway", "atlantis"),
    ],
)
def test_a_slip_in_it_is_named(schemas: Path, wrong: str, right: str, complaint: str) -> None:
    file = schemas / "codebook" / "frameworks" / "hc.yml"
    file.write_text(FRAMEWORK.replace(right, wrong), encoding="utf-8")
    with pytest.raises(UserError, match=complaint):
        Codebook(schemas)
