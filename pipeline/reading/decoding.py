"""From the bytes of a document to its text: the text is what the file holds, to the character."""

import codecs
import hashlib
from pathlib import PurePosixPath

from pipeline.reading.document import Document, Fault, Received, Rejection, reject

TEXT_SUFFIXES = (".txt",)
MAX_BYTES = 10_000_000  # far above any article; a file of this size is an archive or a mistake

BYTE_ORDER_MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\x1f\x8b": "gzip-compressed",
    b"\xd0\xcf\x11\xe0": "an old office document",
}
# Bytes that text does not hold: control characters other than tab, line and page breaks, escape.
CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
BINARY_SHARE = 0.05


def read(received: Received) -> Document | Rejection:
    """Decode the bytes of a document: strict UTF-8, nothing stripped and nothing replaced."""
    raw, data, digest = received.raw, received.data, received.sha256
    fault = _fault(PurePosixPath(raw.raw_path).suffix, data)
    if fault:
        return reject(raw, digest, *fault)
    return of_text(received, data.decode("utf-8"))


def of_text(received: Received, text: str) -> Document:
    """The document with this text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(received.raw, received.sha256, text, digest, received.facts)


def _fault(suffix: str, data: bytes) -> Fault | None:
    """The first thing wrong with the bytes, as reason and detail."""
    if suffix.lower() not in TEXT_SUFFIXES:
        supported = ", ".join(TEXT_SUFFIXES)
        kind = f"Files that end in {suffix}" if suffix else "Files without an ending"
        return "unsupported_format", (
            f"{kind} are not read, only {supported}. Save the article as plain text in UTF-8."
        )
    if len(data) > MAX_BYTES:
        return "too_large", too_large(len(data))
    if not data.strip():
        what = f"nothing but white space ({len(data)} bytes)" if data else "no bytes"
        return "empty", f"The file holds {what}. Fetch the document again, or remove it."
    return _not_text(data) or _not_utf8(data) or _nul(data)


def too_large(n_bytes: int) -> str:
    """What is said of a document with so many bytes."""
    return (
        f"The file has {n_bytes} bytes, more than the {MAX_BYTES} that one article may have. "
        "Split it into its articles."
    )


def _not_text(data: bytes) -> Fault | None:
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return _encoding(f"is {encoding}, by its first bytes (byte offset 0)", encoding)
    for magic, kind in MAGIC.items():
        if data.startswith(magic):
            return _binary(f"The file is {kind}, by its first bytes (byte offset 0).")
    if _looks_like_utf16(data):
        first = data.index(0)
        return _encoding(f"is UTF-16: every other byte is zero from byte offset {first}", "UTF-16")
    controls = len(data) - len(data.translate(None, CONTROL))
    if controls > BINARY_SHARE * len(data):
        first = next(offset for offset, byte in enumerate(data) if byte in CONTROL)
        return _binary(
            f"{controls} of {len(data)} bytes are control characters, the first at byte offset "
            f"{first}."
        )
    return None


def _looks_like_utf16(data: bytes) -> bool:
    even, odd = data[::2].count(0), data[1::2].count(0)
    return max(even, odd) > 0.4 * len(data) and min(even, odd) < 0.05 * len(data)


def _binary(what: str) -> Fault:
    return "binary", f"{what} Save the article as plain text in UTF-8."


def _encoding(what: str, encoding: str) -> Fault:
    return "encoding", f"The file {what}. Convert it: iconv -f {encoding} -t UTF-8."


def _not_utf8(data: bytes) -> Fault | None:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        byte = data[error.start]
        line = data.count(b"\n", 0, error.start) + 1
        return "encoding", (
            f"The file is not UTF-8: byte 0x{byte:02x} at byte offset {error.start}, line {line}. "
            "Convert it from the encoding it has, if Windows': iconv -f WINDOWS-1252 -t UTF-8."
        )
    return None


def _nul(data: bytes) -> Fault | None:
    if 0 not in data:
        return None
    offset, count = data.index(0), data.count(0)
    line = data.count(b"\n", 0, offset) + 1
    return (
        "nul",
        f"The text holds {count} NUL character{'s' * (count > 1)}, the first at byte offset "
        f"{offset}, line {line}. Fetch the document again, or have them removed at its origin.",
    )
