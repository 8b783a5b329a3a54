"""The annotation that comes with the project is valid: offsets, keys, codes and names."""

import csv
from pathlib import Path
from typing import Any

import pytest

from pipeline.codebook import Codebook
from pipeline.evaluation.gold import TABLES, Gold, read_gold
from pipeline.paths import PROJECT
from pipeline.schema.tables import load_tables

GOLD = PROJECT / "tests" / "gold"
RAW = PROJECT / "raw"
FOLDERS = ("articles", "annotator-a", "annotator-b", "invented")


@pytest.fixture(scope="module", params=FOLDERS)
def gold(request: pytest.FixtureRequest) -> Gold:
    return read_gold(GOLD / request.param, RAW)


def rows(gold: Gold, table: str) -> list[tuple[str, dict[str, Any]]]:
    return [(article.text, row) for article in gold.articles for row in article.rows[table]]


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_the_text_that_stands_at_its_offsets(gold: Gold, table: str) -> None:
    found = rows(gold, table)
    spans = load_tables()[table].spans
    assert found
    for text, row in found:
        for span in spans:
            assert span.text is not None
            words = row[span.text]
            if words is None:
                assert row[span.start] is None
                assert row[span.end] is None
            else:
                assert text[row[span.start] : row[span.end]] == words


def test_claims_and_mentions_stand_in_their_quote_and_have_its_speaker(gold: Gold) -> None:
    for article in gold.articles:
        quotes = {row["quote_key"]: row for row in article.rows["quotes"]}
        for table, speaker in (("claims", "claimant"), ("principle_mentions", "speaker")):
            for row in article.rows[table]:
                if row["quote_key"] is None:
                    assert row[speaker] is None
                    continue
                quote = quotes[row["quote_key"]]
                assert quote["start"] <= row["start"] < row["end"] <= quote["end"]
                assert row[speaker] == quote["speaker"]


def test_a_quote_stands_in_its_parent(gold: Gold) -> None:
    for article in gold.articles:
        quotes = {row["quote_key"]: row for row in article.rows["quotes"]}
        for row in quotes.values():
            if row["parent_quote_key"] is not None:
                parent = quotes[row["parent_quote_key"]]
                assert parent["start"] <= row["start"] < row["end"] <= parent["end"]


def test_claimant_kind_says_whether_there_is_a_quote(gold: Gold) -> None:
    for _, row in rows(gold, "claims"):
        assert (row["claimant_kind"] == "speaker") == (row["quote_key"] is not None)
        assert (row["stance_target"] is not None) or row["stance"] == "none"


def test_principles_elements_and_targets_are_those_of_the_codebook(gold: Gold) -> None:
    frameworks = Codebook().frameworks
    elements = {p.id: {e.id for e in p.elements} for f in frameworks for p in f.principles}
    for _, row in rows(gold, "principle_mentions"):
        assert row["element_id"] in {None} | elements[row["principle_id"]]
    targets = {row["stance_target"] for _, row in rows(gold, "claims")}
    assert targets <= {None} | {framework.framework_id for framework in frameworks}


def test_entities_of_the_codebook_have_their_canonical_name(gold: Gold) -> None:
    codebook = Codebook()
    names = [codebook.names_of(entity_id) for entity_id in codebook.entity_kinds]
    aliases = {alias for name, *others in names for alias in others} - {n for n, *_ in names}
    used = {
        row[column]
        for table, columns in (("quotes", ("speaker", "via")), ("claims", ("claimant",)))
        for _, row in rows(gold, table)
        for column in columns
    }
    assert not used & aliases


def test_regions_of_the_invented_texts_hold_every_word_and_every_row() -> None:
    gold = read_gold(GOLD / "invented", RAW)
    regions = _regions(GOLD / "invented" / "regions.csv")
    assert set(regions) == {article.raw_path for article in gold.articles}
    for article in gold.articles:
        spans = regions[article.raw_path]
        outside = list(article.text)
        for _, start, end in spans:
            outside[start:end] = " " * (end - start)
        assert not "".join(outside).strip()
        for table in TABLES:
            for row in article.rows[table]:
                at_start = next(name for name, s, e in spans if s <= row["start"] < e)
                assert row["region"] == at_start


def _regions(path: Path) -> dict[str, list[tuple[str, int, int]]]:
    found: dict[str, list[tuple[str, int, int]]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            span = row["region"], int(row["start"]), int(row["end"])
            found.setdefault(row["raw_path"], []).append(span)
    return found
