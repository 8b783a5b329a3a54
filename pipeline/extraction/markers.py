"""Words of named lists at their places in a stretch of text, in one pass for all lists.

Belongs here: look-up by word. What a word means for a claim is decided elsewhere.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(r"\w+(?:['’]\w+)*")
_MONTH = re.compile(r"(?<=[a-z0-9,] )May\b(?! (?:not|be|well)\b)")
_SHORTEST_STEM = 2
CACHED_WORDS = 20_000
"""Words whose look-up is kept: about the vocabulary of a thousand articles."""


@dataclass(frozen=True)
class Marker:
    """A word of the list `name`: its tokens (half-open) and the offset of the first."""

    name: str
    first: int
    last: int
    offset: int


class Marked:
    """A stretch of text with its markers."""

    def __init__(self, tokens: list[str], markers: list[Marker]) -> None:
        self.tokens = tokens
        self._by_list: dict[str, list[Marker]] = {}
        for marker in markers:
            self._by_list.setdefault(marker.name, []).append(marker)

    def of(self, name: str) -> list[Marker]:
        """The markers of a list, in order."""
        return self._by_list.get(name, [])

    def has(self, *names: str) -> bool:
        return any(name in self._by_list for name in names)


class MarkerFinder:
    """The lists of a lexicon by first word; a * in a variant stands for any ending of its word."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        self._words: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        self._stems: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for name, variants in lists.items():
            for variant in variants:
                words = tuple(_plain(w) for w in variant.lower().replace("-", " ").split())
                first = words[0]
                table = self._stems if first.endswith("*") else self._words
                table.setdefault(first.rstrip("*"), []).append((name, words))
        self._longest_stem = max(map(len, self._stems), default=0)
        self._entries = lru_cache(maxsize=CACHED_WORDS)(self._look_up)

    def find(self, text: str) -> Marked:
        """All markers in a stretch; a month is no modal verb."""
        matches = list(_TOKEN.finditer(_MONTH.sub("___", text)))
        tokens = [_plain(m.group().lower()) for m in matches]
        markers: list[Marker] = []
        for i, token in enumerate(tokens):
            for name, words in self._entries(token):
                if len(words) == 1 or _follow(tokens, i, words):
                    markers.append(Marker(name, i, i + len(words), matches[i].start()))
        return Marked(tokens, markers)

    def _look_up(self, token: str) -> list[tuple[str, tuple[str, ...]]]:
        """List and words of every variant that may begin with a token."""
        entries = list(self._words.get(token, ()))
        for size in range(_SHORTEST_STEM, min(len(token), self._longest_stem) + 1):
            entries += self._stems.get(token[:size], ())
        return entries


def _plain(word: str) -> str:
    """A word without typographic apostrophe and possessive ending."""
    return word.replace("’", "'").removesuffix("'s")


def _follow(tokens: list[str], at: int, words: tuple[str, ...]) -> bool:
    """Whether a variant's words stand from a token on; the first is known to."""
    if at + len(words) > len(tokens):
        return False
    return all(
        token.startswith(word[:-1]) if word.endswith("*") else token == word
        for token, word in zip(tokens[at + 1 : at + len(words)], words[1:], strict=True)
    )
