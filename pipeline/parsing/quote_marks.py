"""Quotation marks paired up: where quoted text begins and ends, over paragraphs and nested.

Belongs here: which mark opens, which closes, which is an apostrophe or an inch sign. Whether the
quoted text is speech is decided in `pipeline.extraction`. Linear in the length of the text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

Block = tuple[int, int]

_MARK = re.compile("``|''|’’|‘‘|[\"“”„‟«»‹›‘’‚‛']")
_FAMILY_OF = {
    '"': "double", "“": "double", "”": "double", "„": "double", "‟": "double",
    "``": "double", "''": "double", "‘‘": "double", "’’": "double",
    "«": "guillemet", "»": "guillemet", "‹": "single guillemet", "›": "single guillemet",
    "‘": "single", "’": "single", "‚": "single", "‛": "single", "'": "single",
}  # fmt: skip
_ALWAYS_OPENS = frozenset("„‟‚‛")
_ELISION = re.compile(r"(?:\d\ds?\b|(?:tis|twas|em|til|cause|bout|n|round)\b)", re.IGNORECASE)
_DECADE = re.compile(r"\d\ds\b")
_BEFORE_OPENING = "([{-–—/\"“‘'«‹„‚:…"


@dataclass(frozen=True)
class QuotedSpan:
    """Text between two marks; offsets in code points, the marks outside `start:end`.

    `depth` is 0 for outer marks. `open` and `close` include the marks; where a mark is never
    closed they end with the paragraph.
    """

    open: int
    start: int
    end: int
    close: int
    depth: int
    family: str


@dataclass
class _Open:
    position: int
    start: int
    family: str


def _opens(text: str, mark: str, start: int, end: int) -> bool:
    """Whether the mark can open: white space or an opening sign before it, text after it."""
    if end >= len(text) or text[end].isspace():
        return False
    before = text[start - 1] if start else " "
    return before.isspace() or before in _BEFORE_OPENING or mark in _ALWAYS_OPENS


def _is_apostrophe(text: str, mark: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if before.isalnum() and after.isalnum():
        return True
    elision = _DECADE if mark == "‘" else _ELISION
    return not before.isalnum() and bool(elision.match(text, end))


def _may_be_possessive(text: str, start: int, end: int) -> bool:
    """A mark after an s and before a lower-case word: "the states’ rights"."""
    after = text[end : end + 2]
    return (
        text[start - 1 : start] == "s"
        and len(after) == 2
        and after[0] == " "
        and after[1].islower()
    )


class _Pairing:
    """The stack of open marks while one run of paragraphs is read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.stack: list[_Open] = []
        self.spans: list[QuotedSpan] = []

    def close_top(self, end: int, close: int) -> None:
        top = self.stack.pop()
        self.spans.append(
            QuotedSpan(top.position, top.start, end, close, len(self.stack), top.family)
        )

    def _level(self, family: str) -> int | None:
        """Index of the innermost open mark of a family."""
        for index in range(len(self.stack) - 1, -1, -1):
            if self.stack[index].family == family:
                return index
        return None

    def _open(self, start: int, end: int, family: str) -> None:
        if len(self.stack) < 4:  # deeper nesting is noise
            self.stack.append(_Open(start, end, family))

    def _close(self, level: int, start: int, end: int) -> None:
        while len(self.stack) > level + 1:
            self.stack.pop()  # an inner mark that was never closed
        self.close_top(start, end)

    def _single(self, mark: re.Match[str], later_closer: bool) -> None:
        start, end, sign = mark.start(), mark.end(), mark.group()
        if _is_apostrophe(self.text, sign, start, end):
            return
        level = self._level("single")
        opening = sign == "‘" or (sign != "’" and level is None)
        possessive = later_closer and _may_be_possessive(self.text, start, end)
        if opening and _opens(self.text, sign, start, end):
            self._open(start, end, "single")
        elif level is not None and not self.text[start - 1].isspace() and not possessive:
            self._close(level, start, end)

    def _double(self, mark: re.Match[str], family: str) -> None:
        start, end, sign = mark.start(), mark.end(), mark.group()
        level = self._level(family)
        opens = _opens(self.text, sign, start, end)
        if sign in "“„‟«‹":
            # German closing “ and reversed guillemets »...« follow their opposite.
            if level is not None and not opens and not self.text[start - 1].isspace():
                self._close(level, start, end)
            elif opens or (level is None and not self._is_stray_closing(start)):
                self._open(start, end, family)
        elif sign in "”»›":
            if level is not None:
                self._close(level, start, end)
            elif opens and sign != "”":
                self._open(start, end, family)
        elif level is not None and not self._opens_inside(family, start, end, opens):
            self._close(level, start, end)
        elif (opens or self._opens_unspaced(start, end)) and not self._after_digit(start):
            self._open(start, end, family)

    def _after_digit(self, start: int) -> bool:
        """An inch sign, then, rather than a mark."""
        return self.text[max(0, start - 1) : start].isdigit()

    def _opens_inside(self, family: str, start: int, end: int, opens: bool) -> bool:
        """Whether a straight mark opens a quotation inside another one."""
        if not opens or self.stack[-1].family != family:
            return opens
        before = self.text[max(0, start - 3) : start]
        # A closing mark may stand on the wrong side of a space ("We tried, "she said).
        misplaced = before.rstrip()[-1:] in tuple(",.?!") and self.text[end].islower()
        return before[-1:].isspace() and not misplaced

    def _is_stray_closing(self, start: int) -> bool:
        """Whether an opening sign that cannot open stands after a word or its full stop."""
        before = self.text[max(0, start - 1) : start]
        return before.isalnum() or before in tuple(".?!)]”’»")

    def _opens_unspaced(self, start: int, end: int) -> bool:
        """Whether a straight mark opens right after a comma (she said,"We tried")."""
        return (
            self.text[max(0, start - 1) : start] in tuple(",;")
            and self.text[end : end + 1].isalnum()
        )

    def read(self, block: Block) -> None:
        """Take in one paragraph's marks."""
        marks = list(_MARK.finditer(self.text, *block))
        closers = [_can_close_single(self.text, mark) for mark in marks]
        later = False
        later_flags: list[bool] = []
        for mark, closer in zip(reversed(marks), reversed(closers), strict=True):
            later_flags.append(later)
            if mark.group() in "‘‚" or _FAMILY_OF[mark.group()] != "single":
                later = False
            elif closer:
                later = True
        for mark, flag in zip(marks, reversed(later_flags), strict=True):
            family = _FAMILY_OF[mark.group()]
            if family == "single" or (mark.group() == "''" and self._level("double") is None):
                self._single(mark, flag)
            else:
                self._double(mark, family)


def _can_close_single(text: str, mark: re.Match[str]) -> bool:
    start, end = mark.span()
    return (
        mark.group() in "’'"
        and start > 0
        and not text[start - 1].isspace()
        and not _is_apostrophe(text, mark.group(), start, end)
    )


def _reopens(text: str, block: Block, family: str) -> int | None:
    """Offset after the mark with which a paragraph reopens a quotation, or None."""
    mark = _MARK.match(text, block[0])
    if mark and _FAMILY_OF[mark.group()] == family and mark.group() not in "”’":
        return mark.end()
    return None


def pair_marks(text: str, blocks: Sequence[Block]) -> list[QuotedSpan]:
    """Quoted spans of consecutive paragraphs, outer before inner, in order.

    A mark never closed ends with its paragraph, unless the next paragraph opens one again: then
    it is one quotation, from the first to the last (annotation guide, section 2).
    """
    pairing = _Pairing(text)
    for index, block in enumerate(blocks):
        start = block[0]
        if pairing.stack:  # the outermost mark is carried on; see _carry
            start = _reopens(text, block, pairing.stack[0].family) or start
        pairing.read((start, block[1]))
        _carry(pairing, text, block, blocks[index + 1] if index + 1 < len(blocks) else None)
    return list(_sound(text, pairing.spans))


def _carry(pairing: _Pairing, text: str, block: Block, following: Block | None) -> None:
    """At a paragraph's end: keep the outermost mark open if the next one reopens it."""
    if not pairing.stack:
        return
    outer = pairing.stack[0]
    del pairing.stack[1:]
    if not text[outer.start : block[1]].strip():  # it opens nothing
        pairing.stack.clear()
        return
    if following is not None and _reopens(text, following, outer.family) is not None:
        return
    if outer.family == "single":
        pairing.stack.clear()  # far likelier an apostrophe than a quotation
    else:
        pairing.close_top(block[1], block[1])


def _sound(text: str, spans: Iterable[QuotedSpan]) -> Iterator[QuotedSpan]:
    """Spans with words in them, outer first; marks that came to nothing add no depth.

    They begin at the first word, whatever space there is after the mark.
    """
    around: list[QuotedSpan] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        while around and around[-1].close <= span.open:
            around.pop()
        words = text[span.start : span.end].lstrip()
        if words:
            around.append(replace(span, start=span.end - len(words), depth=len(around)))
            yield around[-1]
