"""Paragraphs of a plain text, whatever its line convention.

Belongs here: finding where paragraphs begin and end. What a paragraph is for (title, body, ...)
is decided in `regions`.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from pipeline.parsing.boilerplate import is_front_mark

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_LINE_END = re.compile(r"\r\n|[\r\n\u2028\u2029]")
_SENTENCE_END = re.compile(r"[.!?:][\"'”’»)\]]*$")
_QUOTATION_END = re.compile(r",[\"'”’»]$")
_LIST_ITEM = re.compile(r"(?:[-*•‣▪–—]\s|\(?\d{1,2}[.)]\s|\(?[a-z][.)]\s)")

_SPACE = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u200b\ufeff"
"""White space, with the zero-width space and the byte order mark."""

WRAP_MIN, WRAP_MAX = 40, 130
"""Length in characters of the lines of a hard-wrapped text: columns, e-mail, wire conventions."""

_RAGGED = 24
"""How much shorter than the longest a full line may be, and never by more than a third."""


_PAGE_NUMBER = re.compile(r"[-–—|\[]?\s?(?:page )?\d{1,4}\s?[-–—|\]]?", re.IGNORECASE)
_RUNNING = 3
"""A line that comes so many times is the head or foot of pages."""


@dataclass(frozen=True)
class Line:
    """A run of text with its offsets (code points, half-open), free of white space at its ends."""

    start: int
    end: int
    text: str


def _lines(text: str) -> list[list[Line]]:
    """Blocks of consecutive lines that are not blank."""
    blocks: list[list[Line]] = [[]]
    last_end = 0
    for match in _LINE.finditer(text):
        stripped = match.group().strip(_SPACE)
        if not stripped:
            continue
        start = match.start() + len(match.group()) - len(match.group().lstrip(_SPACE))
        if len(_LINE_END.findall(text, last_end, match.start())) > 1:
            blocks.append([])
        blocks[-1].append(Line(start, start + len(stripped), stripped))
        last_end = match.start() + len(match.group())
    return [block for block in blocks if block]


def _full(width: int) -> int:
    """The least length of a full line."""
    return width - min(_RAGGED, width // 3)


def _breaks_off(block: list[Line]) -> bool:
    """Whether the full lines of a block break off in the middle of its sentences."""
    longest = max(len(line.text) for line in block)
    if len(block) < 2 or not WRAP_MIN <= longest <= WRAP_MAX:
        return False
    full = [pair for pair in pairwise(block) if len(pair[0].text) >= _full(longest)]
    open_ended = [line for line, _ in full if not _SENTENCE_END.search(line.text)]
    continued = [after for _, after in full if after.text[0].islower()]
    return (
        sum(len(line.text) for line, _ in full) >= 0.6 * sum(len(line.text) for line in block[:-1])
        and len(open_ended) >= 0.6 * len(full)
        and len(continued) >= 0.4 * len(full)
    )


def _wrap_width(blocks: list[list[Line]]) -> int | None:
    """The line length to which a text is hard-wrapped; None where it is not."""
    several = [block for block in blocks if len(block) > 1]
    wrapped = [block for block in several if _breaks_off(block)]
    if len(wrapped) < max(2, 0.4 * len(several)) and not (len(wrapped) == len(several) == 1):
        return None
    return max(len(line.text) for block in wrapped for line in block)


def _flowed(block: list[Line], width: int | None, running: frozenset[str]) -> list[list[Line]]:
    """The lines of a block by paragraph: a full line flows into the next."""
    wrapped = _breaks_off(block)
    if width is None:
        width = max(len(line.text) for line in block)
    elif not wrapped:
        last = block[-1].text
        closed = last[0].islower() or _SENTENCE_END.search(last)
        full = all(_full(width) <= len(line.text) <= width for line in block[:-1])
        wrapped = full and bool(closed)
    groups = [block[:1]]
    for line, after in pairwise(block):
        marked = len(groups[-1]) == 1 and is_front_mark(line.text)
        marked = marked or (line is block[0] and is_front_mark(after.text))
        apart = marked or any(is_page_mark(text, running) for text in (line.text, after.text))
        if wrapped and not apart and _flows(line.text, after.text, width):
            groups[-1].append(after)
        else:
            groups.append([after])
    return groups


def _flows(line: str, after: str, width: int) -> bool:
    """Whether a paragraph goes on from a line to the next."""
    ended = _SENTENCE_END.search(line)
    if len(line) < _full(width):
        return not ended and after[0].islower() and len(line) >= width // 2
    subhead = len(after) < _full(width) and not _SENTENCE_END.search(after)
    return len(line) <= width and not (ended and (subhead or is_front_mark(after)))


def running_heads(texts: Iterable[str]) -> frozenset[str]:
    """Lines at the head or foot of printed pages, by what their repetitions have in common."""
    short = (text for text in texts if 3 <= len(text.split()) <= 15)
    times = Counter(without_numbers(text) for text in short if not _SENTENCE_END.search(text))
    return frozenset(text for text, n in times.items() if n >= _RUNNING)


def without_numbers(text: str) -> str:
    """A line without its page number, letters and spaces alike for all of its repetitions."""
    return " ".join(re.sub(r"\d+", " ", text).lower().split())


def is_page_mark(text: str, running: frozenset[str]) -> bool:
    """Whether a line is a page number, or one of the running heads."""
    return bool(_PAGE_NUMBER.fullmatch(text)) or without_numbers(text) in running


def _joined(text: str, lines: list[Line]) -> Line:
    start, end = lines[0].start, lines[-1].end
    return Line(start, end, text[start:end])


def _items(block: list[Line]) -> list[list[Line]]:
    """The lines of a block by list item: each item may go on over several lines."""
    groups: list[list[Line]] = []
    for line in block:
        if not groups or _LIST_ITEM.match(line.text):
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _rejoined(text: str, lines: list[Line]) -> list[Line]:
    """Lines as paragraphs; an attribution on a line of its own belongs to the quotation before."""
    paragraphs: list[Line] = []
    for line in lines:
        if paragraphs and line.text[0].islower() and _QUOTATION_END.search(paragraphs[-1].text):
            paragraphs[-1] = _joined(text, [paragraphs[-1], line])
        else:
            paragraphs.append(line)
    return paragraphs


def split_paragraphs(text: str) -> list[Line]:
    """Paragraphs in order, without the white space around them.

    A blank line or a list item always ends a paragraph; a line end does so unless the lines
    are hard-wrapped.
    """
    paragraphs: list[Line] = []
    blocks = _lines(text)
    width = _wrap_width(blocks)
    running = running_heads(line.text for block in blocks for line in block)
    for block in blocks:
        for lines in _items(block):
            flowed = [_joined(text, group) for group in _flowed(lines, width, running)]
            paragraphs += _rejoined(text, flowed)
    return paragraphs
