"""Whether a passage is a claim: not an event, a restatement, an introduction, or off the subject.

Belongs here: what the annotation guide, section 3, lists as no claim. The words by which it is told
are in `schemas/codebook/lexicon.yml`; what a claim is like is told in `claim_attributes`.
"""

import re
from itertools import pairwise

from pipeline.extraction.cast import Cast
from pipeline.extraction.claim_attributes import PRESENT, is_hedged, is_imperative, is_past
from pipeline.extraction.claim_passages import MAX_PHRASE, Passage, Stretch
from pipeline.extraction.claim_restating import Restating, judges
from pipeline.extraction.claim_target import Targets
from pipeline.extraction.gazetteer import NameMention
from pipeline.extraction.markers import Marked
from pipeline.parsing.structure import Paragraph, Sentence

MIN_WORDS = 5
MIN_QUOTED_WORDS = 4
MIN_WEIGHTY_WORDS = 3
"""A shorter stretch is a claim only where one of its words weighs something."""
MAX_HEADING = 12
TITLE_SHARE = 0.7
"""Share of capitalised longer words from which quoted words are a title."""

_ASSERTING = frozenset(
    {"direct", "lead-in", "label", "turn", "clause", "prepositional", "parenthesis"}
)
"""Rules of quotes that are whole assertions; see `quote`."""
_ELLIPSIS_END = re.compile(r"(?:\. ){2}\.$")
_COMPLETE = re.compile(r"[.!?…:,;][\"”’»)\]]*$")
_ASKED = re.compile(r"\s*[A-Z][\w .’'-]{0,40}:\s.*\?\W*", re.DOTALL)
_NAMING = re.compile(
    r"\b(?:is|are|was)\s+(?:also\s+)?(?:called|named|known as|dubbed|titled|entitled)\b"
    r"|^\W*(?:then\s+)?(?:there\s+(?:is|are|were|was|comes?)\s+(?!no\b|little\b|nothing\b|never\b|hardly\b|every\b)"
    r"|here\s+(?:is|are)\b)"
    r"|\b(?:stated|declared|official)\s+(?:purpose|aim|goal)\b"
    r"|\bemploys\s(?:\w+\s)?[\d,.]+\s|\b(?:is|are)\s(?:headquartered|based|listed|located)\s(?:in|on|at)\b",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"^\W*(?:file )?photos?\s*:|^\W*(?:image|photo|picture)s?\s(?:source|credit|by)\b|\bfile photo\W*$"
    r"|\bgetty images\W*$|\bvia (?:reuters|ap|afp|getty)\W*$"
    r"|^\W*(?:[A-Z][\w.]+\s){2,9}(?:speaks|attends|delivers|addresses|arrives|gestures|poses|listens|walks)\s"
    r"(?:\w+\s){0,4}(?:at|during|after|before|past|to)\s",
    re.IGNORECASE,
)
_DETERMINERS = frozenset({"the", "a", "an", "of", "its", "their", "these", "those", "other", "his", "her"})
_PERSONAL = frozenset({"i", "me", "my", "you", "your", "he", "she", "him", "her", "his"})
_AFTER_VERB = frozenset(
    {"the", "a", "an", "to", "that", "in", "on", "for", "with", "its", "their", "no", "all", "every"}
    | {"as", "from", "by", "what", "who", "how", "into", "against", "much", "little", "nobody"}
)
_MODAL = frozenset({"will", "would", "can", "could", "may", "might", "must", "should", "shall"})
_PURPOSE = re.compile(r"\W*to\s\w", re.IGNORECASE)
_COURTESY = re.compile(
    r"^\W*(?:and\s|but\s|so\s)?(?:i|we)\s(?:look(?:ed|ing)?\sforward|thank|congratulate|welcome\syou"
    r"|(?:am|are|was|were)\s(?:so\s|very\s|really\s)?(?:glad|happy|pleased|honou?red|delighted|grateful|thankful|sorry))\b"
    r"|^\W*thank(?:s|\syou)\b",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(
    r"\s*(?:[Ss]?[Hh]e|(?:(?:[A-Z][a-z]+\.?\s)?[A-Z][\w.’'-]+\s){1,4}?[A-Z][\w’'-]+)"
    r"(?:,\s[^,]{3,80})?,?\s(?:has\s|had\s)?"
    r"(?:is|was|been|serve[sd]|teaches|taught|chair(?:ed|s)|head(?:s|ed)|work(?:s|ed)|studies|studied"
    r"|leads|led|advise[sd]|speciali[sz]e[sd])\s"
)
_FURTHER_CLAUSE = re.compile(r"[,;]\s+(?:and|but|yet|so|while)\s+(?:\S+\s+){3}|\bwhose\s")
_GAP = re.compile(r"\s{4,}")


def is_question(text: str, paragraph: Paragraph) -> bool:
    """Whether a paragraph is an interviewer's: a label first, a question mark last."""
    return bool(_ASKED.fullmatch(text, paragraph.start, paragraph.end))


def is_heading(text: str, sentence: Sentence) -> bool:
    """Whether a sentence is a heading: short without a closing mark, or left open by dots."""
    piece = text[sentence.start : sentence.end]
    return bool(_ELLIPSIS_END.search(piece)) or (
        len(piece.split()) <= MAX_HEADING and not _COMPLETE.search(piece)
    )


class Detector:
    """Tells the claims of one article."""

    def __init__(self, cast: Cast, targets: Targets) -> None:
        self._cast = cast
        self._targets = targets
        self._restating = Restating(targets)
        self._continues = False

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
        on_topic = refers or self._is_on_topic(passage)
        if quote is None:
            on_topic |= self._continues and (weighs or _is_plain_statement(stretch.marked))
            self._continues = on_topic
        if not on_topic:
            return False
        if self._restating.restates(passage):
            return False
        asserting = quote is not None and quote.rule in _ASSERTING
        if passage.piece.nested and not (passage.piece.noun_cued or asserting or _adds(stretch)):
            return False
        if quote is None:
            return not self._reports(passage, weighs)
        if _is_purpose(passage) or _COURTESY.match(stretch.words) or (not weighs and self._tells_event(passage)):
            return False
        return not _is_title(bare) and self._cast.kind(quote.speaker_id or "") != "document"

    def _is_on_topic(self, passage: Passage) -> bool:
        scene, stretch = passage.scene, passage.stretch
        if stretch.marked.has("topic") or any(self._is_subject(m) for m in stretch.names):
            return True
        if passage.mentions or (passage.piece.nested and scene.names):
            return True
        quote = passage.piece.quote
        if quote is not None and quote.rule in _ASSERTING and not passage.piece.nested:
            return True  # what people are quoted with in an article on the subject is on it
        if passage.around is None:
            return passage.piece.quote is None and is_imperative(stretch.words, stretch.marked)
        if len(stretch.marked.tokens) > 2 * MAX_PHRASE:
            return False
        return bool(scene.names) or self._targets.refers(passage.around)

    def _is_subject(self, mention: NameMention) -> bool:
        """Whether a name is a tracked subject's: of other states only what they do counts."""
        kind = self._cast.kind(mention.entity_id)
        return kind in ("document", "product", "company") or self._targets.is_sponsor(
            mention.entity_id
        )

    def _reports(self, passage: Passage, weighs: bool) -> bool:
        """Whether an author's sentence only names, introduces somebody or tells of an event."""
        stretch = passage.stretch
        marked = stretch.marked
        words = stretch.words
        if self._is_introduction(stretch) or _CAPTION.search(words) or _COURTESY.match(words):
            return True
        judged = judges(passage.core)
        if _NAMING.search(stretch.words):
            return not judged
        if marked.has("speech") and _opens_with(marked, "speech"):
            verb = marked.of("speech")[0].first
            return not (marked.has("contrast") or _judges_before(passage.core, verb))
        if marked.has("event") and _opens_with(marked, "event"):
            return not (judged or marked.has("contrast", "causal", "denials"))
        return not weighs and is_past(marked.tokens)

    def _tells_event(self, passage: Passage) -> bool:
        """Whether a speaker only announces something, or tells of an act."""
        marked, cue, quote = passage.stretch.marked, passage.cue, passage.piece.quote
        announced = cue is not None and cue.has("announcing_cues")
        if announced and quote is not None and quote.kind != "direct":
            return True
        if marked.has("speech") and _opens_with(marked, "speech"):
            return True
        return marked.has("event") and _opens_with(marked, "event") and is_past(marked.tokens)

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
        or is_hedged(marked)
        or judges(stretch)
    )


def _is_purpose(passage: Passage) -> bool:
    """Whether quoted words only give somebody's purpose ("announced a plan to “…”")."""
    quote = passage.piece.quote
    if quote is None or quote.rule == "infinitive" or not _PURPOSE.match(passage.stretch.words):
        return False
    return passage.cue is None or not passage.cue.has("demanding_cues", "promising_cues")


def _is_plain_statement(marked: Marked) -> bool:
    """Whether words have a verb, as far as they tell, and tell of no person and no date."""
    tokens = marked.tokens
    if not _PERSONAL.isdisjoint(tokens) or marked.has("dates"):
        return False
    return any(
        token in PRESENT
        or token in _MODAL
        or (len(token) > 3 and token.endswith(("s", "ed")) and after in _AFTER_VERB)
        for token, after in pairwise([*tokens, ""])
    )


def _adds(stretch: Stretch) -> bool:
    """Whether what is left of a sentence beside its quotes asserts something."""
    if len(stretch.marked.tokens) < MIN_WORDS:
        return False
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


def _judges_before(stretch: Stretch, token: int) -> bool:
    """Whether weighing words stand before a token; those after a verb of speech are cited."""
    marked = stretch.marked
    judging = (*marked.of("judging"), *marked.of("favor"), *marked.of("against"))
    soft = {m.first for m in marked.of("soft")}
    return any(m.first < token and m.first not in soft for m in judging)


def _opens_with(marked: Marked, name: str) -> bool:
    """Whether the first verb, as far as words tell, is one of a list."""
    event = next(
        (m.first for m in marked.of(name) if marked.tokens[m.first - 1] not in _DETERMINERS), None
    )
    if event is None:
        return False
    present = next((i for i, t in enumerate(marked.tokens) if t in PRESENT), event)
    return event <= present + 2


def _is_title(words: str) -> bool:
    """Whether quoted words are written like a title."""
    long = [word for word in re.findall(r"[^\W\d_]+", words) if len(word) > 3]
    capitals = sum(word[0].isupper() for word in long)
    return len(long) >= 4 and capitals > TITLE_SHARE * len(long)
