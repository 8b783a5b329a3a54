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
    r"(?=(?:(?:not|never)\s+)?to\s+\w|that\s|[a-z]{2,}ing\b|because\s|(?:should|shall|must)\s)",
    re.IGNORECASE,
)
_CLAUSE_EDGE = re.compile(r"[,;:()—–…]|\s-\s|\s\[|\]\s")
_CONJUNCTION = re.compile(r",?\s(?:and|or|as well as|but|nor|while)\s")
_SUBORDINATE = re.compile(
    r"\s(?:if|because|although|though|while|whereas|when|whenever|as well as|which|amid|following"
    r"|once|thanks to|in view of|so that|citing|despite"
    r"|over\s(?:\w+\s)?(?:fears?|concerns?|worries)|as\s(?:it|they|he|she|we|this|these)|in\s(?:what|the\scontext\sof|an?\s(?:attempt|effort|bid|move))"
    r"|(?:and|but)\s(?:is|are|was|were|has|have|had|will|would|can|could|called|said|says))\s"
)
_INFINITIVE = re.compile(
    r"(?<!\bnot)(?<!\bnever)\sto\s+(?!(?:the|an?|its|their|his|her|our|my|your|this|that|these|those|others?|all|each|any"
    r"|some|no|which|whom|what)\b)(?=[a-z])"
)
_THAT = re.compile(r"\bthat\s")
_CONTAINS = re.compile(
    r"\b(?:includes?|contains?|involves?|opposes|advocates|requires|forbids|proposes|stipulates"
    r"|prescribes|(?:accus|suspect)\w+[^,;:]{0,50}?\sof(?=\s\w+ing\b))\s",
    re.IGNORECASE,
)
_DEMAND = re.compile(
    r"\b(?:not|never|from|against|to)\s+"
    r"(?:forc|requir|ask|request|oblig|coerc|compel|press|order|mandat)(?:e|ing|ling)?\b",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"(?:\s|and\b|or\b|but\b|nor\b|that\b|which\b|whereby\b|if\b|when\b|while\b|although\b"
    r"|such as\b|to\b|as well as\b|including\b|[•·“”\"‘’'«»])+",
    re.IGNORECASE,
)
_GERUND = re.compile(r"(?:the\s)?\w+ing\b", re.IGNORECASE)
_PREDICATE = re.compile(r"\s(?:would|will|could|can|may|might|is|are|was|were|has|have|had)\s")
_OF_LIST = (
    r"(?!(?:which|who|that|as|but|and|or|he|she|it|they|we|to|in|on|by|with|while|when|if|not|where"
    r"|including|such)\b)[\w’'&-]+(?:\s(?!and\b|or\b)[\w’'&-]+){0,2}"
)
_LIST = re.compile(rf"[\w’']+(?:,\s{_OF_LIST}){{1,8}},?\s(?:and|or)\s")
_NO_LIST = re.compile(
    r"\b(?:said|says|told|adds|added|warned|argued|according|first|second|third|fourth|fifth|sixth"
    r"|seventh|eighth)(?:ly)?\b",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(r"\((?:[A-Z][\w.&-]{1,7})\)\s?|\s\[[^\]\s]{1,14}\]\s?")


FAR = 45
"""So many characters at most stand between the "to" of an infinitive and what makes a mention."""

AHEAD = 20
"""So many characters after a cue are read to know it ("at keeping")."""


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
    edges = _clause_edges(text, start, end)
    start = max([start, *(e[1] for e in edges if e[1] <= first)])
    for before in (w[1] for w in others if w[1] <= first):
        for edge in _CONJUNCTION.finditer(text, max(start, before), first):
            start = edge.end()
    # A demand upon companies is what the principle is about: it is told from there on.
    demand = _DEMAND.search(text, start, first)
    limit = demand.start() if demand else first
    for cue in (_THAT, asked, _CONTAINS):
        for edge in cue.finditer(text, start, min(end, limit + AHEAD)):
            start = edge.end() if edge.end() <= limit else start
    for edge in _INFINITIVE.finditer(text, max(start, limit - FAR), limit + 1):
        start = edge.end()
    end = min([end, *(e[0] for e in edges if e[0] >= last)])
    parting = _SUBORDINATE.search(text, last, end)
    end = parting.start() if parting else end
    for after in (w[0] for w in others if w[0] >= last):
        for parting in _CONJUNCTION.finditer(text, last, min(end, after)):
            end = parting.start()
    leading = _LEADING.match(text, start, first)
    start = leading.end() if leading else start
    if _GERUND.match(text, start, end):
        parting = _PREDICATE.search(text, last, end)
        end = parting.start() if parting else end
    stripped = text[start:end].rstrip(" \t\r\n\u00a0.!?\"”’'»")
    return _with_closing_mark(setting, start, max(last, start + len(stripped)))


def _clause_edges(text: str, start: int, end: int) -> list[Span]:
    """What parts clauses, without the commas of short lists and the marks round abbreviations."""
    inside = [m.span() for m in _ABBREVIATION.finditer(text, start, end)]
    inside += [m.span() for m in _LIST.finditer(text, start, end) if not _NO_LIST.search(m.group())]
    return [
        edge.span()
        for edge in _CLAUSE_EDGE.finditer(text, start, end)
        if not any(low <= edge.start() and edge.end() <= high for low, high in inside)
    ]


def _with_closing_mark(setting: Setting, start: int, end: int) -> Span:
    """The stretch with the mark that closes a quotation opened in it and at its end."""
    for mark in setting.spans:
        closed = setting.text[mark.end : mark.close]
        if start <= mark.open and end <= mark.end <= end + 1 and closed:
            return start, mark.close
    return start, end


def _with_quoted(setting: Setting, window: Span, segment: Span, others: Sequence[Span]) -> Span:
    """The window with all of the words that the author quotes, unless `others` are among them."""
    first, last = window
    for mark in setting.spans:
        alone = not any(mark.start < w[1] and w[0] < mark.end for w in others)
        within = segment[0] <= mark.start < first < mark.end <= segment[1]
        if alone and within and setting.voice((mark.start, mark.end)) is None:
            first, last = mark.start, max(last, mark.end)
    return first, last
