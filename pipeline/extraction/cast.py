"""The cast of an article: every person, body, state and document in it, and who a phrase refers to.

Belongs here: joining names, descriptions and pronouns to entities. What is not clear stays None.
Names that the codebook does not know are judged in `names`.
"""

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from pipeline.codebook import Codebook, CodebookEntity, EntityKind
from pipeline.extraction.gazetteer import Gazetteer, NameTable
from pipeline.extraction.known_names import KnownNames
from pipeline.extraction.lexicon import Lexicon
from pipeline.extraction.names import Names, Recognise
from pipeline.extraction.roles import role_of, title_before
from pipeline.ids import entity_id_of
from pipeline.parsing.structure import STORY, ArticleStructure

FAR = 1500
"""Characters after which a body is no longer what a description refers back to."""

_DEFINITE = re.compile(r"(?:the|this|that)\s", re.IGNORECASE)
_POINTING = re.compile(r"(?:the|this|that|its|their|such)\b", re.IGNORECASE)
_PART = re.compile(r"\s+(?:state|city|county|province)\b")
_OWNER = re.compile(r"(?P<owner>[^,;]+?)(?:['’]s|(?<=s)['’])\s")
_LINKS = frozenset({"the", "of", "s", "and", "former", "then"})
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


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
        self._state_of = {code: s.id for code, s in codebook.states.items()}
        self._kinds = codebook.entity_kinds
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

    def _enter(self, name: str, definite: bool) -> str | None:
        """Enter an entity by its name; its id is the name in small letters."""
        entity_id = entity_id_of(name)
        if entity_id is None:
            return None
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
        government = self._by_government(start, end)
        if government is not None:
            return government
        head = self._text[self._word_start(head_end) : head_end]
        proper = proper or self._names.knows(head)
        if proper and head[:1].isupper() and head.lower() not in self._lexicon.titles:
            return self._by_name(start, end, head_end, head)
        return self._by_description(start, end, head.lower(), before)

    def _word_start(self, end: int) -> int:
        match = re.search(r"[^\s“”‘\"(\[]+$", self._text[max(0, end - 40) : end])
        return end - len(match.group()) if match else end

    def _by_government(self, start: int, end: int) -> str | None:
        """ "the Chinese government", "U.S. authorities"."""
        words = self._text[start:end].split()
        if not words or len(words) > 4 or words[-1].lower() not in self._lexicon.government:
            return None
        states = self._places.inside(start, end) & self._states.keys()
        return self.known(states.pop()) if len(states) == 1 else None

    def _by_name(self, start: int, end: int, head_end: int, head: str) -> str | None:
        """A name that the codebook does not know."""
        phrase = self._text[start:end]
        if head.lower() in self._lexicon.organization_words:
            return self._enter(self._body_name(start, end), definite=True)
        words = self._names.name_before(start, head_end)
        definite = phrase[:4].lower() == "the " and phrase[4:5].isupper()
        if len(words) == 1 and not definite:
            full = self._names.full_name(words[0])
            return self._enter(full, definite) if full else None
        return self._enter(" ".join(words), definite)

    def _body_name(self, start: int, end: int) -> str:
        """A body's name without article, its state last: "Ministry of Justice of Portugal"."""
        name = _ARTICLE.sub("", " ".join(self._text[start:end].split()))
        first = self._places.covering(start + 1) or self._places.covering(start + 5)
        if first is None or first.entity_id not in self._states or first.end >= end:
            return name
        rest = re.sub(r"^['’]s?\s+|^\s+", "", self._text[first.end : end])
        body = " ".join(rest.split())
        public = self._names.is_public_body(body.lower().split())
        return f"{body} of {self._states[first.entity_id].name}" if public else name

    def _by_description(self, start: int, end: int, head: str, before: int) -> str | None:
        """ "the initiative", "the minister"."""
        document = self._document(start, end, head) or self._copied(start, end, head)
        if document is not None:
            return document
        phrase = self._text[start:end]
        found = self._by_office(start, end) or self._by_owner(start, end, head)
        if found is not None:
            return found
        if not _DEFINITE.match(phrase) or len(phrase.split()) > 4:
            return None
        index = bisect_left(self.persons, (before, ""))
        nearby = {entity_id for _, entity_id in self.persons[max(0, index - 100) : index]}
        bearers = [i for i in nearby if head in (self._role_of(i) or "").lower().split()]
        if len(bearers) == 1:
            return self.entered(bearers[0])
        return self._body(head, before) if not bearers else None

    def _by_office(self, start: int, end: int) -> str | None:
        """The holder of a state's office ("China's foreign minister"), if the article names one."""
        states = self._places.inside(start, end) & self._states.keys()
        if len(states) != 1:
            return None
        words = set(re.findall(r"[a-z]+", self._text[start:end].lower())) - _LINKS
        holders = {
            entity_id
            for _, entity_id in self.persons
            if (known := self._known.get(entity_id)) is not None
            and known.country is not None
            and self._state_of.get(known.country) in states
            and len(words & set((known.role or "").lower().split())) > 1
        }
        return self.known(holders.pop()) if len(holders) == 1 else None

    def _by_owner(self, start: int, end: int, head: str) -> str | None:
        """Whose website or statement it is ("the ministry's website")."""
        owner = _OWNER.match(self._text, start, end) if head in self._lexicon.mouthpieces else None
        if owner is None:
            return None
        first, last = owner.span("owner")
        proper = self._text[self._word_start(last)].isupper()
        return self.resolve(first, last, last, before=start, proper=proper)

    def _copied(self, start: int, end: int, head: str) -> str | None:
        """The document of which a phrase names a copy ("a draft of the initiative")."""
        words = self._text[start:end].lower().split()
        if head in self._lexicon.parts and "of" not in words:
            return self._only_document()
        if head not in self._lexicon.copies | self._lexicon.parts or "of" not in words:
            return None
        named = [i for i in self._places.inside(start, end) if self.kind(i) == "document"]
        return self.known(named[0]) if len(named) == 1 else self._document(start, end, words[-1])

    def _only_document(self) -> str | None:
        """The document of the codebook that the article names most ("the fifth point")."""
        times = Counter(
            m.entity_id for m in self._counted if self.kind(m.entity_id) == "document"
        ).most_common(2)
        clear = times and (len(times) == 1 or times[0][1] > times[1][1])
        return self.known(times[0][0]) if clear else None

    def _body(self, noun: str, before: int) -> str | None:
        """ "the ministry", "the company": the body of that kind named last."""
        company = noun in self._lexicon.company_nouns
        if not company and noun not in self._lexicon.organization_words:
            return None
        index = bisect_left(self._bodies, (before, ""))
        for start, name in reversed(self._bodies[max(0, index - 50) : index]):
            if before - start > FAR:
                return None
            words = name.lower().split()
            if noun in words or (company and not self._names.is_public_body(words)):
                return self._enter(name, definite=False)
        return None

    def _role_of(self, entity_id: str) -> str | None:
        if entity_id in self._known:
            return self._known[entity_id].role
        return self.characters[entity_id].role if entity_id in self.characters else None

    def entered(self, entity_id: str) -> str:
        """The id of an entity of the article, entered if it is one of the codebook's."""
        return self.known(entity_id) if entity_id in self._kinds else entity_id

    def _document(self, start: int, end: int, head: str) -> str | None:
        """A document that the article has named, by one of its nouns; not one of another state."""
        inside = self._places.inside(start, end)
        found: list[tuple[bool, bool, int, str]] = []
        for entity in self._known.values():
            if head not in entity.nouns or not self._places.names(entity.id):
                continue
            sponsor = self._state_of.get(entity.country or "")
            if (inside & self._states.keys()) <= {sponsor}:
                times = sum(1 for m in self._counted if m.entity_id == entity.id)
                found.append((sponsor in inside, head in entity.name.lower(), times, entity.id))
        if not found:
            return None
        owned, _, _, entity_id = max(found)
        pointed = owned or _POINTING.search(self._text, start, end)
        return self.known(entity_id) if pointed else None

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
            entity_id = self._enter(full, definite=False)
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
    def _bodies(self) -> list[tuple[int, str]]:
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
