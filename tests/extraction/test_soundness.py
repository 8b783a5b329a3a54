"""A row that no release may hold is found before it is kept, and its article alone is left out."""

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pipeline import batches
from pipeline.extraction.article import Extractor
from pipeline.extraction.soundness import UnsoundError, faults, require_sound
from pipeline.paths import Folders
from pipeline.reading.document import Document
from pipeline.running import run
from tests.conftest import AddSource
from tests.extraction.reading import Row, Rows, article, rows_of

TEXT = article(
    "“The deal is dead, and Bo Li said ‘no’ to it,” Novak said. It was a clear failure of China.",
    "The Global Initiative on Data Security, Novak said, asks firms to install no backdoors.",
)


@pytest.fixture
def rows(extractor: Extractor) -> Rows:
    return rows_of(extractor, TEXT)


def test_the_rows_of_an_article_are_sound(rows: Rows) -> None:
    assert all(rows[table] for table in ("quotes", "claims", "principle_mentions", "entities"))
    require_sound(rows, TEXT)


@pytest.mark.parametrize(
    ("table", "values", "rule"),
    [
        ("quotes", {"quote_id": None}, "no quote_id"),
        ("quotes", {"start": "3"}, "start is no integer"),
        ("quotes", {"start": True}, "start is no integer"),
        ("quotes", {"end": 10**6}, "start {start} and end 1000000 are no stretch of the text"),
        ("quotes", {"start": -1}, "start is less than 0"),
        ("quotes", {"text": "else"}, "text is not what the article has at [{start}:{end}]"),
        ("quotes", {"text": ""}, "text is empty"),
        ("quotes", {"text": "x" * 100_001}, "text has more than 100,000 characters"),
        ("quotes", {"cue_start": 9, "cue_end": 9, "cue": "x"}, "cue_start 9 and cue_end 9 are no"),
        ("quotes", {"cue": None}, "no cue"),
        ("quotes", {"kind": "odd"}, "kind is none of direct, mixed, indirect"),
        ("quotes", {"region": "title"}, "title, but its sentence is body"),
        ("quotes", {"speaker_id": "nobody"}, "speaker_id is not in entities"),
        ("quotes", {"parent_quote_id": "q-0"}, "parent_quote_id is not in quotes"),
        ("quotes", {"confidence": 1.5}, "confidence is more than 1"),
        ("quotes", {"confidence": float("nan")}, "confidence is less than 0"),
        ("claims", {"hedged": None}, "no hedged"),
        ("claims", {"quote_id": "q-0"}, "quote_id is not in quotes"),
        ("claims", {"claim_id": "x"}, "claim_id is not of the form "),
        ("entities", {"name": "A \ud800"}, "name has half a character"),
        ("articles", {"n_characters": 7}, "n_characters is 7, the text has "),
    ],
)
def test_a_breach_is_told_with_table_row_and_rule(
    rows: Rows, table: str, values: Row, rule: str
) -> None:
    row = rows[table][0]
    row |= values
    with pytest.raises(UnsoundError) as told:
        require_sound(rows, TEXT)
    key = next(iter(row.values()))
    assert str(told.value).startswith(f"{table}, row 0 ({key}): {rule.format_map(row)}")


def test_rows_lie_in_the_sentence_they_name(rows: Rows) -> None:
    last = rows["sentences"][-1]
    for table in ("quotes", "claims", "entity_mentions"):
        rows[table][0]["sentence_id"] = last["sentence_id"]
    told = list(faults(rows, TEXT))
    assert len(told) == 3
    assert all(f"is outside its sentence [{last['start']}:{last['end']}]" in one for one in told)


def test_only_a_quote_may_run_on_into_the_next_sentence(rows: Rows) -> None:
    for table in ("quotes", "claims"):
        row = rows[table][0]
        row["end"] = len(TEXT)
        row["text"] = TEXT[row["start"] :]
    (told,) = faults(rows, TEXT)
    assert told.startswith("claims, row 0 ") and "is outside its sentence" in told


def test_a_quote_lies_inside_its_parent_and_not_inside_itself(rows: Rows) -> None:
    first, *_, last = rows["quotes"]
    first["parent_quote_id"], last["parent_quote_id"] = first["quote_id"], first["quote_id"]
    told = list(faults(rows, TEXT))
    assert len(told) == 2
    assert all(one.endswith("is not inside its parent") for one in told)


@pytest.mark.parametrize("table", ["quotes", "entities", "entity_aliases"])
def test_no_key_is_there_twice(rows: Rows, table: str) -> None:
    rows[table].append(dict(rows[table][0]))
    (told,) = faults(rows, TEXT)
    assert told.startswith(f"{table}, row {len(rows[table]) - 1} ")
    assert told.endswith(" as in a row before")


def test_an_article_with_such_a_row_stops_no_other(
    raw: Path, add_source: AddSource, extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken:
        def extract(self, document: Document) -> Any:
            rows = extractor.extract(document)
            if document.raw.raw_path == "daily/one.txt" and isinstance(rows, dict):
                rows["quotes"][0]["cue_end"] = rows["quotes"][0]["cue_start"] = 9
            return rows

    monkeypatch.setattr(batches, "_extractor", Broken)
    add_source("daily", one=TEXT.encode(), two=TEXT.replace("Geneva", "Bern").encode())
    finished = run("release", Folders.below(raw.parent), date(2026, 1, 2))
    assert finished.published is not None
    parquet = Path(finished.published.folder) / "parquet"
    (rejected,) = pq.read_table(parquet / "rejected_documents.parquet").to_pylist()
    assert (rejected["raw_path"], rejected["reason"]) == ("daily/one.txt", "not_processed")
    assert "cannot be right: quotes, row 0 (q-" in rejected["detail"]
    assert "cue_start 9 and cue_end 9 are no stretch of the text" in rejected["detail"]
    paths = pq.read_table(parquet / "articles.parquet")["raw_path"].to_pylist()
    assert paths == ["daily/two.txt"]
