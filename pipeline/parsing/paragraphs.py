"""Paragraphs of a plain text, whatever its line convention.

Belongs here: finding where paragraphs begin and end. What a paragraph is for (title, body, ...)
is decided in `regions`.
"""

import re
from dataclasses import dataclass

from pipeline.parsing.boilerplate import is_front_mark

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_LINE_END = re.compile(r"\r\n|[\r\n\u2028\u2029]")
_SENTENCE_END = re.compile(r"[.!?:][\"'”’»)\]]*$")
_QUOTATION_END = re.compile(r",[\"'”’»]$")
_LIST_ITEM = re.compile(r"(?:[-*•‣▪–—]\s|\(?\d{1,2}[.)]\s|\(?[a-z][.)]\s)")

_SPACE = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u200b\ufeff"
"""White space, with the zero-width space and the byte order mark."""

WRAP_MIN, WRAP_MAX = 50, 130
"""Length in characters of the lines of a hard-wrapped text: e-mail and wire conventions."""

_RAGGED = 24
"""How much shorter than the longest a full line of a hard-wrapped text may be."""


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


def _breaks_off(block: list[Line]) -> bool:
    """Whether the lines of a block break off in the middle of its sentences."""
    inner = block[:-1]
    longest = max(len(line.text) for line in block)
    if not inner or not WRAP_MIN <= longest <= WRAP_MAX:
        return False
    full = [line for line in inner if len(line.text) >= longest - _RAGGED]
    open_ended = [line for line in inner if not _SENTENCE_END.search(line.text)]
    continued = [line for line in block[1:] if line.text[0].islower()]
    return (
        len(full) >= 0.8 * len(inner)
        and len(open_ended) >= 0.6 * len(inner)
        and len(continued) >= 0.4 * len(inner)
    )


def _wrap_width(blocks: list[list[Line]]) -> int | None:
    """The line length to which a text is hard-wrapped; None where it is not."""
    several = [block for block in blocks if len(block) > 1]
    wrapped = [block for block in several if _breaks_off(block)]
    if len(wrapped) < max(2, 0.4 * len(several)) and not (len(wrapped) == len(several) == 1):
        return None
    return max(len(line.text) for block in wrapped for line in block)


def _is_wrapped(block: list[Line], width: int | None) -> bool:
    """Whether a block is one paragraph: all its lines but the last are full."""
    if any(is_front_mark(line.text) for line in block[:2]):
        return False
    if width is None:
        return _breaks_off(block)
    inner = block[:-1]
    return bool(inner) and all(width - _RAGGED <= len(line.text) <= width for line in inner)


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
    for block in blocks:
        for lines in _items(block):
            whole = _is_wrapped(lines, width)
            paragraphs += [_joined(text, lines)] if whole else _rejoined(text, lines)
    return paragraphs
