"""Which concepts must stand together: a framework's patterns, and whether a text fulfils one.

Belongs here: the patterns of the codebook in the form in which they are matched. Where single
concepts stand is found in `concepts`; what a match means is decided in `principles`.
"""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.codebook import Element, Framework, Pattern, Principle
from pipeline.extraction.concepts import Span

NEARBY = 30
"""So near, in characters, to what a pattern spans an excluded concept rules it out."""

Hits = Mapping[str, Sequence[Span]]
"""Where each concept stands, by name."""


@dataclass(frozen=True)
class Combination:
    """A pattern; its concepts have the names by which `families` lists them."""

    all: tuple[tuple[str, ...], ...]
    none: tuple[str, ...]
    earlier: tuple[tuple[str, ...], ...]
    within: int
    own: bool


@dataclass(frozen=True)
class Rule:
    """The patterns of a principle or of one of its elements."""

    framework_id: str
    principle_id: str
    element_id: str | None
    patterns: tuple[Combination, ...]
    conduct: tuple[Combination, ...]
    gives_way_to: frozenset[str]

    @cached_property
    def where_named(self) -> tuple[Combination, ...]:
        """What counts in an article that names the framework: all, as conduct does too."""
        return tuple(dict.fromkeys((*self.patterns, *self.conduct)))

    @cached_property
    def where_another_is_named(self) -> tuple[Combination, ...]:
        """What counts in an article that names another framework only."""
        return tuple(c for c in self.where_named if not c.own)


def families(framework: Framework) -> dict[str, tuple[str, ...]]:
    """The framework's own concepts, by names that no other framework uses."""
    return {_own(framework, name): variants for name, variants in framework.concepts.items()}


def rules(framework: Framework) -> Iterator[Rule]:
    """One rule a principle or element that has patterns, in the codebook's order."""
    for principle in framework.principles:
        holders: list[tuple[str | None, Principle | Element]] = [(None, principle)]
        holders += [(element.id, element) for element in principle.elements]
        for element_id, holder in holders:
            if holder.patterns or holder.conduct:
                yield Rule(
                    framework.framework_id, principle.id, element_id,
                    tuple(_combination(framework, p) for p in holder.patterns),
                    tuple(_combination(framework, p) for p in holder.conduct),
                    frozenset(principle.gives_way_to) | frozenset(holder.gives_way_to),
                )  # fmt: skip


def match(
    patterns: Sequence[Combination],
    hits: Hits,
    sentence: Hits,
    earlier: Callable[[], Container[str]],
) -> Span | None:
    """The smallest stretch that fulfils the first pattern to be fulfilled.

    `hits` are those of a list item, `sentence` those of all its sentence. `earlier` gives the
    concepts of what has been read before it; it is asked only where a pattern depends on it.
    """
    for pattern in patterns:
        groups = []
        for any_of in pattern.all:
            group = [s for c in any_of if c in hits for s in hits[c]]
            if not group:
                break
            groups.append(group)
        if len(groups) < len(pattern.all):
            continue
        window = _smallest_window(groups)
        if window is None or window[1] - window[0] > pattern.within:
            continue
        low, high = window[0] - NEARBY, window[1] + NEARBY
        if any(s[0] < high and s[1] > low for c in pattern.none for s in hits.get(c, ())):
            continue
        if all(
            any(_apart(window, sentence.get(c, ())) or c in earlier() for c in any_of)
            for any_of in pattern.earlier
        ):
            return window
    return None


def _apart(window: Span, spans: Sequence[Span]) -> bool:
    """Whether one of the spans is of other words than the window: no word bears itself out."""
    return any(s[1] <= window[0] or s[0] >= window[1] for s in spans)


def own(framework: Framework, concept: str) -> str:
    """The name by which `families` lists a concept of a framework; that of a shared one as is."""
    return _own(framework, concept) if concept in framework.concepts else concept


def _own(framework: Framework, concept: str) -> str:
    return f"{framework.framework_id} {concept}"


def _combination(framework: Framework, pattern: Pattern) -> Combination:
    def groups(choices: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(own(framework, c) for c in choice.split("|")) for choice in choices)

    none = tuple(own(framework, concept) for concept in pattern.none)
    return Combination(
        groups(pattern.all),
        none,
        groups(pattern.earlier),
        pattern.within,
        pattern.scope == "framework",
    )


def _smallest_window(groups: Sequence[Sequence[Span]]) -> Span | None:
    """The smallest stretch that holds one span of each group, in one pass over the spans."""
    best: Span | None = None
    latest: dict[int, Span] = {}
    for span, group in sorted((s, n) for n, spans in enumerate(groups) for s in spans):
        latest[group] = span
        if len(latest) == len(groups):
            window = min(s[0] for s in latest.values()), max(s[1] for s in latest.values())
            if best is None or window[1] - window[0] < best[1] - best[0]:
                best = window
    return best
