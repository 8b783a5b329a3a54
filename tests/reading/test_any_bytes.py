"""Whatever bytes lie under whatever name: documents or rejections, never an exception."""

import gzip
import hashlib
import tempfile
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.reading.document import Document
from tests.reading.files import opened, store

BEGINNINGS = [
    b"", b"%PDF-1.4\n", b"<html><body><p>", b"<!DOCTYPE html>", b"<?xml version='1.0'?>", b"---\n",
    b"# A\n\n", b'{"text": "', b'{"id": 1}\n', b"[{", b"id,text\n", b"title;text\n1;",
    b"WARC/1.0\r\n",
    b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 20\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
    b"\x1f\x8b",
    b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xff\xfe\x00\x00", b"PK\x03\x04", b"{\\rtf",
    b"---\ntitle: ", b"<p>\xff</p>", b'<meta charset="utf-7">', b'<meta charset="idna">',
    b'<meta charset="rot13">', b'<meta charset="hex">', b'<html><meta charset="utf-16">',
]  # fmt: skip
PIECES = [
    b"\n", b"\r\n", b"\r", b"---\n", b'"', b",", b";", b"}", b"{", b"</p><p>", b"Some words. ",
    b"\x00", b"\xe2\x80\x9c", b"\xff", b"text", b"html", b": ", b"<script>",
    b"Content-Length: -1\r\n",
    b"\r\n\r\n", b"&l9;", b"!!python/object:x ", b"&a [*a]", b"\\ud800", b"\\u0000", b"<b><table>",
    b"WARC/1.0\r\n", b"WARC-Type: response\r\n", b"Transfer-Encoding: chunked\r\n", b"%%EOF",
    b'{"text": "x"}\n', b"1,2\n", b"Content-Type: text/plain\r\n", b"WARC-Target-URI: http://[\r\n",
]  # fmt: skip
BYTES = st.one_of(
    st.binary(max_size=200),
    st.builds(
        lambda first, rest, packed: gzip.compress(first + rest) if packed else first + rest,
        st.sampled_from(BEGINNINGS),
        st.lists(st.sampled_from(PIECES), max_size=20).map(b"".join),
        st.booleans(),
    ),
)
NAMES = st.one_of(
    st.sampled_from(["a.txt", "a.csv", "a.md", "a.tsv", "a.html.gz", "..x", "a\nb", "é" * 120]),
    st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1)
    .filter(lambda name: len(name.encode()) < 256)
    .filter(lambda name: name not in (".", "..")),
)


@settings(max_examples=400, deadline=None)
@given(BYTES, NAMES)
@example(b"%PDF-1.4\n", "a.pdf")
def test_any_bytes_under_any_name_end_as_documents_or_rejections(data: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        raw = store(Path(folder), data, name)
        found = opened(raw)
        again = opened(raw)
    assert found, "every file is accounted for"
    assert found == again
    paths = []
    for each in found:
        if isinstance(each, Document):
            assert each.text.strip()
            assert each.text_sha256 == hashlib.sha256(each.text.encode()).hexdigest()
            assert "\0" not in each.text
            paths.append(each.raw.raw_path)
        else:
            assert each.detail.endswith(".")
            each.detail.encode()
            paths.append(each.raw_path)
    assert len(set(paths)) == len(paths)
    for path in paths:
        path.encode()
        assert path == raw.raw_path or path.startswith(f"{raw.raw_path}/")
    if paths == [raw.raw_path] and found[0].raw_sha256 is not None:
        assert found[0].raw_sha256 == hashlib.sha256(data).hexdigest()
