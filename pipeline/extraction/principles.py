"""Principle mentions: where the substance of a framework's principle is expressed.

Belongs here: which patterns of the codebook count where, and one mention for each sentence and
principle (annotation guide, section 4). Concepts and patterns are in `schemas/codebook/`; no
framework is named here.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.codebook import ANY_STATE, Codebook
from pipeline.extraction.cast import Cast
from pipeline.extraction.combinations import Combination, Hits, Rule, families, match, own, rules
from pipeline.extraction.concepts import ConceptIndex, Span
from pipeline.extraction.gazetteer import NameMention
from pipeline.extraction.mention_spans import clause, items
from pipeline.extraction.mention_types import READ_HERE, MentionType, Telling
from pipeline.extraction.pointers import Pointer, PointerFinder
from pipeline.extraction.quote import Quote
from pipeline.extraction.scene import Scene
from pipeline.extraction.topic_lists import Topics, listed
from pipeline.extraction.voices import innermost
from pipeline.parsing.quote_marks import QuotedSpan
from pipeline.parsing.structure import STORY, ArticleStructure, Sentence

BEFORE = 3
"""So many sentences before one tell what it is about, and the headline."""

SEVERAL = 3
"""So many principles of a framework tell that it is discussed, even without its name."""

POINTED = 120
"""So far, in characters, a topic may stand from the words that point at its principle."""

_LABEL = 12
"""A title that begins in the first so many characters of a paragraph is the paragraph's label."""


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
    """A principle found: by which words, and in which list item; `item` is one of a list."""

    framework_id: str
    principle_id: str
    element_id: str | None
    window: Span
    segment: Span
    gives_way_to: frozenset[str] = frozenset()
    item: bool = False


def _goes_before(match: _Match, other: _Match) -> bool:
    """Whether a match tells what the same words of another one are really about."""
    if other.gives_way_to.isdisjoint({match.principle_id, match.element_id}):
        return False
    overlap = match.window[0] < other.window[1] and other.window[0] < match.window[1]
    return overlap or match.framework_id != other.framework_id


def _under(scene: Scene, found: Sequence[_Match]) -> Iterator[_Match]:
    """Matches of the principle under whose title they stand, and those of other frameworks."""
    titles = [p for p in scene.pointers if p.by_title]
    title = scene.label or (titles[0] if len(titles) == 1 else None)
    told = title and any(m.principle_id == title.principle_id for m in found)
    for m in found:
        other = title is not None and m.framework_id == title.framework_id
        if not other or m.principle_id == title.principle_id or not (told or scene.label):
            yield m


class PrincipleFinder:
    """The codebook's frameworks, ready to be looked for in articles."""

    def __init__(self, codebook: Codebook) -> None:
        self.frameworks = {f.framework_id: f for f in codebook.frameworks}
        concepts = {name: v for name, v in codebook.concepts.items() if name not in READ_HERE}
        for framework in codebook.frameworks:
            concepts |= families(framework)
        self.index = ConceptIndex(concepts)
        self.pointers = PointerFinder(codebook.frameworks)
        self.telling = Telling(codebook)
        self.rules = [rule for f in codebook.frameworks for rule in rules(f)]
        self.topics: dict[str, Topics] = {
            f.framework_id: {p.id: [own(f, c) for c in p.topic] for p in f.principles}
            for f in codebook.frameworks
        }
        self.countries = codebook.countries
        self.states = {s.id for s in codebook.states.values()}
        self.documents = {f.entity_id for f in codebook.frameworks}

    def find(
        self,
        article: ArticleStructure,
        cast: Cast,
        quotes: Sequence[Quote],
        spans: Sequence[QuotedSpan],
    ) -> list[PrincipleMention]:
        """Mentions in the story, in order: one for each sentence and principle."""
        found = _Search(self, article, cast, quotes, spans).mentions()
        return sorted(found, key=lambda m: (m.start, m.principle_id))


class _Search:
    """The search through one article."""

    def __init__(
        self,
        finder: PrincipleFinder,
        article: ArticleStructure,
        cast: Cast,
        quotes: Sequence[Quote],
        spans: Sequence[QuotedSpan],
    ) -> None:
        self._finder = finder
        self._text = article.text
        self._story = [s for s in article.sentences if s.region in STORY]
        self._cast, self._quotes, self._spans = cast, quotes, spans
        self._names = sorted(cast.mentions, key=lambda m: m.start)
        self._starts = [m.start for m in self._names]
        self._titles = {s: list(finder.pointers.titles(self._text, s.start, s.end)) for s in self._story}
        self._named = {
            f.framework_id for f in finder.frameworks.values() if cast.names(f.entity_id)
        } | {p.framework_id for pointers in self._titles.values() for p in pointers}
        told_of = [m for s in self._story for m in self._names_in(s)]
        countries = {finder.countries.get(m.entity_id) for m in told_of} - {None}
        self._between_states = len(countries) >= 2 and any(
            m.entity_id in finder.states for m in told_of
        )
        self._hits: dict[int, list[tuple[Span, Hits]]] = {}
        self._selected: dict[tuple[bool, bool], list[tuple[Rule, tuple[Combination, ...]]]] = {}

    def mentions(self) -> Iterator[PrincipleMention]:
        label: Pointer | None = None
        paragraph = -1
        matched: list[tuple[Scene, list[_Match]]] = []
        for number, sentence in enumerate(self._story):
            if sentence.paragraph != paragraph:
                label = self._label(sentence, label if self._is_heading(number - 1) else None)
                paragraph = sentence.paragraph
            scene = self._scene(sentence, label)
            matched.append((scene, self._matches(number, scene)))
        discussed = self._discussed([m for _, matches in matched for m in matches])
        for scene, matches in matched:
            yield from self._mentions(scene, matches, discussed)

    def _discussed(self, matches: Sequence[_Match]) -> set[str]:
        """The frameworks named, and where one is, another of which several principles are told."""
        principles = {(m.framework_id, m.principle_id) for m in matches}
        times = Counter(framework_id for framework_id, _ in principles) if self._named else Counter()
        return self._named | {framework_id for framework_id, n in times.items() if n >= SEVERAL}

    # -- what a sentence stands in ---------------------------------------------------------

    def _label(self, first: Sentence, inherited: Pointer | None) -> Pointer | None:
        """The title at the head of a paragraph, or that of a heading before it."""
        pointers = self._titles[first]
        if pointers and pointers[0].start - first.start <= _LABEL:
            return pointers[0]
        return inherited

    def _is_heading(self, number: int) -> bool:
        """Whether a sentence is a title of a principle and nothing else."""
        if number < 0:
            return False
        sentence = self._story[number]
        return any(
            sentence.end - sentence.start - (p.end - p.start) <= _LABEL
            for p in self._titles[sentence]
        )

    def _scene(self, sentence: Sentence, label: Pointer | None) -> Scene:
        pointers = list(self._titles[sentence])
        if self._named:
            pointers += self._finder.pointers.numbers(self._text, sentence.start, sentence.end)
        return Scene(
            self._text, sentence, self._names_in(sentence),
            [p for p in pointers if p.framework_id in self._named],
            label, self._cast, self._quotes, self._spans,
        )  # fmt: skip

    def _names_in(self, sentence: Sentence) -> Sequence[NameMention]:
        low, high = (bisect_left(self._starts, at) for at in (sentence.start, sentence.end))
        return self._names[low:high]

    def _around(self, number: int) -> list[int]:
        """The sentence itself, those before it, and the headline."""
        return [0, *range(max(1, number - BEFORE), number + 1)] if number else [0]

    def _at_hand(self, number: int) -> list[tuple[Rule, tuple[Combination, ...]]]:
        """The rules that apply to a sentence, with those of their patterns that count."""
        finder = self._finder
        around = [self._story[n] for n in self._around(number)]
        near = {
            finder.countries.get(m.entity_id)
            for s in around
            for m in self._names_in(s)
        }
        countries = near - {None}
        # Where one framework is discussed, what its rival asks of states is the same discourse.
        rival = bool(self._named and countries)
        key = rival, self._between_states and bool(countries)
        if key not in self._selected:
            counting = ((rule, self._counting(rule, *key)) for rule in finder.rules)
            self._selected[key] = [(rule, patterns) for rule, patterns in counting if patterns]
        return self._selected[key]

    def _counting(self, rule: Rule, rival: bool, between_states: bool) -> tuple[Combination, ...]:
        if rule.framework_id in self._named:
            return rule.where_named
        if rival:
            return rule.where_another_is_named
        return rule.conduct if between_states else ()

    # -- what stands in a sentence ---------------------------------------------------------

    def _segments(self, number: int) -> list[tuple[Span, Hits]]:
        """The list items of a sentence, with the places of concepts in each."""
        if number not in self._hits:
            sentence = self._story[number]
            self._hits[number] = [
                (segment, self._find(sentence, segment)) for segment in items(self._text, sentence)
            ]
        return self._hits[number]

    def _find(self, sentence: Sentence, segment: Span) -> Hits:
        """Where concepts stand; the words of a framework's name or of a title stand for none."""
        low, high = segment
        first, last = bisect_left(self._starts, low), bisect_left(self._starts, high)
        names = [m for m in self._names[first:last] if m.end <= high]
        masked = [(m.start, m.end) for m in names if m.entity_id in self._finder.documents]
        masked += [(p.start, p.end) for p in self._titles[sentence]]
        hits = self._finder.index.find(self._text, low, high)
        if masked:
            hits = {
                concept: kept
                for concept, spans in hits.items()
                if (kept := [s for s in spans if not any(s[0] < t[1] and s[1] > t[0] for t in masked)])
            }
        states = [(m.start, m.end) for m in names if m.entity_id in self._finder.states]
        return {**hits, ANY_STATE: states} if states else hits

    def _earlier(self, number: int) -> set[str]:
        return {
            concept for n in self._around(number) for _, hits in self._segments(n) for concept in hits
        }

    def _matches(self, number: int, scene: Scene) -> list[_Match]:
        at_hand = self._at_hand(number)
        if not at_hand:
            return []
        found: list[_Match] = []
        for segment, hits in self._segments(number):
            for rule, patterns in at_hand:
                window = match(patterns, hits, lambda: self._earlier(number))
                if window is not None:
                    found.append(
                        _Match(
                            rule.framework_id, rule.principle_id, rule.element_id, window, segment,
                            rule.gives_way_to,
                        )
                    )  # fmt: skip
        found = [m for m in found if not any(_goes_before(o, m) for o in found)]
        hits = self._whole(number)
        found += self._pointed(scene, hits, found)
        return [*_under(scene, found), *self._listed(scene, hits)]

    def _whole(self, number: int) -> Hits:
        """The places of concepts in a sentence with all its list items."""
        hits: dict[str, list[Span]] = {}
        for _, in_segment in self._segments(number):
            for concept, spans in in_segment.items():
                hits.setdefault(concept, []).extend(spans)
        return hits

    def _listed(self, scene: Scene, hits: Hits) -> Iterator[_Match]:
        """Principles told by their topics in a list of several."""
        whole = scene.sentence.start, scene.sentence.end
        for framework_id in sorted(self._named):
            topics = self._finder.topics[framework_id]
            for principle_id, span in listed(self._text, topics, hits).items():
                yield _Match(framework_id, principle_id, None, span, whole, item=True)

    def _pointed(self, scene: Scene, hits: Hits, found: Sequence[_Match]) -> Iterator[_Match]:
        """Principles told by their topic beside words that point at them."""
        whole = scene.sentence.start, scene.sentence.end
        matched = {m.principle_id for m in found}
        for pointer in scene.pointers:
            concepts = self._finder.topics[pointer.framework_id][pointer.principle_id]
            near = [
                span
                for concept in concepts
                for span in hits.get(concept, ())
                if span[0] - pointer.end <= POINTED and pointer.start - span[1] <= POINTED
            ]
            if near and pointer.principle_id not in matched:
                matched.add(pointer.principle_id)
                yield _Match(pointer.framework_id, pointer.principle_id, None, min(near), whole)

    def _marks_of(self, sentence: Sentence) -> list[QuotedSpan]:
        """Quoted words within a sentence that the author quotes."""
        return [
            s
            for s in self._spans
            if sentence.start <= s.start and s.end <= sentence.end
            and innermost(self._quotes, s.start, s.end) is None
        ]

    # -- mentions --------------------------------------------------------------------------

    def _mentions(
        self, scene: Scene, matches: Sequence[_Match], discussed: set[str]
    ) -> Iterator[PrincipleMention]:
        """One mention a principle; where one item is the framework's, the next ones are too."""
        by_principle: dict[str, list[_Match]] = {}
        for m in sorted(matches, key=lambda m: m.window):
            by_principle.setdefault(m.principle_id, []).append(m)
        told: set[str] = set()
        for principle_id, own_matches in by_principle.items():
            first = own_matches[0]
            framework = self._finder.frameworks[first.framework_id]
            span = self._span(scene, own_matches, matches)
            quote = scene.voice(span)
            before = first.framework_id in told or first.item
            named = first.framework_id in discussed
            sort = self._finder.telling.sort(
                scene, span, first.window, framework, told=before, named=named
            )
            if sort != "comment":
                told.add(first.framework_id)
            elements = {m.element_id for m in own_matches} - {None}
            yield PrincipleMention(
                *span, principle_id, elements.pop() if len(elements) == 1 else None,
                first.framework_id, sort, quote, scene.sentence,
            )  # fmt: skip

    def _span(self, scene: Scene, own: Sequence[_Match], matches: Sequence[_Match]) -> Span:
        """The smallest stretch with every clause that tells of a principle."""
        others = [m.window for m in matches if m.principle_id != own[0].principle_id]
        marks = self._marks_of(scene.sentence)
        asked = self._finder.telling.asked
        clauses = [
            m.window if m.item else clause(self._text, m.window, m.segment, others, marks, asked)
            for m in own
        ]
        start, end = min(c[0] for c in clauses), max(c[1] for c in clauses)
        quote = scene.voice((start, end))
        if quote is None:
            return start, end
        return max(start, quote.start), min(end, quote.end)  # without the attribution
