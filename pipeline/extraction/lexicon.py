"""The codebook's cues in the form the extractor looks them up: by inflected word.

Belongs here: inflection and look-up tables. Which cue takes which content is applied in
`verb_cues`, `phrase_cues` and `quoted_words`.
"""

import re
from collections.abc import Iterable, Mapping

from pipeline.codebook import Codebook, Cues

_FOR_NAME = re.compile(r"For\s+[A-ZÀ-Þ]")
_VOWELS = "aeiou"


def inflected(lemma: str) -> set[str]:
    """Regular inflected forms of a verb; with and without doubling, so a superset."""
    forms = {lemma, lemma + "s"}
    if lemma.endswith("e"):
        forms |= {lemma + "d", lemma[:-1] + "ing"}
    elif lemma.endswith("y") and lemma[-2] not in _VOWELS:
        forms |= {lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"}
    else:
        forms |= {lemma + "ed", lemma + "ing"}
        if lemma.endswith(("s", "sh", "ch", "x", "z")):
            forms.add(lemma + "es")
    return forms


def variants_pattern(variants: Iterable[str]) -> str:
    """A regular expression for words and phrases; a * stands for any ending, or any word."""
    parts = []
    for variant in sorted(set(variants), key=lambda text: (-len(text), text)):
        words = [
            r"\w+" if word == "*" else re.escape(word).replace(r"\*", r"\w*")
            for word in variant.split()
        ]
        parts.append(r"[\s-]+".join(words))
    return rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)"


def compile_lists(lists: Mapping[str, Iterable[str]]) -> dict[str, re.Pattern[str]]:
    """Each named list of variants as one case-blind pattern."""
    return {name: re.compile(variants_pattern(v), re.IGNORECASE) for name, v in lists.items()}


class Lexicon:
    """Cue words by form: `verbs` and `nouns` map a lower-case form to its lemma."""

    def __init__(self, codebook: Codebook) -> None:
        cues = codebook.cues
        self.cues = cues
        self.verbs: dict[str, str] = {}
        for lemma in _verb_lemmas(cues):
            for form in inflected(lemma) | set(cues.irregular.get(lemma, ())):
                self.verbs.setdefault(form, lemma)
        self.nouns = _plurals(cues.nouns)
        self.infinitive_nouns = frozenset(cues.infinitive_nouns)
        self.making = frozenset(cues.making)
        self.declining = frozenset(cues.declining)
        self.enabling = frozenset(cues.enabling)
        self.summative = frozenset(cues.summative)
        self.negatable = frozenset(cues.negatable)
        self.documents = _plurals(cues.document_nouns)
        self.sources = _plurals(cues.source_nouns)
        self.clause = frozenset(cues.clause)
        self.clause_of_documents = frozenset(cues.clause_of_documents)
        self.clause_of_writings = frozenset(cues.clause_of_writings)
        self.quoting = frozenset(
            (*cues.clause, *cues.clause_of_documents, *cues.quoted_only, *cues.object_infinitive)
        )
        self.object_infinitive = frozenset(cues.object_infinitive)
        self.telling = self.clause & self.object_infinitive
        self.prepositional_infinitive = frozenset(cues.prepositional_infinitive)
        self.asking = (
            self.object_infinitive | self.prepositional_infinitive | {"propose", "recommend"}
        )
        self.infinitive_prepositions = frozenset(cues.infinitive_prepositions)
        self.phrasal = {verb: frozenset(words) for verb, words in cues.phrasal.items()}
        self.subject_infinitive = frozenset(cues.subject_infinitive)
        self.direct_gerund = frozenset(cues.direct_gerund)
        self.noun_phrase = frozenset(cues.noun_phrase)
        self.describing = frozenset(cues.describing)
        self.noun_phrase_after = _by_verb(cues.noun_phrase_after)
        self.object_gerund = _by_verb(cues.object_gerund)
        self.preposition_gerund = _by_verb(cues.preposition_gerund)
        self.possessive_phrases = frozenset(cues.possessive_phrases)
        self.copies = frozenset(cues.copies)
        self.parts = frozenset(cues.parts)
        self.mouthpieces = frozenset(cues.mouthpieces)
        self.publications = frozenset(cues.publications)
        self.body_nouns = frozenset(cues.body_nouns)
        self.kinds_of_role = {role: frozenset(kinds) for role, kinds in cues.kinds_of_role.items()}
        self.government = frozenset(cues.government)
        self.titles = frozenset(cues.titles)
        self.organization_words = frozenset(cues.organization_words)
        self.public_words = frozenset(cues.public_words)
        self.company_nouns = frozenset(cues.company_nouns)
        self._any = re.compile(
            variants_pattern(
                [*self.verbs, *self.nouns, *cues.prepositional, *self.possessive_phrases]
            ),
            re.IGNORECASE,
        )

    def is_source_noun(self, word: str) -> bool:
        """Whether a noun stands for somebody, or some document, that can say something."""
        return word in self.sources or word in self.documents

    def may_attribute(self, text: str, start: int, end: int) -> bool:
        """Whether any cue word stands in `text[start:end]`; what has none need not be parsed."""
        return bool(self._any.search(text, start, end) or _FOR_NAME.match(text, start, end))


def _verb_lemmas(cues: Cues) -> list[str]:
    lemmas = [
        *cues.clause, *cues.clause_of_documents, *cues.quoted_only, *cues.object_infinitive,
        *cues.subject_infinitive, *cues.direct_gerund, *cues.noun_phrase, *cues.phrasal,
        *cues.prepositional_infinitive,
    ]  # fmt: skip
    by_preposition = (cues.object_gerund, cues.preposition_gerund, cues.noun_phrase_after)
    for verbs in (verbs for table in by_preposition for verbs in table.values()):
        lemmas += verbs
    return list(dict.fromkeys(lemmas))


def _plurals(nouns: Iterable[str]) -> dict[str, str]:
    forms: dict[str, str] = {}
    for noun in nouns:
        noun = noun.replace("-", " ") if noun == "think-tank" else noun
        plural = noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in _VOWELS else noun + "s"
        for form in (noun, plural):
            forms[form] = noun
    return forms


def _by_verb(by_preposition: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for preposition, verbs in by_preposition.items():
        for verb in verbs:
            table.setdefault(verb, set()).add(preposition)
    return {verb: frozenset(prepositions) for verb, prepositions in table.items()}
