"""The codebook: frameworks, entities, states and the words that mark a saying, loaded and checked.

Belongs here: reading `schemas/codebook/` into typed objects. What is done with them belongs to
`pipeline.extraction`; no name, cue or concept is written in code.
"""

import re
from collections.abc import Collection
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

import pycountry
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, RootModel
from slugify import slugify

from pipeline import strict_yaml
from pipeline.errors import UserError
from pipeline.paths import SCHEMAS

EntityKind = Literal["person", "organization", "company", "state", "document", "product", "group"]


ANY_STATE = "any_state"
"""The concept that every name and seat of a state stands for; no file lists it."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _split(value: object) -> object:
    return tuple(value.split()) if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_split)]
"""Words written one after another in one text."""


def _variant(value: str) -> str:
    if not re.match(r"[^\W_]", value) or value.rstrip().endswith("..."):
        raise ValueError(f"a variant begins and ends with a word, not as in {value!r}")
    return value


Variants = tuple[Annotated[str, AfterValidator(_variant)], ...]
"""Wordings of one concept; how they are written stands at the head of concepts.yml."""


class CodebookEntity(_Strict):
    """An entity known beforehand.

    `short` names stand for it only where the full name occurs too, `seats` stand for it as a
    speaker, `nouns` are those by which an article refers back to a document; `topics` the words
    that tell it from its sponsor's other documents; `official` says that it speaks for its state.
    """

    id: str
    name: str
    kind: EntityKind
    aliases: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    country: str | None = None
    role: str | None = None
    affiliation: str | None = None
    framework: str | None = None
    official: bool = False


class State(_Strict):
    name: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return slugify(self.name)


class Pattern(_Strict):
    """Concepts that must occur together (`all`), and those that must not (`not`).

    "a|b" is either concept; `within` is the greatest length, in characters, of what they span.
    Those of `earlier` must occur too, but may do so in the headline or in the sentences before.
    With the scope "framework" it counts only in articles that name its framework, else also in
    those that name another one.
    """

    all: tuple[str, ...]
    none: tuple[str, ...] = Field(default=(), alias="not")
    earlier: tuple[str, ...] = ()
    within: int = 170
    scope: Literal["framework", "discourse"] = "discourse"

    @property
    def concepts(self) -> set[str]:
        """Every concept that it refers to."""
        choices = (*self.all, *self.none, *self.earlier)
        return {name for choice in choices for name in choice.split("|")}


class Element(_Strict):
    """A part of a principle; it `gives_way_to` principles and elements found in the same words."""

    id: str
    summary: str
    gives_way_to: tuple[str, ...] = ()
    patterns: tuple[Pattern, ...]
    conduct: tuple[Pattern, ...] = ()


class Principle(_Strict):
    """A principle; its patterns stand with its elements, or with itself where it has none.

    `topic` are concepts that name what it is about; they count in a list of several principles'
    topics, and beside words that point at the principle ("the fourth point").
    """

    id: str
    title: str
    summary: str
    topic: tuple[str, ...] = ()
    gives_way_to: tuple[str, ...] = ()
    elements: tuple[Element, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    conduct: tuple[Pattern, ...] = ()


class Framework(_Strict):
    framework_id: str
    entity_id: str
    name: str
    sponsor_id: str
    announced_on: date
    url: str | None = None
    summary: str
    concepts: dict[str, Variants]
    principles: tuple[Principle, ...]

    def unknown_concept(self, shared: Collection[str]) -> tuple[str, str] | None:
        """The first principle or element with a concept listed nowhere, and that concept."""
        known = {*self.concepts, *shared, ANY_STATE}
        for principle in self.principles:
            for name in sorted({*principle.topic} - known):
                return principle.id, name
            holders: tuple[Principle | Element, ...] = (principle, *principle.elements)
            for holder in holders:
                for pattern in (*holder.patterns, *holder.conduct):
                    for name in sorted(pattern.concepts - known):
                        return holder.id, name
        return None


class Cues(_Strict):
    """Cue lemmas by the grammar of what they take; see the file for the meaning of each field."""

    clause: Words
    clause_of_documents: Words
    clause_of_writings: Words
    quoted_only: Words
    object_infinitive: Words
    prepositional_infinitive: Words
    infinitive_prepositions: Words
    phrasal: dict[str, Words]
    subject_infinitive: Words
    object_gerund: dict[str, Words]
    direct_gerund: Words
    preposition_gerund: dict[str, Words]
    noun_phrase: Words
    describing: Words
    noun_phrase_after: dict[str, Words]
    nouns: Words
    infinitive_nouns: Words
    making: Words
    declining: Words
    negatable: Words
    enabling: Words
    summative: Words
    prepositional: tuple[str, ...]
    possessive_phrases: Words
    document_nouns: Words
    irregular: dict[str, Words]
    source_nouns: Words
    body_nouns: Words
    kinds_of_role: dict[str, Words]
    copies: Words
    parts: Words
    mouthpieces: Words
    publications: Words
    government: Words
    titles: Words
    organization_words: Words
    public_words: Words
    company_nouns: Words


class _Entities(RootModel[tuple[CodebookEntity, ...]]):
    pass


class _States(RootModel[dict[str, State]]):
    pass


class Concepts(RootModel[dict[str, Variants]]):
    """Families of variants that several frameworks share."""


class Lexicon(RootModel[dict[str, tuple[str, ...]]]):
    """Named lists of words and phrases (a * stands for any ending)."""


class Codebook:
    """Everything under `schemas/codebook/`, checked against itself."""

    def __init__(self, schemas: Path = SCHEMAS) -> None:
        """Raises UserError naming file and line where the codebook is malformed."""
        folder = schemas / "codebook"
        self.cues = strict_yaml.load(folder / "cues.yml", Cues)
        self.entities = strict_yaml.load(folder / "entities.yml", _Entities).root
        self.states = strict_yaml.load(folder / "states.yml", _States).root
        self.lexicon = strict_yaml.load(folder / "lexicon.yml", Lexicon).root
        self.concepts = strict_yaml.load(folder / "concepts.yml", Concepts).root
        self.frameworks = tuple(
            strict_yaml.load(path, Framework)
            for path in sorted((folder / "frameworks").glob("*.yml"))
        )
        self._check(folder)

    def _check(self, folder: Path) -> None:
        for code in self.states:
            if pycountry.countries.get(alpha_2=code) is None:
                raise UserError(f"{folder / 'states.yml'}: {code}: not an ISO 3166-1 alpha-2 code")
        ids = [entity.id for entity in self.entities] + [s.id for s in self.states.values()]
        for entity_id in ids:
            if ids.count(entity_id) > 1:
                raise UserError(f"{folder / 'entities.yml'}: the id {entity_id!r} stands twice")
        for framework in self.frameworks:
            unknown = framework.unknown_concept(self.concepts)
            if unknown is not None:
                raise UserError(
                    f"{folder / 'frameworks'}: {framework.framework_id}: {unknown[0]}: "
                    f"unknown concept {unknown[1]!r}"
                )
            for field, entity_id in (
                ("entity_id", framework.entity_id),
                ("sponsor_id", framework.sponsor_id),
            ):
                if entity_id not in ids:
                    raise UserError(
                        f"{folder / 'frameworks'}: {framework.framework_id}: {field}: "
                        f"no entity {entity_id!r} in entities.yml or states.yml"
                    )

    @cached_property
    def entity_kinds(self) -> dict[str, EntityKind]:
        """Kind of every entity of the codebook by id."""
        kinds: dict[str, EntityKind] = {entity.id: entity.kind for entity in self.entities}
        kinds.update((state.id, "state") for state in self.states.values())
        return kinds

    @cached_property
    def _names(self) -> dict[str, tuple[str, ...]]:
        names = {e.id: (e.name, *e.aliases) for e in self.entities}
        names.update((s.id, (s.name, *s.aliases)) for s in self.states.values())
        return names

    def names_of(self, entity_id: str) -> tuple[str, ...]:
        """All full names of an entity of the codebook; none where it does not know the entity."""
        return self._names.get(entity_id, ())

    def entity_row(self, entity_id: str) -> dict[str, str | None]:
        """The row of the entities table for an entity of the codebook."""
        entity = next((e for e in self.entities if e.id == entity_id), None)
        return {
            "entity_id": entity_id,
            "name": self._names[entity_id][0],
            "kind": self.entity_kinds[entity_id],
            "affiliation": entity.affiliation if entity else None,
            "role": entity.role if entity else None,
            "country_code": self.countries[entity_id],
            "wikidata_id": None,
        }

    @cached_property
    def countries(self) -> dict[str, str | None]:
        """ISO 3166-1 alpha-2 code of every entity of the codebook by id; None where it has none."""
        codes = {entity.id: entity.country for entity in self.entities}
        codes.update((state.id, code) for code, state in self.states.items())
        return codes
