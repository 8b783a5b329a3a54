"""Which framework a claim is about: named, pointed at, or carried on from the sentence before.

Belongs here: the target of a claim (annotation guide, section 3). Whom a pronoun means among persons and bodies
is told in `cast`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.codebook import Codebook, Framework
from pipeline.extraction.cast import Cast
from pipeline.extraction.gazetteer import NameMention
from pipeline.extraction.markers import Marked, Marker

_PRONOUNS = frozenset({"it", "its", "it's", "this"})
_OPENING = frozenset({"that", "these", "such", "both"})
_POINTING = frozenset({"the", "this", "that", "these", "those", "its", "their", "such", "both", "whose"})
_BARRING = frozenset({"own", "a", "an", "no", "any", "every", "some", "other", "few"})
_BEFORE_NOUN = 4
_EARLY = 10
"""A pronoun among the first words of a stretch carries the subject on."""
_OBLIQUE = re.compile(
    r"(?:\b(?:in|between|and|of|with|from|at|to|by|on|around|outside|inside|against|for|than|across)\s(?:the\s)?|-)$",
    re.IGNORECASE,
)
_OWN = re.compile(r"(?:['’]s?)?\s+(?:own\b|itself\b|has its own\b)|-")


@dataclass(frozen=True)
class Stretch:
    """The words of one claimant: `words` starts at `start` of the article, foreign words blanked."""

    start: int
    words: str
    marked: Marked
    names: Sequence[NameMention]


class Targets:
    """The frameworks that an article names, and the one it spoke of last."""

    def __init__(self, codebook: Codebook, cast: Cast) -> None:
        named = [f for f in codebook.frameworks if cast.names(f.entity_id)]
        self._frameworks = {f.framework_id: f for f in named}
        self._by_entity = {f.entity_id: f.framework_id for f in named}
        self._by_sponsor = {f.sponsor_id: f.framework_id for f in named}
        self._states = frozenset(state.id for state in codebook.states.values())
        nouns = {e.id: frozenset(e.nouns) for e in codebook.entities if e.framework}
        self._nouns = {f.framework_id: nouns.get(f.entity_id, frozenset()) for f in named}
        counts = dict.fromkeys(self._frameworks, 0)
        for mention in cast.mentions:
            if mention.entity_id in self._by_entity:
                counts[self._by_entity[mention.entity_id]] += 1
        self.main = max(counts, key=lambda k: counts[k], default=None)
        self.current = self.main

    def framework(self, framework_id: str) -> Framework:
        return self._frameworks[framework_id]

    def named(self) -> Iterable[str]:
        return self._frameworks

    def explicit(self, stretch: Stretch) -> tuple[int, str] | None:
        """The first framework that a stretch names or describes: (offset, framework)."""
        found = [
            (m.start - stretch.start, self._by_entity[m.entity_id])
            for m in stretch.names
            if m.entity_id in self._by_entity
        ]
        for framework_id in self._frameworks:
            for marker in stretch.marked.of(f"about_{framework_id.lower()}"):
                found.append((marker.offset, framework_id))
        for marker in stretch.marked.of("reference"):
            meant = self._meant(stretch, marker)
            if meant is not None:
                found.append((marker.offset, meant))
        return min(found, default=None)

    def _meant(self, stretch: Stretch, marker: Marker) -> str | None:
        """The framework that a noun refers back to ("the plan", "Beijing's proposal")."""
        tokens = stretch.marked.tokens
        before = tokens[max(0, marker.first - _BEFORE_NOUN) : marker.first]
        if before and _BARRING & set(before[-2:]):
            return None
        owner = self._owner(stretch, marker)
        if owner is not None:
            return self._by_sponsor.get(owner)
        if not _POINTING & set(before[-3:]):
            return None
        noun = tokens[marker.first]
        titled = [i for i, f in self._frameworks.items() if noun in f.name.lower().split()]
        holders = titled or [i for i, nouns in self._nouns.items() if noun in nouns]
        if len(holders) == 1:
            return holders[0]
        return self.current if self.current is not None else self.main

    def _owner(self, stretch: Stretch, marker: Marker) -> str | None:
        """The state named just before a noun; "China's global data security initiative"."""
        place = stretch.start + marker.offset
        near = [
            m for m in stretch.names
            if m.entity_id in self._states and m.end <= place and place - m.end <= 45
        ]  # fmt: skip
        for mention in reversed(near):
            between = stretch.words[mention.end - stretch.start : marker.offset]
            possessive = mention.sort == "demonym" or re.match(r"['’]s?\s", between)
            adjective = re.match(r"\s+$", between)
            if (possessive or adjective) and not re.search(r"[,;:.]|\b(?:and|of|to|in)\b", between):
                return mention.entity_id
        return None

    def joined(self, stretch: Stretch) -> bool:
        """Whether a stretch speaks of signing, which is done to a framework."""
        return self.main is not None and stretch.marked.has("joining")

    def carried(self, stretch: Stretch) -> int | None:
        """Where a pronoun among the first words carries the subject on."""
        matches = list(re.finditer(r"\w+(?:['’]\w+)?", stretch.words))
        first_name = min((m.start - stretch.start for m in stretch.names), default=None)
        for i, match in enumerate(matches):
            if first_name is not None and match.start() > first_name:
                return None
            word = match.group().lower().replace("’", "'")
            if (word in _PRONOUNS and i < _EARLY) or (word in _OPENING and i == 0):
                return match.start()
        return None

    def by_sponsor(self, stretch: Stretch) -> str | None:
        """The framework last spoken of, where its sponsor acts, and not at home."""
        for mention in stretch.names:
            if mention.entity_id not in self._states:
                continue
            local = mention.start - stretch.start
            after = stretch.words[mention.end - stretch.start :]
            article = re.search(r"\b[Tt]he\s$", stretch.words[:local])
            if mention.sort == "demonym" and not (article and after[:1] in " ,"):
                continue
            if _OWN.match(after):
                return None
            if after[:2] in ("'s", "’s") or _OBLIQUE.search(stretch.words[:local]):
                continue
            acting = self._by_sponsor.get(mention.entity_id)
            if acting is not None and acting == (self.current or self.main):
                return acting
        return None

    def lose(self, stretch: Stretch) -> None:
        """Forget what was spoken of last where another state has become the subject."""
        for mention in stretch.names[:1]:
            opens = len(stretch.words[: mention.start - stretch.start].split()) <= 2
            if mention.entity_id in self._states and opens:
                if self._by_sponsor.get(mention.entity_id) != self.current:
                    self.current = None


def mentions_of(names: Sequence[NameMention], words: str, start: int) -> list[NameMention]:
    """The names that stand in a stretch, those in its blanked parts left out."""
    end = start + len(words)
    return [m for m in names if start <= m.start < end and not words[m.start - start].isspace()]


def frameworks_touched(touched: Mapping[str, int]) -> str | None:
    """The framework most of whose principles are mentioned."""
    return max(touched, key=lambda k: touched[k], default=None)
