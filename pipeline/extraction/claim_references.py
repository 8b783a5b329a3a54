"""Words that point at a text: back at one named before, or at another than any framework.

Belongs here: what the words around a noun tell of it. Which framework is meant is decided in
`claim_target`.
"""

import re
from collections.abc import Sequence

from pipeline.extraction.claim_passages import Stretch

_POINTING = frozenset(
    {"the", "this", "that", "these", "those", "its", "their", "such", "both", "whose", "no"}
    | {"neither", "either", "each"}
)
_PREPOSITIONS = frozenset({"of", "in", "for", "to", "on", "by", "with", "from", "at", "and"})
_REACH = 90
"""Characters before a noun in which it is told whose it is."""
_OTHERS = re.compile(
    r"\b(?:[Tt]h(?:e|is|at|ese|ose)|[Ii]ts|[Tt]heir)\s(?:\w+\s)?[A-Z][\w.-]+['’]?s?\s(?:\w+\s)?$"
)
"""A proper name before a noun ("the Marshall plan"); states have been asked for before."""
_PUT_FORWARD = re.compile(
    r"\b(?:launch|unveil|announc|propos|put(?:s|ting)?\s(?:forward|forth)|present|introduc|roll(?:s|ed)\sout"
    r"|issu|releas|float|tabl|offer|draft)\w*\s(?:of\s|forward\s|out\s)?(?:an?|its|his|her|their)\s"
    r"(?:own\s)?(?:[\w“\"‘'-]+\s){0,4}?$",
    re.IGNORECASE,
)
"""What is put forward as new ("announced a plan")."""
_JOINS_OTHER = re.compile(
    r"[Ss]ign(?:s|ed|ing)?\s(?:(?:of|that)\b|(?:an?|the|its|their|two|several)\s(?:[\w-]+\s){0,4}?"
    r"(?:agreements?|deals?|contracts?|memorand\w+|declarations?|pacts?|bills?|orders?|laws?"
    r"|treat\w+)\b)"
)
TITLED = re.compile(
    r"(?<!^)\b(?!The\b|This\b|That\b|Its\b)[A-Z][\w+-]+\s(?:[A-Z][\w-]+\s){1,4}"
    r"(?P<noun>Initiative|Plan|Pact|Declaration|Framework|Charter|Accord|Agreement|Treaty"
    r"|Strategy|Programme|Program|Statement|Order)\b"
)
"""The name of a text."""


def joins(stretch: Stretch) -> bool:
    """Whether somebody takes part, and not in something else ("signed a contract")."""
    joining = stretch.marked.of("joining")
    return any(not _JOINS_OTHER.match(stretch.words, m.offset) for m in joining)


def points(before: Sequence[str]) -> bool:
    """Whether one of the words before a noun points, and to that noun."""
    last = max((i for i, word in enumerate(before) if word in _POINTING), default=None)
    return last is not None and _PREPOSITIONS.isdisjoint(before[last + 1 :])


def of_others(words: str, noun: int) -> bool:
    """Whether a proper name stands before the noun at an offset."""
    return bool(_OTHERS.search(words, max(0, noun - _REACH), noun))


def puts_forward(words: str, noun: int) -> bool:
    """Whether the noun at an offset is what somebody puts forward."""
    return bool(_PUT_FORWARD.search(words, max(0, noun - _REACH), noun))
