"""From a PDF with a text layer to its text.

Belongs here: asking for the lines, in a process with limits of its own, as a PDF can ask for any
amount of time and memory; and rejoining them into paragraphs.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median_low
from typing import Any, NamedTuple

from pipeline.reading import pdf_text
from pipeline.reading.document import Extracted, Fault
from pipeline.sources import Facts

_FAULTS: dict[str, Fault] = {
    "protected": ("protected", "The PDF asks for a password. Save it without one."),
    "damaged": ("damaged", "The PDF is damaged and cannot be opened. Fetch it again."),
    "pages": (
        "too_complex",
        f"The PDF has more than {pdf_text.MAX_PAGES} pages. Save the article alone.",
    ),
    "characters": (
        "too_complex",
        f"The PDF has more than {pdf_text.MAX_CHARACTERS} characters. Save the article alone.",
    ),
    "limits": (
        "too_complex",
        f"The PDF takes more than {pdf_text.SECONDS} seconds or {pdf_text.MEMORY >> 20} MiB to "
        "read. Save the article as plain text.",
    ),
}
_NO_TEXT: Fault = (
    "no_text",
    "The PDF has no text layer: its pages are pictures. Have the text recognised (OCR) first.",
)
_PAGE_NUMBER = re.compile(r"[-–—|\s]*(?:page\s)?\d{1,4}(?:\s?(?:of|/)\s?\d{1,4})?[-–—|\s]*", re.I)
_SENTENCE_END = re.compile(r"[.!?:][\"'”’»)\]]*$")
_NO_CHARACTERS = dict.fromkeys(set(range(32)) - set(map(ord, "\t\n\r")))
_APART = 1.25  # usual distances of lines between paragraphs, at least
_INDENT = 0.8  # letter sizes
_SAME_SIZE = 0.1  # shares of the letter size
_SHORT = 0.75  # of the usual width: a line before a break


class _Line(NamedTuple):
    text: str
    left: float
    right: float
    top: float
    size: float


def read_pdf(data: bytes) -> Extracted | Fault:
    """The text of a PDF by paragraphs, a blank line between them; page numbers are left out."""
    answer = _ask(data)
    if "fault" in answer:
        return _FAULTS[answer["fault"]]
    pages = [[_Line(*line) for line in page] for page in answer["pages"]]
    text = "\n\n".join(_paragraphs(pages))
    return Extracted(text, Facts()) if text else _NO_TEXT


def _ask(data: bytes) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-I", str(Path(pdf_text.__file__))],
        input=data,
        capture_output=True,
        check=False,
    )
    if done.returncode != 0:
        return {"fault": "limits"}
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _paragraphs(pages: Sequence[Sequence[_Line]]) -> Iterator[str]:
    lines = [line for page in pages for line in _without_number(page)]
    if not lines:
        return
    gaps = [a.top - b.top for a, b in pairwise(lines) if 0 < a.top - b.top < 4 * b.size]
    usual = median_low(gaps) if gaps else 0.0
    width = max(line.right - line.left for line in lines)
    paragraph = [lines[0].text]
    for line, after in pairwise(lines):
        if _breaks(line, after, usual, width):
            yield _joined(paragraph)
            paragraph = []
        paragraph.append(after.text)
    yield _joined(paragraph)


def _breaks(line: _Line, after: _Line, usual: float, width: float) -> bool:
    """Whether a paragraph ends between two lines."""
    if abs(line.size - after.size) > _SAME_SIZE * line.size:
        return True
    gap = line.top - after.top
    if gap < 0 or gap > 4 * after.size:  # another page or column, or a picture between
        return not after.text[:1].islower()
    if gap > _APART * usual:
        return True
    ended = bool(_SENTENCE_END.search(line.text))
    short = line.right - line.left < _SHORT * width
    return ended and (short or after.left > line.left + _INDENT * line.size)


def _without_number(page: Sequence[_Line]) -> Sequence[_Line]:
    """The lines of a page but its number at its head or foot."""
    edges = (0, len(page) - 1)
    return [
        line
        for index, line in enumerate(page)
        if index not in edges or not _PAGE_NUMBER.fullmatch(line.text)
    ]


def _joined(lines: Sequence[str]) -> str:
    """The lines of a paragraph as one; a word divided at the end of a line is whole again.

    PDFium has joined its parts, and left a control character in place of the hyphen.
    """
    return " ".join(" ".join(lines).translate(_NO_CHARACTERS).split())
