"""WARC archives: the pages in them are documents, whatever else there is."""

import gzip
import io
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline.reading.document import MAX_BYTES, Document, Rejection
from tests.reading.files import opened, outcomes, store
from tests.reading.test_html import FIRST, page


def warc(*records: tuple[str, str, str, bytes], packed: bool = False) -> bytes:
    """A WARC file of records, each with type, status, media type and body."""
    written = io.BytesIO()
    writer = WARCWriter(written, gzip=packed)
    for number, (kind, status, media, body) in enumerate(records):
        http = StatusAndHeaders(status, [("Content-Type", media)], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                f"https://example.org/{number}",
                kind,
                payload=io.BytesIO(body),
                http_headers=http if kind in ("response", "request") else None,
                warc_content_type=media,
                warc_headers_dict={
                    "WARC-Record-ID": f"<urn:uuid:00000000-0000-0000-0000-00000000000{number}>",
                    "WARC-Date": "2021-01-01T00:00:00Z",
                },
            )
        )
    return written.getvalue()


def name(number: int) -> str:
    return f"00000000-0000-0000-0000-00000000000{number}"


PAGE = ("response", "200 OK", "text/html", page().encode())


@pytest.mark.parametrize("packed", [False, True])
def test_pages_are_documents_and_nothing_else_is(packed: bool, tmp_path: Path) -> None:
    data = warc(
        ("warcinfo", "", "application/warc-fields", b"software: x"),
        PAGE,
        ("request", "GET / HTTP/1.1", "text/html", b""),
        ("response", "404 Not Found", "text/html", page().encode()),
        ("response", "200 OK", "image/png", b"\x89PNG"),
        ("response", "200 OK", "text/plain; charset=windows-1252", "Café “text”".encode("cp1252")),
        ("conversion", "", "text/plain", b"Words of a page."),
        packed=packed,
    )
    found = outcomes(store(tmp_path, data))
    assert list(found) == [name(1), name(5), name(6)]
    assert FIRST in found[name(1)]
    assert (found[name(5)], found[name(6)]) == ("Café “text”", "Words of a page.")


def test_address_is_that_of_the_record_and_date_that_of_the_page(tmp_path: Path) -> None:
    plain = page(head='<meta property="article:published_time" content="2020-09-09">')
    (found,) = opened(store(tmp_path, warc(("response", "200 OK", "text/html", plain.encode()))))
    assert isinstance(found, Document)
    assert found.facts.url == "https://example.org/0"
    assert found.facts.published_on == "2020-09-09"  # not the day on which it was fetched


def test_answers_packed_for_the_way_are_unpacked_within_bounds(tmp_path: Path) -> None:
    def response(body: bytes) -> bytes:
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: gzip\r\n\r\n"
        block = http + gzip.compress(body)
        head = (
            "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response"
            f"\r\nWARC-Target-URI: https://example.org/{len(body)}\r\n"
            f"Content-Length: {len(block)}\r\n\r\n"
        )
        return head.encode() + block + b"\r\n\r\n"

    data = response(b"Words of it.") + response(b"x" * 50_000_000) + response(b"And the last.")
    found = outcomes(store(tmp_path, data))
    assert list(found.values()) == ["Words of it.", "too_large", "And the last."]


@pytest.mark.parametrize("packed", [False, True])
def test_a_file_cut_in_the_middle_keeps_the_pages_before(packed: bool, tmp_path: Path) -> None:
    whole = warc(PAGE, PAGE, PAGE, packed=packed)
    raw = store(tmp_path, whole)
    complete = list(outcomes(raw).values())
    assert len(complete) == 3
    for cut in (0.4, 0.5, 0.8, 0.95):
        raw = store(tmp_path, whole[: int(cut * len(whole))])
        *before, last = opened(raw)
        assert isinstance(last, Rejection), cut
        assert last.reason == "damaged"
        assert "Fetch it again" in last.detail
        assert all(isinstance(found, Document) for found in before)
        assert len(before) == int(cut * 3)


def test_headers_without_end_are_bounded(tmp_path: Path) -> None:
    data = b"WARC/1.0\r\nWARC-Type: " + b"response" * (2 * MAX_BYTES // 8)
    (found,) = opened(store(tmp_path, data))
    assert isinstance(found, Rejection)
    assert found.reason == "damaged"


def test_an_archive_without_pages_is_empty(tmp_path: Path) -> None:
    data = warc(("warcinfo", "", "application/warc-fields", b"software: x"))
    (found,) = opened(store(tmp_path, data))
    assert isinstance(found, Rejection)
    assert (found.reason, found.raw_path) == ("empty", "a-paper/file")


@pytest.mark.parametrize("length", [b"-5", b"x", b"99999999999999999999", b""])
def test_lengths_that_lie_are_damage(length: bytes, tmp_path: Path) -> None:
    record = (
        b"WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: "
        + length
        + b"\r\n\r\nSome words.\r\n\r\n"
    )
    found = opened(store(tmp_path, record))
    assert [each.reason for each in found if isinstance(each, Rejection)] in (
        ["damaged"],
        ["empty"],
    )
