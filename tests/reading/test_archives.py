"""JSON Lines and CSV: one article a line or row, each standing for itself."""

import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.reading import records
from pipeline.reading.document import MAX_BYTES, Document, Rejection
from pipeline.reading.fields import FIELDS, facts_of, understood_date
from pipeline.reading.receiving import receive
from pipeline.sources import Facts
from tests.reading.files import opened, outcomes, store


def lines(*found: Any) -> bytes:
    """JSON Lines of objects; bytes stay as they are."""
    return b"\n".join(
        each if isinstance(each, bytes) else json.dumps(each).encode() for each in found
    )


ARTICLE = {"id": "one", "title": "Rules praised", "text": "The words.\n\nAnd more."}


def test_each_line_is_a_document_with_its_title_first(tmp_path: Path) -> None:
    (found,) = opened(store(tmp_path, lines(ARTICLE)))
    assert isinstance(found, Document)
    assert found.raw.raw_path == "a-paper/file/one"
    assert found.text == "Rules praised\n\nThe words.\n\nAnd more."
    assert found.facts == Facts(title="Rules praised")


def test_each_row_is_a_document(tmp_path: Path) -> None:
    data = (
        b'Id,Headline,Body,Pub Date\r\n1,"A, b","The\nwords.",2020-09-09\r\n\r\n2,,More words.,\r\n'
    )
    raw = store(tmp_path, data)
    assert outcomes(raw) == {"1": "A, b\n\nThe\nwords.", "2": "More words."}


@pytest.mark.parametrize("delimiter", ";\t|")
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_csv_of_spreadsheets_is_read(delimiter: str, encoding: str, tmp_path: Path) -> None:
    text = delimiter.join(("id", "text")) + "\n" + delimiter.join(("7", '"“Señor Nuñez” – said"'))
    raw = store(tmp_path, text.encode(encoding))
    assert outcomes(raw) == {"7": "“Señor Nuñez” – said"}


def test_what_is_stated_goes_source_first_then_record_then_page(tmp_path: Path) -> None:
    page = (
        '<html><head><title>Page</title><meta name="author" content="Ana Page">'
        '<meta name="date" content="2020-01-01"></head><body><article><p>'
        + "The words of the article go on at some length here. " * 5
        + "</p></article></body></html>"
    )
    data = lines({"html": page, "title": "Record", "date": "2020-02-02", "url": "https://e.org/a"})
    (found,) = opened(store(tmp_path, data, "a.jsonl", Facts(published_on="2020-03-03")))
    assert isinstance(found, Document)
    assert found.facts == Facts(
        title="Record", published_on="2020-03-03", authors="Ana Page", url="https://e.org/a"
    )


@pytest.mark.parametrize("field", FIELDS)
def test_every_name_of_a_field_is_known(field: str, tmp_path: Path) -> None:
    values = {"published_on": "2020-09-09", "url": "https://example.org/a", "html": "<p>Words</p>"}
    for name in FIELDS[field]:
        value = values.get(field, "Some words")
        shown = name.upper().replace("_", " ")
        record = (
            {"text": "Text"} | {shown: value} if field not in ("text", "html") else {shown: value}
        )
        (found,) = opened(store(tmp_path, lines(record)))
        assert isinstance(found, Document), found
        if field in Facts.model_fields:
            assert getattr(found.facts, field) == value


def test_id_is_the_own_one_else_the_address_else_the_number(tmp_path: Path) -> None:
    data = lines(
        {"id": "../../etc/x\n", "text": "a"},
        {"id": 7, "text": "b"},
        {"url": "https://e.org/a?b=c", "text": "c"},
        b"",
        {"text": "d"},
        {"id": "..", "text": "e"},
        {"id": "é" * 999, "text": "f"},
        {"id": "#5", "text": "g"},
        {"id": "\ud800", "text": "h"},
    )
    found = outcomes(store(tmp_path, data))
    assert list(found.values()) == list("abcdefgh")
    assert list(found)[:5] == [
        "..%2F..%2Fetc%2Fx%0A", "7", "https:%2F%2Fe.org%2Fa?b=c", "#5", "%2E%2E"
    ]  # fmt: skip
    assert all(len(name) < 200 and "/" not in name for name in found)


def test_the_later_of_two_with_one_id_is_rejected(tmp_path: Path) -> None:
    raw = store(tmp_path, lines(ARTICLE, ARTICLE, {"id": "two", "text": "x"}))
    assert list(outcomes(raw)) == ["one", "one#2", "two"]
    assert outcomes(raw)["one#2"] == "duplicate_id"


def test_a_bad_line_is_rejected_and_stops_no_other(tmp_path: Path) -> None:
    bad = {
        b"broken": "damaged",
        b'{"text": "cut': "damaged",
        b"[1, 2]": "damaged",
        b'{"text": ' + b"[" * 100_000: "damaged",
        b'{"id": ' + b"1" * 10_000 + b', "text": "x"}': "damaged",
        b'{"title": "no text"}': "no_text",
        b'{"text": 5}': "no_text",
        b'{"text": "caf\xe9"}': "encoding",
        b'{"text": "half \\ud800"}': "encoding",
        b'{"text": "nul \\u0000"}': "nul",
        b'{"text": "' + b"x" * MAX_BYTES + b'"}': "too_large",
    }
    raw = store(tmp_path, lines(ARTICLE, *bad, ARTICLE | {"id": "last"}))
    found = outcomes(raw)
    assert list(found.values())[1:-1] == list(bad.values())
    assert list(found) == ["one", *(f"#{n}" for n in range(2, len(bad) + 2)), "last"]
    for each in opened(raw):
        assert isinstance(each, Document) or (len(each.detail) < 500 and each.detail.endswith("."))


def test_a_bad_row_is_rejected_and_stops_no_other(tmp_path: Path) -> None:
    rows = [
        b"1,good",
        b"2",
        b"3,a,b",
        b"4,",
        b"5," + b"x" * (MAX_BYTES + 1),
        b"6,caf\xe9",
        b"8,good",
    ]
    found = outcomes(store(tmp_path, b"id,text\n" + b"\n".join(rows)))
    reasons = ["damaged", "damaged", "no_text", "too_large", "encoding"]
    assert list(found.values()) == ["good", *reasons, "good"]
    assert [found["1"], found["8"]] == ["good", "good"]


def test_a_quotation_mark_that_never_closes_takes_no_memory(tmp_path: Path) -> None:
    raw = store(tmp_path, b'id,text\n1,good\n2,"' + (b"y" * 999 + b"\n") * (2 * MAX_BYTES // 1000))
    tracemalloc.start()
    try:
        found = list(receive(raw))
        assert tracemalloc.get_traced_memory()[1] < 15 * MAX_BYTES
    finally:
        tracemalloc.stop()
    assert isinstance(found[1], Rejection)
    assert found[1].reason == "too_large"
    assert len(found) <= 2 + records.MAX_FAULTS


def test_an_archive_without_a_column_of_texts_is_rejected_whole(tmp_path: Path) -> None:
    for data, name in ((b"id,title,date\n1,2,3\n", "a"), (b"a,b\n1,2\n", "a.csv")):
        (found,) = opened(store(tmp_path, data, name))
        assert isinstance(found, Rejection)
        assert (found.reason, found.raw_path) == ("no_text", f"a-paper/{name}")
        assert found.raw_sha256 is not None


@pytest.mark.parametrize("data", [b"id,text\n", b"id,text\n\n\n"])
def test_an_archive_of_nothing_is_empty(data: bytes, tmp_path: Path) -> None:
    (found,) = opened(store(tmp_path, data))
    assert isinstance(found, Rejection)
    assert (found.reason, found.raw_path) == ("empty", "a-paper/file")


def test_one_json_document_says_what_to_write(tmp_path: Path) -> None:
    for value in ([ARTICLE], ARTICLE):
        (found,) = opened(store(tmp_path, json.dumps(value, indent=1).encode()))
        assert isinstance(found, Rejection)
        assert found.reason == "unsupported_format"
        assert "one article a line" in found.detail


def test_an_archive_of_nothing_but_faults_ends(tmp_path: Path) -> None:
    raw = store(tmp_path, b'{"title": "x"}\n' * (records.MAX_FAULTS + 1000))
    found = list(receive(raw))
    assert len(found) == records.MAX_FAULTS + 1
    assert found[-1].raw_path == f"a-paper/file/#{records.MAX_FAULTS + 1}-"


def test_memory_does_not_grow_with_the_archive(tmp_path: Path) -> None:
    def peak(n_records: int, form: str) -> int:
        raw = store(tmp_path, b"", form)
        with raw.path.open("w") as file:
            file.writelines(written(n_records, form))
        tracemalloc.start()
        try:
            assert sum(1 for _ in receive(raw)) == n_records
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    def written(n_records: int, form: str) -> Iterator[str]:
        text = "Some words of an article. " * 40
        if form == "csv":
            yield "id,text\n"
        for number in range(n_records):
            record = {"id": number, "text": text}
            yield f"{number},{text}\n" if form == "csv" else f"{json.dumps(record)}\n"

    for form in ("jsonl", "csv"):
        # Only that a name was there is kept: some 160 bytes of a record of a thousand.
        assert peak(5000, form) - peak(500, form) < 4500 * 250


@pytest.mark.parametrize(
    ("written", "understood"),
    [
        ("2020-09-08", "2020-09-08"),
        ("2020-09", "2020-09"),
        ("2020", "2020"),
        ("2020-09-08T12:00:00+08:00", "2020-09-08"),
        ("20200908", "2020-09-08"),
        ("Tue, 08 Sep 2020 10:00:00 GMT", "2020-09-08"),
        ("September 8, 2020", "2020-09-08"),
        ("08/09/2020", None),
        ("8 September", None),
        ("yesterday", None),
        ("2020-13-40", None),
    ],
)
def test_a_date_is_understood_or_left_out(written: str, understood: str | None) -> None:
    assert facts_of({"published_on": written}).published_on == understood
    if understood:
        assert understood_date(written) == understood
