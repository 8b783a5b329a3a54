"""What changed, told to people: CHANGES.md of a release, `gids diff` of any two."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.publishing import csv_files, received
from tests.builders import LINKED, PROVENANCE
from tests.publishing.conftest import WITH_BO, Publish

ARTICLE, QUOTE = LINKED["articles"][0], LINKED["quotes"][0]
NEW = {"article_id": "a-2", "source_id": "daily", "raw_path": "daily/3.txt"}


def diff(releases: Path, *args: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["diff", *args, "--releases", str(releases)])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


@pytest.fixture
def changes(one: Path, publish_rows: Publish) -> str:
    """Of a version with one document more, one rejected anew, and another extractor."""
    return (
        publish_rows(
            {"provenance": replace(PROVENANCE, extractor_version="test-2")},
            articles=[ARTICLE, NEW],
            quotes=[{**QUOTE, "kind": "mixed"}, {**QUOTE, "quote_id": "q-2", "article_id": "a-2"}],
            entities=WITH_BO,
            rejected_documents=[
                *LINKED["rejected_documents"],
                {"raw_path": "daily/4.txt", "source_id": "daily", "reason": "nul"},
            ],
        ).folder
        / "CHANGES.md"
    ).read_text("utf-8")


def section(text: str, heading: str) -> str:
    return text.partition(f"## {heading}\n")[2].partition("\n## ")[0]


def test_sources_and_extraction_are_told_apart(changes: str) -> None:
    assert "compared with version 0.1.0: a minor difference." in changes
    assert "No: tables, columns, keys" in section(changes, "Tables and columns changed")
    sources = section(changes, "Sources changed")
    assert "Documents added: 2.\n\n- `daily/3.txt`\n- `daily/4.txt`, rejected: nul\n" in sources
    extraction = section(changes, "Extraction changed")
    assert "Another extractor made this version. Rows that differ although" in extraction
    assert "their document is the same: 1." in extraction
    rows = section(changes, "Rows")
    assert "| `quotes` | 1 | 0 | 1 | 1 | 1 | 0 |" in rows
    assert "| `entities` | 1 | 0 | 0 | 0 | 0 | 1 |" in rows
    assert "`checks`" not in rows


def test_rows_and_documents_are_listed_in_csv(one: Path, changes: str) -> None:
    folder = one / "0.1.1" / "changes"
    quotes = (folder / "quotes.csv").read_text("utf-8").splitlines()
    assert quotes == [
        '"change","key","changed_columns","cause"',
        '"added","q-2",,"sources"',
        '"changed","q-1","kind","extraction"',
    ]
    documents = csv_files.read(folder / "documents.csv", received.CHANGES_SCHEMA)
    assert documents["raw_path"].to_pylist() == ["daily/3.txt", "daily/4.txt"]


def test_the_first_version_has_nothing_to_compare_with(one: Path) -> None:
    text = (one / "0.1.0" / "CHANGES.md").read_text("utf-8")
    assert "has no version before it: every row is new." in text
    assert "Documents added: 2." in text
    assert "Sources whose `source.yml` is new, gone or another: daily." in text
    assert "| `quotes` | 1 | 0 | 0 |\n" in text
    assert "Extraction changed" not in text


def test_diff_tells_of_two_versions_what_the_release_told(one: Path, changes: str) -> None:
    assert diff(one, "0.1.0", "0.1.1") == (0, changes)


def test_diff_works_backwards_and_lists_rows(two: Path) -> None:
    code, text = diff(two, "0.1.1", "0.1.0", "--rows")
    assert code == 0
    assert "Version 0.1.0 (2021-03-04) compared with version 0.1.1: a minor" in text
    assert "| `entities` | 0 | 1 | 0 |" in text
    assert text.splitlines()[-1] == "entities\tremoved\tbo\t\textraction"


def test_diff_of_a_version_with_itself_is_none(one: Path) -> None:
    code, text = diff(one, "0.1.0", "0.1.0")
    assert (code, "compared with version 0.1.0: no difference." in text) == (0, True)


def test_diff_of_an_unknown_version_names_those_there_are(two: Path) -> None:
    code, text = diff(two, "0.1.0", "7.0.0")
    assert (code, text) == (
        1,
        "Error: there is no version 7.0.0; published: 0.1.0, 0.1.1\n",
    )
    assert diff(two, "0.1.0")[0] == 2


def test_many_documents_are_counted_and_some_named(publish_rows: Publish) -> None:
    rejected = [{"raw_path": f"daily/{n:03}.txt", "source_id": "daily"} for n in range(30)]
    text = (publish_rows(rejected_documents=rejected).folder / "CHANGES.md").read_text("utf-8")
    assert "Documents added: 31." in text
    assert "- `daily/018.txt`" in text
    assert "- and 11 more, in `changes/documents.csv`" in text
