"""How much of a sentence a principle mention takes: list items, and the smallest clause.

Belongs here: where an item or clause begins and ends (annotation guide, section 4). What is
mentioned in it is decided in `principles`.
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.extraction.concepts import Span
from pipeline.extraction.setting import Setting
from pipeline.parsing.structure import Sentence

_ITEM = re.compile(
    r";|\n\s*\n"
    r"|,\s*(?:(?:and|or|but|nor|as well as)\s+)?"
    r"(?=(?:(?:not|never)\s+)?to\s+\w|that\s|[a-z]{2,}ing\b)",
    re.IGNORECASE,
)
_CLAUSE_EDGE = re.compile(r"[,;:()—–…]|\s-\s|\s\[|\]\s")
_CONJUNCTION = re.compile(r",?\s(?:and|or|as well as|but|nor|while)\s")
_SUBORDINATE = re.compile(
    r"\s(?:if|because|although|though|while|whereas|when|as well as|which|amid|following|once"
    r"|thanks to|in view of)\s"
)
_INFINITIVE = re.compile(
    r"(?<!\bnot)(?<!\bnever)\sto\s+(?!(?:the|an?|its|their|his|her|our|my|your|this|that|these|those|others?|all|each|any"
    r"|some|no|which|whom|what)\b)(?=[a-z])"
)
_THAT = re.compile(r"\bthat\s")
_LEADING = re.compile(
    r"(?:\s|and\b|or\b|but\b|nor\b|that\b|which\b|to\b|as well as\b|including\b|[•·“”\"‘’'«»])+",
    re.IGNORECASE,
)


FAR = 45
"""So many characters at most stand between the "to" of an infinitive and what makes a mention."""


def items(text: str, sentence: Sentence) -> Iterator[Span]:
    """The parts of a sentence between semicolons, and the infinitives and gerunds it lists."""
    start = sentence.start
    for edge in _ITEM.finditer(text, sentence.start, sentence.end):
        yield start, edge.start()
        start = edge.end()
    yield start, sentence.end


def clause(
    setting: Setting, window: Span, segment: Span, others: Sequence[Span], asked: re.Pattern[str]
) -> Span:
    """The clause around the words `window` of the list item `segment`.

    Without who asks for it (`asked` finds such words) and the clauses around `others`.
    """
    text = setting.text
    start, end = segment
    first, last = _with_quoted(setting, window, segment, others)
    for edge in _CLAUSE_EDGE.finditer(text, start, first):
        start = edge.end()
    for before in (w[1] for w in others if w[1] <= first):
        for edge in _CONJUNCTION.finditer(text, max(start, before), first):
            start = edge.end()
    for cue in (_THAT, asked):
        for edge in cue.finditer(text, start, first):
            start = edge.end()
    for edge in _INFINITIVE.finditer(text, max(start, first - FAR), first + 1):
        start = edge.end()
    for parting in (_CLAUSE_EDGE.search(text, last, end), _SUBORDINATE.search(text, last, end)):
        end = min(end, parting.start()) if parting else end
    for after in (w[0] for w in others if w[0] >= last):
        parting = _CONJUNCTION.search(text, last, min(end, after))
        end = parting.start() if parting else end
    leading = _LEADING.match(text, start, first)
    start = leading.end() if leading else start
    stripped = text[start:end].rstrip(" \t\r\n\u00a0.!?\"”’'»")
    return start, max(last, start + len(stripped))


def _with_quoted(setting: Setting, window: Span, segment: Span, others: Sequence[Span]) -> Span:
    """The window with all of the words that the author quotes, unless `others` are among them."""
    first, last = window
    for mark in setting.spans:
        alone = not any(mark.start < w[1] and w[0] < mark.end for w in others)
        within = segment[0] <= mark.start < first < mark.end <= segment[1]
        if alone and within and setting.voice((mark.start, mark.end)) is None:
            first, last = mark.start, max(last, mark.end)
    return first, last
