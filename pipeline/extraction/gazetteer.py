"""Where known names stand in a text.

Belongs here: exact look-up of names, in linear time. Who is named that the codebook does not know
is found in `names`.
"""

import re
from bisect import insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.codebook import Codebook
from pipeline.ids import entity_id_of

NameSort = Literal["name", "short", "demonym", "seat"]

FLAT = {ord(sign): " " for sign in "\r\n\t\u00a0\u202f\u2028\u2029"}
"""White space to plain spaces, sign by sign, so that offsets stay."""

_STARTS = re.compile(r"(?<![^\W_])(?<![&@#])[^\W_][\w.’'&-]*")
_FIRST_WORD = re.compile(r"[^\W_]+")
_LETTER = re.compile(r"[^\W_]")


@dataclass(frozen=True)
class NameMention:
    """A name at its place; offsets in code points."""

    start: int
    end: int
    entity_id: str
    sort: NameSort


_Entry = tuple[str, str, NameSort]
"""A name, whose it is, and what sort of name."""


def _longest_first(entry: _Entry) -> tuple[int, _Entry]:
    return -len(entry[0]), entry


class NameTable:
    """Names by their first word, the longest first."""

    def __init__(self) -> None:
        self._names: dict[str, list[_Entry]] = {}
        self._entered: set[_Entry] = set()

    def add(self, name: str, entity_id: str, sort: NameSort = "name") -> None:
        """Enter a name; one that does not begin with a letter or digit cannot be found."""
        first = _FIRST_WORD.match(name)
        if first is None:
            return
        entry = name, entity_id, sort
        if entry not in self._entered:  # an article names the same one again and again
            self._entered.add(entry)
            insort(self._names.setdefault(first.group(), []), entry, key=_longest_first)

    def find(self, text: str, blocks: Sequence[tuple[int, int]]) -> Iterator[NameMention]:
        """Names in some stretches of a text, the longest at each place, not overlapping.

        A line end inside a name counts as a space.
        """
        flat = text.translate(FLAT)
        for start, end in blocks:
            position = start
            for word in _STARTS.finditer(flat, start, end):
                found = self._at(flat, word.start(), end) if word.start() >= position else None
                if found is not None:
                    yield found
                    position = found.end

    def _at(self, flat: str, start: int, end: int) -> NameMention | None:
        first = _FIRST_WORD.match(flat, start, end)
        for name, entity_id, sort in self._names.get(first.group(), ()) if first else ():
            stop = start + len(name)
            ends = stop >= len(flat) or not _LETTER.match(flat[stop])
            if stop <= end and ends and flat.startswith(name, start):
                return NameMention(start, stop, entity_id, sort)
        return None


class Gazetteer(NameTable):
    """The names of the codebook's entities and states."""

    def __init__(self, codebook: Codebook) -> None:
        super().__init__()
        self.bearers: dict[str, list[str]] = {}
        """Entities by a short name that they share."""
        self.by_name: dict[str, str] = {}
        """Entities by each of their names, in the form of an id."""
        for entity in codebook.entities:
            for name in (entity.name, *entity.aliases):
                self.add(name, entity.id)
                self.by_name[entity_id_of(name) or entity.id] = entity.id
            for short in entity.short:
                self.add(short, entity.id, "short")
                self.bearers.setdefault(short, []).append(entity.id)
            for seat in entity.seats:
                self.add(seat, entity.id, "seat")
        for state in codebook.states.values():
            for name in (state.name, *state.aliases):
                self.add(name, state.id)
            for demonym in state.demonyms:
                self.add(demonym, state.id, "demonym")
                self.add(demonym + "s", state.id, "demonym")
            for seat in state.seats:
                self.add(seat, state.id, "seat")
