"""Sentences of a paragraph, by punctuation.

Belongs here: where a sentence ends. A rule splitter rather than the parser's, because the parser
splits after closing quotation marks and merges headings, and because most sentences are never
parsed. Works in linear time on any string.
"""

import re
from collections.abc import Iterator

Span = tuple[int, int]


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_ABBREVIATIONS = _words(
    """mr mrs ms dr prof gen col lt sgt capt cmdr adm sen sens rep reps gov govs gens pres hon rev
    fr st ste mt ft jr sr jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu
    fri no nos vol vols pp p art arts sec secs fig figs ed eds al cf etc vs v inc ltd co corp
    dept univ assn bros approx est ca e.g i.e eg ie u.s u.k u.n e.u d.c u.a.e p.r.c p.m a.m
    ph.d"""
)
"""Abbreviations that a full stop ends without ending the sentence."""

_MAY_END = _words("etc inc ltd co corp jr sr u.s u.k u.n e.u d.c u.a.e p.r.c p.m a.m ph.d al")
"""Those of them that often close a sentence as well: then the next word decides."""

_STARTERS = _words(
    """the a an it its this that these those he she they we i you his her their our my in on at by
    for from with to as if when while although though but and or yet so however moreover meanwhile
    there here what who why how where after before since because until during under over according
    despite instead both each such some many most several no not only even still also then now"""
)

_CLOSERS = "\"'”’»›“‘)]}"
_OPENERS = "\"'“‘«‹„‚([{"
_STOP = re.compile(
    r"(?<![.!?…。！？])[.!?…。！？]++["
    + re.escape(_CLOSERS)
    + r"]*(?:\[\d{1,3}\])*(?=\s|$|[“‘«])|\.(?=[A-Z][a-z])"
)
_WORD_BEFORE = re.compile(r"[\w.&’'-]*$")
_ATTRIBUTION = re.compile(
    r"\s+(?:[A-Z][\w.'’-]*\s+){1,5}(?:said|says|asked|asks|wrote|writes|added|adds|replied|told"
    r"|tweeted|demanded|wondered|exclaimed|responded|answered|continued|joked|quipped)\b"
)
_WORD_AFTER = re.compile(r"[\s" + re.escape(_OPENERS) + r"]*([\w’'-]+)")


def _word_before(text: str, position: int) -> str:
    match = _WORD_BEFORE.search(text, max(0, position - 24), position)
    return match.group() if match else ""


def _next_is_lower(text: str, position: int, end: int) -> bool:
    for index in range(position, min(end, position + 12)):
        char = text[index]
        if char.isalpha():
            return char.islower()
        if char.isdigit():
            return False
        if char == "…" or text.startswith("...", index) or text.startswith(". . .", index):
            return False
    return False


def _is_abbreviation(text: str, stop: re.Match[str], end: int) -> bool:
    """Whether the full stop at `stop` belongs to an abbreviation or an initial."""
    word = _word_before(text, stop.start()).lstrip("'’-.")
    initial = len(word) == 1 and word.isupper()
    word = word.lower()
    pointed = bool(re.fullmatch(r"(?:[a-z]\.)+[a-z]", word))
    if word not in _ABBREVIATIONS and not initial and not pointed:
        return False
    if word in _MAY_END or pointed or initial:
        after = _WORD_AFTER.match(text, stop.end(), end)
        following = after.group(1) if after else ""
        # A single letter is the next initial ("J. A. Novak").
        return not (
            len(following) > 1 and following[0].isupper() and following.lower() in _STARTERS
        )
    return word not in {"no", "art", "mar", "sat", "sun"} or _digit_follows(text, stop.end(), end)


def _digit_follows(text: str, position: int, end: int) -> bool:
    return bool(re.compile(r"\s*\d").match(text, position, end))


def _ends_sentence(text: str, stop: re.Match[str], end: int) -> bool:
    mark = stop.group()
    if stop.end() >= end:
        return True
    if _next_is_lower(text, stop.end(), end):
        return False
    if mark == "." and not text[stop.end()].isspace():  # "territory.The": a missing space
        word = _word_before(text, stop.start())
        return len(word) > 2 and "." not in word and word.isalpha()
    if (
        re.match(r"\.\s\.", text[stop.start() : stop.start() + 3])
        or text[max(0, stop.start() - 2) : stop.start()] == ". "
    ):
        return False  # ". . ." is an ellipsis; only the end of the paragraph ends it
    if mark[0] == "." and len(mark) == 1 and _is_abbreviation(text, stop, end):
        return False
    closed = mark[-1] in "\"'”’»"
    trailing = mark[0] == "…" or mark.startswith("...")
    if trailing and not closed:
        return False
    # A quoted question and its attribution (“Why?” Novak asked.) are one sentence.
    open_ended = trailing or mark[0] in "?!"
    return not (closed and open_ended and _ATTRIBUTION.match(text, stop.end(), end))


def split_sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """Sentences of `text[start:end]` as spans (code points), white space around them left out."""
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if stop.start() < begin or not _ends_sentence(text, stop, end):
            continue
        yield from _trimmed(text, begin, stop.end())
        begin = stop.end()
    yield from _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        first = start + len(piece) - len(piece.lstrip())
        yield first, first + len(stripped)
