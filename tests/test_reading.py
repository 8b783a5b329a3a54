"""A document becomes its text to the character, or a rejection that says what to do."""

import hashlib
import os
from itertools import chain
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reading import decoding, receiving
from pipeline.reading.document import Document, Reason, Received, Rejection
from pipeline.schema.tables import load_tables
from pipeline.sources import Facts, RawDocument, Source, list_documents, load_sources
from tests.conftest import AddSource

SOURCE = Source(source_id="a-paper", name="A", kind="news")


def read(data: bytes, name: str = "a.txt") -> Document | Rejection:
    path = f"a-paper/{name}"
    return decoding.read(Received(RawDocument(SOURCE, Path("raw") / path, path), data, Facts()))


def rejected(data: bytes, name: str = "a.txt") -> Rejection:
    outcome = read(data, name)
    assert isinstance(outcome, Rejection)
    return outcome


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_text_is_the_file_unchanged(text: str) -> None:
    outcome = read(text.encode())
    assert isinstance(outcome, Document)
    assert outcome.text == text


@given(st.binary())
def test_any_bytes_are_a_document_or_a_rejection_with_the_same_hash(data: bytes) -> None:
    outcome = read(data)
    assert outcome.raw_sha256 == hashlib.sha256(data).hexdigest()
    if isinstance(outcome, Document):
        assert outcome.text.encode() == data


def test_line_ends_and_byte_order_mark_stay_in_the_text() -> None:
    outcome = read(b"\xef\xbb\xbfone\r\ntwo\r")
    assert isinstance(outcome, Document)
    assert outcome.text == "\ufeffone\r\ntwo\r"


@pytest.mark.parametrize(
    ("data", "reason", "where"),
    [
        (b"", "empty", "no bytes"),
        (b" \r\n\t\n", "empty", r"white space \(5 bytes\)"),
        (b"%PDF-1.7 and so on", "binary", r"a PDF.*byte offset 0"),
        (b"text" + bytes(range(1, 9)) * 4, "binary", "32 of 36 bytes.*byte offset 4"),
        ("Café".encode("cp1252"), "encoding", "byte 0xe9 at byte offset 3, line 1.*iconv"),
        (b"one\ntwo \x93quoted\x94", "encoding", "byte 0x93 at byte offset 8, line 2"),
        ("a text".encode("utf-16"), "encoding", "UTF-16.*byte offset 0.*iconv -f UTF-16"),
        ("a long text".encode("utf-16-be"), "encoding", "UTF-16.*from byte offset 0"),
        ("a long text".encode("utf-16-le"), "encoding", "UTF-16.*from byte offset 1"),
        (
            b"An article\nwith one\x00 in it.",
            "nul",
            "1 NUL char.*byte offset 19, line 2",
        ),
    ],
)
def test_faulty_bytes_say_why_and_where(data: bytes, reason: str, where: str) -> None:
    rejection = rejected(data)
    assert rejection.reason == reason
    assert (rejection.raw_path, rejection.source_id) == ("a-paper/a.txt", "a-paper")
    with pytest.raises(AssertionError, match=where):
        raise AssertionError(rejection.detail)


@pytest.mark.parametrize(("name", "words"), [("a.pdf", "end in .pdf"), ("a", "without an ending")])
def test_other_formats_are_named_as_unsupported(name: str, words: str) -> None:
    rejection = rejected(b"text", name)
    assert rejection.reason == "unsupported_format"
    assert words in rejection.detail


def test_suffix_may_be_in_capitals() -> None:
    assert isinstance(read(b"text", "A.TXT"), Document)


def opened(raw: Path) -> dict[str, Document | Rejection]:
    files = list_documents(raw, load_sources(raw))
    received = chain.from_iterable(map(receiving.receive, files))
    return {
        Path(each.raw_path).name: decoding.read(each) if isinstance(each, Received) else each
        for each in received
    }


def test_link_out_of_the_raw_folder_is_unreadable(
    raw: Path, add_source: AddSource, tmp_path: Path
) -> None:
    folder = add_source("a-paper", real=b"text")
    (tmp_path / "secret.txt").write_text("not for publication")
    links = {
        "out.txt": tmp_path / "secret.txt",
        "gone.txt": folder / "nowhere.txt",
        "circle.txt": folder / "circle.txt",
        "folder.txt": folder,
    }
    for name, target in links.items():
        (folder / name).symlink_to(target)
    (folder / "inside.txt").symlink_to("real.txt")
    outcomes = opened(raw)
    for name in links:
        outcome = outcomes[name]
        assert isinstance(outcome, Rejection), name
        assert (outcome.reason, outcome.raw_sha256) == ("unreadable", None)
    assert isinstance(outcomes["inside.txt"], Document)


def test_file_that_would_block_or_fails_to_open_is_unreadable(
    raw: Path, add_source: AddSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = add_source("a-paper", locked=b"text")
    os.mkfifo(folder / "pipe.txt")

    def refuse(document: RawDocument) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(RawDocument, "read", refuse)
    locked, pipe = opened(raw).values()
    assert isinstance(locked, Rejection)
    assert isinstance(pipe, Rejection)
    assert (locked.reason, pipe.reason) == ("unreadable", "unreadable")
    assert "Permission denied" in locked.detail


def test_huge_file_is_too_large_without_being_loaded(
    raw: Path, add_source: AddSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "MAX_BYTES", 3)
    monkeypatch.setattr(decoding, "MAX_BYTES", 3)
    add_source("a-paper", big=b"text", small=b"tex")
    outcomes = opened(raw)
    big = outcomes["big.txt"]
    assert isinstance(big, Rejection)
    assert (big.reason, big.raw_sha256) == ("too_large", hashlib.sha256(b"text").hexdigest())
    assert isinstance(outcomes["small.txt"], Document)
    assert rejected(b"text").reason == "too_large"


def test_reasons_are_those_of_the_schema() -> None:
    columns = {column.name: column for column in load_tables()["rejected_documents"].columns}
    assert set(get_args(Reason)) == set(columns["reason"].enum or ())
