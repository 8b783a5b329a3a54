"""Descriptions: whom "the minister", "the Chinese government" or "the fifth point" stand for.

Belongs here: phrases without a name, as far as codebook and article tell. Names are resolved in
`cast`, pronouns in `pronouns` and `antecedents`.
"""

import re
from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

from pipeline.codebook import Codebook
from pipeline.extraction.known_names import KnownNames
from pipeline.extraction.lexicon import Lexicon
from pipeline.extraction.names import Names

if TYPE_CHECKING:
    from pipeline.extraction.cast import Cast

FAR = 1500
"""Characters after which a body is no longer what a description refers back to."""

_DEFINITE = re.compile(r"(?:the|this|that)\s", re.IGNORECASE)
_POINTING = re.compile(r"(?:the|this|that|its|their|such)\b", re.IGNORECASE)
_OWNER = re.compile(r"(?P<owner>[^,;]+?)(?:['’]s|(?<=s)['’])\s")
_ISSUER = re.compile(
    r"(?:\s(?:issued\s+)?(?:by|from)|\sin(?=\sthe\s[A-Z])|(?<=site)\sof)\s+"
    r"(?P<owner>[^,;]+?)(?=\son\s(?:the\s\d|\w+day\b)|[,;]|$)"
)
_PLACE = re.compile(r"\sin\s(?P<owner>(?:the\s)?[A-Z]\w+(?:\s[A-Z]\w+)*)")
""""An article in the Times" where the phrase ends before it."""
_EMBASSY = re.compile(r"\b[A-Z][\w.]+(?:['’]s)?\s[Ee]mbassy\b")
_ARTICLE = re.compile(r"(?:(?:an?|the|this|that|its|their)\s+)?(?:\d+\s+)?", re.IGNORECASE)
_POINTERS = frozenset({"a", "an", "the", "this", "that", "its", "their", "his", "her", "our"})
_LINKS = frozenset({"the", "of", "s", "and", "former", "then"})


class Descriptions:
    """Resolves the descriptions of one article, with its cast."""

    def __init__(
        self,
        text: str,
        codebook: Codebook,
        lexicon: Lexicon,
        places: KnownNames,
        names: Names,
        cast: "Cast",
    ) -> None:
        self._text = text
        self._lexicon = lexicon
        self._places = places
        self._names = names
        self._cast = cast
        self._known = {e.id: e for e in codebook.entities}
        self._states = {s.id for s in codebook.states.values()}
        self._state_of = {code: s.id for code, s in codebook.states.items()}

    def government(self, start: int, end: int) -> str | None:
        """ "the Chinese government", "U.S. authorities"."""
        words = self._text[start:end].split()
        if not words or len(words) > 4 or words[-1].lower() not in self._lexicon.government:
            return None
        states = self._places.inside(start, end) & self._states
        return self._cast.known(states.pop()) if len(states) == 1 else None

    def entity(self, start: int, end: int, head: str, before: int) -> str | None:
        """ "the initiative", "the minister"."""
        document = self._document(start, end, head) or self._copied(start, end, head)
        if document is not None:
            return document
        phrase = self._text[start:end]
        found = self._office(start, end) or self._owner(start, end, head)
        if found is None and head in ("embassy", "mission") and self._places.inside(start, end):
            return self._cast.body(start, end)
        if found is None and head == "ministry" and len(phrase.split()) > 1:
            matter = phrase.split()[-2].lower()
            if self._places.inside(start, end) or matter not in _POINTERS:
                return self._cast.body(start, end)
        if found is not None:
            return found
        if not _DEFINITE.match(phrase) or len(phrase.split()) > 4:
            return None
        index = bisect_left(self._cast.persons, (before, ""))
        for _, entity_id in reversed(self._cast.persons[max(0, index - 100) : index]):
            if head in (self._role_of(entity_id) or "").lower().split():
                return self._cast.entered(entity_id)
        return self._body(head, before)

    def _office(self, start: int, end: int) -> str | None:
        """The holder of a state's office ("China's foreign minister"), if the article names one."""
        states = self._places.inside(start, end) & self._states
        if len(states) != 1:
            return None
        words = set(re.findall(r"[a-z]+", self._text[start:end].lower())) - _LINKS
        holders = {
            entity_id
            for _, entity_id in self._cast.persons
            if (known := self._known.get(entity_id)) is not None
            and known.country is not None
            and self._state_of.get(known.country) in states
            and len(words & set((known.role or "").lower().split())) > 1
        }
        return self._cast.known(holders.pop()) if len(holders) == 1 else None

    def _owner(self, start: int, end: int, head: str) -> str | None:
        """Whose website or statement it is ("the ministry's website")."""
        if head in self._lexicon.publications:
            publisher = self._issued(start, end)
            kind = self._cast.kind(publisher or "")
            return publisher if kind in ("organization", "company") else None
        return self._issued(start, end) if head in self._lexicon.mouthpieces else None

    def _issued(self, start: int, end: int) -> str | None:
        """By whom a text is, as the phrase that names it tells."""
        owner = (
            _OWNER.match(self._text, start, end)
            or _ISSUER.search(self._text, start, end)
            or _PLACE.match(self._text, end)
        )
        if owner is None:
            return self._issuer_before(start, end)
        first, last = owner.span("owner")
        proper = self._text[self._text.rfind(" ", 0, last) + 1].isupper()
        return self._cast.resolve(first, last, last, before=start, proper=proper)

    def _issuer_before(self, start: int, end: int) -> str | None:
        """Whose statement it is by the words before ("a foreign ministry statement")."""
        first = start + len(_ARTICLE.match(self._text, start, end).group())  # type: ignore[union-attr]
        last = first + len(self._text[first:end].rpartition(" ")[0])
        words = self._text[first:last].lower().split()
        if not words or not (self._text[first].isupper() or words[-1] == "ministry"):
            return None
        return self._cast.resolve(first, last, last, before=start, proper=words[-1] != "ministry")

    def _copied(self, start: int, end: int, head: str) -> str | None:
        """The document of which a phrase names a copy ("a draft of the initiative")."""
        words = self._text[start:end].lower().split()
        if head in self._lexicon.parts and "of" not in words:
            return self._only_document()
        if head not in self._lexicon.copies | self._lexicon.parts or "of" not in words:
            return None
        named = [i for i in self._places.inside(start, end) if self._cast.kind(i) == "document"]
        return (
            self._cast.known(named[0]) if len(named) == 1 else self._document(start, end, words[-1])
        )

    def _only_document(self) -> str | None:
        """The document of the codebook that the article names most ("the fifth point")."""
        times = Counter(
            m.entity_id for m in self._places.counted if self._cast.kind(m.entity_id) == "document"
        ).most_common(2)
        clear = times and (len(times) == 1 or times[0][1] > times[1][1])
        return self._cast.known(times[0][0]) if clear else None

    def _document(self, start: int, end: int, head: str) -> str | None:
        """A document that the article has named, by one of its nouns; not one of another state."""
        inside = self._places.inside(start, end)
        found: list[tuple[bool, bool, int, str]] = []
        for entity in self._known.values():
            if head not in entity.nouns or not self._places.names(entity.id):
                continue
            sponsor = self._state_of.get(entity.country or "")
            if (inside & self._states) <= {sponsor}:
                times = sum(1 for m in self._places.counted if m.entity_id == entity.id)
                found.append((sponsor in inside, head in entity.name.lower(), times, entity.id))
        if not found:
            return None
        owned, _, _, entity_id = max(found)
        pointed = owned or _POINTING.search(self._text, start, end)
        return self._cast.known(entity_id) if pointed else None

    def _body(self, noun: str, before: int) -> str | None:
        """ "the ministry", "the company": the body of that kind named last."""
        if noun in ("embassy", "mission"):
            embassies = [i for i in self._cast.characters if i.startswith("embassy-of-")]
            return embassies[-1] if embassies else self._embassy_named(before)
        company = noun in self._lexicon.company_nouns
        if not company and noun not in self._lexicon.organization_words:
            return None
        index = bisect_left(self._cast.bodies, (before, ""))
        for start, name in reversed(self._cast.bodies[max(0, index - 50) : index]):
            if before - start > FAR:
                return None
            words = name.lower().split()
            if noun in words or (company and not self._names.is_public_body(words)):
                return self._cast.enter(name, definite=False)
        return None

    def _embassy_named(self, before: int) -> str | None:
        """The first embassy that the article names before, which has not spoken yet."""
        for match in _EMBASSY.finditer(self._text, 0, before):
            if self._places.inside(*match.span()) & self._states:
                return self._cast.body(*match.span())
        return None

    def _role_of(self, entity_id: str) -> str | None:
        if entity_id in self._known:
            return self._known[entity_id].role
        return self._cast.characters[entity_id].role if entity_id in self._cast.characters else None
