"""The cast of an article: every named person, body, state and document, and who a phrase refers to.

Belongs here: finding names that the codebook does not know, joining surnames to full names, pronouns and
definite descriptions to their antecedents, roles from appositions. What is not clear stays None.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from slugify import slugify

from pipeline.codebook import Codebook, CodebookEntity, EntityKind
from pipeline.extraction.gazetteer import Gazetteer, NameMention
from pipeline.extraction.lexicon import Lexicon
from pipeline.parsing.structure import STORY, ArticleStructure

_NAME_TOKEN = r"(?:[A-Z][a-z]?[A-Z]?[a-zà-öø-ÿ]+(?:[-’'][A-Z]?[a-zà-öø-ÿ]+)*|[A-Z]\.|[A-ZÀ-Þ]{2,}|[À-Þ][a-zà-öø-ÿ]+|[A-Z](?=\s))"
_LINK = r"(?:de|van|von|der|den|al|bin|ibn|la|le|du|da|dos|di|el|ter|of|for|and|the|on)"
_LINK_WORDS = frozenset({"of", "for", "and", "the", "on"})
_GOVERNMENT = frozenset(
    {
        "government",
        "authorities",
        "administration",
        "side",
        "leadership",
        "leaders",
        "regime",
        "state",
    }
)
_ROLE = re.compile(
    r",\s+(?:who (?:is|was)\s+)?(?:an?\s+|the\s+|its\s+)?(?P<role>[a-zA-Z][\w’'-]*(?:\s+(?!at\b|for\b|with\b|from\b|in\b|who\b|and said\b)[\w’'-]+){0,5})"
    r"(?:\s+(?:at|for|with|from|of|in)\s+(?P<body>(?:the\s+)?[A-Z][\w’'&.-]*(?:\s+(?:(?:of|for|and|on|the)\s+)*[A-Z][\w’'&.-]*)*))?\s*[,.;]"
)
_IS_ROLE = re.compile(
    r"\s+(?:is|was)\s+(?:an?\s+|the\s+)?(?P<role>[a-z][\w’'-]*(?:\s+(?!at\b|for\b|with\b|from\b|in\b)[\w’'-]+){0,5})"
    r"(?:\s+(?:at|for|with|from|of|in)\s+(?P<body>(?:the\s+)?[A-Z][\w’'&.-]*(?:\s+(?:(?:of|for|and|on|the)\s+)*[A-Z][\w’'&.-]*)*))?"
)


@dataclass
class Character:
    """One entity of the article."""

    entity_id: str
    name: str
    kind: EntityKind
    role: str | None = None
    affiliation: str | None = None


class Cast:
    """The entities of one article. Built once from the text, then asked; asking may add speakers."""

    def __init__(
        self,
        article: ArticleStructure,
        codebook: Codebook,
        gazetteer: Gazetteer,
        lexicon: Lexicon,
        recognise: Callable[[str, Sequence[tuple[int, int]]], list[tuple[int, int, str]]],
    ) -> None:
        """`recognise` names persons and bodies in stretches of a text; asked at most once."""
        self.text = article.text
        self._recognise = recognise
        self.lexicon = lexicon
        self._known: dict[str, CodebookEntity] = {e.id: e for e in codebook.entities}
        self._states = {s.id: s for s in codebook.states.values()}
        self._state_of = {code: s.id for code, s in codebook.states.items()}
        self._kinds = codebook.entity_kinds
        self._blocks = [(p.start, p.end) for p in article.paragraphs if p.region in STORY]
        self.mentions: list[NameMention] = list(gazetteer.find(self.text, self._blocks))
        self._named = {m.entity_id for m in self.mentions if m.sort == "name"}
        self._named |= self._described(codebook)
        self._counted = [m for m in self.mentions if self._counts(m)]
        self._starts = [m.start for m in self._counted]
        self.characters: dict[str, Character] = {}

    def _counts(self, mention: NameMention) -> bool:
        """A short name counts only where the full one stands in the article, or a title before it."""
        return mention.sort != "short" or mention.entity_id in self._named

    def _described(self, codebook: Codebook) -> set[str]:
        """Documents that the story names by their sponsor and kind ("China's data-security initiative")."""
        found = set()
        for entity in codebook.entities:
            state = codebook.states.get(entity.country or "")
            if entity.framework is None or state is None or not entity.topics:
                continue
            names = (state.name, *state.aliases, *state.seats)
            owners = "|".join([*(rf"{re.escape(n)}['’]s?" for n in names), *state.demonyms])
            pattern = re.compile(
                rf"\b(?:{owners})\s+(?:[\w-]+\s+){{0,4}}?(?:[\w-]*(?:{'|'.join(entity.topics)})[\w-]*)"
                rf"\s+(?:[\w-]+\s+){{0,2}}?(?:{'|'.join(entity.nouns)})\b",
                re.IGNORECASE,
            )
            if any(pattern.search(self.text, start, end) for start, end in self._blocks):
                found.add(entity.id)
        return found

    # -- names -----------------------------------------------------------------------------

    @cached_property
    def _recognised(self) -> list[tuple[int, int, str]]:
        """Names by the model's recogniser, those of the codebook left out."""
        known = {m.start for m in self.mentions if m.sort == "name"}
        found = self._recognise(self.text, self._blocks)
        return [(s, e, label) for s, e, label in found if s not in known]

    @cached_property
    def _labels(self) -> dict[str, str]:
        """The commonest label of each recognised name."""
        counts: dict[str, Counter[str]] = {}
        for start, end, label in self._recognised:
            counts.setdefault(self._plain(start, end), Counter())[label] += 1
        return {name: max(c, key=lambda k: (c[k], k)) for name, c in counts.items()}

    def _plain(self, start: int, end: int) -> str:
        """A name on one line, without possessive ending and titles."""
        words = re.sub(r"['’]s?$", "", self.text[start:end]).split()
        return " ".join(self._without_roles(tuple(words)))

    @cached_property
    def _full_names(self) -> dict[str, set[str]]:
        """Full names of persons and bodies by their first and their last word."""
        index: dict[str, set[str]] = {}
        names = {name for name, label in self._labels.items() if label in ("PERSON", "ORG")}
        names |= {c.name for c in self.characters.values()}
        for name in names:
            words = name.split()
            if 2 <= len(words) <= 6:
                index.setdefault(words[-1], set()).add(name)
                index.setdefault(words[0], set()).add(name)
        return index

    def _is_body(self, words: Sequence[str]) -> bool:
        return any(w.lower().strip(".,") in self.lexicon.organization_words for w in words)

    # -- asking ----------------------------------------------------------------------------

    def resolve(
        self, start: int, end: int, head_end: int, *, before: int, proper: bool
    ) -> str | None:
        """The entity that the phrase `start:end` refers to; its head word ends at `head_end`.

        `before` is where an antecedent must have stood; `proper` says that the head is a name.
        """
        for at in (head_end, end):
            mention = self._covering(at)
            if mention is not None and mention.start >= start - 1:
                found = self._by_mention(mention, self.text[start:end])
                if found is not None:
                    return found
        named = self._by_government(start, end)
        if named is not None:
            return named
        head = self.text[self._word_start(head_end) : head_end]
        if proper and head[:1].isupper() and head.lower() not in self.lexicon.titles:
            if head.lower() in self.lexicon.organization_words:
                return self._enter(self._bare(start, end), definite=True)
            return self._by_name(start, head_end, self.text[start:end])
        return self._by_description(start, end, head.lower(), before)

    def _covering(self, end: int) -> NameMention | None:
        """The name of the codebook in which a word ends, its possessive ending left out."""
        index = bisect_left(self._starts, end) - 1
        if index < 0:
            return None
        mention = self._counted[index]
        return mention if mention.start < end <= mention.end else None

    def _word_start(self, end: int) -> int:
        match = re.search(r"[^\s“”‘\"(\[]+$", self.text[max(0, end - 40) : end])
        return end - len(match.group()) if match else end

    def _by_mention(self, mention: NameMention, phrase: str) -> str | None:
        if mention.sort == "demonym" and not re.match(r"the \w+$", phrase, re.IGNORECASE):
            return None
        return self.known(mention.entity_id)

    def known(self, entity_id: str) -> str:
        """Enter an entity of the codebook into the cast."""
        if entity_id not in self.characters:
            entity = self._known.get(entity_id)
            if entity is not None:
                self.characters[entity_id] = Character(
                    entity_id, entity.name, entity.kind, entity.role, entity.affiliation
                )
            else:
                state = self._states[entity_id]
                self.characters[entity_id] = Character(entity_id, state.name, "state")
        return entity_id

    def _by_government(self, start: int, end: int) -> str | None:
        """ "the Chinese government", "U.S. authorities"."""
        words = self.text[start:end].split()
        if words and words[-1].lower().strip(",.") in _GOVERNMENT and len(words) <= 4:
            inside = [m for m in self.mentions if start <= m.start and m.end <= end]
            states = {m.entity_id for m in inside if m.entity_id in self._states}
            if len(states) == 1:
                return self.known(states.pop())
        return None

    def _by_name(self, start: int, head_end: int, phrase: str) -> str | None:
        """A name that the codebook does not know."""
        tail = re.search(
            rf"{_NAME_TOKEN}(?:\s+(?:{_LINK}\s+){{0,2}}{_NAME_TOKEN})*$", self.text[start:head_end]
        )
        words = (
            tuple(tail.group().split())
            if tail
            else (self.text[self._word_start(head_end) : head_end],)
        )
        words = self._without_roles(words)
        name = " ".join(words)
        definite = bool(re.match(r"the\s", phrase, re.IGNORECASE)) and phrase[4:5].isupper()
        if len(words) == 1 and not definite:
            full = self._full_name(words[0])
            if full is None:
                return None
            name = full
        return self._enter(name, definite)

    def _full_name(self, word: str) -> str | None:
        """The full name that a surname or a short name stands for; itself where there is none.

        None where several could be meant.
        """
        names = sorted(self._full_names.get(word, set()), key=lambda n: (len(n), n))
        persons = [n for n in names if self._labels.get(n) == "PERSON"]
        bodies = [n for n in names if self._labels.get(n) != "PERSON" and n.split()[0] == word]
        own = self._labels.get(word)
        surnames = [n for n in persons if n.split()[-1] == word] or [
            n for n in names if n.split()[-1] == word and not self._is_body(n.split())
        ]
        given = [n for n in persons if n.split()[0] == word and len(n.split()) == 2]
        order = (
            [surnames, bodies, given] if own in ("ORG", "PRODUCT") else [surnames, given, bodies]
        )
        for candidates in order:
            if candidates:
                shortest = candidates[0]
                same = all(n.endswith(shortest) or n.startswith(shortest) for n in candidates)
                return shortest if same else None
        return word

    def _bare(self, start: int, end: int) -> str:
        """A body's name on one line, without its article."""
        name = " ".join(self.text[start:end].split())
        return re.sub(r"^(?:the|a|an)\s+", "", name, flags=re.IGNORECASE)

    def _without_roles(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Drop what stands before a person's name: titles, roles, an owner ("the Post's Novak")."""
        owner = max((i for i, w in enumerate(words[:-1]) if w.endswith(("'s", "’s"))), default=-1)
        if not self._is_body(words[owner + 1 :]):
            words = words[owner + 1 :]
        if words and self._is_body(words[-1:]):
            return words
        last = max(
            (i for i, w in enumerate(words[:-1]) if w.lower().rstrip(".") in self.lexicon.titles
             or w.lower() in self.lexicon.sources), default=-1,
        )  # fmt: skip
        return words[last + 1 :]

    def _enter(self, name: str, definite: bool) -> str | None:
        entity_id = slugify(name)
        if not entity_id:
            return None
        if not entity_id[0].isalpha():
            entity_id = f"n-{entity_id}"
        if entity_id in self._kinds:
            return self.known(entity_id)
        if entity_id not in self.characters:
            role, affiliation = self._role(name)
            kind = self._kind(name, definite, role)
            self.characters[entity_id] = Character(entity_id, name, kind, role, affiliation)
        return entity_id

    def _kind(self, name: str, definite: bool, role: str | None) -> EntityKind:
        words = name.split()
        label = self._labels.get(name)
        if self._is_body(words) or (definite and label != "PERSON"):
            return "organization"
        if role or label == "PERSON" or self._titled(name):
            return "person"
        if label == "NORP":
            return "group"
        if label is not None or len(words) == 1 or any(w in _LINK_WORDS for w in words):
            return "organization"
        return "person"

    def _titled(self, name: str) -> bool:
        """Whether a title stands before the name somewhere ("Mr Novak")."""
        for match in re.finditer(rf"([\w.]+)\s+{re.escape(name)}\b", self.text):
            if match.group(1).lower().rstrip(".") in self.lexicon.titles:
                return True
        return False

    def _role(self, name: str) -> tuple[str | None, str | None]:
        """Role and affiliation from an apposition, a definition, or the words before the name."""
        for match in re.finditer(re.escape(name), self.text):
            for pattern in (_ROLE, _IS_ROLE):
                after = pattern.match(self.text, match.end())
                if after and self._names_role(after["role"]):
                    body = self._covering(after.end("body")) if after["body"] else None
                    known = self.characters[self.known(body.entity_id)].name if body else None
                    return after["role"], known or after["body"]
            before = re.search(
                r"((?:[A-Za-z][\w’'-]*\s+){1,5})$",
                self.text[max(0, match.start() - 80) : match.start()],
            )
            if before:
                words = before.group(1).split()
                first = next((i for i, w in enumerate(words) if w.lower() in self.lexicon.titles
                              or w.lower() in self.lexicon.sources), None)  # fmt: skip
                if first is not None and words[-1].lower() in (
                    *self.lexicon.titles,
                    *self.lexicon.sources,
                ):
                    return " ".join(words[first:]), None
        return None, None

    def _names_role(self, role: str) -> bool:
        return any(
            w.lower() in self.lexicon.titles or w.lower() in self.lexicon.sources
            for w in role.split()
        )

    # -- reference -------------------------------------------------------------------------

    @cached_property
    def persons(self) -> list[tuple[int, str]]:
        """Where persons are named: (offset, entity id), in order."""
        found = {
            m.start: m.entity_id
            for m in self.mentions
            if self._kinds.get(m.entity_id) == "person" and self._counts(m)
        }
        for start, end, label in self._recognised:
            name = self._plain(start, end)
            if start in found or (label != "PERSON" and self._labels.get(name) != "PERSON"):
                continue
            full = self._full_name(name) if " " not in name else name
            entity_id = self._enter(full, False) if full else None
            if entity_id is not None and self.is_person(entity_id):
                found[start] = entity_id
        return sorted(found.items())

    def last_person(self, before: int, is_quoted: Callable[[int], bool]) -> tuple[int, str] | None:
        """The person named last before a pronoun, outside what is quoted: offset and entity."""
        index = bisect_left(self.persons, (before, ""))
        for start, entity_id in reversed(self.persons[max(0, index - 50) : index]):
            if before - start > 1500:
                break
            if not is_quoted(start):
                return start, self.known_or_self(entity_id)
        return None

    def named(self) -> list[tuple[int, int, str]]:
        """Where entities of the cast are named in the story: (start, end, entity id), in order."""
        found = {
            m.start: (m.start, m.end, self.known(m.entity_id))
            for m in self.mentions
            if m.sort in ("name", "short") and self._counts(m)
        }
        others = [c for c in self.characters.values() if c.entity_id not in self._kinds]
        for character in others:
            words = r"\s+".join(re.escape(word) for word in character.name.split())
            pattern = re.compile(rf"(?<!\w){words}(?!\w)")
            for start, end in self._blocks:
                for match in pattern.finditer(self.text, start, end):
                    found.setdefault(match.start(), (*match.span(), character.entity_id))
        for start, end, label in self._recognised if others else []:
            full = self._full_name(self._plain(start, end)) if label == "PERSON" else None
            entity_id = slugify(full) if full else None
            if entity_id is not None and entity_id in self.characters:
                possessive = self.text[start:end].endswith(("'s", "’s"))
                found.setdefault(start, (start, end - 2 if possessive else end, entity_id))
        return _not_overlapping(sorted(found.values()))

    def names(self, entity_id: str) -> bool:
        """Whether the story names an entity of the codebook in full."""
        return entity_id in self._named

    def nouns_pattern(self, entity_id: str) -> str:
        """A pattern of the definite phrases that refer to a document ("the initiative")."""
        nouns = "|".join(self._known[entity_id].nouns)
        return rf"\b(?:the|this|that|its|their|China['’]s|\w+['’]s|\w+)\s+(?:\w+\s+)?(?:{nouns})\b"

    def kind(self, entity_id: str) -> EntityKind | None:
        """Kind of an entity of the codebook or of the article."""
        known = self._kinds.get(entity_id)
        if known is not None:
            return known
        return self.characters[entity_id].kind if entity_id in self.characters else None

    def is_person(self, entity_id: str | None) -> bool:
        return entity_id is not None and self.kind(entity_id) == "person"

    def known_or_self(self, entity_id: str) -> str:
        return self.known(entity_id) if entity_id in self._kinds else entity_id

    def _by_description(self, start: int, end: int, head: str, before: int) -> str | None:
        """ "the initiative", "the minister", "the company"."""
        phrase = self.text[start:end]
        document = self._document(start, end, head)
        if document is not None:
            return document
        if not re.match(r"(?:the|this|that)\s", phrase, re.IGNORECASE) or len(phrase.split()) > 4:
            return None
        roles = {
            entity_id
            for start_of, entity_id in self.persons
            if start_of < before and head in (self._role_of(entity_id) or "").lower().split()
        }
        return self.known_or_self(roles.pop()) if len(roles) == 1 else None

    def _role_of(self, entity_id: str) -> str | None:
        known = self._known.get(entity_id)
        if known is not None:
            return known.role
        character = self.characters.get(entity_id)
        return character.role if character else None

    def _document(self, start: int, end: int, head: str) -> str | None:
        """A document that the article has named, by one of its nouns."""
        phrase = self.text[start:end]
        inside = {m.entity_id for m in self.mentions if start <= m.start and m.end <= end}
        found = []
        for entity in self._known.values():
            if head not in entity.nouns or entity.id not in self._named:
                continue
            sponsor = self._state_of.get(entity.country or "")
            foreign = {i for i in inside if i in self._states} - {sponsor}
            if foreign:
                continue
            found.append((sponsor in inside, entity.id))
        if not found:
            return None
        found.sort(reverse=True)
        definite = (
            re.match(r"(?:the|this|that|its|their|such)\b", phrase, re.IGNORECASE) or found[0][0]
        )
        if not definite:
            return None
        if len(found) > 1 and found[0][0] == found[1][0]:
            return self.known(self._main_document([i for _, i in found]))
        return self.known(found[0][1])

    def _main_document(self, ids: list[str]) -> str:
        """Of several, the one that the article names most."""
        counts = {i: sum(1 for m in self.mentions if m.entity_id == i) for i in ids}
        return max(ids, key=lambda i: (counts[i], -ids.index(i)))


def _not_overlapping(spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The earlier and longer of overlapping names."""
    kept: list[tuple[int, int, str]] = []
    for span in sorted(spans, key=lambda s: (s[0], -s[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept
