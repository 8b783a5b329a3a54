"""Which principles a sentence expresses, and by which words.

Belongs here: which patterns of the codebook count in which article and sentence (annotation guide,
section 4), and which of several principles the same words are about. How much of the sentence is
the mention, and of what type it is, is decided in `principles`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.extraction.combinations import Combination, Hits, Rule, match
from pipeline.extraction.concepts import Span
from pipeline.extraction.discourse import Discourse
from pipeline.extraction.frameworks import Frameworks
from pipeline.extraction.setting import Setting
from pipeline.extraction.topic_lists import listed

POINTED = 120
"""So far, in characters, a topic may stand from the words that point at its principle."""


@dataclass(frozen=True)
class Match:
    """A principle found: by which words, and in which list item.

    `item` says that these words are one item of a list of principles.
    """

    framework_id: str
    principle_id: str
    element_id: str | None
    window: Span
    segment: Span
    gives_way_to: frozenset[str] = frozenset()
    item: bool = False


_AtHand = tuple[Rule, tuple[Combination, ...], frozenset[str]]
"""A rule with those of its patterns that count, and concepts of which each of them needs one."""


class Matcher:
    """The search for principles in the sentences of one article."""

    def __init__(self, frameworks: Frameworks, discourse: Discourse) -> None:
        self._frameworks = frameworks
        self._discourse = discourse
        self._selected: dict[tuple[bool, bool], list[_AtHand]] = {}

    def find(self, number: int, setting: Setting) -> list[Match]:
        """The matches in a sentence; several of one principle where it is told by several words."""
        at_hand = self._at_hand(number)
        if not at_hand:
            return []
        found: list[Match] = []
        sentence = self._discourse.whole(number)
        for segment, hits in self._discourse.segments(number):
            for rule, patterns, telling in at_hand:
                if hits.keys().isdisjoint(telling):
                    continue
                window = match(patterns, hits, sentence, lambda: self._discourse.earlier(number))
                if window is not None:
                    found.append(
                        Match(
                            rule.framework_id, rule.principle_id, rule.element_id, window, segment,
                            rule.gives_way_to,
                        )
                    )  # fmt: skip
        listed = list(self._listed(setting, sentence))
        # Items of a list are told one by one: a pattern that spans several tells of no more.
        found = [m for m in found if not any(_swallows(m, item) for item in listed)]
        found = [m for m in found if not any(_goes_before(o, m) for o in found)]
        found += self._pointed(setting, sentence, {m.principle_id for m in found})
        return [*_under_title(setting, found), *listed]

    def _at_hand(self, number: int) -> list[_AtHand]:
        """The rules that apply to a sentence."""
        near = self._discourse.tells_of_states(number)
        # Where one framework is discussed, what its rival asks of states is the same discourse.
        key = bool(self._discourse.named) and near, self._discourse.between_states and near
        if key not in self._selected:
            counting = ((rule, self._counting(rule, *key)) for rule in self._frameworks.rules)
            self._selected[key] = [
                (rule, patterns, frozenset(c for p in patterns for c in p.all[0]))
                for rule, patterns in counting
                if patterns
            ]
        return self._selected[key]

    def _counting(self, rule: Rule, rival: bool, between_states: bool) -> tuple[Combination, ...]:
        if rule.framework_id in self._discourse.named:
            return rule.where_named
        if rival:
            return rule.where_another_is_named
        return rule.conduct if between_states else ()

    def _listed(self, setting: Setting, hits: Hits) -> Iterator[Match]:
        """Principles told by their topics in a list of several."""
        whole = setting.sentence.start, setting.sentence.end
        for framework_id in sorted(self._discourse.named):
            topics = self._frameworks.topics[framework_id]
            for principle_id, span in listed(setting.text, topics, hits).items():
                yield Match(framework_id, principle_id, None, span, whole, item=True)

    def _pointed(self, setting: Setting, hits: Hits, matched: set[str]) -> Iterator[Match]:
        """Principles, not yet matched, told by their topic beside words that point at them."""
        whole = setting.sentence.start, setting.sentence.end
        for pointer in setting.pointers:
            concepts = self._frameworks.topics[pointer.framework_id][pointer.principle_id]
            near = [
                span
                for concept in concepts
                for span in hits.get(concept, ())
                if span[0] - pointer.end <= POINTED and pointer.start - span[1] <= POINTED
            ]
            if near and pointer.principle_id not in matched:
                matched.add(pointer.principle_id)
                yield Match(pointer.framework_id, pointer.principle_id, None, min(near), whole)


def _swallows(match: Match, item: Match) -> bool:
    """Whether the words of a match hold an item of a list that stands for another principle."""
    low, high = match.window
    other = match.framework_id == item.framework_id and match.principle_id != item.principle_id
    return other and low <= item.window[0] and item.window[1] <= high


def _goes_before(match: Match, other: Match) -> bool:
    """Whether a match tells what the same words of another one are really about."""
    if other.gives_way_to.isdisjoint({match.principle_id, match.element_id}):
        return False
    overlap = match.window[0] < other.window[1] and other.window[0] < match.window[1]
    return overlap or match.framework_id != other.framework_id


def _under_title(setting: Setting, found: Sequence[Match]) -> Iterator[Match]:
    """Matches of the principle under whose title they stand, and those of other frameworks."""
    titles = [p for p in setting.pointers if p.by_title]
    title = setting.label or (titles[0] if len(titles) == 1 else None)
    if title is None:
        yield from found
        return
    of_title = [m for m in found if m.principle_id == title.principle_id]
    alone = bool(setting.label or of_title)
    for m in found:
        if m in of_title or m.framework_id != title.framework_id or not alone:
            yield m
