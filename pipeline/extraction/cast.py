"""The cast of an article: every person, body, state and document in it, and who a phrase refers to.

Belongs here: joining names to entities. What is not clear stays None. Names that the codebook does
not know are judged in `names`, phrases without a name in `descriptions`.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from pipeline.codebook import Codebook, CodebookEntity, EntityKind
from pipeline.extraction.body_names import BodyNames, dateline_of
from pipeline.extraction.descriptions import Descriptions
from pipeline.extraction.gazetteer import Gazetteer, NameTable
from pipeline.extraction.known_names import KnownNames
from pipeline.extraction.lexicon import Lexicon
from pipeline.extraction.names import Names, Recognise
from pipeline.extraction.roles import role_of, title_before
from pipeline.ids import entity_id_of
from pipeline.parsing.structure import STORY, ArticleStructure

_NATIONAL = re.compile(r"[Tt]he [A-Z][a-z]+(?:wo)?m[ae]n")
""""The Frenchman" is a person of a nation, and no name."""
_PART = re.compile(r"\s+(?:state|city|county|province)\b")


@dataclass
class Character:
    """One entity of the article."""

    entity_id: str
    name: str
    kind: EntityKind
    role: str | None = None
    affiliation: str | None = None


class Cast:
    """The entities of one article. Built once from the text, then asked; asking may add some."""

    def __init__(
        self,
        article: ArticleStructure,
        codebook: Codebook,
        gazetteer: Gazetteer,
        lexicon: Lexicon,
        recognise: Recognise,
    ) -> None:
        """`recognise` finds names that the codebook does not know."""
        self._text = article.text
        self._lexicon = lexicon
        self._known: dict[str, CodebookEntity] = {e.id: e for e in codebook.entities}
        self._states = {s.id: s for s in codebook.states.values()}
        self._state_ids = {code: s.id for code, s in codebook.states.items()}
        self._kinds = codebook.entity_kinds
        self._gazetteer = gazetteer
        self._ids_by_name = gazetteer.by_name
        self.mouthpieces = lexicon.mouthpieces
        self._blocks = [(p.start, p.end) for p in article.paragraphs if p.region in STORY]
        self._places = KnownNames(self._text, self._blocks, codebook, gazetteer, lexicon)
        self.mentions = self._places.mentions
        self._counted = self._places.counted
        known = {
            at for m in self._counted if m.sort in ("name", "short") for at in range(m.start, m.end)
        }
        # In a headline every word may begin with a capital: no name is found there anew.
        running = [(s.start, s.end) for s in article.sentences if s.region in ("subtitle", "body")]
        self._names = Names(self._text, running, known, lexicon, recognise)
        self._body_names = BodyNames(
            self._text, self._places, self._states, self._names.is_public_body,
            dateline_of(article),
        )  # fmt: skip
        self._descriptions = Descriptions(
            self._text, codebook, lexicon, self._places, self._names, self
        )
        self.characters: dict[str, Character] = {}

    # -- entities --------------------------------------------------------------------------

    def known(self, entity_id: str) -> str:
        """Enter an entity of the codebook; any other is there already."""
        if entity_id not in self.characters:
            entity = self._known.get(entity_id)
            if entity is None:
                name = self._states[entity_id].name
                self.characters[entity_id] = Character(entity_id, name, "state")
            else:
                self.characters[entity_id] = Character(
                    entity_id, entity.name, entity.kind, entity.role, entity.affiliation
                )
        return entity_id

    def enter(self, name: str, definite: bool) -> str | None:
        """Enter an entity by its name; its id is the name in small letters."""
        entity_id = entity_id_of(name)
        if entity_id is None:
            return None
        entity_id = self._ids_by_name.get(entity_id, entity_id)
        if entity_id in self._kinds:
            return self.known(entity_id)
        if entity_id not in self.characters:
            role, body = role_of(self._text, name, self._lexicon)
            kind = self._names.kind(name, definite, role)
            self.characters[entity_id] = Character(
                entity_id, name, kind, role, self._affiliation(body)
            )
        return entity_id

    def _affiliation(self, body: tuple[int, int] | None) -> str | None:
        if body is None:
            return None
        mention = self._places.covering(body[1])
        if mention is not None and mention.sort == "name":
            return self.characters[self.known(mention.entity_id)].name
        return " ".join(self._text[slice(*body)].split())

    def known_by(self, name: str, titled: bool) -> str | None:
        """The entity of the codebook that a name in capitals is of; a surname needs a title."""
        found = self._ids_by_name.get(entity_id_of(name) or "")
        if found is None and titled:
            bearers = self._gazetteer.bearers.get(name.title(), ())
            found = bearers[0] if len(bearers) == 1 else None
        return self.known(found) if found is not None else None

    def kind(self, entity_id: str) -> EntityKind | None:
        """Kind of an entity of the codebook or of the article."""
        known = self._kinds.get(entity_id)
        if known is not None:
            return known
        return self.characters[entity_id].kind if entity_id in self.characters else None

    def is_person(self, entity_id: str | None) -> bool:
        """Whether an entity is a person."""
        return entity_id is not None and self.kind(entity_id) == "person"

    def names(self, entity_id: str) -> bool:
        """Whether the story names an entity of the codebook, in full or by description."""
        return self._places.names(entity_id)

    def nouns_pattern(self, entity_id: str) -> str:
        """A pattern of the phrases that refer back to a document ("the initiative")."""
        nouns = "|".join(self._known[entity_id].nouns)
        return rf"\b[\w’']+\s+(?:\w+\s+)?(?:{nouns})\b"

    # -- phrases ---------------------------------------------------------------------------

    def resolve(
        self, start: int, end: int, head_end: int, *, before: int, proper: bool
    ) -> str | None:
        """The entity that the phrase `start:end` refers to; its head word ends at `head_end`.

        `before` is where an antecedent must have stood; `proper` says that the head is a name.
        """
        for at in (head_end, end):
            mention = self._places.covering(at)
            if mention is None or mention.start < start - 1:
                continue
            if at != head_end and not self.is_person(mention.entity_id):
                continue  # "the opposition in Santiago" is not its state
            if mention.sort == "seat" and _PART.match(self._text, mention.end):
                return None  # "Washington state"
            # An adjective alone is nobody, but "the Americans" are their state.
            nation = re.match(r"the \w+$", self._text[start:end].lower())
            if mention.sort != "demonym" or nation:
                return self.known(mention.entity_id)
        government = self._descriptions.government(start, end)
        if government is not None:
            return government
        head = self._text[self._word_start(head_end) : head_end]
        proper = proper or self._names.knows(head)
        if head.removesuffix("s").isupper() and head.lower() in self._lexicon.documents:
            return self._descriptions.entity(start, end, head.lower(), before)  # "the EO"
        if proper and head[:1].isupper() and head.lower() not in self._lexicon.titles:
            return self._by_name(start, end, head_end, head)
        return self._descriptions.entity(start, end, head.lower(), before)

    def _word_start(self, end: int) -> int:
        match = re.search(r"[^\s“”‘\"(\[]+$", self._text[max(0, end - 40) : end])
        return end - len(match.group()) if match else end

    def _by_name(self, start: int, end: int, head_end: int, head: str) -> str | None:
        """A name that the codebook does not know."""
        phrase = self._text[start:end]
        if head.lower() in self._lexicon.organization_words:
            return self.body(start, end)
        words = self._names.person_ending(head_end) or self._names.name_before(start, head_end)
        if self._names.is_group(words) or _NATIONAL.fullmatch(phrase):
            return None
        definite = phrase[:4].lower() == "the " and phrase[4:5].isupper()
        if len(words) == 2 and words[0] == "The" and words[1].isupper():  # "The AIVD"
            full = self._names.full_name(words[1])
            return self.enter(full or words[1], definite=True)
        if len(words) == 1 and not definite:
            full = self._names.full_name(words[0])
            return self.enter(full, definite) if full else None
        return self.enter(" ".join(words), definite)

    def body(self, start: int, end: int) -> str | None:
        """The organisation that a phrase names, by its official name where it is an authority."""
        return self.enter(self._body_names.official(start, end), definite=True)

    def entered(self, entity_id: str) -> str:
        """The id of an entity of the article, entered if it is one of the codebook's."""
        return self.known(entity_id) if entity_id in self._kinds else entity_id

    def state_of(self, entity_id: str) -> str | None:
        """The state of an entity of the codebook."""
        known = self._known.get(entity_id)
        return self._state_ids.get(known.country or "") if known is not None else None

    def states_in(self, start: int, end: int) -> set[str]:
        """The states that a phrase names."""
        return self._places.inside(start, end) & set(self._states)

    def is_title(self, word: str) -> bool:
        """Whether a word is a title or a role ("Minister")."""
        return word.lower() in self._lexicon.titles

    def title_of(self, name: str) -> str | None:
        """The title that stands before a name somewhere ("mr"), without full stop."""
        return title_before(self._text, name, self._lexicon)

    # -- places ----------------------------------------------------------------------------

    @cached_property
    def persons(self) -> list[tuple[int, str]]:
        """Where persons are named: (offset, entity id), in order."""
        found = {m.start: m.entity_id for m in self._counted if self.is_person(m.entity_id)}
        surnames = NameTable()
        for start, _, label, name in self._names.recognised:
            full = name if " " in name else self._names.full_name(name)
            if full is None or not (label == "PERSON" or self._names.is_person(full)):
                continue
            if full.lower() in self._lexicon.titles:  # "State Councilor" alone
                continue
            entity_id = self.enter(full, definite=False)
            if entity_id is not None and self.is_person(entity_id):
                found.setdefault(start, entity_id)
                surname = full.split()[-1]
                if self._names.full_name(surname) == full:
                    surnames.add(surname, entity_id)
        for mention in surnames.find(self._text, self._blocks):
            if not self._follows_name(mention.start):
                found.setdefault(mention.start, mention.entity_id)
        return sorted(found.items())

    def _follows_name(self, start: int) -> bool:
        """Whether a word is the end of a longer name: a capitalised word stands right before it."""
        before = re.search(r"[^\W\d_][\w’'.-]*\s$", self._text[max(0, start - 30) : start])
        word = before.group().strip(" .\n") if before else ""
        return word[:1].isupper() and word.lower() not in self._lexicon.titles

    @cached_property
    def bodies(self) -> list[tuple[int, str]]:
        """Where organisations and companies are named: (offset, name), in order."""
        known = (
            (m.start, self._names_of(m.entity_id))
            for m in self._counted
            if m.sort == "name" and self.kind(m.entity_id) in ("organization", "company")
        )
        found = (
            (start, name) for start, _, label, name in self._names.recognised if label == "ORG"
        )
        return sorted({*known, *((s, self._names.full_name(n) or n) for s, n in found if n)})

    def first_body_between(self, start: int, end: int) -> str | None:
        """The organisation that is named first in the last sentence of a stretch that names one."""
        chosen: tuple[int, str] | None = None
        first, last = (bisect_left(self.bodies, (place, "")) for place in (start, end))
        for at, name in reversed(self.bodies[first:last]):
            entity_id = entity_id_of(name)
            known = self._ids_by_name.get(entity_id or "")
            is_body = self._names.is_body(name.split()) if known is None else True
            if not is_body or self.kind(known or "") == "company":
                continue
            if chosen is not None and re.search(r"[.!?]\s", self._text[at : chosen[0]]):
                break
            chosen = at, name
        return self.enter(chosen[1], definite=False) if chosen is not None else None

    def _names_of(self, entity_id: str) -> str:
        return self._known[entity_id].name

    def named(self) -> list[tuple[int, int, str]]:
        """Where entities of the cast are named in the story: (start, end, entity id), in order."""
        found = {
            m.start: (m.start, m.end, self.known(m.entity_id))
            for m in self._counted
            if m.sort in ("name", "short")
        }
        others = NameTable()
        for character in list(self.characters.values()):
            if character.entity_id not in self._kinds:
                others.add(character.name, character.entity_id)
        for mention in others.find(self._text, self._blocks):
            found.setdefault(mention.start, (mention.start, mention.end, mention.entity_id))
        for start, entity_id in self.persons:
            surname = self.characters[self.entered(entity_id)].name.split()[-1]
            if start not in found and self._text.startswith(surname, start):
                found[start] = (start, start + len(surname), entity_id)
        return _not_overlapping(list(found.values()))


def _not_overlapping(spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The earlier and longer of overlapping names."""
    kept: list[tuple[int, int, str]] = []
    for span in sorted(spans, key=lambda s: (s[0], -s[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept
