"""Where the codebook's concepts stand in a text.

Belongs here: the notation of a concept's variants, and finding all of them in one pass over the
words. Which concepts must stand together is told in `combinations`.

The cost is linear in the text: each word is looked up by itself and by its beginnings, and from
there only the variants that begin so are followed, together as far as they agree.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

Span = tuple[int, int]

GAP = 8
"""So many words at most stand for the three dots in a variant."""

CACHED_WORDS = 20_000
"""Words whose look-up is kept: about the vocabulary of a thousand articles."""

_WORD = re.compile(r"\w+")
_SHORTEST_BEGINNING = 2
_APART = frozenset(",;:()[]!?…—–|/\n")
_FAR_APART = _APART - {",", "\n"}


@dataclass
class _Node:
    """What has been read of some variants: the concepts of those that end here, and how others
    go on, with a certain word, one of a certain beginning, any word, or after a gap."""

    concepts: list[str] = field(default_factory=list)
    exact: dict[str, "_Node"] = field(default_factory=dict)
    beginnings: dict[str, "_Node"] = field(default_factory=dict)
    any: "_Node | None" = None
    gap: "_Node | None" = None

    def child(self, word: str) -> "_Node":
        """The node after one more word of a variant; made where there is none."""
        if word == "...":
            self.gap = self.gap or _Node()
            return self.gap
        if word == "*":
            self.any = self.any or _Node()
            return self.any
        if word.endswith("*"):
            return self.beginnings.setdefault(word[:-1], _Node())
        return self.exact.setdefault(word, _Node())

    def after(self, word: str) -> list["_Node"]:
        """The nodes that a word of a text leads to."""
        found = [node for start, node in self.beginnings.items() if word.startswith(start)]
        exact = self.exact.get(word)
        if exact is not None:
            found.append(exact)
        if self.any is not None:
            found.append(self.any)
        return found


class ConceptIndex:
    """Families of variants, by the words that these begin with."""

    def __init__(self, families: Mapping[str, Iterable[str]]) -> None:
        """Raises ValueError where a variant does not begin with a word or ends in dots."""
        self._root = _Node()
        for name, variants in families.items():
            for words in dict.fromkeys(_words(v) for v in variants):
                if not "".join(words[:1]).removesuffix("*").isalnum() or words[-1] == "...":
                    raise ValueError(f"a variant begins and ends with a word: {' '.join(words)!r}")
                node = self._root
                for word in words:
                    node = node.child(word)
                node.concepts.append(name)
        self._longest = max(map(len, self._root.beginnings), default=0)
        self._beginning_with = lru_cache(maxsize=CACHED_WORDS)(self._look_up)

    def find(self, text: str, start: int, end: int) -> dict[str, list[Span]]:
        """Spans of each concept that occurs in `text[start:end]`, in order of their beginnings."""
        reading = _Reading(text, start, end)
        found: dict[str, list[Span]] = {}
        for index, word in enumerate(reading.words):
            for node in self._beginning_with(word):
                reading.follow(node, index, index, found)
        return found

    def _look_up(self, word: str) -> tuple[_Node, ...]:
        """Where variants that may begin with a word go on."""
        exact = self._root.exact.get(word)
        lengths = range(_SHORTEST_BEGINNING, min(len(word), self._longest) + 1)
        cut = (self._root.beginnings.get(word[:length]) for length in lengths)
        return tuple(node for node in (exact, *cut) if node is not None)


class _Reading:
    """The words of a stretch of text, and which of them belong together."""

    def __init__(self, text: str, start: int, end: int) -> None:
        matches = list(_WORD.finditer(text, start, end))
        self.words = [m.group().lower() for m in matches]
        self._spans = [m.span() for m in matches]
        between = [text[a[1] : b[0]] for a, b in zip(self._spans, self._spans[1:], strict=False)]
        self._near = [gap == " " or _joined(gap, _APART) for gap in between]
        self._far = [
            near or _joined(gap, _FAR_APART) for near, gap in zip(self._near, between, strict=True)
        ]

    def follow(self, node: _Node, first: int, last: int, found: dict[str, list[Span]]) -> None:
        """Enter what is found from a word on, having come to `node` with the word `last`."""
        if node.concepts:
            span = self._spans[first][0], self._spans[last][1]
            for concept in node.concepts:
                found.setdefault(concept, []).append(span)
        if last + 1 == len(self.words):
            return
        if (node.exact or node.beginnings or node.any) and self._near[last]:
            for following in node.after(self.words[last + 1]):
                self.follow(following, first, last + 1, found)
        if node.gap is not None:
            for index in self._within_reach(last):
                for following in node.gap.after(self.words[index]):
                    self.follow(following, first, index, found)

    def _within_reach(self, last: int) -> Sequence[int]:
        """The words that may follow the gap after a word."""
        reached = []
        for index in range(last + 1, min(last + GAP + 2, len(self.words))):
            if self._near[index - 1]:
                reached.append(index)
            if not self._far[index - 1]:
                break
        return reached


def _words(variant: str) -> tuple[str, ...]:
    """The words of a variant; apostrophes and hyphens part words as they do in a text."""
    return tuple(re.findall(r"\w+\*?|\*|\.\.\.", variant.lower()))


def _joined(between: str, apart: frozenset[str]) -> bool:
    """Whether what stands between two words does not part them."""
    if len(between) == 1:
        return between not in apart or between == "\n"
    return apart.isdisjoint(between.replace("\n", " ", 1)) and ". " not in between
