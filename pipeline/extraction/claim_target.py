"""Which framework a claim is about: named, pointed at, or carried on from the sentence before.

Belongs here: the target of a claim (annotation guide, section 3). Who stands for which framework is
told in `claim_sides`, whom a pronoun means among persons and bodies in `cast`.
"""

import re
from collections import Counter

from pipeline.codebook import Codebook, Framework
from pipeline.extraction.cast import Cast
from pipeline.extraction.claim_passages import Passage, Stretch
from pipeline.extraction.claim_pieces import Scene
from pipeline.extraction.claim_pronouns import carried
from pipeline.extraction.claim_references import TITLED, joins, of_others, points, puts_forward
from pipeline.extraction.claim_sides import Sides
from pipeline.extraction.markers import Marker

_BARRING = frozenset({"own", "a", "an", "any", "every", "some", "other", "few"})
_BEFORE_NOUN = 4
MEMORY = 6
"""Sentences after which a pronoun no longer means the framework spoken of last."""
NEAR = 25
"""A pronoun so few characters before a name belongs to it ("this so-called …")."""
_OBLIQUE = re.compile(
    r"(?:\b(?:in|between|and|of|with|from|at|to|by|on|around|outside|inside|against|for|than|across)"
    r"\s(?:the\s)?|-)$",
    re.IGNORECASE,
)
_OWN = re.compile(r"(?:['’]s?)?\s+(?:own\b|itself\b|has its own\b)|-")


def _names_part(text: str, framework: Framework) -> bool:
    """Whether a text names a principle whose title is a proper name ("Clean Path")."""
    return any(p.title.istitle() and p.title in text for p in framework.principles)


def _is_described(text: str, framework: Framework, codebook: Codebook) -> bool:
    """Whether a text calls a framework by what it is ("a global data security plan")."""
    words = codebook.lexicon.get(f"named_{framework.framework_id.lower()}", ())
    told = text.lower().replace("-", " ")
    return any(word in told for word in words)


class Targets:
    """The frameworks that an article names, and the one it spoke of last."""

    def __init__(self, text: str, codebook: Codebook, cast: Cast) -> None:
        named = [
            f
            for f in codebook.frameworks
            if cast.names(f.entity_id)
            or _names_part(text, f)
            or (cast.names(f.sponsor_id) and _is_described(text, f, codebook))
        ]
        self._frameworks = {f.framework_id: f for f in named}
        self._by_entity = {f.entity_id: f.framework_id for f in named}
        self._by_sponsor = {f.sponsor_id: f.framework_id for f in named}
        self.sides = Sides(codebook, named)
        self._states = self.sides.states
        nouns = {e.id: frozenset(e.nouns) for e in codebook.entities if e.framework}
        self._nouns = {f.framework_id: nouns.get(f.entity_id, frozenset()) for f in named}
        self._counts = dict.fromkeys(self._frameworks, 0)
        self._other: str | None = None
        self.current: str | None = None
        self._last = 0

    @property
    def named(self) -> frozenset[str]:
        """The frameworks that the article names."""
        return frozenset(self._frameworks)

    @property
    def is_awaited(self) -> bool:
        """Whether the article names a framework, and has not come to it yet."""
        return bool(self._counts) and not any(self._counts.values())

    def refers(self, stretch: Stretch) -> bool:
        return self.explicit(stretch) is not None or carried(stretch) is not None

    def of(
        self, passage: Passage, explicit: tuple[int, str] | None, pointed: int | None,
        *, factual: bool, told: bool,
    ) -> str | None:  # fmt: skip
        """The framework that a claim is about.

        `explicit` is what the method of that name finds, `pointed` where a pronoun points back;
        `factual` says that the claim is a fact, `told` that it tells of the past.
        """
        marked, quote = passage.stretch.marked, passage.piece.quote
        if explicit is None and marked.has("unnamed_states"):
            return None
        if explicit is None and joins(passage.stretch):
            return self.sides.own(quote.speaker_id if quote is not None else None) or self.main
        if pointed is not None and (explicit is None or pointed + NEAR < explicit[0]):
            near = passage.scene.sentence.position - self._last <= MEMORY
            return self.current if near else None
        if explicit is not None:
            return explicit[1]
        outside = self._around(passage)
        if outside is not None:
            return outside
        principle = None if told else self._by_principle(passage)
        if principle is not None and (not factual or principle == self.current):
            return principle
        if quote is not None and quote.rule == "gerund":
            return None
        acting = self.by_sponsor(passage.stretch)
        addressed = {m.framework_id for m in passage.mentions}
        return acting if not addressed or acting in addressed else None

    def _around(self, passage: Passage) -> str | None:
        """The framework told of beside a quoted phrase, or in others' words in a sentence."""
        quote, around = passage.piece.quote, passage.around
        if quote is None or around is None:
            return self._named(passage.scene) if passage.piece.nested else None
        if not passage.is_phrase and quote.rule != "prepositional":
            return None
        outside = self.explicit(around)
        if outside is not None:
            return outside[1]
        return self.current if passage.is_verdict and carried(around) is not None else None

    def _named(self, scene: Scene) -> str | None:
        """The first framework that a sentence names, in whosever words."""
        found = (
            self._by_entity[n.entity_id] for n in scene.names if n.entity_id in self._by_entity
        )
        return next(found, None)

    def _by_principle(self, passage: Passage) -> str | None:
        """The framework, told of before, whose principle a passage speaks of.

        None where it speaks of what another state does.
        """
        touched = Counter(
            m.framework_id for m in passage.mentions if m.framework_id in self._frameworks
        ).most_common(1)
        if not touched or not self._counts[touched[0][0]]:
            return None
        framework_id = touched[0][0]
        speaker_id = passage.piece.quote.speaker_id if passage.piece.quote is not None else None
        if self.sides.is_official(speaker_id) and not self.sides.sponsors(speaker_id, framework_id):
            return None
        first = next((n for n in passage.stretch.names if n.entity_id in self._states), None)
        place = max(m.end for m in passage.mentions if m.framework_id == framework_id)
        foreign = first is not None and self._by_sponsor.get(first.entity_id) != framework_id
        return None if first is not None and foreign and first.start < place else framework_id

    @property
    def main(self) -> str | None:
        """The framework spoken of most so far."""
        most = max(self._counts, key=lambda k: self._counts[k], default=None)
        return most if most is not None and (self._counts[most] or len(self._counts) == 1) else None

    def speak_of(self, framework_id: str, position: int) -> None:
        """Keep in mind what was spoken of last."""
        self.current = framework_id
        self._last = position
        self._counts[framework_id] += 1

    def explicit(self, stretch: Stretch) -> tuple[int, str] | None:
        """The first framework that a stretch names or describes: (offset, framework)."""
        found = [
            (m.start - stretch.start, self._by_entity[m.entity_id])
            for m in stretch.names
            if m.entity_id in self._by_entity
        ]
        for framework_id in self._frameworks:
            for name in ("named", "about"):
                told = stretch.marked.of(f"{name}_{framework_id.lower()}")
                found += [(marker.offset, framework_id) for marker in told]
        for marker in stretch.marked.of("reference"):
            meant = self._meant(stretch, marker)
            if meant is not None:
                found.append((marker.offset, meant))
        return min(found, default=None)

    def _meant(self, stretch: Stretch, marker: Marker) -> str | None:
        """The framework that a noun refers back to ("the plan", "Beijing's proposal")."""
        tokens = stretch.marked.tokens
        before = tokens[max(0, marker.first - _BEFORE_NOUN) : marker.first]
        if tokens[marker.last : marker.last + 1] == ["of"]:
            return None  # "the rules of the market": it says itself of what it is
        if puts_forward(stretch.words, marker.offset):
            return self._put_forward(stretch, marker)
        if before and _BARRING & set(before[-2:]):
            return None
        owner = self._owner(stretch, marker)
        if owner is not None:
            return self._by_sponsor.get(owner)
        if not points(before[-3:]) or of_others(stretch.words, marker.offset):
            return None
        noun = tokens[marker.first]
        if noun == self._other:
            return None
        titled = [i for i, f in self._frameworks.items() if noun in f.name.lower().split()]
        holders = titled or [i for i, nouns in self._nouns.items() if noun in nouns]
        if len(holders) == 1:
            return holders[0]
        return self.current if self.current is not None else self.main

    def _put_forward(self, stretch: Stretch, marker: Marker) -> str | None:
        """The framework of the state that is said to put something forward, if it opens so."""
        place = stretch.start + marker.offset
        actor = next(
            (m for m in stretch.names if m.entity_id in self._states and m.end <= place), None
        )
        return self._by_sponsor.get(actor.entity_id) if actor is not None else None

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

    def by_sponsor(self, stretch: Stretch) -> str | None:
        """The framework last spoken of, where its sponsor acts, and not at home."""
        for mention in stretch.names:
            local = mention.start - stretch.start
            after = stretch.words[mention.end - stretch.start :]
            if mention.entity_id not in self._states:
                if _OBLIQUE.search(stretch.words[:local]):
                    continue
                return None
            article = re.search(r"\b[Tt]he\s$", stretch.words[:local])
            if mention.sort == "demonym" and not (article and after[:1] in " ,"):
                continue
            if _OWN.match(after):
                return None
            if after[:2] in ("'s", "’s") or _OBLIQUE.search(stretch.words[:local]):
                continue
            acting = self._by_sponsor.get(mention.entity_id)
            return acting if acting == self.current else None
        return None

    def meet(self, stretch: Stretch) -> None:
        """Keep in mind what was named last that is no framework ("the Lisbon Pact")."""
        named = [n for n in stretch.names if n.entity_id in self._by_entity]
        for match in TITLED.finditer(stretch.words):
            low, high = (stretch.start + at for at in match.span())
            if not any(n.start < high and low < n.end for n in named):
                self._other = match["noun"].lower()
                return
        if named:
            self._other = None

    def lose(self, stretch: Stretch) -> None:
        """Forget what was spoken of last where another state has become the subject."""
        if self._has_foreign_subject(stretch):
            self.current = None

    def _has_foreign_subject(self, stretch: Stretch) -> bool:
        """Whether a stretch opens with a state that does not sponsor what was spoken of last."""
        for mention in stretch.names[:1]:
            opens = len(stretch.words[: mention.start - stretch.start].split()) <= 2
            foreign = self._by_sponsor.get(mention.entity_id) != self.current
            return mention.entity_id in self._states and opens and foreign
        return False
