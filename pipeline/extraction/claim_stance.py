"""For or against: the stance of a claim towards the framework that it is about.

Belongs here: weighing words of praise and blame in one claim (annotation guide, section 3), and
whose side officials take. The words are in `schemas/codebook/lexicon.yml`, who sponsors what is
told in `claim_sides`.
"""

import re
from collections.abc import Collection
from typing import Literal

from pipeline.extraction.claim_attributes import ClaimType
from pipeline.extraction.claim_passages import Passage
from pipeline.extraction.claim_sides import Sides
from pipeline.extraction.markers import Marked

Stance = Literal["favor", "against", "none"]

_NEGATION_REACH = 4
_INTENTION_REACH = 12
_CONCESSION = re.compile(r"^\W*(?:while|although|though|even if|for all|despite)\b", re.IGNORECASE)
_BUT = re.compile(r"\bbut\b|\byet\b|\bhowever\b", re.IGNORECASE)
_CONDITIONAL = re.compile(r"\b(?:if|unless|whether|to what extent)\b[^,;.]*", re.IGNORECASE)
_AFTERTHOUGHT = re.compile(r",?\s(?:if|albeit|though)\s\w+(?:\s\w+)?\W*$")


def stance(passage: Passage, kind: ClaimType, framework_id: str, sides: Sides) -> Stance:
    """Officials take their state's side wherever they weigh; of others the words tell."""
    core, cue, quote = passage.core, passage.cue, passage.piece.quote
    score = polarity(core.words, core.marked, sides.said_of_rivals(core, framework_id))
    side = sides.partiality(quote.speaker_id, framework_id) if quote is not None else 0
    if side:
        score = side if score or kind != "fact" else 0
    elif kind == "fact":
        score = 0
    if cue is not None and not side:
        score += 2 * (cue.has("favourable_cues") - cue.has("adverse_cues"))
    if score == 0 and denies(core.marked, kind):
        score = -1
    return "favor" if score > 0 else "against" if score < 0 else "none"


def polarity(words: str, marked: Marked, turned: Collection[int] = ()) -> int:
    """Favourable minus adverse words.

    Negation turns them, as does being a rival's: the markers at the offsets `turned`. The main
    clause after a concession, and what follows "but", weigh double; a condition weighs nothing.
    """
    weighty = _weighty(words)
    late = _AFTERTHOUGHT.search(words)
    ends = late.start() if late else len(words)
    conditions = [m.span() for m in _CONDITIONAL.finditer(words)]
    negated = [m for m in marked.of("negations") if marked.tokens[m.last : m.last + 1] != ["only"]]
    intended = marked.of("intention")
    score = 0
    used = {i for m in marked.of("not_hedges") for i in range(m.first, m.last)}
    polar = [(m, 1) for m in marked.of("favor")] + [(m, -1) for m in marked.of("against")]
    for marker, sign in sorted(polar, key=lambda p: (p[0].first - p[0].last, p[0].first)):
        if used & set(range(marker.first, marker.last)) or marker.offset >= ends:
            continue
        used |= set(range(marker.first, marker.last))
        if marked.tokens[max(0, marker.first - 1)] == "how":
            continue
        if any(low <= marker.offset < high for low, high in conditions):
            continue
        if sign > 0 and any(0 < marker.first - m.first <= _INTENTION_REACH for m in intended):
            continue
        denied = any(
            0 < marker.first - n.first <= _NEGATION_REACH and n.last <= marker.first
            for n in negated
        )
        weight = 2 if marker.offset >= weighty else 1
        score += weight * (-sign if denied != (marker.offset in turned) else sign)
    return score


def _weighty(words: str) -> int:
    """Where the part of a sentence that carries its weight begins."""
    turn = max((m.end() for m in _BUT.finditer(words)), default=None)
    if turn is not None and len(words[turn:].split()) > 2:
        return turn
    comma = words.find(",")
    return comma if _CONCESSION.match(words) and comma >= 0 else len(words)


def denies(marked: Marked, kind: ClaimType) -> bool:
    """Whether a stretch without weighing words says that something fails."""
    if any(m.last - m.first == 1 for m in marked.of("denials")):
        return True
    litotes = {i for m in marked.of("litotes") for i in range(m.first, m.last)}
    plain = any(m.first not in litotes for m in marked.of("plain_negations"))
    return kind in ("value", "prediction") and plain
