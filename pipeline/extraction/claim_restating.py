"""Whether a passage only restates what a framework asks, or what it is divided into.

Belongs here: telling a restated principle, which is a mention and no claim (annotation guide,
section 3), from an assertion about it. Everything else that is no claim is in `claim_detection`.
"""

import re
from collections.abc import Sequence

from pipeline.extraction.claim_attributes import is_hedged, is_judged
from pipeline.extraction.claim_passages import Passage, Stretch
from pipeline.extraction.claim_pronouns import carried
from pipeline.extraction.claim_target import Targets
from pipeline.extraction.principles import PrincipleMention

PART = "part"
"""Name under which titles of a framework's principles are marked."""
OPENING = 6
"""A part of a framework named among so many first words is what is told of."""
MAX_RESTATED = 0.4
"""A stretch of which principles take up more only restates, unless it judges."""

_LIST_ITEM = re.compile(
    r"\s*(?:(?P<mark>[-–—•*]|\(?\d{1,2}[.)])\s*(?:not\s+)?to\s"
    r"|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?:ly)?\s*[,:])",
    re.IGNORECASE,
)
_BULLET = re.compile(r"\s*(?:[-–—•*·▪]|\(?[a-h][.)]|\((?:i{1,3}|iv|vi{0,3})\))\s")
_NUMBER = r"(?:two|three|four|five|six|seven|eight|nine|ten|several|\d+)"
_COMPOSITION = re.compile(
    r"\b(?:compris\w+|consist\w*|includ\w+|contain\w*|involv\w+|ha[sd]|have|with|are|composed of)\s"
    rf"(?:\w+\s)?{_NUMBER}\s(?:(?!behind\b|for\b|in\b|with\b|to\b)[\w’'-]+\s){{0,3}}?(?:points?|lines?|facets?|principles?|proposals?"
    r"|elements?|parts?|programm?e?s?|areas?|pillars?|commitments?|measures?|articles?|efforts?"
    r"|steps?|initiatives?)\b",
    re.IGNORECASE,
)
"""What something is divided into."""
_ITEM = re.compile(
    r"(?:^|,\s)\W*(?:(?:and\s+)?the\s+)?"
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|next|last|final)"
    r"(?:\s+(?:one|point|line|principle|element|part|of\s+(?:these|them|those)))?\s+(?:is|was)\b",
    re.IGNORECASE,
)
"""An item of a list told in sentences."""
_RELATIVE = frozenset({"which", "that", "who"})


class Restating:
    """Tells the passages of one article that restate; `targets` knows its frameworks."""

    def __init__(self, targets: Targets) -> None:
        self._targets = targets

    def restates(self, passage: Passage) -> bool:
        """Whether a passage only tells what a framework asks."""
        stretch, core, quote = passage.stretch, passage.core, passage.piece.quote
        marked = stretch.marked
        item = _LIST_ITEM.match(stretch.words)
        if item and (passage.mentions or item["mark"]) and not judges(core):
            return True
        if is_hedged(marked) or passage.is_verdict:
            return False
        if _itemises(stretch):
            return True
        if marked.has("absences"):
            return False
        if _BULLET.match(stretch.words) and passage.mentions and not judges(core):
            return True
        argues = core.marked.has("contrast", "causal", "denials", "negations") or judges(core)
        if core is not stretch and argues:
            return False
        if quote is not None and quote.kind == "direct" and marked.has("purpose"):
            return False
        told = [m for m in passage.mentions if m.framework_id in self._targets.named]
        if _share(stretch, told) > MAX_RESTATED:
            if any(m.mention_type != "comment" for m in told):
                return True
            if quote is not None:
                return False
        if judges(core):
            return False
        tells = marked.has("restating") and not marked.has("contrast", "causal", "denials")
        return tells and (bool(passage.mentions) or quote is None) and self._tells(stretch)

    def _tells(self, stretch: Stretch) -> bool:
        """Whether a framework is what tells: referred to before the verb of telling."""
        verb = stretch.marked.of("restating")[0]
        if _RELATIVE & set(stretch.marked.tokens[max(0, verb.first - 2) : verb.first]):
            return False
        explicit = self._targets.explicit(stretch)
        if explicit is not None:
            return explicit[0] < verb.offset
        return carried(stretch) is not None


def judges(stretch: Stretch) -> bool:
    """Whether a stretch weighs something; see `is_judged`."""
    return is_judged(stretch.words, stretch.marked)


def takes_sides(stretch: Stretch) -> bool:
    """Whether a stretch argues, or holds words of praise or blame."""
    marked = stretch.marked
    soft = {m.first for m in marked.of("soft")}
    return marked.has("contrast", "causal") or any(
        m.first not in soft for m in (*marked.of("favor"), *marked.of("against"))
    )


def _itemises(stretch: Stretch) -> bool:
    """Whether a stretch names a part of a framework, or counts its parts, and takes no side."""
    marked = stretch.marked
    if any(m.first < OPENING for m in marked.of(PART)):
        return not marked.has("contrast", "causal", "against")
    if _COMPOSITION.search(stretch.words) or _ITEM.search(stretch.words):
        return not takes_sides(stretch)
    return False


def _share(stretch: Stretch, mentions: Sequence[PrincipleMention]) -> float:
    """How much of a stretch's own words mentions of principles take up."""
    if not mentions:
        return 0.0
    covered: set[int] = set()
    for mention in mentions:
        end = min(mention.end - stretch.start, len(stretch.words))
        covered.update(range(max(mention.start - stretch.start, 0), end))
    total = sum(not char.isspace() for char in stretch.words)
    return sum(not stretch.words[i].isspace() for i in covered) / max(total, 1)
