"""Where the codebook's entities are named in a text.

Belongs here: exact look-up of names, in linear time. Who else is named is found in `cast`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.codebook import Codebook

NameSort = Literal["name", "short", "demonym", "seat"]

_FLAT = {ord(sign): " " for sign in "\r\n\t\u00a0\u202f\u2028\u2029"}

_WORD = re.compile(r"[^\W_]")
_STARTS = re.compile(r"(?<![^\W_])(?<![&@#])[^\W_][\w.’'&-]*")


@dataclass(frozen=True)
class NameMention:
    """A name at its place; offsets in code points."""

    start: int
    end: int
    entity_id: str
    sort: NameSort


class Gazetteer:
    """Names of the codebook's entities and states by their first word."""

    def __init__(self, codebook: Codebook) -> None:
        self._names: dict[str, list[tuple[str, str, NameSort]]] = {}
        for entity in codebook.entities:
            self._add(entity.name, entity.id, "name")
            for alias in entity.aliases:
                self._add(alias, entity.id, "name")
            for short in entity.short:
                self._add(short, entity.id, "short")
            for seat in entity.seats:
                self._add(seat, entity.id, "seat")
        for state in codebook.states.values():
            for name in (state.name, *state.aliases):
                self._add(name, state.id, "name")
            for demonym in state.demonyms:
                self._add(demonym, state.id, "demonym")
                self._add(demonym + "s", state.id, "demonym")
            for seat in state.seats:
                self._add(seat, state.id, "seat")
        for names in self._names.values():
            names.sort(key=lambda item: (-len(item[0]), item[0]))

    def _add(self, name: str, entity_id: str, sort: NameSort) -> None:
        first = _STARTS.match(name)
        if first is None:
            raise ValueError(f"{entity_id}: the name {name!r} begins with no letter")
        key = re.split(r"[-.’'&]", first.group())[0]
        self._names.setdefault(key, []).append((name, entity_id, sort))

    def find(self, text: str, blocks: Sequence[tuple[int, int]]) -> Iterator[NameMention]:
        """Names in some stretches of a text, the longest at each place, not overlapping.

        A line end inside a name counts as a space.
        """
        text = text.translate(_FLAT)
        for start, end in blocks:
            yield from self._find(text, start, end)

    def _find(self, text: str, start: int, end: int) -> Iterator[NameMention]:
        position = start
        for word in _STARTS.finditer(text, start, end):
            if word.start() < position:
                continue
            key = re.split(r"[-.’'&]", word.group())[0]
            for name, entity_id, sort in self._names.get(key, ()):
                stop = word.start() + len(name)
                if text.startswith(name, word.start()) and stop <= end and _ends(text, stop):
                    yield NameMention(word.start(), stop, entity_id, sort)
                    position = stop
                    break


def _ends(text: str, position: int) -> bool:
    """Whether a name may end here: no letter or digit follows."""
    return position >= len(text) or not _WORD.match(text[position])
