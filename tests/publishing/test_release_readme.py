"""The README of a release tells what is in it, how good it is and what may be read of an article.

Its numbers come from the tables and the files in quality/; its template types none.
"""

import re
from pathlib import Path
from typing import Any

import pytest

from pipeline.evaluation.reliability import Measure, as_csv
from pipeline.publishing import coverage, csv_files, measured
from pipeline.publishing.release import publish
from pipeline.publishing.templates import ENVIRONMENT
from tests.builders import LINKED, PROVENANCE, TODAY, build_tables
from tests.publishing.conftest import Publish

SCORES = b"""gold,table,measure,group,n_gold,n_found,n_matched,precision,recall,f1,value
articles,quotes,overlap,all,41,37,37,1.0,0.9024,0.9487,
articles,quotes,overlap,direct,10,11,10,0.9091,1.0,0.1111,
articles,quotes,overlap and speaker,all,41,37,33,0.8919,0.8049,0.8462,
articles,claims,stance,all,58,,48,,,,0.8276
held_out,quotes,overlap,all,7,8,6,0.75,0.8571,0.8,
"""
AGREEMENT = b"""table,measure,n_a,n_b,n_both,agreement,kappa
quotes,overlap,42,40,40,0.9756,
claims,stance,60,60,52,0.8667,0.7615
"""
SIZES = b"gold,n_articles,n_characters\narticles,5,19669\nheld_out,7,900\n"
EXTRA = {measured.SCORES: SCORES, measured.AGREEMENT: AGREEMENT, measured.SIZES: SIZES}


def rows() -> dict[str, Any]:
    """Two sources, of which one allows little: one of its two quotes is withheld."""
    article, quote = LINKED["articles"][0], LINKED["quotes"][0]
    return {
        "sources": [
            {**LINKED["sources"][0], "text_policy": "excerpts", "excerpt_limit": 0.5},
            {"source_id": "weekly", "name": "Weekly", "text_policy": "excerpts"}
            | {"excerpt_limit": 0.1},
        ],
        "articles": [
            {**article, "published_on": "2020-09-08", "n_characters": 100},
            {"article_id": "a-2", "source_id": "weekly", "raw_path": "weekly/1.txt"}
            | {"published_on": "2020-10", "n_characters": 100},
            {"article_id": "a-3", "source_id": "weekly", "raw_path": "weekly/2.txt"}
            | {"published_on": "2020-09", "n_characters": 100, "duplicate_of": "a-2"},
        ],
        "quotes": [
            {**quote, "start": 0, "end": 20},
            {**quote, "quote_id": "q-2", "article_id": "a-2", "start": 0, "end": 30},
            {**quote, "quote_id": "q-3", "article_id": "a-3", "start": 0, "end": 5}
            | {"speaker_id": None},
        ],
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    releases = tmp_path_factory.mktemp("releases")
    settings: dict[str, Any] = {"today": TODAY, "provenance": PROVENANCE, "extra": EXTRA}
    publish(build_tables(), releases, **settings)
    return publish(build_tables(**rows()), releases, **settings).folder


@pytest.fixture(scope="module")
def readme(folder: Path) -> str:
    return (folder / "README.md").read_text("utf-8")


def test_coverage_is_told_by_source(readme: str) -> None:
    assert "| Daily | 2020-09-08 | 1 | 1 | 1 | 1 |" in readme
    assert "| Weekly | 2020-09 to 2020-10 | 2 | 2 | 0 | 0 |" in readme


def test_quality_is_told_with_the_size_of_gold_and_the_agreement_of_annotators(readme: str) -> None:
    assert "| articles | 5 | 0.95 (41) | 0.85 (41) |  |  | 0.83 (58) |  |  |" in readme
    assert "| held_out | 7 | 0.80 (7) |  |  |  |  |  |  |" in readme
    assert "| two annotators with each other | | 0.98 (42) |  |  |  | 0.87 (60) |  |  |" in readme


def test_readme_says_what_a_threshold_keeps(publish_rows: Publish) -> None:
    found = [
        Measure("quotes", "invented/held_out", "threshold", 0.7, 4, 3, 0.8, 0.75, 0.5),
        Measure("quotes", "invented/development", "threshold", 0.7, 9, 9, 0.8, 1.0, 1.0),
        Measure("quotes", "all", "threshold", 0.7, 13, 12, 0.8, 0.923, 0.625),
        Measure("claims", "all", "threshold", 0.6, 2, 1, 0.6, 0.5, 0.25),
        Measure("claims", "all", "bin", 0.6, 2, 1, 0.6, 0.5),
    ]
    extra = {**EXTRA, measured.CALIBRATION: as_csv(found)}
    text = (publish_rows({"extra": extra}).folder / "README.md").read_text("utf-8")
    assert "| `quotes` | 0.7 | 13 | 0.80 | 0.92 | 0.62 | 4 | 0.80 | 0.75 | 0.50 |\n" in text
    assert "| `claims` | 0.6 | 2 | 0.60 | 0.50 | 0.25 |  |  |  |  |\n" in text


def test_without_gold_no_quality_is_claimed(publish_rows: Publish) -> None:
    readme = (publish_rows().folder / "README.md").read_text("utf-8")
    assert "## How good it is" not in readme
    assert "## Known limits" in readme


def test_what_is_not_known_or_not_shown_is_told_in_numbers(readme: str) -> None:
    told = " ".join(readme.split())
    assert "1 of 3 quotes have no known speaker, and 2 of 3 articles no known day" in told
    assert "1 articles repeat another" in told
    withheld = "the texts of 0 of 1 entity mentions, 1 of 3 quotes, 0 of 1 principle mentions and"
    assert f"{withheld} 0 of 1 claims." in told


def test_rights_tell_the_share_of_every_article_that_can_be_read(readme: str, folder: Path) -> None:
    assert "| Daily | 50% | 20% | 4 of 4 |" in readme
    assert "| Weekly | 10% | 0% to 5% | 1 of 2 |" in readme
    assert "| Weekly | excerpts, at most 10% of an article |" in (folder / "LICENSE.md").read_text()
    table = csv_files.read(folder / coverage.FILE, coverage.SCHEMA).to_pylist()
    assert [(row["article_id"], row["n_readable"], row["n_allowed"]) for row in table] == [
        ("a-1", 20, 50),
        ("a-2", 0, 10),
        ("a-3", 5, 10),
    ]


def test_what_changed_is_told(readme: str, publish_rows: Publish) -> None:
    assert "Since version 0.1.0: 5 rows added, 0 removed, 3 changed" in " ".join(readme.split())
    first = (publish_rows().folder / "README.md").read_text("utf-8")
    assert "This is the first version" in first


def test_it_tells_how_to_cite_and_how_to_check(readme: str) -> None:
    assert "(2021): GIDS Discourse" in readme
    assert "sha256sum --check SHA256SUMS" in readme


def test_who_reads_csv_otherwise_is_told_of_the_apostrophe(readme: str, folder: Path) -> None:
    assert "has an apostrophe in front that is not part of it" in readme
    assert "has an apostrophe in front" in (folder / "dictionary.md").read_text("utf-8")


@pytest.mark.parametrize("template", ["README.md.j2", "LICENSE.md.j2", "quality.html.j2"])
def test_no_number_is_typed(template: str) -> None:
    source, *_ = ENVIRONMENT.loader.get_source(ENVIRONMENT, template)  # type: ignore[union-attr]
    prose = re.sub(
        r"(?s)\{[{%#].*?[}%#]\}|```.*?```|`[^`]*`|<style>.*?</style>|<[^>]*>", "", source
    )
    harmless = r"F1|DuckDB \(1\.0 or newer\)|text from 0|UTF-8"
    assert not re.findall(r"\d+", re.sub(harmless, "", prose))


def test_every_file_named_is_there(readme: str, folder: Path) -> None:
    linked = re.findall(r"\]\(([^)#:]+)\)", readme)
    named = re.findall(r"`([\w/]+\.(?:csv|json|cff|py|R|duckdb)|[\w/]+/|SHA256SUMS)`", readme)
    assert {"dictionary.md", "CHANGES.md", "LICENSE.md", "quality/index.html"} <= set(linked)
    assert {"croissant.json", "quality/excerpts.csv", "changes/"} <= set(named)
    for path in [*linked, *named]:
        assert (folder / path).exists(), path


def test_every_file_of_the_release_is_told_of(readme: str, folder: Path) -> None:
    for path in {path.name for path in folder.iterdir()} - {"README.md"}:
        assert path in readme, path
