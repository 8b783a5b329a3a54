"""The hashes a release bears change with what they are of, and with nothing else."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from pipeline import batches, manifest, provenance
from pipeline.paths import PROJECT
from pipeline.publishing.content import Provenance
from pipeline.raw_folder import list_documents, load_sources
from tests import example
from tests.conftest import AddSource

SETTINGS = "name: Example Post\nkind: news\n"


@pytest.fixture
def code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the project's code, which is hashed in place of the project's own."""
    copy = tmp_path / "project"
    for name in ("pipeline", "schemas"):
        shutil.copytree(PROJECT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(PROJECT / "requirements.lock", copy)
    monkeypatch.setattr(provenance, "PROJECT", copy)
    monkeypatch.setattr(batches, "extractor_version", lambda: "1")
    return copy


def made(raw: Path) -> Provenance:
    sources = load_sources(raw)
    return provenance.provenance(manifest.make(list_documents(raw, sources)), sources)


def hashes() -> tuple[str, str]:
    provenance.code_sha256.cache_clear()
    provenance.extractor_version.cache_clear()
    found = provenance.code_sha256(), provenance.extractor_version()
    provenance.code_sha256.cache_clear()
    provenance.extractor_version.cache_clear()
    return found


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("pipeline/utterances.py", (True, True)),
        ("pipeline/publishing/templates/load.R.j2", (True, False)),
        ("schemas/views/article_overview.sql", (True, False)),
        ("pipeline/explorer/page/sql.js", (True, False)),
        ("pipeline/explorer/vendor/vendor.json", (True, False)),
        ("requirements.lock", (True, False)),
        ("pipeline/notes.txt", (False, False)),
    ],
)
def test_another_file_is_other_code(code: Path, name: str, changes: tuple[bool, bool]) -> None:
    before = hashes()
    with (code / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert tuple(a != b for a, b in zip(before, hashes(), strict=True)) == changes


def test_a_renamed_file_is_other_code(code: Path) -> None:
    before = hashes()
    (code / "pipeline" / "show.py").rename(code / "pipeline" / "display.py")
    assert hashes()[0] != before[0]


def test_received_files_are_those_of_the_manifest_and_every_source_file(
    raw: Path, add_source: AddSource
) -> None:
    add_source("example", SETTINGS, one=example.TEXT.encode(), empty=b"")
    made_from = made(raw)
    assert made_from.raw.keys() == {"example/one.txt", "example/empty.txt", "example/source.yml"}
    assert made_from.raw["example/one.txt"] == example.SHA
    before = made_from.raw_sha256
    (raw / "example" / "source.yml").write_text(SETTINGS + "rights: None.\n", "utf-8")
    assert made(raw).raw_sha256 != before


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (("2021-03-04", "2020-09-08"), date(2020, 9, 8)),
        (("2021-03-04", None), None),
        ((None, None), None),
    ],
)
def test_sources_were_read_until_the_earliest_day_that_all_state(
    raw: Path, add_source: AddSource, days: tuple[str | None, ...], expected: date | None
) -> None:
    for number, day in enumerate(days):
        add_source(f"source-{number}", SETTINGS + (f"read_until: {day}\n" if day else ""))
    assert len(load_sources(raw)) == 2
    assert made(raw).sources_read_until == expected
