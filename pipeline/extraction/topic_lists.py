"""Several principles told in a list of their topics: "carriers, app stores, clouds and cables".

Belongs here: finding such lists and giving each item the principle that it stands for. The topics
are those of the codebook.
"""

import re
from collections.abc import Mapping, Sequence

from pipeline.extraction.combinations import Hits
from pipeline.extraction.concepts import Span

LEAST = 3
"""So many principles at least make a list of topics; two may meet by chance."""

APART = 45
"""So many characters at most stand between one topic and the next."""

TOGETHER = 20
"""So many characters at most, and no comma, stand between two topics of one item."""

_JOINT = re.compile(r"[,;]|\b(?:and|or|as well as)\b")
_OF = re.compile(r"\s(?:of|for)\s(?:the\s)?")
_BREAK = re.compile(r"[.:!?]\s")

Topics = Mapping[str, Sequence[str]]
"""The topic concepts of each principle of a framework, in the codebook's order."""


def listed(text: str, topics: Topics, hits: Hits) -> dict[str, Span]:
    """The words that stand for each principle in the longest list; none where there is no list."""
    best: dict[str, Span] = {}
    for chain in _chains(text, topics, hits):
        given = _assign(topics, chain)
        if len(given) >= max(LEAST, len(best) + 1):
            best = given
    return best


_Item = tuple[Span, frozenset[str]]
"""The place of a topic, and the principles it may stand for."""


def _chains(text: str, topics: Topics, hits: Hits) -> list[list[_Item]]:
    """Topics one after another with nothing but a comma or conjunction, and few words, between."""
    places: dict[Span, set[str]] = {}
    for principle_id, concepts in topics.items():
        for concept in concepts:
            for span in hits.get(concept, ()):
                places.setdefault(span, set()).add(principle_id)
    whole = [s for s in places if not any(o != s and o[0] <= s[0] and s[1] <= o[1] for o in places)]
    chains: list[list[_Item]] = []
    end = -1
    for span in sorted(whole):
        between = text[end : span[0]] if chains else ""
        if chains and _OF.fullmatch(between):
            chains[-1][-1] = span, frozenset(places[span])  # "operators of undersea cables"
            end = max(end, span[1])
            continue
        if chains and span[0] - end <= TOGETHER and not _JOINT.search(between):
            same = chains[-1][-1][1] & places[span]
            if same:  # "apps out of app stores"
                chains[-1][-1] = chains[-1][-1][0], frozenset(same)
                end = max(end, span[1])
                continue
        near = span[0] - end <= APART and _JOINT.search(between) and not _BREAK.search(between)
        if not chains or not near:
            chains.append([])
        chains[-1].append((span, frozenset(places[span])))
        end = max(end, span[1])
    return chains


def _assign(topics: Topics, chain: Sequence[_Item]) -> dict[str, Span]:
    """One item a principle: those that can stand for one only come first."""
    given: dict[str, Span] = {}
    for span, candidates in sorted(chain, key=lambda item: (len(item[1]), item[0])):
        principle_id = next((p for p in topics if p in candidates and p not in given), None)
        if principle_id is not None:
            given[principle_id] = span
    return given
