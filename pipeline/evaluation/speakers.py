"""Whether two rows have the same speaker: by canonical name, or, without one, by phrase."""

import re

from pipeline.evaluation.gold import Row

AFTER_HEAD = re.compile(
    r"[,(]|\b(?:of|for|from|in|at|on|to|with|by|who|whom|whose|which|that)\b", re.IGNORECASE
)
WORD = re.compile(r"\w+(?:[-.]\w+)*")
PRONOUNS = frozenset(
    ["i", "you", "he", "she", "it", "we", "they", "him", "her", "them", "us", "who"]
)


def same_name(gold: str | None, found: str | None) -> bool:
    """Whether two names are one, but for case, white space, apostrophes and a leading article.

    Two absent names are the same: unknown is null, never a guess.
    """
    return _plain(gold) == _plain(found)


def _plain(name: str | None) -> str | None:
    if name is None:
        return None
    return " ".join(name.casefold().replace("’", "'").split()).removeprefix("the ")


def same_phrase(gold: Row, found: Row) -> bool:
    """Whether the found speaker is the one that gold has a phrase for.

    The phrases overlap, or the head word of the found phrase or name is that of gold's phrase; a
    pronoun is the head of many phrases and proves nothing. Both absent is the same.
    """
    if gold["speaker_text"] is None:
        return found["speaker_text"] is None and found["speaker"] is None
    if found["speaker_text"] is not None:
        first = max(gold["speaker_start"], found["speaker_start"])
        if first < min(gold["speaker_end"], found["speaker_end"]):
            return True
    head = head_word(gold["speaker_text"])
    known = {head_word(found[c]) for c in ("speaker_text", "speaker") if found[c] is not None}
    return head in known - PRONOUNS - {None}


def head_word(phrase: str) -> str | None:
    """The last word before the first preposition, comma, bracket or relative pronoun."""
    words = WORD.findall(AFTER_HEAD.split(phrase)[0]) or WORD.findall(phrase)
    kept = [word for word in words if word.casefold() != "s"]  # of a possessive
    return str(kept[-1]).casefold() if kept else None
