"""Names that the codebook does not know: of whom they are, and which stand for the same.

Belongs here: telling persons from bodies, titles from names, and the full name behind a surname.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property

from pipeline.codebook import EntityKind
from pipeline.extraction.given_names import is_given_name
from pipeline.extraction.lexicon import Lexicon
from pipeline.extraction.roles import introduced, title_before
from pipeline.extraction.syntax import DATE_NAMES

Recognise = Callable[[str, Sequence[tuple[int, int]]], list[tuple[int, int, str]]]
"""Finds names in stretches of a text: (start, end, label), labels as in OntoNotes."""

_TOKEN = (
    r"(?:[A-Z][a-z]?[A-Z]?[a-zà-öø-ÿ]+(?:[-’'][A-Z]?[a-zà-öø-ÿ]+)*|[A-Z]\.|[A-ZÀ-Þ]{2,}"
    r"|[À-Þ][a-zà-öø-ÿ]+|[A-Z](?=\s))"
)
_LINK = r"(?:de|van|von|der|den|al|bin|ibn|la|le|du|da|dos|di|el|ter|of|for|and|the|on)"
_TAIL = re.compile(rf"(?<![.\w]){_TOKEN}(?:\s+(?:{_LINK}\s+){{0,2}}{_TOKEN})*$")
_LINK_WORDS = frozenset({"of", "for", "and", "the", "on"})
_LOOK_BACK = 120
_NAME = re.compile(r"(?<=\w[\s-])[A-ZÀ-Þ][\w’'-]*|(?<![\w’'-])[A-ZÀ-Þ][\w’'-]*(?=\s[A-ZÀ-Þ])")
"""A capitalised word that is not merely the first of its sentence."""
_ACRONYM = re.compile(
    r"(?P<name>[A-Z][\w&’'-]*(?:\s(?:[A-Z][\w&’'-]*|of|and|for|the|on|in)){1,8})"
    r"\s\([\"“]?(?P<acronym>[A-Z][A-Za-z]{1,7})[\"”]?\)"
)
_OF_THINGS = re.compile(r"[A-Z]{2,}s|[A-Z][a-z][A-Z]s?")
""""The EOs", "the MoU": initials of things that are several, or with a small letter."""
_GIVEN_AND_SURNAME = re.compile(
    r"(?<![\w’'-])(?<![A-Z]\w\s)([A-Z][a-zà-ÿ]+)\s(?:[A-Z]\.\s)?[A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-Z][a-z]+)?"
    r"(?![\w-]|\s[A-ZÀ-Þ])"
)


class Names:
    """The names of one article, by the model's recogniser and by their form."""

    def __init__(
        self,
        text: str,
        blocks: Sequence[tuple[int, int]],
        known: Collection[int],
        lexicon: Lexicon,
        recognise: Recognise,
    ) -> None:
        """`known`: where names of the codebook stand. `recognise` is asked at most once."""
        self._text = text
        self._blocks = blocks
        self._known = known
        self._lexicon = lexicon
        self._recognise = recognise

    @cached_property
    def recognised(self) -> list[tuple[int, int, str, str]]:
        """Names as (start, end, label, name without titles), those of the codebook left out."""
        told = dict.fromkeys(introduced(self._text, self._blocks, self._lexicon), "PERSON")
        inside = {at for start, end in told for at in range(start, end)}
        for start, end, label in self._recognise(self._text, self._worth_reading(list(told))):
            if start not in inside and not _OF_THINGS.fullmatch(self._text, start, end):
                told[start, end] = label
        told |= dict.fromkeys(self._by_given_name(list(told)), "PERSON")
        return [
            (start, end, label, self._plain(start, end))
            for (start, end), label in sorted(told.items())
            if start not in self._known
        ]

    def _by_given_name(self, told: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Persons that the recogniser missed: a given name and one more capitalised word."""
        taken = {at for start, end in told for at in range(start, end)} | set(self._known)
        for block in self._blocks:
            for match in _GIVEN_AND_SURNAME.finditer(self._text, *block):
                if not is_given_name(match[1]) or self.is_body(match.group().split()):
                    continue
                if taken.isdisjoint(range(*match.span())):
                    yield match.span()

    def knows(self, word: str) -> bool:
        """Whether a word is, or is a part of, a name that was recognised."""
        return word in self._labels or word in self._full_names or word in self._acronyms

    def _worth_reading(self, told: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """The stretches with a name that the recogniser has not yet seen.

        It takes more time than all the rest; a name's later occurrences tell it nothing new, and
        those of persons `told` by their introduction nothing at all.
        """
        seen = set(DATE_NAMES)
        seen.update(word for start, end in told for word in self._text[start:end].split())
        chosen = []
        for start, end in self._blocks:
            names = {
                match.group()
                for match in _NAME.finditer(self._text, start, end)
                if match.start() not in self._known
            }
            if not names <= seen:
                seen |= names
                chosen.append((start, end))
        return chosen

    def _plain(self, start: int, end: int) -> str:
        words = re.sub(r"['’]s?$", "", self._text[start:end]).split()
        return " ".join(self._without_roles(tuple(words)))

    @cached_property
    def _labels(self) -> dict[str, str]:
        """The commonest label of each recognised name."""
        counts: dict[str, Counter[str]] = {}
        for _, _, label, name in self.recognised:
            counts.setdefault(name, Counter())[label] += 1
        return {name: max(c, key=lambda k: (c[k], k)) for name, c in counts.items()}

    @cached_property
    def _full_names(self) -> dict[str, set[str]]:
        """Full names of persons and bodies by their first and last word; of persons by each."""
        index: dict[str, set[str]] = {}
        for name, label in self._labels.items():
            words = name.split()
            if label in ("PERSON", "ORG") and 2 <= len(words) <= 6:
                for word in words if label == "PERSON" else (words[0], words[-1]):
                    index.setdefault(word, set()).add(name)
        return index

    def is_body(self, words: Sequence[str]) -> bool:
        """Whether a name is that of an organisation, by its words."""
        return any(w.lower().strip(".,") in self._lexicon.organization_words for w in words)

    def is_public_body(self, words: Sequence[str]) -> bool:
        """Whether the words of a name are those of an authority or an association."""
        return any(word in self._lexicon.public_words for word in words)

    def is_person(self, name: str) -> bool:
        """Whether the recogniser mostly takes a name for a person's."""
        return self._labels.get(name) == "PERSON"

    def person_ending(self, end: int) -> tuple[str, ...]:
        """The words of the full name of a person that ends at an offset, if one does."""
        return self._persons_by_end.get(end, ())

    @cached_property
    def _persons_by_end(self) -> dict[int, tuple[str, ...]]:
        persons = ((end, name) for _, end, label, name in self.recognised if label == "PERSON")
        return {end: tuple(name.split()) for end, name in persons if " " in name}

    def is_group(self, words: Sequence[str]) -> bool:
        """Whether a name is that of people of a party, a faith or a nation, which is nobody."""
        if words[-1] in self._full_names or words[-1] in self._acronyms:
            return False
        return "NORP" in (self._labels.get(" ".join(words)), self._labels.get(words[-1]))

    def name_before(self, start: int, end: int) -> tuple[str, ...]:
        """The words of the name that ends at `end`, from `start`, without titles and roles."""
        tail = _TAIL.search(self._text[max(start, end - _LOOK_BACK) : end])
        if tail is not None:
            return self._without_roles(tuple(tail.group().split()))
        return tuple(self._text[max(start, end - _LOOK_BACK) : end].split()[-1:])

    def _without_roles(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Drop what stands before a person's name: titles, roles, an owner ("the Post's Novak")."""
        owner = max((i for i, w in enumerate(words[:-1]) if w.endswith(("'s", "’s"))), default=-1)
        if not self.is_body(words[owner + 1 :]):
            words = words[owner + 1 :]
        if words and self.is_body(words[-1:]):
            return words
        last = max((i for i, w in enumerate(words[:-1]) if self._is_role(w)), default=-1)
        return words[last + 1 :]

    def _is_role(self, word: str) -> bool:
        lower = word.lower().rpartition("-")[2]  # "Vice-chancellor"
        # Singular: "Vendors" is no role but part of a name.
        return (
            lower.rstrip(".") in self._lexicon.titles or self._lexicon.sources.get(lower) == lower
        )

    @cached_property
    def _acronyms(self) -> dict[str, str]:
        """Bodies by the acronym that stands in brackets after their name.

        After Schwartz and Hearst (2003), A simple algorithm for identifying abbreviation
        definitions (Pacific Symposium on Biocomputing 8), with the first letters of words only.
        """
        found: dict[str, str] = {}
        for match in _ACRONYM.finditer(self._text):
            words = match["name"].split()
            for first in range(len(words)):
                initials = "".join(w[0] for w in words[first:] if w.lower() not in _LINK_WORDS)
                if initials.upper() == match["acronym"].upper():
                    found.setdefault(match["acronym"], " ".join(words[first:]))
            foreign = match["acronym"].isupper() and self.is_body(words)
            if foreign and match["acronym"] not in found:  # "the Federal Office for Data (BSI)"
                found[match["acronym"]] = " ".join(words[words[0] in ("The", "A") :])
        return found

    @cached_property
    def _initials(self) -> dict[str, set[str]]:
        """Bodies of three words or more by their initials, which an article may use unexplained."""
        found: dict[str, set[str]] = {}
        for name, label in self._labels.items():
            words = [w for w in name.split() if w.lower() not in _LINK_WORDS]
            if label == "ORG" and len(words) > 2:
                found.setdefault("".join(w[0] for w in words).upper(), set()).add(name)
        return found

    def full_name(self, word: str) -> str | None:
        """The full name that a surname or a short name stands for; itself where there is none.

        None where several could be meant.
        """
        if word in self._acronyms:
            return self._acronyms[word]
        initials = self._initials.get(word, set())
        if len(initials) == 1:
            return next(iter(initials))
        names = sorted(self._full_names.get(word, set()), key=lambda n: (len(n), n))
        persons = [n for n in names if self.is_person(n)]
        bodies = [
            n for n in names
            if not self.is_person(n) and n.split()[0] == word and self._introduces(n, word)
        ]  # fmt: skip
        surnames = [n for n in persons if n.split()[-1] == word] or [
            n for n in names if n.split()[-1] == word and not self.is_body(n.split())
        ]
        given = [n for n in persons if n.split()[-1] != word]
        is_thing = self._labels.get(word) in ("ORG", "PRODUCT")
        for found in (surnames, bodies, given) if is_thing else (surnames, given, bodies):
            if found:
                same = all(n.endswith(found[0]) or n.startswith(found[0]) for n in found)
                return found[0] if same else self._protagonist(found)
        return word

    def _introduces(self, name: str, word: str) -> bool:
        """Whether a body's name comes before its first word alone, which then is short for it."""
        body = self._blocks[0][0] if self._blocks else 0
        first = re.compile(rf"\b{re.escape(word)}\b").search(self._text, body)
        return first is not None and self._text.startswith(name, first.start())

    def _protagonist(self, names: Sequence[str]) -> str | None:
        """Of several bearers of a surname the one whom the article names first and most often."""
        first = min(names, key=lambda name: self._text.find(name))
        times = {name: self._text.count(name) for name in names}
        clear = all(times[first] >= n for name, n in times.items() if name != first)
        return first if clear and len(set(times)) <= 2 else None

    def kind(self, name: str, definite: bool, role: str | None) -> EntityKind:
        """What a name stands for: `definite` where "the" stands before it, `role` as introduced."""
        words = name.split()
        label = self._labels.get(name)
        if self.is_body(words) or (definite and label != "PERSON"):
            return "organization"
        if role or label == "PERSON" or title_before(self._text, name, self._lexicon):
            return "person"
        if label == "NORP":
            return "group"
        if label is not None or len(words) == 1 or any(w in _LINK_WORDS for w in words):
            return "organization"
        return "person"
