"""Where a text points at a principle without telling it: "Clean Carrier", "the fourth point".

Belongs here: finding such words, and for which principle they stand. What follows from them is
decided in `principles`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.codebook import Framework

_NOUNS = "point|principle|clause|article|commitment|pledge|proposal|provision|item|commandment"
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERED = re.compile(
    rf"\b(?:(?P<ordinal>{'|'.join(_ORDINALS)})\s+(?:{_NOUNS})"
    rf"|(?:{_NOUNS})\s+(?P<number>{'|'.join(_NUMBERS)}|\d{{1,2}}))\b",
    re.IGNORECASE,
)
_ID_NUMBER = re.compile(r"-(\d+)$")


@dataclass(frozen=True)
class Pointer:
    """Words that stand for a principle; `by_title` where they are its title."""

    start: int
    end: int
    framework_id: str
    principle_id: str
    by_title: bool


class PointerFinder:
    """The principles of all frameworks by title, and by number where their ids have one."""

    def __init__(self, frameworks: Sequence[Framework]) -> None:
        self._titles: dict[str, tuple[str, str]] = {}
        self._numbers: dict[int, list[tuple[str, str]]] = {}
        for framework in frameworks:
            for principle in framework.principles:
                key = framework.framework_id, principle.id
                words = principle.title.split()
                # A title that is no name is but our description.
                if len(words) > 1 and all(word[0].isupper() for word in words):
                    self._titles[" ".join(words)] = key
                number = _ID_NUMBER.search(principle.id)
                if number:
                    self._numbers.setdefault(int(number[1]), []).append(key)
        titles = [r"\s+".join(map(re.escape, title.split())) for title in self._titles]
        self._by_title = re.compile(rf"\b(?:{'|'.join(titles)})s?\b") if titles else None

    def titles(self, text: str, start: int, end: int) -> Iterator[Pointer]:
        """Titles of principles, spelt with their capitals."""
        for found in self._by_title.finditer(text, start, end) if self._by_title else ():
            title = " ".join(found.group().split())
            key = self._titles.get(title) or self._titles[title.removesuffix("s")]
            yield Pointer(*found.span(), *key, by_title=True)

    def numbers(self, text: str, start: int, end: int) -> Iterator[Pointer]:
        """Principles by their number, in every framework that has such a one."""
        for found in _NUMBERED.finditer(text, start, end):
            ordinal, number = found["ordinal"], found["number"]
            if ordinal:
                which = _ORDINALS.index(ordinal.lower()) + 1
            else:
                which = int(number) if number.isdigit() else _NUMBERS.index(number.lower()) + 1
            for key in self._numbers.get(which, ()):
                yield Pointer(*found.span(), *key, by_title=False)
