"""Principle mentions: where the substance of a framework's principle is expressed.

Belongs here: one mention for each sentence and principle, its span, type and voice (annotation
guide, section 4). Concepts and patterns are in `schemas/codebook/`; no framework is named here.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pipeline.codebook import Codebook
from pipeline.extraction import mention_lists
from pipeline.extraction.cast import Cast
from pipeline.extraction.concepts import Span
from pipeline.extraction.discourse import Discourse
from pipeline.extraction.frameworks import Frameworks
from pipeline.extraction.mention_spans import clause
from pipeline.extraction.mention_types import MentionType, Telling
from pipeline.extraction.principle_matches import Match, Matcher
from pipeline.extraction.quote import Quote
from pipeline.extraction.setting import Setting
from pipeline.parsing.quote_marks import QuotedSpan
from pipeline.parsing.structure import ArticleStructure, Sentence

_T = TypeVar("_T", Quote, QuotedSpan)

SEVERAL = 3
"""So many principles of a framework tell that it is discussed, even without its name."""


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


class PrincipleFinder:
    """The codebook's frameworks, ready to be looked for in articles."""

    def __init__(self, codebook: Codebook) -> None:
        self._frameworks = Frameworks(codebook)
        self._telling = Telling(codebook)

    def find(
        self,
        article: ArticleStructure,
        cast: Cast,
        quotes: Sequence[Quote],
        spans: Sequence[QuotedSpan],
    ) -> list[PrincipleMention]:
        """Mentions in the story, in order: one for each sentence and principle."""
        discourse = Discourse(self._frameworks, article, cast)
        matcher = Matcher(self._frameworks, discourse)
        matched: list[tuple[Setting, list[Match]]] = []
        for number, setting in enumerate(_settings(discourse, cast, quotes, spans)):
            matched.append((setting, matcher.find(number, setting)))
        discussed = _discussed(discourse.named, [m for _, found in matched for m in found])
        items = mention_lists.items(matched)
        mentions = [
            m
            for s, found in matched
            for m in self._mentions(s, found, discussed, items.get(s.sentence.start, set()))
        ]
        return sorted(mentions, key=lambda m: (m.start, m.principle_id))

    def _mentions(
        self, setting: Setting, matches: Sequence[Match], discussed: set[str], set_out: set[str]
    ) -> Iterator[PrincipleMention]:
        """One mention a principle; where one item is the framework's, the next ones are too.

        `set_out` are the frameworks that a list sets out of which the sentence is an item.
        """
        by_principle: dict[str, list[Match]] = {}
        for m in sorted(matches, key=lambda m: m.window):
            by_principle.setdefault(m.principle_id, []).append(m)
        told = set(set_out)
        for principle_id, of_principle in by_principle.items():
            first = of_principle[0]
            span = self._span(setting, of_principle, matches)
            sort: MentionType = "comment"
            if discussed:
                sort = self._telling.sort(
                    setting, span, first.window, self._frameworks.by_id[first.framework_id],
                    told=first.item or first.framework_id in told,
                    discussed=first.framework_id in discussed,
                )  # fmt: skip
            if sort != "comment":
                told.add(first.framework_id)
            elements = {m.element_id for m in of_principle} - {None}
            yield PrincipleMention(
                *span, principle_id, elements.pop() if len(elements) == 1 else None,
                first.framework_id, sort, setting.voice(span), setting.sentence,
            )  # fmt: skip

    def _span(self, setting: Setting, own: Sequence[Match], matches: Sequence[Match]) -> Span:
        """The smallest stretch with every clause that tells of a principle."""
        others = [m.window for m in matches if m.principle_id != own[0].principle_id]
        asked = self._telling.asked
        clauses = [
            m.window if m.item else clause(setting, m.window, m.segment, others, asked) for m in own
        ]
        start, end = min(c[0] for c in clauses), max(c[1] for c in clauses)
        quote = setting.voice((start, end))
        if quote is None:
            return start, end
        return max(start, quote.start), min(end, quote.end)  # without the attribution


def _settings(
    discourse: Discourse, cast: Cast, quotes: Sequence[Quote], spans: Sequence[QuotedSpan]
) -> Iterator[Setting]:
    """The sentences of the story in order, each with what stands in it."""
    quotes_in = _by_sentence(discourse.story, quotes)
    spans_in = _by_sentence(discourse.story, spans)
    for number, sentence in enumerate(discourse.story):
        yield Setting(
            discourse.text, sentence, discourse.names_in(sentence), discourse.pointers(number),
            discourse.labels[number], discourse.nearby(number), cast,
            quotes_in[number], spans_in[number],
        )  # fmt: skip


def _by_sentence(story: Sequence[Sentence], stretches: Iterable[_T]) -> list[list[_T]]:
    """For each sentence the stretches that share some of it."""
    starts, ends = [s.start for s in story], [s.end for s in story]
    found: list[list[_T]] = [[] for _ in story]
    for stretch in stretches:
        for number in range(bisect_right(ends, stretch.start), bisect_left(starts, stretch.end)):
            found[number].append(stretch)
    return found


def _discussed(named: set[str], matches: Sequence[Match]) -> set[str]:
    """The frameworks named, and where one is, another of which several principles are told."""
    if not named:
        return set()
    principles = {(m.framework_id, m.principle_id) for m in matches}
    times = Counter(framework_id for framework_id, _ in principles)
    return named | {framework_id for framework_id, n in times.items() if n >= SEVERAL}
