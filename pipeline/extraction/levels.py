"""The levels of voice in an article: the author's frames, and those inside each quotation.

Belongs here: which stretch is read at which level, answers of interviews included. How a stretch is
cut into frames is in `frames`.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from spacy.language import Language

from pipeline.extraction.frames import Frame, make_frames
from pipeline.extraction.quote import Block
from pipeline.parsing.interviews import Turn, find_turns
from pipeline.parsing.quote_marks import QuotedSpan, pair_marks
from pipeline.parsing.structure import ArticleStructure, Paragraph

DEEPEST = 2
"""Quotations inside quotations inside quotations are not opened."""

_OPENING = re.compile(r"[\"“«„‘'\s]*")


@dataclass
class Levels:
    """What there is to read: frames in order of voice, all quotations, answers with labels."""

    frames: list[Frame] = field(default_factory=list)
    spans: list[QuotedSpan] = field(default_factory=list)
    answers: list[tuple[Turn, QuotedSpan, int]] = field(default_factory=list)


def find_levels(nlp: Language, article: ArticleStructure) -> Levels:
    """The frames of title, subtitle and body; of interviews the answers, not the questions."""
    levels = Levels()
    turns = find_turns(article.text, article.paragraphs)
    for region in ("title", "subtitle", "body"):
        inside = [p for p in article.paragraphs if p.region == region]
        for run in _consecutive(_without_turns(inside, turns)):
            _read(nlp, article.text, levels, run, 0, None)
    for turn in turns:
        if not turn.is_question:
            _read_answer(nlp, article, levels, turn)
    for number, frame in enumerate(levels.frames):
        frame.number = number
    return levels


def _without_turns(paragraphs: Sequence[Paragraph], turns: Sequence[Turn]) -> list[Paragraph]:
    starts = [turn.label_start for turn in turns]
    outside = []
    for paragraph in paragraphs:
        index = bisect_right(starts, paragraph.start) - 1
        if index < 0 or paragraph.start >= turns[index].end:
            outside.append(paragraph)
    return outside


def _consecutive(paragraphs: Sequence[Paragraph]) -> list[list[Block]]:
    """Paragraphs as blocks, a new list wherever one is left out."""
    runs: list[list[Block]] = []
    for paragraph in paragraphs:
        if not runs or runs[-1][-1][2] + 1 != paragraph.number:
            runs.append([])
        runs[-1].append((paragraph.start, paragraph.end, paragraph.number))
    return runs


def _read(
    nlp: Language,
    text: str,
    levels: Levels,
    blocks: Sequence[Block],
    depth: int,
    outer: QuotedSpan | None,
) -> None:
    """Pair the marks of consecutive blocks and enter their frames."""
    paired = pair_marks(text, [(start, end) for start, end, _ in blocks])
    spans = [replace(span, depth=span.depth + depth) for span in paired]
    levels.spans += spans
    levels.frames += _level(nlp, text, blocks, spans, depth, outer)


def _read_answer(nlp: Language, article: ArticleStructure, levels: Levels, turn: Turn) -> None:
    """An answer is one quotation, with marks or without."""
    blocks = [
        (max(p.start, turn.start), p.end, p.number)
        for p in _overlapping(article.paragraphs, turn.start, turn.end)
        if p.region == "body"
    ]
    marks = pair_marks(article.text, [(start, end) for start, end, _ in blocks])
    whole = next((m for m in marks if m.open == turn.start and m.close >= turn.end - 1), None)
    start, end = (whole.start, whole.end) if whole else (turn.start, turn.end)
    span = QuotedSpan(turn.start, start, end, turn.end, 0, "turn")
    levels.spans.append(span)
    levels.answers.append((turn, span, blocks[0][2]))
    inside = [(max(a, start), min(b, end), number) for a, b, number in blocks]
    _read(nlp, article.text, levels, [b for b in inside if b[0] < b[1]], 1, span)


def _overlapping(paragraphs: Sequence[Paragraph], start: int, end: int) -> Sequence[Paragraph]:
    first = bisect_right([p.end for p in paragraphs], start)
    last = bisect_left([p.start for p in paragraphs], end)
    return paragraphs[first:last]


def _level(
    nlp: Language,
    text: str,
    blocks: Sequence[Block],
    spans: Sequence[QuotedSpan],
    depth: int,
    outer: QuotedSpan | None,
) -> list[Frame]:
    """Frames of one level, each followed by those inside the quotations it sets apart."""
    level = [span for span in spans if span.depth == depth]
    frames = make_frames(nlp, text, _outside(text, blocks, level), level, outer)
    if depth >= DEEPEST:
        return frames
    starts = [span.start for span in spans]
    result: list[Frame] = []
    opened: set[int] = set()
    for frame in frames:
        result.append(frame)
        for _, mask in frame.masks:
            if mask.open in opened:
                continue
            opened.add(mask.open)
            within = spans[bisect_left(starts, mask.start) : bisect_left(starts, mask.end)]
            inner = [s for s in within if s.depth > depth and s.end <= mask.end]
            result += _level(nlp, text, _inside(text, blocks, mask), inner, depth + 1, mask)
    return result


def _outside(text: str, blocks: Sequence[Block], level: Sequence[QuotedSpan]) -> list[Block]:
    """Blocks without what a quotation from an earlier paragraph covers."""
    opens = [span.open for span in level]
    result = []
    for start, end, number in blocks:
        index = bisect_left(opens, start) - 1
        if index >= 0 and level[index].close > start:
            start = min(end, level[index].close)
        if text[start:end].strip():
            result.append((start, end, number))
    return result


def _inside(text: str, blocks: Sequence[Block], mask: QuotedSpan) -> list[Block]:
    """The parts of the blocks that a quotation covers, without reopening marks."""
    first = bisect_right([end for _, end, _ in blocks], mask.start)
    result = []
    for start, end, number in blocks[first:]:
        if start >= mask.end:
            break
        low, high = max(start, mask.start), min(end, mask.end)
        opening = _OPENING.match(text, low, high) if low == start else None
        low = opening.end() if opening else low
        if low < high:
            result.append((low, high, number))
    return result
