"""What a file is, by its beginning. Its name decides only where the content cannot."""

import csv
import json
import re
from typing import Literal

from pipeline.reading.document import Fault, Format
from pipeline.reading.encodings import characters
from pipeline.reading.fields import FIELDS, field_of

HEAD = 65_536
"""Bytes at the beginning of a file by which it is recognised."""

Archive = Literal["jsonl", "csv", "warc"]

_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|link|style|script|iframe|base|article|main|"
    r"section|header|nav|h[1-6]|div|p|span|table|ul|ol|font|center|a|b|br|img|figure|blockquote)"
    r"(?=[\s/>])",
    re.IGNORECASE,
)
_XHTML = re.compile(r"<\?xml.*?<html[\s>]", re.IGNORECASE | re.DOTALL)
_XML = re.compile(r"<\?xml|<!doctype|<!entity|<rss\b|<feed\b|<\w+(?:\s[^<>]*)?>\s*<\w+", re.I)
_KEY = re.compile(r"[\"']?\w[\w -]*[\"']?:(?:\s|$)")
_HEADING = re.compile(r"# \S[^\n]*\n\s*\n")
_DELIMITERS = ",;\t|"


def recognise(head: bytes, name: str) -> Format | Archive | Fault:
    """What the file with this beginning is; a fault for what is recognised and cannot be read."""
    text = characters(head)
    start = text.lstrip()
    if not start:
        return "text"
    if start.startswith("%PDF-"):
        return "pdf"
    if start.startswith("WARC/"):
        return "warc"
    if is_html(start):
        return "html"
    if start.startswith(("{", "[")):
        found = _json(start)
        if found:
            return found
    if start.startswith("{\\rtf"):
        return _unsupported("rich text (RTF)", "Save the article as plain text.")
    if start.startswith("<") and _XML.match(start):
        return _unsupported("XML, but not XHTML", "Save the article as HTML or plain text.")
    if front_matter_end(text) or _HEADING.match(start):
        return "markdown"
    if delimiter_of(start) or name.lower().endswith((".csv", ".tsv")):
        return "csv"
    return "markdown" if name.lower().endswith((".md", ".markdown")) else "text"


def delimiter_of(text: str) -> str | None:
    """What stands between the columns of a CSV archive; None where the first line is no header.

    A header names a text and another known field, or three known fields, and nothing but names.
    """
    line = re.split(r"[\r\n]", text, maxsplit=1)[0].strip()
    if len(line) > 2000:
        return None
    for delimiter in _DELIMITERS:
        names = next(csv.reader([line], delimiter=delimiter), [])
        if any(not re.fullmatch(r"[\w .:/-]{0,40}", name) for name in names):
            continue
        known = {field for field in map(field_of, names) if field}
        if len(known) >= 3 or (len(known) >= 2 and known & {"text", "html"}):
            return delimiter
    return None


def is_html(text: str) -> bool:
    """Whether a text begins as pages do, or as parts of them."""
    start = text[:HEAD].lstrip()
    return bool(_HTML.match(_without_comments(start)) or _XHTML.match(start))


def front_matter_end(text: str) -> int:
    """Where the body of a text with YAML front matter begins; 0 for a text without."""
    lines = text[:HEAD].splitlines(keepends=True)
    if not lines or lines[0].rstrip() != "---":
        return 0
    end, keyed = len(lines[0]), False
    for line in lines[1:]:
        end += len(line)
        if line.rstrip() in ("---", "..."):
            return end if keyed else 0
        keyed = keyed or bool(_KEY.match(line))
    return 0


def _without_comments(text: str) -> str:
    """The beginning of a page without what may come before its first tag."""
    while text.startswith(("<!--", "<?xml")):
        end = "-->" if text.startswith("<!--") else "?>"
        text = text.partition(end)[2].lstrip()
    return text


def _json(start: str) -> Literal["jsonl"] | Fault | None:
    """Whether what begins with a bracket is an archive with one object a line."""
    line = start.partition("\n")[0]
    if re.match(r"\{\s*\}|\{[ \t]*\"", line):
        return "jsonl"
    if not re.match(r"\{\s*(?:\"|$)|\[\s*(?:[\[{\"\d]|$)", start):
        return None
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        if not re.match(r"[\[{]\s*(?:[\[{\"]|$)", start):
            return None
    return _unsupported(
        "one JSON document", f"Write one article a line, as an object with a field {_texts()}."
    )


def _unsupported(what: str, way_out: str) -> Fault:
    return "unsupported_format", f"The file is {what}, which is not read. {way_out}"


def _texts() -> str:
    return f"{FIELDS['text'][0]} or {FIELDS['html'][0]}"
