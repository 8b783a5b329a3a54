"""What is packed with gzip is read as if it were not, within bounds."""

import gzip
from pathlib import Path

import pytest

from pipeline.reading.document import Document, Rejection
from tests.reading.files import document, opened, outcomes, rejection, store
from tests.reading.test_archives import ARTICLE, lines
from tests.reading.test_html import SECOND, page

BOMB = gzip.compress(b"words " * 5_000_000, 9) * 4


@pytest.mark.parametrize("data", [b"Some words.", "Some words.".encode("utf-16")])
def test_a_packed_text_is_one(data: bytes, tmp_path: Path) -> None:
    assert document(tmp_path, gzip.compress(data), "a.txt.gz").text == "Some words."


def test_a_packed_page_is_one(tmp_path: Path) -> None:
    assert SECOND in document(tmp_path, gzip.compress(page().encode())).text


def test_the_hash_is_that_of_the_file_as_received(tmp_path: Path) -> None:
    packed = gzip.compress(b"Some words.", mtime=0)
    other = gzip.compress(b"Some words.", mtime=1)
    found = [document(tmp_path, data) for data in (packed, other)]
    assert found[0].raw_sha256 != found[1].raw_sha256
    assert found[0].text_sha256 == found[1].text_sha256


def test_packed_archives_are_archives(tmp_path: Path) -> None:
    table = b"id,text\n1,Words\n"
    assert list(outcomes(store(tmp_path, gzip.compress(lines(ARTICLE))))) == ["one"]
    assert outcomes(store(tmp_path, gzip.compress(table), "a.csv.gz")) == {"1": "Words"}


def test_a_bomb_is_too_large(tmp_path: Path) -> None:
    assert len(BOMB) < 200_000
    assert rejection(tmp_path, BOMB).reason == "too_large"


def test_an_archive_that_becomes_a_bomb_keeps_what_was_before(tmp_path: Path) -> None:
    article, *_, bomb = opened(
        store(
            tmp_path,
            gzip.compress(lines(ARTICLE) + b"\n") + gzip.compress(b" " * 10**6 + b"\n") * 200,
        )
    )
    assert isinstance(article, Document)
    assert isinstance(bomb, Rejection)
    assert (bomb.reason, bomb.raw_path[-1]) == ("too_large", "-")


@pytest.mark.parametrize("keep", [2, 10, 15, 30])
def test_a_packed_file_that_breaks_off_is_damaged(keep: int, tmp_path: Path) -> None:
    assert rejection(tmp_path, gzip.compress(b"Some words of it. " * 9)[:keep]).reason == "damaged"


def test_a_packed_archive_that_breaks_off_keeps_what_was_before(tmp_path: Path) -> None:
    parts = [gzip.compress(lines(ARTICLE | {"id": name}) + b"\n") for name in "abc"]
    found = outcomes(store(tmp_path, b"".join(parts)[:-12]))
    assert list(found)[:2] == ["a", "b"]
    assert list(found.items())[-1][1] == "damaged"


def test_packed_twice_is_binary(tmp_path: Path) -> None:
    assert rejection(tmp_path, gzip.compress(gzip.compress(b"Words"))).reason == "binary"
