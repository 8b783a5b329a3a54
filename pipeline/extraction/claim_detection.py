"""Whether a passage is a claim: not an event, a restatement, an introduction, or off the subject.

Belongs here: what the annotation guide, section 3, lists as no claim. The words by which it is told
are in `schemas/codebook/lexicon.yml`; what a claim is like is told in `claim_attributes`.
"""

import re

from pipeline.extraction.cast import Cast
from pipeline.extraction.claim_attributes import is_hedged, is_imperative, is_past
from pipeline.extraction.claim_passages import MAX_PHRASE, Passage, Stretch
from pipeline.extraction.claim_restating import Restating, judges
from pipeline.extraction.claim_shapes import (
    counts_actors,
    is_caption,
    is_courtesy,
    is_plain_statement,
    is_protest,
    is_title,
    leaves_undone,
    names_something,
    opening_verb,
    tells_purpose,
)
from pipeline.extraction.claim_target import Targets
from pipeline.extraction.gazetteer import NameMention
from pipeline.extraction.markers import Marked

MIN_WORDS = 5
MIN_QUOTED_WORDS = 4
MIN_WEIGHTY_WORDS = 3
"""A shorter stretch is a claim only where one of its words weighs something."""
_ASSERTING = frozenset(
    {"direct", "lead-in", "label", "turn", "clause", "prepositional", "parenthesis"}
)
"""Rules of quotes that are whole assertions; see `quote`."""
_INTRODUCED = re.compile(
    r"\s*(?:[Ss]?[Hh]e|(?:(?:[A-Z][a-z]+\.?\s)?[A-Z][\w.’'-]+\s){1,4}?[A-Z][\w’'-]+)"
    r"(?:,\s[^,]{3,80})?,?\s(?:has\s|had\s)?"
    r"(?:is|was|been|serve[sd]|teaches|taught|chair(?:ed|s)|head(?:s|ed)|work(?:s|ed)|studies|studied"
    r"|leads|led|advise[sd]|speciali[sz]e[sd]|direct(?:s|ed)|edit(?:s|ed)|runs|ran|writes|covers)\s"
)
_FURTHER_CLAUSE = re.compile(r"[,;]\s+(?:and|but|yet|so|while)\s+(?:\S+\s+){3}|\bwhose\s")
# When something came is told by the calendar; what it came upon may be a reason.
_DATED = re.compile(
    r"\b(?:comes?|came)\s(?:just\s|only\s|some\s|a\s|an\s|\d+\s|[a-z]+\s){0,3}"
    r"(?:hour|day|week|month|year)s?\s(?:after|before|ahead)\b",
    re.IGNORECASE,
)
_APPOSITION = re.compile(r"\W*,\s(?:an?|the|who|whose)\s")
"""What a sentence says of a speaker whose words are blanked."""
_GAP = re.compile(r"\s{4,}")


class Detector:
    """Tells the claims of one article."""

    def __init__(self, cast: Cast, targets: Targets) -> None:
        self._cast = cast
        self._targets = targets
        self._restating = Restating(targets)
        self._topical: int | None = None
        self._argues = False

    def is_claim(self, passage: Passage, *, refers: bool) -> bool:
        """`refers` says that the passage names a framework or points back to one."""
        quote, stretch = passage.piece.quote, passage.stretch
        bare = stretch.words.strip().rstrip("”\"’'» ")
        if bare.endswith("?") or (quote is None and bare.endswith(":")):
            return False
        weighs = _weighs(stretch) or passage.is_verdict
        least = MIN_WORDS if quote is None else MIN_QUOTED_WORDS
        least = 1 if passage.is_verdict else MIN_WEIGHTY_WORDS if weighs else least
        if len(stretch.marked.tokens) < least:
            return False
        on_topic = refers or self._is_on_topic(passage, weighs)
        if quote is not None:
            return on_topic and self._is_speakers(passage, bare, weighs)
        paragraph = passage.scene.sentence.paragraph
        if self._argues or self._topical == paragraph:
            on_topic |= weighs or is_plain_statement(stretch.marked)
        self._topical = paragraph if on_topic else None
        self._argues = on_topic and self._is_authors(passage, weighs)
        return self._argues

    def _is_authors(self, passage: Passage, weighs: bool) -> bool:
        """Whether an author's sentence on the subject is a claim."""
        if self._restating.restates(passage):
            return False
        nested, noun_cued = passage.piece.nested, passage.piece.noun_cued
        if nested and not noun_cued and not _adds(passage.stretch):
            return False
        return not self._reports(passage, weighs)

    def _is_speakers(self, passage: Passage, bare: str, weighs: bool) -> bool:
        """Whether what a speaker says on the subject is a claim."""
        piece, quote = passage.piece, passage.piece.quote
        if quote is None or self._restating.restates(passage):
            return False
        whole = piece.noun_cued or quote.rule in _ASSERTING
        if piece.nested and not whole and not _adds(passage.stretch):
            return False
        if _is_purpose(passage) or is_courtesy(passage.stretch.words):
            return False
        if is_protest(passage.stretch.words) and not passage.mentions:
            return False
        if _announces(passage) or (
            not weighs and _tells_event(passage.stretch.words, passage.stretch.marked)
        ):
            return False
        return not is_title(bare) and self._cast.kind(quote.speaker_id or "") != "document"

    def _is_on_topic(self, passage: Passage, weighs: bool) -> bool:
        scene, stretch, quote = passage.scene, passage.stretch, passage.piece.quote
        if any(self._is_subject(m) for m in stretch.names):
            return True
        if stretch.marked.has("topic") and (quote is not None or not self._targets.is_awaited):
            return True
        if passage.mentions or (passage.piece.nested and scene.names):
            return True
        if quote is not None and quote.rule in _ASSERTING and not passage.piece.nested:
            # What people assert in their own words in an article on the subject is on it.
            return weighs
        if passage.around is None:
            return passage.piece.quote is None and is_imperative(stretch.words, stretch.marked)
        if len(stretch.marked.tokens) > 2 * MAX_PHRASE:
            return False
        return bool(scene.names) or self._targets.refers(passage.around)

    def _is_subject(self, mention: NameMention) -> bool:
        """Whether a name is a tracked subject's: of other states only what they do counts."""
        kind = self._cast.kind(mention.entity_id)
        return kind in ("document", "product", "company") or self._targets.sides.is_sponsor(
            mention.entity_id
        )

    def _reports(self, passage: Passage, weighs: bool) -> bool:
        """Whether an author's sentence only names, introduces somebody or tells of an event."""
        stretch, marked = passage.stretch, passage.stretch.marked
        words = stretch.words
        if self._is_introduction(stretch) or is_caption(words) or is_courtesy(words):
            return True
        judged = judges(passage.core)
        if names_something(words):
            return not judged
        said = opening_verb(marked, "speech")
        if said is not None:
            return not (marked.has("contrast") or _judges_before(passage.core, said))
        if opening_verb(marked, "event") is not None:
            return not (
                counts_actors(words)
                or judged
                or marked.has("contrast", "causal", "denials", "absences")
                or leaves_undone(marked)
                or is_hedged(marked)
            )
        return not weighs and is_past(marked.tokens)

    def _is_introduction(self, stretch: Stretch) -> bool:
        """Whether somebody is introduced: a person or pronoun first, then an office."""
        office = stretch.marked.of("biography")
        opening = _INTRODUCED.match(stretch.words)
        if opening is None or not office or office[0].first > MAX_PHRASE:
            return False
        opened = (m for m in stretch.names if m.start - stretch.start < opening.end())
        return all(self._cast.kind(m.entity_id) == "person" for m in opened)


def _weighs(stretch: Stretch) -> bool:
    """Whether a stretch asserts more than an event."""
    marked = stretch.marked
    return (
        marked.has("causal", "contrast", "denials", "policy", "prediction")
        or leaves_undone(marked)
        or is_hedged(marked)
        or judges(stretch)
    )


def _announces(passage: Passage) -> bool:
    """Whether a speaker is told to announce something, not in the words of the announcement."""
    cue, quote = passage.cue, passage.piece.quote
    announced = cue is not None and cue.has("announcing_cues")
    return announced and quote is not None and quote.kind != "direct"


def _tells_event(words: str, marked: Marked) -> bool:
    """Whether a speaker tells of an act, or of what was said."""
    if counts_actors(words):
        return False
    if opening_verb(marked, "speech") is not None or _DATED.search(words):
        return True
    return opening_verb(marked, "event") is not None and is_past(marked.tokens)


def _is_purpose(passage: Passage) -> bool:
    """Whether quoted words only give somebody's purpose ("announced a plan to “…”")."""
    quote = passage.piece.quote
    if quote is None or quote.rule == "infinitive" or not tells_purpose(passage.stretch.words):
        return False
    return passage.cue is None or not passage.cue.has("demanding_cues", "promising_cues")


def _adds(stretch: Stretch) -> bool:
    """Whether what is left of a sentence beside its quotes asserts something."""
    if len(stretch.marked.tokens) < MIN_WORDS:
        return False
    if _APPOSITION.match(stretch.words):
        return judges(stretch)
    if _FURTHER_CLAUSE.search(stretch.words) or judges(stretch):
        return True
    before = _GAP.split(stretch.words, maxsplit=1)[0]
    main = len(before.split()) >= MIN_WORDS and not before.rstrip().endswith(",")
    return main or stretch.marked.has("prediction")


def _judges_before(stretch: Stretch, token: int) -> bool:
    """Whether weighing words stand before a token; those after a verb of speech are cited."""
    marked = stretch.marked
    judging = (*marked.of("judging"), *marked.of("favor"), *marked.of("against"))
    soft = {m.first for m in marked.of("soft")}
    return any(m.first < token and m.first not in soft for m in judging)
