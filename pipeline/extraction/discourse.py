"""What the sentences of an article stand in: the frameworks it names, the states it tells of, the
titles of principles over its paragraphs, and the concepts in and around each sentence.

Belongs here: reading these off the article, each sentence once. Which principles follow from them
is decided in `principle_matches`.
"""

from bisect import bisect_left
from collections.abc import Sequence

from pipeline.codebook import ANY_STATE
from pipeline.extraction.cast import Cast
from pipeline.extraction.combinations import Hits
from pipeline.extraction.concepts import Span
from pipeline.extraction.frameworks import Frameworks
from pipeline.extraction.gazetteer import NameMention
from pipeline.extraction.mention_spans import items
from pipeline.extraction.pointers import Pointer
from pipeline.parsing.structure import STORY, ArticleStructure, Sentence

BEFORE = 3
"""So many sentences before one, and the headline, tell what it is about."""

_LABEL = 12
"""So many characters beside a title at most make a heading."""

_LEAD = 20
"""A title that begins in the first so many characters of a paragraph is the paragraph's label."""


class Discourse:
    """One article; its sentences go by their number in the story."""

    def __init__(self, frameworks: Frameworks, article: ArticleStructure, cast: Cast) -> None:
        self.text = article.text
        self.story = [s for s in article.sentences if s.region in STORY]
        self._frameworks = frameworks
        self._names = sorted(cast.mentions, key=lambda m: m.start)
        self._starts = [m.start for m in self._names]
        self._titles = [
            list(frameworks.pointers.titles(self.text, s.start, s.end)) for s in self.story
        ]
        self.named = {f.framework_id for f in frameworks.by_id.values() if cast.names(f.entity_id)}
        self.named |= {p.framework_id for titles in self._titles for p in titles}
        self._countries = [self._countries_in(s) for s in self.story]
        self._of_states = any(
            m.entity_id in frameworks.states for s in self.story for m in self.names_in(s)
        )
        self._segments: dict[int, list[tuple[Span, Hits]]] = {}
        self.labels = self._labels()

    # -- names -----------------------------------------------------------------------------

    def names_in(self, sentence: Sentence) -> Sequence[NameMention]:
        """The names of the codebook in a sentence."""
        low, high = (bisect_left(self._starts, at) for at in (sentence.start, sentence.end))
        return self._names[low:high]

    def nearby(self, number: int) -> set[str]:
        """The frameworks named in a sentence, in one of the two before it, or in the next one."""
        sentences = self.story[max(0, number - 2) : number + 2]
        entities = {m.entity_id for s in sentences for m in self.names_in(s)}
        titles = {p.framework_id for t in self._titles[max(0, number - 2) : number + 2] for p in t}
        frameworks = self._frameworks.by_id.values()
        return titles | {f.framework_id for f in frameworks if f.entity_id in entities}

    def _countries_in(self, sentence: Sentence) -> set[str]:
        codes = (self._frameworks.countries.get(m.entity_id) for m in self.names_in(sentence))
        return {code for code in codes if code is not None}

    def tells_of_states(self, number: int) -> bool:
        """Whether a sentence, or what stands right before it, names a state or what is of one."""
        return any(self._countries[n] for n in self._around(number))

    @property
    def between_states(self) -> bool:
        """Whether the article tells of two states, or of a state and what is of another one."""
        return self._of_states and len(set().union(*self._countries)) > 1

    # -- titles ----------------------------------------------------------------------------

    def pointers(self, number: int) -> list[Pointer]:
        """The words of a sentence that point at principles of the frameworks named."""
        sentence = self.story[number]
        numbers = (
            self._frameworks.pointers.numbers(self.text, sentence.start, sentence.end)
            if self.named
            else ()
        )
        return [p for p in (*self._titles[number], *numbers) if p.framework_id in self.named]

    def _labels(self) -> list[Pointer | None]:
        """For each sentence the title at the head of its paragraph, or in the heading before."""
        labels: list[Pointer | None] = []
        for number, sentence in enumerate(self.story):
            label = labels[-1] if labels else None
            if not number or self.story[number - 1].paragraph != sentence.paragraph:
                label = label if self._is_heading(number - 1) else None
                titles = self._titles[number]
                if titles and titles[0].start - sentence.start <= _LEAD:
                    label = titles[0]
            labels.append(label)
        return labels

    def _is_heading(self, number: int) -> bool:
        """Whether a sentence is a title of a principle and next to nothing else."""
        if number < 0:
            return False
        length = self.story[number].end - self.story[number].start
        return any(length - (p.end - p.start) <= _LABEL for p in self._titles[number])

    # -- concepts --------------------------------------------------------------------------

    def _around(self, number: int) -> list[int]:
        """The sentence itself, those before it, and the headline."""
        return [0, *range(max(1, number - BEFORE), number + 1)] if number else [0]

    def segments(self, number: int) -> list[tuple[Span, Hits]]:
        """The list items of a sentence, with the places of concepts in each."""
        if number not in self._segments:
            self._segments[number] = [
                (segment, self._find(number, segment))
                for segment in items(self.text, self.story[number])
            ]
        return self._segments[number]

    def whole(self, number: int) -> Hits:
        """The places of concepts in a sentence with all its list items."""
        hits: dict[str, list[Span]] = {}
        for _, in_segment in self.segments(number):
            for concept, spans in in_segment.items():
                hits.setdefault(concept, []).extend(spans)
        return hits

    def earlier(self, number: int) -> set[str]:
        """The concepts of the headline and of what stands right before a sentence."""
        return {
            c
            for n in self._around(number)
            if n != number
            for _, hits in self.segments(n)
            for c in hits
        }

    def _find(self, number: int, segment: Span) -> Hits:
        """Where concepts stand; the words of a framework's name or of a title stand for none."""
        low, high = segment
        names = [m for m in self.names_in(self.story[number]) if low <= m.start and m.end <= high]
        masked = [(m.start, m.end) for m in names if m.entity_id in self._frameworks.documents]
        masked += [(p.start, p.end) for p in self._titles[number]]
        hits = self._frameworks.index.find(self.text, low, high)
        if masked:
            free = {concept: _apart(spans, masked) for concept, spans in hits.items()}
            hits = {concept: spans for concept, spans in free.items() if spans}
        states = [(m.start, m.end) for m in names if m.entity_id in self._frameworks.states]
        return {**hits, ANY_STATE: states} if states else hits


def _apart(spans: Sequence[Span], masked: Sequence[Span]) -> list[Span]:
    """The spans that touch none of some others."""
    return [s for s in spans if not any(s[0] < t[1] and s[1] > t[0] for t in masked)]
