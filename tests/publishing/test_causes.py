"""Why a row differs: its sources changed, or the same bytes give another row."""

from dataclasses import replace
from typing import Any

import pytest

from pipeline.publishing import datapackage
from pipeline.publishing.content import Description
from pipeline.publishing.difference import Difference, Side, compare
from tests.builders import LINKED, RAW, build_tables

DESCRIBED = datapackage.describe(Description.load())
ARTICLE, QUOTE = LINKED["articles"][0], LINKED["quotes"][0]
OTHER_BYTES = {**ARTICLE, "raw_sha256": "2" * 64}
SECOND = {"article_id": "a-2", "source_id": "daily", "raw_path": "daily/3.txt"}
SECOND_QUOTE = {**QUOTE, "quote_id": "q-2", "article_id": "a-2"}
OTHER_QUOTE = {**QUOTE, "kind": "mixed"}
RESTATED = RAW | {"daily/source.yml": "2" * 64}

REJECTED = {**LINKED["rejected_documents"][0], "raw_sha256": "0" * 64}
OLD_TABLES = build_tables(rejected_documents=[REJECTED])
OLD = Side(DESCRIBED, OLD_TABLES.__getitem__, "extractor-1", RAW)


def difference(
    extractor: str = "extractor-2", raw: dict[str, str] | None = None, **rows: Any
) -> Difference:
    """To the usual tables, of those with other rows."""
    tables = build_tables(**{"rejected_documents": [REJECTED]} | rows)
    return compare(OLD, Side(DESCRIBED, tables.__getitem__, extractor, raw or RAW))


def causes(found: Difference, table: str) -> dict[str, str | None]:
    """Cause by key."""
    return {row["key"]: row["cause"] for row in found.rows[table].to_pylist()}


def test_other_rows_of_the_same_bytes_are_caused_by_extraction() -> None:
    found = difference(quotes=[OTHER_QUOTE, SECOND_QUOTE | {"article_id": "a-1"}])
    assert causes(found, "quotes") == {"q-1": "extraction", "q-2": "extraction"}
    assert not found.same_extractor
    assert found.caused("quotes", "extraction") == 2


def test_rows_of_a_document_with_other_bytes_are_caused_by_sources() -> None:
    found = difference(articles=[OTHER_BYTES], quotes=[OTHER_QUOTE])
    assert causes(found, "articles") == {"a-1": "sources"}
    assert causes(found, "quotes") == {"q-1": "sources"}


def test_both_in_one_release_are_told_apart_by_the_document() -> None:
    found = difference(articles=[ARTICLE, SECOND], quotes=[OTHER_QUOTE, SECOND_QUOTE])
    assert causes(found, "articles") == {"a-2": "sources"}
    assert causes(found, "quotes") == {"q-1": "extraction", "q-2": "sources"}


def test_rows_of_a_document_that_is_gone_are_caused_by_sources() -> None:
    tables = build_tables(articles=[ARTICLE, SECOND], quotes=[QUOTE, SECOND_QUOTE])
    old = replace(OLD, table=tables.__getitem__, extractor_version="extractor-0")
    found = compare(old, OLD)
    assert causes(found, "articles") == {"a-2": "sources"}
    assert causes(found, "quotes") == {"q-2": "sources"}


def test_rows_of_no_single_document_do_not_tell_when_both_changed() -> None:
    bo = [*LINKED["entities"], {"entity_id": "bo", "name": "Bo"}]
    both = difference(articles=[OTHER_BYTES], entities=bo)
    assert causes(both, "entities") == {"bo": None}
    assert both.caused("entities", None) == 1
    assert causes(difference(entities=bo), "entities") == {"bo": "extraction"}
    only_sources = difference("extractor-1", articles=[OTHER_BYTES], entities=bo)
    assert causes(only_sources, "entities") == {"bo": "sources"}


def test_with_the_same_extractor_a_changed_source_is_the_cause_of_every_row() -> None:
    found = difference("extractor-1", articles=[ARTICLE, SECOND], quotes=[OTHER_QUOTE])
    assert causes(found, "quotes") == {"q-1": "sources"}
    assert causes(difference("extractor-1", quotes=[OTHER_QUOTE]), "quotes") == {
        "q-1": "extraction"
    }


def test_another_source_file_is_a_changed_source() -> None:
    stated = {**ARTICLE, "url": "https://example.org/1"}
    found = difference(raw=RESTATED, articles=[stated], quotes=[OTHER_QUOTE])
    assert found.received.restated == ("daily",)
    assert causes(found, "articles") == {"a-1": "sources"}
    assert causes(found, "quotes") == {"q-1": None}  # what it states may have been read, or not
    source = [{**LINKED["sources"][0], "name": "The Daily"}]
    assert causes(difference(sources=source), "sources") == {"daily": "sources"}


def test_rejected_documents_have_their_cause() -> None:
    other_reason = {**REJECTED, "reason": "binary"}
    assert causes(difference(rejected_documents=[other_reason]), "rejected_documents") == {
        "daily/2.txt": "extraction"
    }
    other_bytes = {**other_reason, "raw_sha256": "2" * 64}
    assert causes(difference(rejected_documents=[other_bytes]), "rejected_documents") == {
        "daily/2.txt": "sources"
    }


@pytest.mark.parametrize(
    ("articles", "rejected", "expected"),
    [
        ([ARTICLE, SECOND], ["daily/2.txt"], [("added", "daily/3.txt", None)]),
        ([], ["daily/2.txt"], [("removed", "daily/1.txt", None)]),
        ([OTHER_BYTES], ["daily/2.txt"], [("changed", "daily/1.txt", None)]),
        ([], ["daily/1.txt", "daily/2.txt"], [("rejected", "daily/1.txt", "empty")]),
        (
            [ARTICLE, {**SECOND, "raw_path": "daily/2.txt"}],
            [],
            [("accepted", "daily/2.txt", None)],
        ),
        ([ARTICLE], ["daily/2.txt", "daily/9.txt"], [("added", "daily/9.txt", "empty")]),
    ],
)
def test_documents_added_removed_changed_rejected_and_accepted_are_named(
    articles: list[dict[str, Any]],
    rejected: list[str],
    expected: list[tuple[str, str, str | None]],
) -> None:
    rows = [{**REJECTED, "raw_path": path} for path in rejected]
    same_bytes = [{"raw_sha256": "0" * 64, **row} for row in articles]
    found = difference(articles=same_bytes, rejected_documents=rows).received
    assert [tuple(row.values()) for row in found.documents.to_pylist()] == expected
    bytes_differ = expected[0][0] in ("added", "removed", "changed")
    assert (found.touched.num_rows > 0) == found.differ == bytes_differ


def test_a_release_without_a_list_of_files_does_not_tell_of_source_files() -> None:
    assert compare(replace(OLD, raw=None), OLD).received.restated is None
