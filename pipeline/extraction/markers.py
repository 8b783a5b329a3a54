"""Words of named lists at their places in a stretch of text, in one pass for all lists.

Belongs here: look-up by word. What a word means for a claim is decided in `claims` and its neighbours.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_TOKEN = re.compile(r"\w+(?:['’]\w+)*")
_MONTH = re.compile(r"(?<=[a-z0-9,] )May\b(?! (?:not|be|well)\b)")
_SHORTEST_STEM = 2


@dataclass(frozen=True)
class Marker:
    """A word of the list `name`: which tokens (half-open), and where the first stands in the stretch."""

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
        self.names = frozenset(lists)
        self._words: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        self._stems: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for name, variants in lists.items():
            for variant in variants:
                words = tuple(variant.lower().replace("’", "'").replace("-", " ").split())
                first = words[0]
                table = self._stems if first.endswith("*") else self._words
                table.setdefault(first.rstrip("*"), []).append((name, words))
        self._longest_stem = max(map(len, self._stems), default=0)

    def find(self, text: str) -> Marked:
        """All markers in a stretch; a month is no modal verb."""
        matches = list(_TOKEN.finditer(_MONTH.sub("___", text)))
        tokens = [m.group().lower().replace("’", "'") for m in matches]
        markers: list[Marker] = []
        for i, token in enumerate(tokens):
            entries = list(self._words.get(token, ()))
            for size in range(_SHORTEST_STEM, min(len(token), self._longest_stem) + 1):
                entries += self._stems.get(token[:size], ())
            for name, words in entries:
                if _follow(tokens, i, words):
                    markers.append(Marker(name, i, i + len(words), matches[i].start()))
        return Marked(tokens, markers)


def _follow(tokens: list[str], at: int, words: tuple[str, ...]) -> bool:
    """Whether a variant's words stand from a token on; the first is known to."""
    if at + len(words) > len(tokens):
        return False
    return all(
        token.startswith(word[:-1]) if word.endswith("*") else token == word
        for token, word in zip(tokens[at + 1 : at + len(words)], words[1:], strict=True)
    )
