"""Where the codebook's concepts stand in a text.

Belongs here: the notation of a concept's variants, and finding all of them in one pass over the
words. Which concepts must stand together is told in `combinations`.

The cost is linear in the text: each word is looked up by itself and by its beginnings, and only
variants that begin with it are tried.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Span = tuple[int, int]

GAP = 8
"""So many words at most stand for the three dots in a variant."""

_WORD = re.compile(r"\w+")
_SHORTEST_BEGINNING = 2
_APART = frozenset(",;:()[]!?…—–|/\n")
_FAR_APART = _APART - {",", "\n"}


@dataclass(frozen=True)
class _Variant:
    """The words of a variant after its first one, and the concepts it stands for."""

    rest: tuple[str, ...]
    concepts: tuple[str, ...]


class ConceptIndex:
    """Families of variants, by the words that these begin with."""

    def __init__(self, families: Mapping[str, Iterable[str]]) -> None:
        """Raises ValueError where a variant does not begin with a word or ends in dots."""
        concepts: dict[tuple[str, ...], list[str]] = {}
        for name, variants in families.items():
            for variant in dict.fromkeys(_words(v) for v in variants):
                concepts.setdefault(variant, []).append(name)
        self._by_word: dict[str, list[_Variant]] = {}
        self._by_beginning: dict[str, list[_Variant]] = {}
        for words, names in concepts.items():
            first, rest = "".join(words[:1]), words[1:]
            beginning = first.removesuffix("*")
            if not beginning.isalnum() or words[-1] == "...":
                raise ValueError(f"a variant must begin and end with a word: {' '.join(words)!r}")
            table = self._by_beginning if first.endswith("*") else self._by_word
            table.setdefault(beginning, []).append(_Variant(rest, tuple(names)))
        self._longest = max(map(len, self._by_beginning), default=0)
        self._known: dict[str, tuple[_Variant, ...]] = {}

    def find(self, text: str, start: int, end: int) -> dict[str, list[Span]]:
        """Spans of each concept that occurs in `text[start:end]`, in order of their beginnings."""
        words = [(m.group().lower(), m.start(), m.end()) for m in _WORD.finditer(text, start, end)]
        found: dict[str, list[Span]] = {}
        for index, (word, low, _) in enumerate(words):
            for variant in self._beginning_with(word):
                last = _follow(text, words, index, variant.rest)
                if last is not None:
                    for concept in variant.concepts:
                        found.setdefault(concept, []).append((low, words[last][2]))
        return found

    def _beginning_with(self, word: str) -> tuple[_Variant, ...]:
        known = self._known.get(word)
        if known is None:
            variants = list(self._by_word.get(word, ()))
            for length in range(_SHORTEST_BEGINNING, min(len(word), self._longest) + 1):
                variants += self._by_beginning.get(word[:length], ())
            known = tuple(variants)
            if variants:
                self._known[word] = known
        return known


def _words(variant: str) -> tuple[str, ...]:
    """The words of a variant; apostrophes and hyphens part words as they do in a text."""
    return tuple(re.findall(r"\w+\*?|\*|\.\.\.", variant.lower()))


def _follow(
    text: str, words: Sequence[tuple[str, int, int]], index: int, rest: tuple[str, ...]
) -> int | None:
    """Index of the last word of a variant, `rest` of which follows `words[index]`; else None."""
    if not rest:
        return index
    if rest[0] == "...":
        for step in range(index, min(index + GAP, len(words) - 1) + 1):
            if step > index and not _joined(text, words, step - 1, _FAR_APART):
                return None
            last = _follow(text, words, step, rest[1:])
            if last is not None:
                return last
        return None
    if index + 1 >= len(words) or not _joined(text, words, index, _APART):
        return None
    word, wanted = words[index + 1][0], rest[0]
    if wanted == "*" or word == wanted or (wanted[-1] == "*" and word.startswith(wanted[:-1])):
        return _follow(text, words, index + 1, rest[1:])
    return None


def _joined(
    text: str, words: Sequence[tuple[str, int, int]], index: int, apart: frozenset[str]
) -> bool:
    """Whether nothing parts a word from the next one."""
    between = text[words[index][2] : words[index + 1][1]]
    if len(between) == 1:
        return between not in apart or between == "\n"
    return apart.isdisjoint(between.replace("\n", " ", 1)) and ". " not in between
