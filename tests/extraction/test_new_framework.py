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
  pilot: [pilot*]
  tongue: [language*, tongue*, speak, speaks]
  crane: [crane*]
  inspect: [inspect*, check*, test, tests, tested]
  lamp: [lamp*, light, lights, beacon*]
  burn: [burn*, lit, stay on]
  waste: [waste*, rubbish, slops]
  take_in: [take* in, took in, accept*, receiv*]
  storm: [storm*, gale*]
  shelter: [shelter*, refuge, moor*]
  ship: [ship, ships, vessel*, freighter*]
principles:
- id: HC-1
  title: Free tugs
  summary: Ports lend tugs free of charge.
  topic: [tug]
  elements:
  - {id: HC-1a, summary: Tugs cost nothing., patterns: [{all: [tug, free]}]}
- {id: HC-2, title: Pilots, summary: Pilots speak the ship's language., topic: [pilot],
   patterns: [{all: [pilot, tongue]}]}
- {id: HC-3, title: Cranes, summary: Cranes are inspected every year., topic: [crane],
   patterns: [{all: [crane, inspect]}]}
- {id: HC-4, title: Lamps, summary: Lamps burn at night., topic: [lamp],
   patterns: [{all: [lamp, burn]}]}
- {id: HC-5, title: Waste, summary: Ports take in the waste of ships., topic: [waste],
   patterns: [{all: [waste, take_in]}]}
- {id: HC-6, title: Shelter, summary: Ships find shelter from storms., topic: [shelter],
   patterns: [{all: [shelter, storm]}, {all: [shelter, ship], earlier: [storm], scope: framework}],
   conduct: [{all: [shelter, storm, ship]}]}
"""
ENTITY = """\
- {id: harbour-charter, name: Harbour Charter, kind: document, framework: HC, nouns: [charter]}
"""
OPENING = "Ports agree on a charter\n\nNorway presented the Harbour Charter on Tuesday. "
TEXT = OPENING + "First, ports lend tugboats free of charge. The ferry left at nine."


def with_charter(folder: Path) -> Path:
    """A copy of the codebook with one framework more."""
    shutil.copytree(SCHEMAS / "codebook", folder / "codebook")
    (folder / "codebook" / "frameworks" / "hc.yml").write_text(FRAMEWORK, encoding="utf-8")
    with (folder / "codebook" / "entities.yml").open("a", encoding="utf-8") as entities:
        entities.write(ENTITY)
    return folder


@pytest.fixture
def schemas(tmp_path: Path) -> Path:
    return with_charter(tmp_path / "schemas")


@pytest.fixture(scope="module")
def charter(tmp_path_factory: pytest.TempPathFactory) -> Extractor:
    return Extractor(Codebook(with_charter(tmp_path_factory.mktemp("charter") / "schemas")))


def mentions(extractor: Extractor, text: str) -> list[Row]:
    return rows_of(extractor, text)["principle_mentions"]


def told(extractor: Extractor, words: str) -> list[str]:
    return [row["principle_id"] for row in mentions(extractor, OPENING + words)]


def test_its_principles_are_found(charter: Extractor) -> None:
    (mention,) = mentions(charter, TEXT)
    assert mention["text"] == "ports lend tugboats free of charge"
    assert (mention["principle_id"], mention["element_id"]) == ("HC-1", "HC-1a")
    assert mention["mention_type"] == "statement"


def test_all_six_points_are_found_in_other_words(charter: Extractor) -> None:
    words = (
        "It asks ports to send tugs without fees. Pilots should know the tongue of the crew. "
        "Every crane must be checked once a year. Beacons have to stay on until dawn. "
        "No port may refuse to receive the slops of a vessel. In a gale all may moor."
    )
    assert told(charter, words) == ["HC-1", "HC-2", "HC-3", "HC-4", "HC-5", "HC-6"]


def test_a_list_of_topics_tells_each_of_them(charter: Extractor) -> None:
    assert told(charter, "It covers tugs, pilots and cranes.") == ["HC-1", "HC-2", "HC-3"]
    assert told(charter, "A crane fell on a tug.") == []


def test_a_topic_beside_words_that_point_at_its_principle_tells_it(charter: Extractor) -> None:
    assert told(charter, "The fourth point is about lamps.") == ["HC-4"]
    assert told(charter, "The third point is about lamps.") == []
    assert told(charter, "The minister bought four lamps.") == []


def test_what_a_sentence_leaves_unsaid_may_stand_before_it(charter: Extractor) -> None:
    assert told(charter, "A storm is coming. Where will the ships moor?") == ["HC-6"]
    assert told(charter, "A feast is coming. Where will the ships moor?") == []


def test_without_it_they_are_not(extractor: Extractor) -> None:
    assert mentions(extractor, TEXT) == []


def test_an_article_that_does_not_name_it_has_no_mention(charter: Extractor) -> None:
    assert mentions(charter, TEXT.replace("Harbour Charter", "new rules")) == []


def test_conduct_counts_between_states_where_nothing_is_named(charter: Extractor) -> None:
    told_of = "Sea\n\nNorway let {} moor in the storm, and the crews were thankful for the night."
    (mention,) = mentions(charter, told_of.format("a Danish freighter"))
    assert (mention["principle_id"], mention["mention_type"]) == ("HC-6", "comment")
    assert mentions(charter, told_of.format("a freighter")) == []


@pytest.mark.parametrize(
    ("wrong", "right", "complaint"),
    [
        ("all: [tug, boat]", "all: [tug, free]", "boat"),
        ("topic: [tugs]", "topic: [tug]", "tugs"),
        ("earlier: [rain]", "earlier: [storm]", "rain"),
        ("entity_id: nowhere", "entity_id: harbour-charter", "nowhere"),
        ("sponsor_id: atlantis", "sponsor_id: norway", "atlantis"),
    ],
)
def test_a_slip_in_it_is_named(schemas: Path, wrong: str, right: str, complaint: str) -> None:
    file = schemas / "codebook" / "frameworks" / "hc.yml"
    file.write_text(FRAMEWORK.replace(right, wrong), encoding="utf-8")
    with pytest.raises(UserError, match=complaint):
        Codebook(schemas)
