"""What a row rests on: the rule that found it, and how its speaker was made out.

Belongs here: sorting rows into few classes, by what the stages before have left on them. How often
rows of a class are right is told by `confidence`.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Literal

from pipeline.extraction.cast import Cast
from pipeline.extraction.claims import Claim
from pipeline.extraction.principles import PrincipleMention
from pipeline.extraction.quote import Quote

Question = Literal["found", "speaker"]
"""Is there such a row, and is the one who speaks the right one?"""

Grounds = Mapping[Question, str]
"""The class of a row by question; a question that cannot be answered wrongly is left out."""

AUTHOR = "author"
_PRONOUNS = frozenset(
    {"i", "we", "you", "he", "she", "it", "they", "one", "who", "me", "us", "him", "her", "them"}
    | {"my", "our", "your", "his", "its", "their"}
)


def grounds(
    text: str,
    cast: Cast,
    quotes: Sequence[Quote],
    claims: Sequence[Claim],
    mentions: Sequence[PrincipleMention],
) -> dict[str, list[Grounds]]:
    """The grounds of each row of one article, by table, in the order given."""
    voices = {id(quote): _made_out(quote, text, cast) for quote in quotes}
    return {
        "quotes": [{"found": q.rule, "speaker": voices[id(q)]} for q in quotes],
        "claims": [_of_claim(c, voices) for c in claims],
        "principle_mentions": [
            {"found": m.mention_type, "speaker": voices[id(m.quote)] if m.quote else AUTHOR}
            for m in mentions
        ],
    }


def _of_claim(claim: Claim, voices: Mapping[int, str]) -> Grounds:
    """Where the author claims, the claimant is right when the claim is."""
    sort = claim.claim_type + (" on a framework" if claim.stance_target is not None else "")
    if claim.quote is None:
        return {"found": sort}
    return {"found": sort, "speaker": voices[id(claim.quote)]}


def _made_out(quote: Quote, text: str, cast: Cast) -> str:
    """How the speaker of a quote was made out."""
    entity_id = quote.speaker_id
    if quote.speaker is None:
        return "none" if entity_id is None else "carried over"
    start, end = quote.speaker
    words = text[start:end].replace("’", " ").replace("'", " ").split()
    is_pronoun = " ".join(words).lower() in _PRONOUNS
    if entity_id is None:
        return "unresolved pronoun" if is_pronoun else "unnamed"
    if not quote.frame.start <= start < quote.frame.end:
        return "carried over"
    if is_pronoun:
        return "pronoun"
    if _is_known_name(start, end, entity_id, cast):
        return "known name"
    name = cast.characters[entity_id].name.replace("’", " ").replace("'", " ").split()
    if set(name) <= set(words):
        return "full name"
    return "part of a name" if set(name) & set(words) else "description"


def _is_known_name(start: int, end: int, entity_id: str, cast: Cast) -> bool:
    """Whether a phrase holds a name that the codebook has for the entity."""
    first = bisect_left(cast.mentions, start, key=lambda m: m.start)
    last = bisect_left(cast.mentions, end, key=lambda m: m.start)
    return any(m.entity_id == entity_id for m in cast.mentions[first:last])
