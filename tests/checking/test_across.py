"""What only several tables together can show: each check passes, and fails once it is broken."""

from typing import Any

import pyarrow as pa
import pytest

from pipeline.checking.across import check_across
from pipeline.checking.results import CheckResult, checks_table
from tests.example import ARTICLE, SCHEMAS, TEXT, tables, with_value


def received(*paths: str) -> pa.Table:
    return pa.table({"raw_path": pa.array(paths, pa.string())})


RECEIVED = received("example/empty.txt", "example/one.txt")


def check(
    data: dict[str, pa.Table], *, text: str = TEXT, documents: pa.Table = RECEIVED
) -> list[CheckResult]:
    texts = pa.table({"article_id": [ARTICLE], "text": [text]}).to_reader()
    return check_across(data, SCHEMAS, texts, documents)


def failures(data: dict[str, pa.Table], **given: Any) -> dict[tuple[str, str], CheckResult]:
    return {(r.table, r.check): r for r in check(data, **given) if not r.passed}


def test_right_dataset_passes_and_no_check_has_the_name_of_another() -> None:
    results = check(tables())
    assert [(r.table, r.check) for r in results if not r.passed] == []
    assert len({(r.table, r.check) for r in results}) == len(results)
    assert checks_table(SCHEMAS["checks"], results).num_rows == len(results)


def test_empty_dataset_is_checked_like_any_other() -> None:
    empty = {name: data.slice(0, 0) for name, data in tables().items()}
    assert failures(empty, documents=received()) == {}


# The row with index 1 of the quotes is q-2, "a start", inside q-1.
BROKEN = [
    ("quotes", 1, {"speaker_id": "nobody"}, "speaker_id_in_entities", "speaker_id nobody is not"),
    ("quotes", 1, {"article_id": "a-2"}, "article_id_in_articles", "article_id a-2 is not"),
    ("quotes", 1, {"text": "a staRt"}, "text_at_its_offsets", "text is 'a staRt', the article"),
    ("quotes", 1, {"text": None}, "text_at_its_offsets", "no text"),
    ("quotes", 0, {"cue_end": None}, "cue_at_its_offsets", "no cue_end"),
    ("quotes", 0, {"cue": "says"}, "cue_at_its_offsets", "the article has 'said'"),
    ("quotes", 1, {"end": 999}, "text_at_its_offsets", "is no stretch of an article of 79"),
    ("quotes", 1, {"start": 60}, "text_at_its_offsets", "[60:51] is no stretch"),
    ("sentences", 2, {"end": 80}, "start_end_in_article", "[70:80] is no stretch"),
    ("claims", 0, {"sentence_id": "s-0"}, "in_its_sentence", "but s-0 is [0:14]"),
    ("quotes", 1, {"sentence_id": "s-0"}, "begins_in_its_sentence", "but s-0 is [0:14]"),
    ("quotes", 1, {"region": "title"}, "region_of_its_sentence", "title, but s-1 is body"),
    ("claims", 0, {"region": "subtitle"}, "region_of_its_sentence", "but s-1 is body"),
    ("sentences", 1, {"region": "front_matter"}, "from_the_story", "s-1 is front_matter"),
    ("quotes", 1, {"parent_quote_id": "q-2"}, "inside_its_parent", "but q-2 is"),
    ("articles", 0, {"n_characters": 7}, "n_characters_of_its_text", "7, its text has 79"),
    ("articles", 0, {"raw_path": "example/x.txt"}, "document_received", "was not received"),
    ("rejected_documents", 0, {"raw_path": "example/one.txt"}, "not_an_article_too", "articles"),
    ("rejected_documents", 0, {"source_id": None}, "source_unless_no_source", "no source"),
    ("rejected_documents", 0, {"reason": "no_source"}, "source_unless_no_source", "no_source, a"),
]


@pytest.mark.parametrize(("table", "index", "values", "name", "told"), BROKEN)
def test_broken_row_is_told_by_its_id_and_in_words(
    table: str, index: int, values: dict[str, Any], name: str, told: str
) -> None:
    data = tables()
    data[table] = with_value(SCHEMAS[table], data[table], index, **values)
    found = [r for r in failures(data).values() if r.check == name]
    assert found
    assert all(told in r.failed_rows[0] for r in found)
    assert all((r.severity, r.n_failed) == ("error", len(r.failed_rows)) for r in found)


def test_each_kind_of_check_is_broken_above() -> None:
    broken = {name for *_, name, _ in BROKEN} | {"every_document_accounted_for"}
    kinds = {r.check for r in check(tables())}
    foreign_keys = {
        f"{'_'.join(key.columns)}_in_{key.table}"
        for schema in SCHEMAS.values()
        for key in schema.foreign_keys
    }
    # The same check of the other spans.
    same = {"speaker_text_at_its_offsets"}
    assert kinds - foreign_keys - same == broken - foreign_keys


def test_quote_outside_its_parent_fails() -> None:
    data = tables()
    data["quotes"] = with_value(SCHEMAS["quotes"], data["quotes"], 1, start=0, end=5, text=TEXT[:5])
    result = failures(data)["quotes", "inside_its_parent"]
    assert result.failed_rows == (f"q-2: [0:5] of {ARTICLE}, but q-1 is [32:66] of {ARTICLE}",)


def test_received_document_that_is_nowhere_fails() -> None:
    found = failures(tables(), documents=pa.concat_tables([RECEIVED, received("example/two.txt")]))
    assert set(found) == {("rejected_documents", "every_document_accounted_for")}
    (result,) = found.values()
    assert result.failed_rows == ("example/two.txt: is in neither of the tables",)


def test_text_that_moved_by_one_character_fails_everywhere() -> None:
    found = failures(tables(), text=f" {TEXT}")
    tables_at_fault = {table for table, check in found if check.endswith("_at_its_offsets")}
    assert tables_at_fault == {"entity_mentions", "quotes", "claims", "principle_mentions"}
