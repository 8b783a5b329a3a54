"""Which paragraph is title, subtitle, front matter, body, back matter (guide, section 1).

Belongs here: telling the story from what surrounds it, by form and position alone. The wordings
are in `boilerplate`; sentences come after, in `structure`.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest
from typing import Literal

from pipeline.parsing import boilerplate
from pipeline.parsing.boilerplate import is_front_mark
from pipeline.parsing.paragraphs import Line

Region = Literal["title", "subtitle", "front_matter", "body", "back_matter"]

HEAD = 14
"""The head of a page ends at the latest after so many paragraphs."""

_TERMINAL = re.compile(r"[.!?][\"'”’»)\]]*$")
_FULL_STOP = re.compile(r"[a-z]{3,}\.[\"'”’»)\]]*$")
_PROSE_WORDS = 12


def _words(text: str) -> int:
    return len(text.split())


def _is_prose(text: str) -> bool:
    return _words(text) >= _PROSE_WORDS and bool(_TERMINAL.search(text))


def _key(text: str) -> str:
    return " ".join(text.lower().split())


_TITLE_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "de",
        "del",
        "der",
        "for",
        "from",
        "in",
        "la",
        "le",
        "of",
        "on",
        "or",
        "over",
        "per",
        "the",
        "to",
        "under",
        "via",
        "vs",
        "with",
    ]
)
"""Words that begin with a small letter in an English title, and foreign articles."""


def is_title_case(text: str) -> bool:
    """Whether every word but articles and the like begins with a capital: a title or a name."""
    words = re.findall(r"[^\W\d_][\w’'-]*", text)
    if len(words) < 2 or not any(len(word) > 2 for word in words):
        return False
    return words[0][0].isupper() and all(w[0].isupper() or w in _TITLE_SMALL for w in words)


def _title_index(head: Sequence[Line]) -> int | None:
    """The headline: a line that the head repeats, else the first that reads like one."""
    repeated = [key for key, n in Counter(_key(line.text) for line in head).items() if n > 1]
    candidates = [
        index
        for index, line in enumerate(head)
        if not is_front_mark(line.text) and len(line.text) <= 250
    ]
    for index in candidates:
        text = head[index].text
        if _key(text) in repeated and _words(text) >= 4 and not _is_prose(text):
            return index
    for index, following in zip_longest(candidates, candidates[1:]):
        text = head[index].text
        if _is_prose(text) and (_words(text) > 25 or _FULL_STOP.search(text)):
            return None  # the story has begun
        later = [i for i in candidates if index < i <= index + 4 and not _is_prose(head[i].text)]
        if later and _is_site_name(head, index):
            continue
        if _words(text) >= 4 or following is None or _is_prose(head[following].text):
            return index
    return candidates[0] if candidates else None


def _is_site_name(head: Sequence[Line], index: int) -> bool:
    """The first line of a page: a publisher's name, or one with the site's menu right below it."""
    text = head[index].text
    named = is_title_case(text) and len(text.split()) <= 7 and not re.search(r"[.:?!,]", text)
    if named and boilerplate.PUBLISHER.search(text):
        return True
    menu = head[index + 1].text if index + 1 < len(head) else ""
    return index == 0 and boilerplate.is_trail(menu)


def _head_end(head: Sequence[Line], title: int) -> int:
    """Index of the first paragraph of the story: after the last mark of front matter.

    One paragraph of prose, the deck, may stand before a mark; it may not be long.
    """
    key = _key(head[title].text)
    end = title + 1
    decks = 0
    for index in range(title + 1, len(head)):
        line = head[index].text
        if is_front_mark(line, after_prose=decks > 0 and index > end) or _key(line) == key:
            end = index + 1
        elif _is_prose(line):
            decks += 1
            if decks > 1 or _words(line) > 45:
                break
    return end


def _label_head(head: Sequence[Line], regions: list[Region]) -> int:
    """Label title, subtitle and front matter; returns the index at which the story begins."""
    title = _title_index(head)
    if title is None:
        first = next((i for i, line in enumerate(head) if not is_front_mark(line.text)), 0)
        regions[:first] = ["front_matter"] * first
        return first
    begin = _head_end(head, title)
    regions[:begin] = ["front_matter"] * begin
    regions[title] = "title"
    deck = next(
        (i for i in range(title + 1, begin) if _is_deck(head[i].text, head[title].text)), None
    )
    if deck is not None:
        regions[deck] = "subtitle"
    return begin


def _is_deck(text: str, title: str) -> bool:
    return not is_front_mark(text) and _key(text) != _key(title) and _words(text) >= 6


def _foot_begin(lines: Sequence[Line], begin: int) -> int:
    """Index at which the back matter begins: an end mark, and notices right before it."""
    foot = len(lines)
    before = 0
    after = sum(_words(line.text) for line in lines[begin:] if _is_prose(line.text))
    for index in range(begin, len(lines)):
        text = lines[index].text
        marked = index > begin and len(text) <= 220 and boilerplate.END_MARK.match(text)
        if marked and (before >= after or _is_hard_end(text)):
            foot = index
            break
        before += _words(text)
        after -= _words(text) if _is_prose(text) else 0
    head = " ".join(line.text for line in lines[:begin]).lower()
    while foot - 1 > begin and (
        _closes(lines[foot - 1].text) or _is_bio(lines[foot - 1].text, head)
    ):
        foot -= 1
    return foot


def _is_bio(text: str, head: str) -> bool:
    """A closing note on the author whom the head of the page names."""
    name = re.match(
        r"((?:[A-ZÀ-Þ][\w.’'-]+ ){1,3}[A-ZÀ-Þ][\w.’'-]+) (?:is|was|writes|works|teaches)\b", text
    )
    return bool(name and name.group(1).lower() in head)


def _is_hard_end(text: str) -> bool:
    return bool(
        re.match(r"[-–—\s*]*30[-–—\s*]*$|(?:#\s*){2,}$|.*\bcomments?\b", text, re.IGNORECASE)
    )


def _closes(text: str) -> bool:
    """Whether a paragraph at the foot is a notice, a link or a rule rather than story."""
    if not re.search(r"\w", text):
        return True
    return bool(
        boilerplate.NOTICE.match(text)
        or (len(text) <= 220 and boilerplate.READ_MORE.match(text))
        or (len(text) <= 220 and boilerplate.END_MARK.match(text))
    )


def label_regions(lines: Sequence[Line]) -> list[Region]:
    """The region of each paragraph, in order."""
    regions: list[Region] = ["body"] * len(lines)
    if not lines:
        return regions
    begin = _label_head(lines[:HEAD], regions)
    foot = _foot_begin(lines, begin)
    for index in range(begin, len(lines)):
        text = lines[index].text
        link = len(text) <= 220 and boilerplate.READ_MORE.match(text) and not _is_prose(text)
        if index >= foot or link:
            regions[index] = "back_matter"
    return regions
