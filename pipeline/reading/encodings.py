"""From bytes to characters: which encoding they are in, or why that cannot be told.

A byte order mark decides and is no part of the text. Without one the bytes are UTF-8 if they can
be, else what was declared of them, else what they look like. Nothing is replaced.
"""

import codecs
import re

from charset_normalizer import from_bytes

from pipeline.reading.document import Fault

_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",  # before UTF-16: its mark begins with theirs
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_MAGIC = {
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\x1f\x8b": "gzip-compressed",
    b"BZh": "bzip2-compressed",
    b"\xfd7zXZ": "xz-compressed",
    b"7z\xbc\xaf": "a 7z archive",
    b"\xd0\xcf\x11\xe0": "an old office document",
}
# Bytes that text does not hold: control characters other than tab, line and page breaks, escape.
_CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
_BINARY_SHARE = 0.05

_HIGH = bytes(range(0x80, 0x100))
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]{1,3}")

_LOOKED_FOR = ["cp1252", "mac_roman", "cp1250", "cp1251", "gb18030", "big5", "cp932", "euc_kr"]
"""Encodings that articles in English come in, where not in Unicode; the first is the usual one."""

_AS_BROWSERS_READ = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}


def decode(data: bytes, declared: str | None = None) -> str | Fault:
    """The characters of a text, or why there are none; `declared` is what the text says it is in.

    Nothing is stripped but a byte order mark.
    """
    if not data.strip():
        what = f"nothing but white space ({len(data)} bytes)" if data else "no bytes"
        return "empty", f"The file holds {what}. Fetch the document again, or remove it."
    binary = _binary(data)
    if binary:
        return binary
    mark, encoding = _marked(data)
    if encoding is None:
        encoding = _unmarked_utf16(data)
    if encoding is not None:
        text = _strict(data[len(mark) :], encoding)
        if text is None:
            return "encoding", (
                f"The file is said to be {encoding.upper()} by its first bytes, and is not. "
                "Fetch the document again."
            )
    else:
        text = _strict(data, "utf-8")
        text = _strict(data, _codec(declared)) if text is None and declared else text
        text = _guessed(data) if text is None else text
    if text is None:
        return _not_utf8(data)
    if not text.strip():
        return "empty", "The file holds nothing but white space. Fetch it again, or remove it."
    return text


def characters(data: bytes) -> str:
    """The beginning of a file as characters, whatever it is in: to recognise its format by."""
    mark, encoding = _marked(data)
    encoding = encoding or _unmarked_utf16(data)
    return data[len(mark) :].decode(encoding or "latin-1", "ignore")


def is_wide(data: bytes) -> bool:
    """Whether a file is in UTF-16 or UTF-32, by its beginning."""
    encoding = _marked(data)[1] or _unmarked_utf16(data)
    return encoding is not None and encoding != "utf-8"


def not_sound(text: str) -> Fault | None:
    """What characters no text may have: NUL, and halves of surrogate pairs."""
    if "\0" in text:
        offset, count = text.index("\0"), text.count("\0")
        line = text.count("\n", 0, offset) + 1
        return "nul", (
            f"The text holds {count} NUL character{'s' * (count > 1)}, the first at character "
            f"{offset}, line {line}. Fetch the document again, or have them removed at its origin."
        )
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return "encoding", (
            f"The text holds half of a surrogate pair at character {error.start}, which is no "
            "character. Fetch the document again, or have it mended at its origin."
        )
    return None


def guess(data: bytes) -> str | None:
    """The encoding that bytes look like which are not Unicode; None where it cannot be told."""
    if _is_broken_utf8(data):
        return None
    matches = from_bytes(data, cp_isolation=_LOOKED_FOR)
    best = matches.best()
    if best is None:
        return None
    usual = any(
        _LOOKED_FOR[0] in match.could_be_from_charset and match.chaos <= best.chaos
        for match in matches
    )
    return _LOOKED_FOR[0] if usual else str(best.encoding)


def _guessed(data: bytes) -> str | None:
    encoding = guess(data)
    return _strict(data, encoding) if encoding else None


def _is_broken_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8 for the most part: no other encoding makes sense of them."""
    sequences = _UTF8_SEQUENCE.findall(data)
    high = len(data) - len(data.translate(None, _HIGH))
    return len(sequences) >= high - sum(map(len, sequences))


def _marked(data: bytes) -> tuple[bytes, str | None]:
    return next(
        ((mark, name) for mark, name in _MARKS.items() if data.startswith(mark)), (b"", None)
    )


def _unmarked_utf16(data: bytes) -> str | None:
    even, odd = data[::2].count(0), data[1::2].count(0)
    if max(even, odd) > 0.4 * len(data) and min(even, odd) < 0.05 * len(data):
        return "utf-16-be" if even > odd else "utf-16-le"
    return None


def _binary(data: bytes) -> Fault | None:
    way_out = "Save the article as plain text, HTML or PDF."
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            return (
                "binary",
                f"The file is {kind}, by its first bytes (byte offset 0). {way_out}",
            )
    if is_wide(data):
        return None
    controls = len(data) - len(data.translate(None, _CONTROL))
    if controls <= _BINARY_SHARE * len(data):
        return None
    first = next(offset for offset, byte in enumerate(data) if byte in _CONTROL)
    return "binary", (
        f"{controls} of {len(data)} bytes are control characters, the first at byte offset "
        f"{first}. {way_out}"
    )


def _codec(label: str) -> str:
    """Python's name of a declared encoding; unknown labels are as good as none."""
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):  # ValueError: a NUL in the label
        return "utf-8"
    return _AS_BROWSERS_READ.get(name, name)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):  # LookupError: a codec that makes no text
        return None


def _not_utf8(data: bytes) -> Fault:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return "encoding", (
            f"The file is not UTF-8 (byte 0x{data[error.start]:02x} at byte offset {error.start}, "
            f"line {line}), and no other encoding makes sense of it. Fetch the document again, or "
            "convert it from the encoding it has: iconv -f ENCODING -t UTF-8."
        )
    raise AssertionError("bytes that are UTF-8 have been decoded")
