"""The Data Package is valid, data and references included, by an independent reader."""

import json

from frictionless import Package

from pipeline.publishing import datapackage
from pipeline.publishing.content import Description
from tests.builders import LINKED
from tests.publishing.conftest import Publish

TRICKY = {"name": 'NA, "so\nto say"', "role": "=1+1", "affiliation": "北京"}


def test_is_valid_with_data_and_references(publish_rows: Publish) -> None:
    entities = [*LINKED["entities"], {"entity_id": "bo", **TRICKY}]
    folder = publish_rows(entities=entities).folder
    package = Package(folder / "datapackage.json")
    report = package.validate()
    assert report.valid, report.flatten(["type", "message"])
    rows = package.get_table_resource("entities").read_rows()
    assert rows[1].to_dict() == {
        "entity_id": "bo",
        "kind": "person",
        "country_code": None,
        "wikidata_id": None,
        **TRICKY,
        "role": "'=1+1",  # as every reader of CSV sees it
    }


def test_a_reference_to_nothing_would_be_found(publish_rows: Publish) -> None:
    quote = {**LINKED["quotes"][0], "speaker_id": "nobody"}
    article = {**LINKED["articles"][0], "duplicate_of": "a-9"}
    folder = publish_rows(quotes=[quote], articles=[article]).folder
    report = Package(folder / "datapackage.json").validate()
    found = report.flatten(["type"])
    assert found == [["foreign-key"], ["foreign-key"]]


def test_what_is_read_back_is_what_was_described(publish_rows: Publish) -> None:
    folder = publish_rows().folder
    descriptor = datapackage.read(folder)
    described = datapackage.describe(Description.load())
    assert datapackage.without_release_facts(descriptor) == json.loads(json.dumps(described))
    assert descriptor["version"] == "0.1.0"
    assert descriptor["created"] == "2021-03-04T00:00:00Z"
