"""Forms of paragraphs: sentence or line, item of a list, title case.

Belongs here: what the shape of a paragraph tells without regard to its place or wording.
"""

import re

PROSE_WORDS = 12
"""A shorter paragraph may be a line of a head even where it ends like a sentence."""

_TERMINAL = re.compile(r"(?:[.!?…。！？—]|--)[\"'”’»)\]]*(?:(?<!\d\.)(?:\[\d{1,3}\]|\d{1,2}))*$")
"""The end of a sentence, of one broken off, of one with a footnote's number."""
_ABBREVIATED = re.compile(r"\b(?:[A-Za-z]\.){2,}[\"'”’»)]*$|\b(?:Inc|Ltd|Co|Corp|Jr|Sr)\.$")
_BULLET = re.compile(r"(?:[-*•‣▪●–—]\s|\(?\d{1,2}[.)]\s|\(?[a-z][.)]\s)")


def words(text: str) -> int:
    """How many words a paragraph has."""
    return len(text.split())


def ends_sentence(text: str) -> bool:
    """Whether a paragraph ends with the sign of a sentence's end."""
    return bool(_TERMINAL.search(text))


def is_terminated(text: str) -> bool:
    """Whether a paragraph ends like a sentence; a headline may end in "U.S."."""
    short = words(text) <= PROSE_WORDS + 2
    return ends_sentence(text) and not (short and _ABBREVIATED.search(text[-20:]))


def has_item_sign(text: str) -> bool:
    """Whether a paragraph is an item of a list."""
    return bool(_BULLET.match(text))


def is_prose(text: str) -> bool:
    """Whether a paragraph is running text rather than a line of a head."""
    return words(text) >= PROSE_WORDS and is_terminated(text)


def key(text: str) -> str:
    """What a line and its repetition have in common."""
    return " ".join(text.lower().split())


_TITLE_SMALL = re.compile(
    r"(?:an?|and|as|at|but|by|de|del|der|for|from|in|la|le|of|on|or|over|per|the|to|under|via|vs"
    r"|with)$"
)
"""Words that begin with a small letter in an English title, and foreign articles."""


def is_title_case(text: str) -> bool:
    """Whether every word but articles and the like begins with a capital: a title or a name."""
    found = re.findall(r"[^\W\d_][\w’'-]*", text)
    if len(found) < 2 or not any(len(word) > 2 for word in found):
        return False
    return found[0][0].isupper() and all(w[0].isupper() or _TITLE_SMALL.match(w) for w in found)
