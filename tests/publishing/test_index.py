"""The catalogue: a program finds its way by index.json alone, and it can always be made anew."""

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from pipeline.errors import UserError
from pipeline.paths import PROJECT
from pipeline.publishing import index
from tests.publishing.conftest import BO, WITH_BO, Publish, snapshot

NAME = "gids-discourse"
SCHEMA = json.loads((PROJECT / "schemas" / "index.schema.json").read_text("utf-8"))


def catalogue(releases: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((releases / "index.json").read_text("utf-8"))
    return content


def faults(content: dict[str, Any]) -> list[str]:
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    validator = jsonschema.Draft202012Validator(SCHEMA, format_checker=checker)
    return [fault.message for fault in validator.iter_errors(content)]


def test_the_published_schema_is_that_of_the_code() -> None:
    assert json.dumps(SCHEMA) == json.dumps(index.json_schema()), (
        "write it anew: python -m pipeline.publishing.index > schemas/index.schema.json"
    )
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_newest_its_files_sizes_and_checksums_are_found_by_the_index_alone(
    two: Path,
) -> None:
    content = catalogue(two)
    assert faults(content) == []
    (newest,) = [e for e in content["releases"] if e["version"] == content["newest"]]
    assert (newest["version"], newest["schema_version"]) == ("0.1.1", 1)
    found = {}
    for file in newest["files"]:
        data = (two / file["path"]).read_bytes()
        assert (file["bytes"], file["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
        found[file["path"]] = data
    assert found.keys() == {f"0.1.1/{path}" for path in snapshot(two / "0.1.1")}
    assert newest["counts"]["entities"] == 2
    assert newest["code_sha256"] == "c" * 64
    assert newest["raw_sha256"] == hashlib.sha256(found["0.1.1/RAW_SHA256SUMS"]).hexdigest()


def test_the_schema_refuses_what_is_no_index(one: Path) -> None:
    good = catalogue(one)
    for break_it in (
        lambda c: c.pop("newest"),
        lambda c: c["releases"][0].pop("files"),
        lambda c: c["releases"][0].pop("schema_version"),
        lambda c: c["releases"][0].update(version="1"),
        lambda c: c["releases"][0].update(date="yesterday"),
        lambda c: c["releases"][0]["files"][0].update(sha256="0"),
        lambda c: c["releases"][0]["files"][0].update(bytes=-1),
        lambda c: c["releases"][0].update(more=1),
    ):
        bad = json.loads(json.dumps(good))
        break_it(bad)
        assert len(faults(bad)) == 1, bad


@pytest.mark.parametrize("damage", [None, b'{"name": 3', b"", b"\xff", b'{"name": "x"}'])
def test_a_lost_or_damaged_catalogue_is_made_anew(
    publish_rows: Publish, two: Path, damage: bytes | None
) -> None:
    index.withdraw(two, NAME, "0.1.0", "wrong names")
    before = snapshot(two)
    for name in ("index.json", "README.md"):
        (two / name).unlink() if damage is None else (two / name).write_bytes(damage)
    publish_rows(entities=WITH_BO)
    assert snapshot(two) == before


def test_versions_are_in_the_order_of_their_numbers(
    publish_rows: Publish, releases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, version in enumerate(("0.9.0", "0.10.0")):
        name = "pipeline.publishing.release.next_version"
        monkeypatch.setattr(name, lambda *_, version=version, **__: version)
        publish_rows(entities=[{**BO, "name": f"Bo {number}"}])
    assert [e["version"] for e in catalogue(releases)["releases"]] == ["0.9.0", "0.10.0"]
    assert catalogue(releases)["newest"] == "0.10.0"
    rows = (releases / "README.md").read_text("utf-8").partition("| version |")[2]
    assert rows.index("0.10.0") < rows.index("0.9.0")


def test_a_listed_release_that_is_gone_is_told(publish_rows: Publish, one: Path) -> None:
    shutil.rmtree(one / "0.1.0")
    with pytest.raises(UserError, match=r"0\.1\.0: listed in index\.json but gone"):
        publish_rows()


@pytest.mark.parametrize("name", ["csv/quotes.csv", "SHA256SUMS", "datapackage.json"])
def test_a_listed_release_that_was_changed_is_told(
    publish_rows: Publish, one: Path, name: str
) -> None:
    with (one / "0.1.0" / name).open("ab") as file:
        file.write(b"\n")
    with pytest.raises(UserError, match=r"changed after publishing; restore the release"):
        publish_rows(entities=[BO])


def test_a_change_that_keeps_the_size_is_found_in_the_last_release(
    publish_rows: Publish, one: Path
) -> None:
    quotes = one / "0.1.0" / "csv" / "quotes.csv"
    quotes.write_bytes(quotes.read_bytes().replace(b"We tried", b"We lied!"))
    with pytest.raises(UserError, match=r"quotes\.csv: changed after publishing"):
        publish_rows(entities=[BO])


def test_a_release_not_listed_yet_is_listed_only_if_it_is_whole(
    publish_rows: Publish, one: Path
) -> None:
    quotes = one / "0.1.0" / "csv" / "quotes.csv"
    (one / "index.json").unlink()
    quotes.write_bytes(quotes.read_bytes().replace(b"We tried", b"We lied!"))
    with pytest.raises(UserError, match=r"quotes\.csv: changed after publishing"):
        publish_rows()
    assert not (one / "index.json").exists()


def test_the_committed_catalogue_is_valid_and_lists_the_releases_as_they_are() -> None:
    releases = PROJECT / "releases"
    content = catalogue(releases)
    assert faults(content) == []
    assert content == index.read(releases, NAME).model_dump(mode="json", by_alias=True)
