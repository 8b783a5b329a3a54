"""Principle mentions: where the substance of a framework's principle is expressed.

Belongs here: matching the codebook's concepts in a sentence, and what sort of mention it is (annotation
guide, section 4). The concepts themselves are in `schemas/codebook/frameworks/`; no framework is named here.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.codebook import Codebook, Framework, Pattern
from pipeline.extraction.cast import Cast
from pipeline.extraction.lexicon import compile_lists
from pipeline.extraction.quote import Quote
from pipeline.extraction.voices import innermost
from pipeline.parsing.quote_marks import QuotedSpan
from pipeline.parsing.structure import STORY, ArticleStructure, Sentence

MentionType = Literal["statement", "quotation", "comment"]
Span = tuple[int, int]

WINDOW = 170
"""The concepts of a pattern stand within so many characters: a clause with its complements."""

_SEGMENT = re.compile(r";|\n\s*\n")
_CLAUSE_EDGE = re.compile(r"[,;:()—–]|\s-\s")
_LEADING = re.compile(
    r"(?:\s|and\b|or\b|but\b|that\b|which\b|as well as\b|including\b|[“”\"‘’'«»])+", re.IGNORECASE
)
_ORDINAL = re.compile(
    r"\W*(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}[.)])(?:ly)?\b",
    re.IGNORECASE,
)


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
    confidence: float


@dataclass(frozen=True)
class _Rule:
    framework_id: str
    principle_id: str
    element_id: str | None
    patterns: tuple[Pattern, ...]
    conduct: tuple[Pattern, ...]


class PrincipleFinder:
    """The codebook's frameworks, ready to be looked for in articles."""

    def __init__(self, codebook: Codebook) -> None:
        self.frameworks = {f.framework_id: f for f in codebook.frameworks}
        self._concepts = {f.framework_id: compile_lists(f.concepts) for f in codebook.frameworks}
        self._rules = [rule for f in codebook.frameworks for rule in _rules(f)]
        self._countries = codebook.countries
        self._states = {s.id for s in codebook.states.values()}
        self._officials = {e.id for e in codebook.entities if e.official}
        self._content = compile_lists({"content": codebook.lexicon["contains"]})["content"]
        self._parts = compile_lists({"parts": codebook.lexicon["parts"]})["parts"]

    def find(
        self,
        article: ArticleStructure,
        cast: Cast,
        quotes: Sequence[Quote],
        spans: Sequence[QuotedSpan],
    ) -> list[PrincipleMention]:
        """Mentions in the story, in order: one for each sentence and principle."""
        named = {f.framework_id for f in self.frameworks.values() if cast.names(f.entity_id)}
        sentences = [s for s in article.sentences if s.region in STORY]
        occurrences = {
            key: _Occurrences(article.text, patterns, sentences)
            for key, patterns in self._concepts.items()
        }
        found: list[PrincipleMention] = []
        for index, sentence in enumerate(sentences):
            by_principle: dict[str, list[tuple[Span, _Rule]]] = {}
            for rule in self._rules:
                span = self._match(rule, article.text, sentence, index, occurrences, named, cast)
                if span is not None:
                    by_principle.setdefault(rule.principle_id, []).append((span, rule))
            for matches in by_principle.values():
                found.append(self._mention(article, sentence, matches, cast, quotes, spans))
        return sorted(found, key=lambda m: (m.start, m.principle_id))

    def _match(
        self, rule: _Rule, text: str, sentence: Sentence, index: int,
        occurrences: dict[str, "_Occurrences"], named: set[str], cast: Cast,
    ) -> Span | None:  # fmt: skip
        # Where one framework is discussed, what its rival asks of states is the same discourse.
        at_hand = rule.framework_id in named or (
            bool(named) and self._tells_of_state(sentence, cast)
        )
        patterns = rule.patterns if at_hand else rule.conduct
        if not patterns or (not at_hand and not self._between_states(sentence, cast)):
            return None
        hits = occurrences[rule.framework_id].in_sentence(index)
        for pattern in patterns:
            if not all(concept in hits for concept in pattern.all):
                continue
            if any(concept in hits for concept in pattern.none):
                continue
            for low, high in _segments(text, sentence):
                window = _smallest_window([_within(hits[c], low, high) for c in pattern.all])
                if window is not None and window[1] - window[0] <= WINDOW:
                    return _clause_around(text, window, low, high)
        return None

    def _tells_of_state(self, sentence: Sentence, cast: Cast) -> bool:
        return any(
            sentence.start <= m.start < sentence.end and self._countries.get(m.entity_id)
            for m in cast.mentions
        )

    def _between_states(self, sentence: Sentence, cast: Cast) -> bool:
        """Whether a sentence tells of two states, or of a state and another one's company."""
        mentions = [m for m in cast.mentions if sentence.start <= m.start < sentence.end]
        countries = {self._countries.get(m.entity_id) for m in mentions} - {None}
        return len(countries) >= 2 and any(m.entity_id in self._states for m in mentions)

    def _mention(
        self, article: ArticleStructure, sentence: Sentence, matches: list[tuple[Span, _Rule]], cast: Cast,
        quotes: Sequence[Quote], spans: Sequence[QuotedSpan],
    ) -> PrincipleMention:  # fmt: skip
        start = min(span[0] for span, _ in matches)
        end = max(span[1] for span, _ in matches)
        rule = matches[0][1]
        elements = {r.element_id for _, r in matches}
        quote = innermost(quotes, start, end)
        element = elements.pop() if len(elements) == 1 else None
        sort = self._sort(
            article.text, sentence, (start, end), rule.framework_id, cast, quote, spans
        )
        confidence = {"statement": 0.85, "quotation": 0.85, "comment": 0.7}[sort]
        return PrincipleMention(
            start,
            end,
            rule.principle_id,
            element,
            rule.framework_id,
            sort,
            quote,
            sentence,
            confidence,
        )

    def _sort(
        self, text: str, sentence: Sentence, span: Span, framework_id: str, cast: Cast,
        quote: Quote | None, spans: Sequence[QuotedSpan],
    ) -> MentionType:  # fmt: skip
        framework = self.frameworks[framework_id]
        presenting = quote is not None and self._speaks_for(text, quote, framework)
        telling = presenting or self._tells_content(text, sentence, span, framework, cast)
        if not telling and not (quote is None and _ORDINAL.match(text[sentence.start : span[0]])):
            return "comment"
        # A relay's own quotation marks do not make its words the framework's.
        own = [s for s in spans if presenting or quote is None or s.start > quote.start]
        marked = sum(
            max(0, min(s.end, span[1]) - max(s.start, span[0])) for s in _outermost(own, span)
        )
        return "quotation" if marked * 2 > span[1] - span[0] else "statement"

    def _speaks_for(self, text: str, quote: Quote, framework: Framework) -> bool:
        """The framework itself, its sponsor, or who speaks for the sponsor."""
        speaker = quote.speaker_id
        if speaker in (framework.entity_id, framework.sponsor_id):
            return True
        country = self._countries.get(framework.sponsor_id)
        return speaker in self._officials and self._countries.get(speaker) == country

    def _tells_content(
        self, text: str, sentence: Sentence, span: Span, framework: Framework, cast: Cast
    ) -> bool:
        """Whether the author reports what the framework contains: its name and a verb of containing."""
        before = text[sentence.start : span[0] + 30]
        if not self._content.search(before):
            return False
        if any(
            m.entity_id == framework.entity_id and sentence.start <= m.start < span[0]
            for m in cast.mentions
        ):
            return True
        return bool(
            re.search(cast.nouns_pattern(framework.entity_id), before, re.IGNORECASE)
        ) or bool(self._parts.search(before))


def _rules(framework: Framework) -> Iterator[_Rule]:
    for principle in framework.principles:
        if principle.patterns:
            yield _Rule(
                framework.framework_id, principle.id, None, principle.patterns, principle.conduct
            )
        for element in principle.elements:
            yield _Rule(
                framework.framework_id, principle.id, element.id, element.patterns, element.conduct
            )


class _Occurrences:
    """Where each concept of a framework stands, by sentence: every pattern read once over the text."""

    def __init__(
        self, text: str, concepts: dict[str, re.Pattern[str]], sentences: Sequence[Sentence]
    ) -> None:
        self._hits: list[dict[str, list[Span]]] = [{} for _ in sentences]
        ends = [s.end for s in sentences]
        for name, pattern in concepts.items():
            for match in pattern.finditer(text):
                index = bisect_left(ends, match.end())
                if index < len(sentences) and sentences[index].start <= match.start():
                    self._hits[index].setdefault(name, []).append(match.span())

    def in_sentence(self, index: int) -> dict[str, list[Span]]:
        return self._hits[index]


def _outermost(spans: Sequence[QuotedSpan], around: Span) -> list[QuotedSpan]:
    """The quotations that touch a stretch, without those inside another of them."""
    touching = [s for s in spans if s.start < around[1] and s.end > around[0]]
    return [
        s for s in touching
        if not any(o is not s and o.start <= s.start and s.end <= o.end for o in touching)
    ]  # fmt: skip


def _segments(text: str, sentence: Sentence) -> Iterator[Span]:
    """The parts of a sentence between semicolons: items of a list."""
    start = sentence.start
    for edge in _SEGMENT.finditer(text, sentence.start, sentence.end):
        yield start, edge.start()
        start = edge.end()
    yield start, sentence.end


def _within(spans: Sequence[Span], low: int, high: int) -> list[Span]:
    return [s for s in spans if low <= s[0] and s[1] <= high]


def _smallest_window(groups: Sequence[Sequence[Span]]) -> Span | None:
    """The smallest stretch that holds one span of each group; None if a group is empty."""
    if not all(groups):
        return None
    best: Span | None = None
    starts = sorted({s for group in groups for s in group})
    for anchor in starts:
        end = anchor[1]
        for group in groups:
            after = [s[1] for s in group if s[0] >= anchor[0]]
            if not after:
                return best
            end = max(end, min(after))
        if best is None or end - anchor[0] < best[1] - best[0]:
            best = (anchor[0], end)
    return best


def _clause_around(text: str, window: Span, low: int, high: int) -> Span:
    """The clause around a window: to the nearest comma or other edge on both sides."""
    start = low
    for edge in _CLAUSE_EDGE.finditer(text, low, window[0]):
        start = edge.end()
    after = _CLAUSE_EDGE.search(text, window[1], high)
    end = after.start() if after else high
    leading = _LEADING.match(text, start, window[0])
    start = leading.end() if leading else start
    stripped = text[start:end].rstrip(" \t\r\n\u00a0.!?\"”’'»")
    return start, max(window[1], start + len(stripped))
