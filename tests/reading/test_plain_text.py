"""The text of a plain text file is the file to the character, whatever encoding it is in."""

import tempfile
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given

from pipeline.reading.document import Reason
from pipeline.reading.formats import recognise
from pipeline.schema.tables import load_tables
from tests.reading.files import document, rejection
from tests.strategies import TEXTS

ENGLISH = (
    "“We welcome rules,” said José Nuñez – on Thursday. It’s a matter of trust between states."
)


@given(TEXTS.filter(lambda text: text.strip() and "\0" not in text))
def test_text_is_the_file_unchanged(text: str) -> None:
    data = text.encode()
    if recognise(data, "a.txt") != "text" or text.startswith("\ufeff"):
        return
    if sum((ch < " " and ch not in "\t\n\v\f\r\x1b") or ch == "\x7f" for ch in text):
        return
    with tempfile.TemporaryDirectory() as folder:
        assert document(Path(folder), data).text == text


def test_line_ends_stay_and_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    assert document(tmp_path, b"\xef\xbb\xbfone\r\ntwo\r").text == "one\r\ntwo\r"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"],
)
def test_encodings_are_told(encoding: str, tmp_path: Path) -> None:
    assert document(tmp_path, ENGLISH.encode(encoding)).text == ENGLISH


@pytest.mark.parametrize(
    ("data", "reason", "where"),
    [
        (b"", "empty", "no bytes"),
        (b" \r\n\t\n", "empty", r"white space \(5 bytes\)"),
        (b"\xef\xbb\xbf \n", "empty", "white space"),
        ("\ufeff \n".encode("utf-16-le"), "empty", "white space"),
        (b"\x89PNG\r\n\x1a\n", "binary", "a PNG image.*byte offset 0"),
        (b"PK\x03\x04 and so on", "binary", "a ZIP archive"),
        (b"text" + bytes(range(1, 9)) * 4, "binary", "32 of 36 bytes.*byte offset 4"),
        (
            "a broken “text” in – Unicode".encode()[:-3] + b"\xff\xfe",
            "encoding",
            "byte 0xff at byte offset 31, line 1.*iconv",
        ),
        (b"\xff\xfea\x00b", "encoding", "UTF-16-LE by its first bytes"),
        (b"\xff\xfe\x00\xd8a\x00", "encoding", "UTF-16-LE by its first bytes"),
        (bytes(range(128, 256)) * 3, "encoding", "no other encoding"),
        (b"An article\nwith one\x00 in it.", "nul", "1 NUL char.*at character 19, line 2"),
    ],
)
def test_faulty_bytes_say_why_and_where(
    data: bytes, reason: str, where: str, tmp_path: Path
) -> None:
    found = rejection(tmp_path, data, "a.txt")
    assert found.reason == reason
    assert (found.raw_path, found.source_id) == ("a-paper/a.txt", "a-paper")
    with pytest.raises(AssertionError, match=where):
        raise AssertionError(found.detail)


@pytest.mark.parametrize("name", ["a.html", "a.pdf", "a.jsonl", "a.warc", "a", "A.TXT", "a.docx"])
def test_a_plain_text_is_one_under_any_name(name: str, tmp_path: Path) -> None:
    assert document(tmp_path, b"The words of it.", name).text == "The words of it."


def test_reasons_are_those_of_the_schema() -> None:
    columns = {column.name: column for column in load_tables()["rejected_documents"].columns}
    assert set(get_args(Reason)) == set(columns["reason"].enum or ())
