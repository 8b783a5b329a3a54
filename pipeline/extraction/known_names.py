"""Where an article names the entities of the codebook, and which of them it names at all.

Belongs here: judging what the gazetteer finds. To whom a phrase refers is decided in `cast`.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.codebook import Codebook
from pipeline.extraction.gazetteer import Gazetteer, NameMention, NameTable
from pipeline.extraction.given_names import is_given_name
from pipeline.extraction.lexicon import Lexicon
from pipeline.extraction.syntax import DATE_NAMES

_LOOK_BACK = 30
_NEXT = re.compile(r"\s([A-Z][a-zà-ÿ]+)")
_PREVIOUS = re.compile(r"([A-Z][a-zà-ÿ]+)\s$")


class KnownNames:
    """Names of the codebook in the story: `mentions` all of them, `counted` those that stand."""

    def __init__(
        self,
        text: str,
        blocks: Sequence[tuple[int, int]],
        codebook: Codebook,
        gazetteer: Gazetteer,
        lexicon: Lexicon,
    ) -> None:
        """`blocks` are the stretches of the story."""
        self._text = text
        self._blocks = blocks
        self._lexicon = lexicon
        self._bearers = gazetteer.bearers
        self.mentions: list[NameMention] = list(gazetteer.find(text, blocks))
        self._named = {m.entity_id for m in self.mentions if m.sort == "name"}
        self._named |= self._described(codebook)
        self._officials = self._on_subject(codebook)
        self.mentions = sorted(
            [*self._told_apart(gazetteer.bearers), *self._parts(codebook)], key=lambda m: m.start
        )
        self.counted = [m for m in self.mentions if self._counts(m)]
        self._starts = [m.start for m in self.counted]
        self._entity_names = {e.id: e.name for e in codebook.entities}

    def names(self, entity_id: str) -> bool:
        """Whether the story names an entity, in full or by description."""
        return entity_id in self._named

    def name_of(self, entity_id: str) -> str:
        """The name that the codebook gives an entity; empty for a state."""
        return self._entity_names.get(entity_id, "")

    def covering(self, end: int) -> NameMention | None:
        """The name in which a word ends."""
        index = bisect_left(self._starts, end) - 1
        if index < 0:
            return None
        mention = self.counted[index]
        return mention if mention.start < end <= mention.end else None

    def inside(self, start: int, end: int) -> set[str]:
        """The entities named in a phrase."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        return {m.entity_id for m in self.counted[first:last] if m.end <= end}

    def _on_subject(self, codebook: Codebook) -> set[str]:
        """The officials whom an article that names a framework need not introduce, if any."""
        frameworks = {e.id for e in codebook.entities if e.framework is not None}
        if not frameworks & self._named:
            return set()
        return {e.id for e in codebook.entities if e.official}

    def _parts(self, codebook: Codebook) -> Iterator[NameMention]:
        """Lone parts of the name of a person whom the article names in full ("Yi" for Wang Yi)."""
        parts: dict[str, list[str]] = {}
        for entity in codebook.entities:
            if entity.kind != "person" or entity.id not in self._named:
                continue
            for part in entity.name.split():
                if part not in entity.short and self._text.count(part) > self._text.count(
                    entity.name
                ):
                    parts.setdefault(part, []).append(entity.id)
        alone = NameTable()
        for part, bearers in parts.items():
            if len(bearers) == 1:
                alone.add(part, bearers[0], "short")
        taken = {at for m in self.mentions for at in range(m.start, m.end)} if parts else set()
        for mention in alone.find(self._text, self._blocks) if parts else ():
            if mention.start not in taken and not self._adjoins_name(mention):
                yield mention

    def _adjoins_name(self, mention: NameMention) -> bool:
        """Whether a capitalised word that is no title stands right beside a part of a name."""
        before = _PREVIOUS.search(self._text[max(0, mention.start - _LOOK_BACK) : mention.start])
        titled = before is None or before[1].lower() in self._lexicon.titles
        return not titled or _NEXT.match(self._text, mention.end) is not None

    def _told_apart(self, bearers: Mapping[str, Sequence[str]]) -> Iterator[NameMention]:
        """A short name that several share is that of the bearer named in full last before it."""
        last: dict[str, int] = {}
        for mention in self.mentions:
            if mention.sort == "name":
                last[mention.entity_id] = mention.start
            sharing = bearers.get(self._text[mention.start : mention.end], ())
            if mention.sort == "short" and len(sharing) > 1:
                named = max(sharing, key=lambda i: (last.get(i, -1), i in self._named))
                yield replace(mention, entity_id=named)
            else:
                yield mention

    def _counts(self, mention: NameMention) -> bool:
        """A short name counts where the full one stands in the article too, or after a title."""
        if mention.sort != "short":
            return True
        if self._is_of_longer_name(mention):
            return False
        if mention.entity_id in self._named or self._is_known_official(mention):
            return True
        before = self._text[max(0, mention.start - _LOOK_BACK) : mention.start].split()
        return bool(before) and before[-1].lower().rstrip(".") in self._lexicon.titles

    def _is_known_official(self, mention: NameMention) -> bool:
        """Whether somebody need not be named in full: an official, and no other so called."""
        sharing = self._bearers.get(self._text[mention.start : mention.end], ())
        return mention.entity_id in self._officials and len(sharing) == 1

    def _is_of_longer_name(self, mention: NameMention) -> bool:
        """Whether the short name is but a part of somebody else's ("Wang" in "Wang Lin")."""
        following = _NEXT.match(self._text, mention.end)
        if following and following[1] not in DATE_NAMES:
            return True
        before = _PREVIOUS.search(self._text[max(0, mention.start - _LOOK_BACK) : mention.start])
        if before is None or before[1].lower().rstrip(".") in self._lexicon.titles:
            return False
        return is_given_name(before[1])

    def _described(self, codebook: Codebook) -> set[str]:
        """Documents named by their sponsor and kind ("Utopia's data-security initiative")."""
        found = set()
        for entity in codebook.entities:
            state = codebook.states.get(entity.country or "")
            if state is None or not entity.topics:
                continue
            names = (state.name, *state.aliases, *state.seats)
            owners = "|".join([*(rf"{re.escape(n)}['’]s?" for n in names), *state.demonyms])
            topics = "|".join(entity.topics)
            pattern = re.compile(
                rf"\b(?:{owners})\s+(?:[\w-]+\s+){{0,4}}?(?:[\w-]*(?:{topics})[\w-]*)"
                rf"\s+(?:[\w-]+\s+){{0,2}}?(?:{'|'.join(entity.nouns)})\b",
                re.IGNORECASE,
            )
            by = re.compile(
                rf"\b(?:{topics})[\w-]*\s+(?:[\w-]+\s+){{0,2}}?(?:{'|'.join(entity.nouns)})\s+"
                rf"(?:[\w-]+\s+){{1,3}}?by\s+(?:{'|'.join(map(re.escape, names))})\b",
                re.IGNORECASE,
            )
            for start, end in self._blocks:
                if pattern.search(self._text, start, end) or by.search(self._text, start, end):
                    found.add(entity.id)
        return found
