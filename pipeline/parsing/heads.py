"""The head of a page: which paragraph is the title, which are decks, where the story begins.

Belongs here: reading the head by the form and order of its paragraphs. Wordings are in
`boilerplate` and `furniture`; the foot of a page, and what stands in a story, in `regions`.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import Literal

from pipeline.parsing import boilerplate
from pipeline.parsing.forms import (
    PROSE_WORDS,
    ends_sentence,
    has_item_sign,
    is_prose,
    is_terminated,
    is_title_case,
    key,
    words,
)
from pipeline.parsing.furniture import is_furniture, reports_speech
from pipeline.parsing.paragraphs import Line

HEAD = 40
"""The head of a page ends at the latest after so many paragraphs."""

TITLE_WORDS = 30
"""A longer paragraph is no title."""
SENTENCE_TITLE_WORDS = 25
"""A longer sentence is no title, even above a byline."""
DECK_WORDS = 45
"""A longer paragraph is story, whatever follows."""
SUMMARY_WORDS = 120
"""A longer paragraph is story, even where the title comes again below it."""
DECKS = 2
UNKNOWN = 8
"""So many lines on end of unknown sort belong to no head."""
CLOSING = 3
"""Paragraphs at the end that may say who the author is."""

_OPEN = re.compile(r"(?:[?!]|\.\.\.|…)[\"'”’»)\]]*$")
"""Endings of sentences that titles have as well."""
_SPEAKER = re.compile(
    r"(?:[A-Z][A-Z.’' -]{1,50}(?:\([^)]{1,30}\))?:\s+\S|[QA]\d{0,2}[:.]\s+\S|Q\s+[A-Z])"
)
_TITLE_KEY = re.compile(r"(?:headline|title|subject)\s*:\s*\S", re.IGNORECASE)
_NAME = re.compile(r"[A-ZÀ-Þ][\w’'-]+(?: (?:[A-ZÀ-Þ]\.|[A-ZÀ-Þ][\w’'-]+|de|van|von|bin|al)){1,3}$")
_WITH_ROLE = re.compile(r"(?:[A-ZÀ-Þ][\w.’'-]*,? ){2,4}(?<=, )[A-ZÀ-Þ][\w’'-]*(?: [\w’'-]+){0,8}$")
"""A name with what its bearer is ("Ana Novak, Secretary of State")."""
_ONE = r"(?:[A-ZÀ-Þ][\w.’'-]++ ?){2,4}"
_NAMES = re.compile(rf"{_ONE}(?:, ?{_ONE})*,? ?(?:and|&) {_ONE}$")
"""Several names ("Ana Novak and Bo Li")."""

Role = Literal["mark", "deck", "label", "story"]


@dataclass(frozen=True)
class Head:
    """Indices of the title (None where there is none), of the decks, of the story's beginning."""

    title: int | None
    decks: tuple[int, ...]
    begin: int


def read_head(lines: Sequence[Line]) -> Head:
    """The head of a page, by its first paragraphs."""
    head = [line.text for line in lines[:HEAD]]
    title = _title_index(head)
    if title is None:
        inside = [i for i, text in enumerate(head) if not is_outside(text)]
        story = (i for i in inside if _is_sentence(head[i]) or has_item_sign(head[i]))
        return Head(None, (), next(story, min(inside, default=len(head))))
    decks: list[int] = []
    begin = title + 1
    for index in range(title + 1, len(head)):
        role = _role(lines, head, index, title, decks)
        if role == "story":
            return Head(title, tuple(decks), index)
        if role == "deck":
            decks.append(index)
        elif role == "mark":
            begin = index + 1
        elif index - begin >= UNKNOWN:
            break
    # Nothing reads like a story: the head ends with its last sure mark.
    return Head(title, tuple(deck for deck in decks if deck < begin), begin)


def is_outside(text: str) -> bool:
    """Whether a paragraph is a mark of a head, a credit or furniture by its wording alone."""
    return boilerplate.is_front_mark(text) or boilerplate.is_credit(text) or is_furniture(text)


def _title_index(head: Sequence[str]) -> int | None:
    """The headline: a line that the head repeats, else the first that reads like one."""
    candidates = [i for i, text in enumerate(head) if not is_outside(text)]
    repeated = _repeated_title(head, candidates)
    if repeated is not None:
        return repeated
    for place, index in enumerate(candidates):
        text, after = head[index], candidates[place + 1 :]
        if _TITLE_KEY.match(text):
            return index
        if boilerplate.SUBHEAD.match(text) or (has_item_sign(text) and words(text) <= 3):
            continue
        if _is_sentence(text):
            if _title_follows(head, after, needs_signature=is_prose(text)):
                continue
            below = list(takewhile(is_outside, head[index + 1 : index + 4]))
            signed = any(map(boilerplate.is_signature, below))
            short = words(text) <= SENTENCE_TITLE_WORDS and not _opens_story(text)
            return index if signed and short else None
        if words(text) <= 3:
            posts = _at(head, index + 1).startswith("@")  # who posts: the account stands below
            if not posts and (not after or is_prose(head[after[0]])):
                return index
        elif not _is_site_name(head, index, after):
            return index
    return next((i for i in candidates if not _is_sentence(head[i])), None)


def _repeated_title(head: Sequence[str], candidates: Sequence[int]) -> int | None:
    """A headline above the story that comes again, alone or with the name of the site."""
    times = Counter(_without_site(text) for text in head)
    named = None
    for index in candidates:
        text = head[index]
        if is_prose(text):
            break
        if times[_without_site(text)] > 1 and 4 <= words(text) <= TITLE_WORDS:
            if key(text) == _without_site(text):
                return index
            named = index if named is None else named
    return named


def _without_site(text: str) -> str:
    return re.sub(r" [-–—|] [^-–—|]{2,40}$", "", key(text))


def _is_sentence(text: str) -> bool:
    """Whether a paragraph is story, or a notice: no line that could be a title."""
    if _opens_story(text) or words(text) > TITLE_WORDS:
        return True
    if boilerplate.dateline_end(text, 0, len(text)) and is_terminated(text):
        return True
    return is_terminated(text) and not (_OPEN.search(text) and words(text) <= 20)


def _title_follows(head: Sequence[str], after: Sequence[int], *, needs_signature: bool) -> bool:
    """Whether a title comes after a first sentence, which then is a notice of some sort."""
    for index in islice(after, 6):
        text = head[index]
        if is_prose(text) or _opens_story(text):
            return False
        if words(text) >= 4 and not _is_sentence(text):
            below = head[index + 1 : index + 3]
            return not needs_signature or any(map(boilerplate.is_signature, below))
    return False


def _is_site_name(head: Sequence[str], index: int, after: Sequence[int]) -> bool:
    """The first line of a page: a publisher's name, or one with the site's menu right below it."""
    others = [head[i] for i in after if i <= index + 4 and not _is_sentence(head[i])]
    if others and index == 0 and boilerplate.is_trail(head[1]):
        return True
    text = head[index]
    named = is_title_case(text) and words(text) <= 7 and not re.search(r"[.:?!,]", text)
    titled = any(words(other) >= 4 and not _names_persons(other) for other in others)
    return named and titled and bool(boilerplate.PUBLISHER.search(text))


def _role(
    lines: Sequence[Line], head: Sequence[str], index: int, title: int, decks: Sequence[int]
) -> Role:
    """What a paragraph below the title is, as long as the story has not begun."""
    text = head[index]
    if is_outside(text) or key(text) == key(head[title]) or _names_persons(text):
        return "mark"
    if has_item_sign(text) and _head_goes_on(lines, head, index, title):
        return "deck" if len(decks) < DECKS else "label"
    if _title_again(head, index, title) and words(text) <= SUMMARY_WORDS:
        return "deck" if len(decks) < DECKS else "label"
    longest = DECK_WORDS if is_terminated(text) else boilerplate.CAPTION_WORDS
    if _opens_story(text) or words(text) > longest:
        return "story"
    caption = words(text) <= boilerplate.CAPTION_WORDS and boilerplate.CAPTION.match(text)
    if caption and not reports_speech(text):
        return "mark"
    if is_terminated(text):
        first = not any(is_terminated(head[deck]) for deck in decks)
        if first and _head_goes_on(lines, head, index, title):
            return "deck" if words(text) >= 6 else "mark"
        captions = words(text) < PROSE_WORDS and boilerplate.is_credit(_at(head, index + 1))
        return "mark" if captions else "story"
    if words(text) < 6:
        return "label"
    if _at(head, index + 1)[:1].islower():
        return "story"  # lines of running text
    below_byline = decks and any(map(boilerplate.is_signature, head[decks[-1] : index]))
    return "label" if below_byline or len(decks) == DECKS else "deck"


def _title_again(head: Sequence[str], index: int, title: int) -> bool:
    """Whether the title comes again right below a paragraph, which then is a summary."""
    again = key(head[title])
    return words(head[title]) >= 4 and any(key(_at(head, index + n)) == again for n in (1, 2))


def _names_persons(text: str) -> bool:
    """Whether a line has the form of a name with an office, or of several names."""
    return len(text) <= 200 and bool(_WITH_ROLE.match(text) or _NAMES.match(text))


def _at(head: Sequence[str], index: int) -> str:
    return head[index] if index < len(head) else ""


def _opens_story(text: str) -> bool:
    """Whether only a story has such a paragraph: an item, a turn, a lead-in, a usual subhead."""
    if has_item_sign(text):
        return words(text) > 3
    if text.endswith((":", ";")):
        return words(text) >= 2
    return bool(_SPEAKER.match(text) or boilerplate.SUBHEAD.match(text))


def _head_goes_on(lines: Sequence[Line], head: Sequence[str], index: int, title: int) -> bool:
    """Whether a byline, a date, a dateline or the title again follows a sentence closely."""
    if key(_at(head, index + 1)) == key(head[index]):
        return True  # the deck, and the first paragraph that repeats it
    labels = 0
    for place in range(index + 1, min(index + 6, len(head))):
        text = head[place]
        if boilerplate.is_signature(text) or key(text) == key(head[title]):
            return True
        if words(text) >= 8 and boilerplate.dateline_end(text, 0, len(text)):
            return True
        items = has_item_sign(text) and has_item_sign(head[index])
        if is_outside(text) or items:
            continue
        if _opens_story(text) or is_terminated(text) or words(text) >= 6:
            return False
        if place == index + 1 and _is_byline_name(lines, place):
            return True
        labels += 1
        if labels > 1:
            return False
    return False


def _is_byline_name(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is a name of somebody who does not occur in the story: its author.

    A subhead takes up words of the story, and rarely comes alone.
    """
    if not _NAME.match(lines[index].text):
        return False
    name = set(re.findall(r"\w{3,}", lines[index].text.lower()))
    story = lines[index + 1 : max(len(lines) - CLOSING, index + 2)]
    if any(words(line.text) <= 6 and not ends_sentence(line.text) for line in story):
        return False
    around = [line.text for line in (*lines[:index], *story)]
    return all(name.isdisjoint(re.findall(r"\w+", text.lower())) for text in around)
