"""Principle mentions: where the substance of a framework's principle is expressed.

Belongs here: matching the codebook's patterns clause by clause, and what sort of mention it is
(annotation guide, section 4). Concepts and patterns are in `schemas/codebook/`; no framework is
named here.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.codebook import ANY_STATE, Codebook, Framework
from pipeline.extraction.cast import Cast
from pipeline.extraction.combinations import Combination, Hits, Rule, families, match, rules
from pipeline.extraction.concepts import ConceptIndex, Span
from pipeline.extraction.gazetteer import NameMention
from pipeline.extraction.lexicon import compile_lists, variants_pattern
from pipeline.extraction.quote import Quote
from pipeline.extraction.voices import innermost
from pipeline.parsing.quote_marks import QuotedSpan
from pipeline.parsing.structure import STORY, ArticleStructure, Sentence

MentionType = Literal["statement", "quotation", "comment"]

_ITEM = re.compile(
    r";|\n\s*\n"
    r"|,\s*(?:(?:and|or|but|nor|as well as)\s+)?"
    r"(?=(?:(?:not|never)\s+)?to\s+\w|that\s|[a-z]{2,}ing\b)",
    re.IGNORECASE,
)
_CLAUSE_EDGE = re.compile(r"[,;:()—–…]|\s-\s|\s\[|\]\s")
_CONJUNCTION = re.compile(r",?\s(?:and|or|as well as|but|nor|while)\s")
_SUBORDINATE = re.compile(r"\s(?:if|because|although|though|while|whereas|when|as well as|which)\s")
_THAT = re.compile(r"\bthat\s")
_LEADING = re.compile(
    r"(?:\s|and\b|or\b|but\b|nor\b|that\b|which\b|to\b|as well as\b|including\b|[“”\"‘’'«»])+",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"\W*(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}[.)])(?:ly)?\b",
    re.IGNORECASE,
)
_DEONTIC = re.compile(r"\b(?:should|must|shall|ought to|may not|not to)\b")
_LISTED = re.compile(r"\W*(?:not\s+)?to\s", re.IGNORECASE)
_PRONOUN = re.compile(r"\W*(?:it|they)\b", re.IGNORECASE)


@dataclass(frozen=True)
class PrincipleMention:
    """A mention before it has an id; offsets in code points."""

    start: int
    end: int
    principle_id: str
    element_id: str | None
    framework_id: str
    mention_type: MentionType
    quote: Quote | None
    sentence: Sentence


@dataclass(frozen=True)
class _Match:
    """A rule fulfilled: by which words, and in which list item or sentence."""

    rule: Rule
    window: Span
    segment: Span


@dataclass(frozen=True)
class _Scene:
    """A sentence of the story and what is known about it; `names` are those that stand in it."""

    text: str
    sentence: Sentence
    names: Sequence[NameMention]
    cast: Cast
    quotes: Sequence[Quote]
    spans: Sequence[QuotedSpan]


class PrincipleFinder:
    """The codebook's frameworks, ready to be looked for in articles."""

    def __init__(self, codebook: Codebook) -> None:
        self.frameworks = {f.framework_id: f for f in codebook.frameworks}
        concepts = dict(codebook.concepts)
        for framework in codebook.frameworks:
            concepts |= families(framework)
        self._index = ConceptIndex(concepts)
        self._rules = [rule for f in codebook.frameworks for rule in rules(f)]
        self._countries = codebook.countries
        self._states = {s.id for s in codebook.states.values()}
        self._documents = {f.entity_id for f in codebook.frameworks}
        self._officials = {e.id for e in codebook.entities if e.official}
        lists = compile_lists({name: codebook.lexicon[name] for name in ("contains", "parts")})
        self._content, self._parts = lists["contains"], lists["parts"]
        content = variants_pattern(codebook.lexicon["contains"])
        self._asked = re.compile(
            rf"{content}[^,;:]{{0,50}}?\s(?:(?=(?:not|never)\s+to\s)|to\s+)", re.IGNORECASE
        )

    def find(
        self,
        article: ArticleStructure,
        cast: Cast,
        quotes: Sequence[Quote],
        spans: Sequence[QuotedSpan],
    ) -> list[PrincipleMention]:
        """Mentions in the story, in order: one for each sentence and principle."""
        named = {f.framework_id for f in self.frameworks.values() if cast.names(f.entity_id)}
        names = sorted(cast.mentions, key=lambda m: m.start)
        starts = [m.start for m in names]
        found: list[PrincipleMention] = []
        for sentence in article.sentences:
            if sentence.region in STORY:
                low, high = (bisect_left(starts, at) for at in (sentence.start, sentence.end))
                scene = _Scene(article.text, sentence, names[low:high], cast, quotes, spans)
                found += self._mentions(scene, self._matches(scene, named))
        return sorted(found, key=lambda m: (m.start, m.principle_id))

    def _matches(self, scene: _Scene, named: set[str]) -> list[_Match]:
        at_hand = self._at_hand(scene.names, named)
        found: list[_Match] = []
        for segment in _items(scene.text, scene.sentence) if at_hand else ():
            hits = self._hits(scene, segment)
            for rule, patterns in at_hand:
                window = match(patterns, hits)
                if window is not None:
                    found.append(_Match(rule, window, segment))
        return found

    def _hits(self, scene: _Scene, segment: Span) -> Hits:
        """Where concepts stand in a list item; the words of a framework's name stand for none."""
        low, high = segment
        names = [m for m in scene.names if low <= m.start and m.end <= high]
        titles = [(m.start, m.end) for m in names if m.entity_id in self._documents]
        hits = self._index.find(scene.text, low, high)
        if titles:
            hits = {
                concept: [s for s in spans if not any(s[0] < t[1] and s[1] > t[0] for t in titles)]
                for concept, spans in hits.items()
            }
        return hits | {ANY_STATE: [(m.start, m.end) for m in names if m.entity_id in self._states]}

    def _at_hand(
        self, names: Sequence[NameMention], named: set[str]
    ) -> list[tuple[Rule, tuple[Combination, ...]]]:
        """The rules that apply where these names stand, with those of their patterns that count."""
        countries = {self._countries.get(m.entity_id) for m in names} - {None}
        # Where one framework is discussed, what its rival asks of states is the same discourse.
        rival = bool(named and countries)
        between_states = len(countries) >= 2 and any(m.entity_id in self._states for m in names)
        return [
            (rule, rule.patterns if rule.framework_id in named or rival else rule.conduct)
            for rule in self._rules
            if rule.framework_id in named or rival or between_states
        ]

    def _mentions(self, scene: _Scene, matches: Sequence[_Match]) -> Iterator[PrincipleMention]:
        """One mention a principle; where one item is the framework's, the next ones are too."""
        by_principle: dict[str, list[_Match]] = {}
        for m in sorted(matches, key=lambda m: m.window):
            by_principle.setdefault(m.rule.principle_id, []).append(m)
        told: set[str] = set()
        for principle_id, own in by_principle.items():
            others = [m.window for m in matches if m.rule.principle_id != principle_id]
            clauses = [self._clause(scene.text, m, others) for m in own]
            span = min(c[0] for c in clauses), max(c[1] for c in clauses)
            framework = self.frameworks[own[0].rule.framework_id]
            quote = innermost(scene.quotes, *span)
            if quote is not None:  # the attribution is no part of what is said
                span = max(span[0], quote.start), min(span[1], quote.end)
            sort: MentionType = "comment"
            if framework.framework_id in told or self._tells(scene, span, framework, quote):
                told.add(framework.framework_id)
                marks = _own_marks(scene.spans, span, quote, framework)
                quoted = any(_mostly_within(marks, s) for s in (span, own[0].window))
                sort = "quotation" if quoted else "statement"
            elements = {m.rule.element_id for m in own} - {None}
            yield PrincipleMention(
                *span, principle_id, elements.pop() if len(elements) == 1 else None,
                framework.framework_id, sort, quote, scene.sentence,
            )  # fmt: skip

    def _clause(self, text: str, found: _Match, others: Sequence[Span]) -> Span:
        """The clause around a match, without who asks for it and other principles' clauses."""
        (first, last), (low, high) = found.window, found.segment
        start, end = low, high
        for edge in _CLAUSE_EDGE.finditer(text, low, first):
            start = edge.end()
        for before in (w[1] for w in others if w[1] <= first):
            for edge in _CONJUNCTION.finditer(text, max(start, before), first):
                start = edge.end()
        for cue in (_THAT, self._asked):
            for edge in cue.finditer(text, start, first):
                start = edge.end()
        for parting in (_CLAUSE_EDGE.search(text, last, end), _SUBORDINATE.search(text, last, end)):
            end = min(end, parting.start()) if parting else end
        for after in (w[0] for w in others if w[0] >= last):
            parting = _CONJUNCTION.search(text, last, min(end, after))
            end = parting.start() if parting else end
        leading = _LEADING.match(text, start, first)
        start = leading.end() if leading else start
        stripped = text[start:end].rstrip(" \t\r\n\u00a0.!?\"”’'»")
        return start, max(last, start + len(stripped))

    def _tells(self, scene: _Scene, span: Span, framework: Framework, quote: Quote | None) -> bool:
        """Whether the framework itself is told: by its own words, its sponsor laying down what
        ought to be, an author who names it with a verb of containing, or as an item of a list."""
        if quote is not None and quote.speaker_id == framework.entity_id:
            return True
        text, sentence = scene.text, scene.sentence
        nouns = re.compile(scene.cast.nouns_pattern(framework.entity_id), re.IGNORECASE)
        ought = bool(_DEONTIC.search(text, sentence.start, span[1]))
        if quote is not None and self._is_sponsor(quote.speaker_id, framework):
            return bool(
                ought
                or nouns.search(text, sentence.start, sentence.end)
                or self._content.search(text, sentence.start, span[0])
            )
        before = text[sentence.start : span[0]]
        listed = _ORDINAL.match(before) or _LISTED.match(text, sentence.start, span[0] + 8)
        if quote is None and (listed or ought):
            return True
        lead = text[sentence.start : span[0] + 30]
        if not self._content.search(lead):
            return False
        return bool(
            any(m.entity_id == framework.entity_id and m.start < span[0] for m in scene.names)
            or nouns.search(lead)
            or self._parts.search(lead)
            or (quote is None and _PRONOUN.match(before) and self._content.search(before))
        )

    def _is_sponsor(self, speaker: str | None, framework: Framework) -> bool:
        """The framework's sponsor, or an official who speaks for it."""
        country = self._countries.get(framework.sponsor_id)
        official = speaker in self._officials and self._countries.get(speaker or "") == country
        return official or speaker == framework.sponsor_id


def _own_marks(
    spans: Sequence[QuotedSpan], stretch: Span, quote: Quote | None, framework: Framework
) -> list[QuotedSpan]:
    """The quotation marks of the framework's words, not those of a relay or speaker."""
    if quote is None:
        return [s for s in spans if s.start >= stretch[0] - 3]
    itself = quote.speaker_id == framework.entity_id and quote.kind != "indirect"
    if itself and quote.parent is None and quote.via_id is None:
        return list(spans)
    return [s for s in spans if s.start > quote.start]


def _items(text: str, sentence: Sentence) -> Iterator[Span]:
    """The parts of a sentence between semicolons, and the infinitives and gerunds it lists."""
    start = sentence.start
    for edge in _ITEM.finditer(text, sentence.start, sentence.end):
        yield start, edge.start()
        start = edge.end()
    yield start, sentence.end


def _mostly_within(spans: Sequence[QuotedSpan], stretch: Span) -> bool:
    """Whether quotation marks, each counted once, hold about half of a stretch or more."""
    touching = [s for s in spans if s.start < stretch[1] and s.end > stretch[0]]
    outermost = [
        s for s in touching
        if not any(o is not s and o.start <= s.start and s.end <= o.end for o in touching)
    ]  # fmt: skip
    marked = sum(min(s.end, stretch[1]) - max(s.start, stretch[0]) for s in outermost)
    return marked > 0.4 * (stretch[1] - stretch[0])
