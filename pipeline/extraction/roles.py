"""What a person is, as the article introduces them: role and affiliation.

Belongs here: appositions ("Novak, a spokesperson for the ministry,"), definitions ("Novak is a
professor at ...") and words before the name ("spokesperson Ana Novak").
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.extraction.lexicon import Lexicon

_WORD = r"[\w’'-]+"
_CAPITAL = r"[A-Z][\w’'&-]*(?:\.[A-Z])*"
_STOP = r"(?!(?:at|for|with|from|in|who|and\s+(?:said|told|\w+ed))\b)"
_BODY = (
    rf"(?:\s+(?:at|for|with|from|of|in)\s+(?P<body>(?:the\s+)?{_CAPITAL}"
    rf"(?:\s+(?:(?:of|for|and|on|the)\s+)*{_CAPITAL})*))?"
)
_APPOSITION = re.compile(
    r",\s+(?:who (?:is|was)\s+)?(?:an?\s+|the\s+|its\s+)?"
    rf"(?P<role>[a-zA-Z][\w’'-]*(?:\s+{_STOP}{_WORD}){{0,5}}){_BODY}\s*(?:[,.;(]|(?:who|whose|at|for|with|from|in)\b)"
)
_DEFINITION = re.compile(
    rf"\s+(?:is|was)\s+(?:an?\s+|the\s+)?(?P<role>[a-z][\w’'-]*(?:\s+{_STOP}{_WORD}){{0,5}}){_BODY}"
)
_BEFORE = re.compile(rf"((?:[A-Za-z]{_WORD}\s+){{1,5}})$")
_INTRODUCED = re.compile(
    r"(?<![\w’'-])(?P<name>[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){1,2}),\s+(?:an?|the|its)\s+"
    rf"(?P<role>[a-z][\w’'-]*(?:\s+{_STOP}{_WORD}){{0,5}})"
)
_TITLED = re.compile(
    r"(?<![\w’'-])(?P<role>[A-Za-z]{3,})\s+(?P<name>[A-Z][a-zà-ÿ’'-]+(?:\s+[A-Z][a-zà-ÿ’'-]+){1,4})"
    r"(?![\w-]|\s+[A-Z])"
)
_LOOK_BACK = 80
_CLAUSE = re.compile(r"(?:he|she|it|they|we|you|i|who|which|that)\b|\w+ed\s+to\b", re.IGNORECASE)
_OCCURRENCES = 3
"""A person is introduced where the name stands first, or soon after."""


def role_of(text: str, name: str, lexicon: Lexicon) -> tuple[str | None, tuple[int, int] | None]:
    """Role of a person, and the span of the body it belongs to; None where not told."""
    start = -1
    for _ in range(_OCCURRENCES):
        start = text.find(name, start + 1)
        if start < 0:
            return None, None
        for pattern in (_APPOSITION, _DEFINITION):
            after = pattern.match(text, start + len(name))
            if after and _tells_role(after["role"], lexicon):
                return after["role"], after.span("body") if after["body"] else None
        before = _BEFORE.search(text[max(0, start - _LOOK_BACK) : start])
        words = before.group(1).split() if before else []
        if words and _is_role(words[-1], lexicon):
            first = next(i for i, word in enumerate(words) if _is_role(word, lexicon))
            return " ".join(words[first:]), None
    return None, None


def introduced(
    text: str, blocks: Sequence[tuple[int, int]], lexicon: Lexicon
) -> Iterator[tuple[int, int]]:
    """Where persons are introduced by a role: "Ana Novak, the minister", "minister Ana Novak"."""
    for start, end in blocks:
        for match in _INTRODUCED.finditer(text, start, end):
            if _tells_role(match["role"], lexicon):
                yield match.span("name")
        for match in _TITLED.finditer(text, start, end):
            span = _person_after_title(match, lexicon)
            if span is not None:
                yield span


def _person_after_title(match: re.Match[str], lexicon: Lexicon) -> tuple[int, int] | None:
    """The span of the name after roles and titles, if two words or more are left."""
    words = list(re.finditer(r"[\w-]+(?:['’](?!s\b)\w+)*", match["name"]))
    first = next((i for i, w in enumerate(words) if not _is_role(w.group(), lexicon)), len(words))
    titled = first > 0 or _is_role(match["role"], lexicon)
    rest = words[first:]
    if not titled or len(rest) < 2:
        return None
    if any(w.group().lower() in lexicon.organization_words for w in rest):
        return None
    return match.start("name") + rest[0].start(), match.start("name") + rest[-1].end()


def title_before(text: str, name: str, lexicon: Lexicon) -> str | None:
    """The title that stands before the name somewhere ("mr"), without full stop."""
    start = -1
    for _ in range(_OCCURRENCES):
        start = text.find(name, start + 1)
        if start < 0:
            return None
        words = text[max(0, start - _LOOK_BACK) : start].split()
        last = words[-1].lower().rstrip(".") if words else ""
        if last in lexicon.titles:
            return last
    return None


def _tells_role(phrase: str, lexicon: Lexicon) -> bool:
    """Whether a phrase names a role and is no clause ("he's the coach we need")."""
    words = phrase.split()
    return not _CLAUSE.match(phrase) and any(_is_role(word, lexicon) for word in words)


def _is_role(word: str, lexicon: Lexicon) -> bool:
    last = word.lower().rpartition("-")[2]  # "vice-chancellor"
    return last in lexicon.titles or last in lexicon.sources
