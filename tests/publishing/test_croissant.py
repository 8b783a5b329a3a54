"""croissant.json says of every file and column what the schemas say; its validator runs apart."""

import json
from typing import Any

import pytest

from pipeline.publishing import checksums, croissant
from tests.builders import SCHEMAS
from tests.publishing.conftest import Publish


@pytest.fixture
def described(publish_rows: Publish) -> dict[str, Any]:
    folder = publish_rows().folder
    found: dict[str, Any] = json.loads((folder / croissant.FILE).read_text("utf-8"))
    sums = checksums.read(folder)
    tables = [name for name in sums if name.startswith(("csv/", "parquet/"))]
    assert {f["contentUrl"]: f["sha256"] for f in found["distribution"]} == {
        name: sums[name] for name in tables
    }
    assert all(f["contentSize"].endswith(" B") for f in found["distribution"])
    return found


def test_every_column_of_every_table_is_a_field_with_its_meaning(described: dict[str, Any]) -> None:
    fields = {
        field["@id"]: (field["description"], field["dataType"])
        for records in described["recordSet"]
        for field in records["field"]
    }
    assert fields == {
        f"{table.name}/{column.name}": (column.description, croissant.DATA_TYPES[column.type])
        for table in SCHEMAS.values()
        for column in table.columns
    }
    for records, table in zip(described["recordSet"], SCHEMAS.values(), strict=True):
        assert [key["@id"] for key in records["key"]] == [
            f"{table.name}/{name}" for name in table.primary_key
        ]


def test_records_are_read_from_parquet_where_texts_are_exact(described: dict[str, Any]) -> None:
    ids = {file["@id"] for file in described["distribution"]}
    for records in described["recordSet"]:
        source = f"parquet/{records['name']}.parquet"
        assert source in ids
        assert {f["source"]["fileObject"]["@id"] for f in records["field"]} == {source}


def test_it_says_what_who_when_and_on_what_terms(described: dict[str, Any]) -> None:
    assert described["conformsTo"][0] == "http://mlcommons.org/croissant/1.0"
    assert described["version"] == "0.1.0"
    assert described["datePublished"] == "2021-03-04"
    assert described["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert described["citeAs"].endswith("Version 0.1.0. Dataset.")
    assert described["inLanguage"] == ["en"]
    assert described["rai:dataLimitations"]
