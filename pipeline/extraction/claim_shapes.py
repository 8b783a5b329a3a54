"""Sentences known by their shape: questions, headings, captions, courtesies, plain statements.

Belongs here: what words, marks and capitals tell without the article around them. What follows from
it for a claim is decided in `claim_detection`.
"""

import re
from itertools import pairwise

from pipeline.extraction.claim_attributes import PRESENT
from pipeline.extraction.markers import Marked
from pipeline.parsing.structure import Paragraph, Sentence

MAX_HEADING = 12
TITLE_SHARE = 0.7
"""Share of capitalised longer words from which quoted words are a title."""

_ELLIPSIS_END = re.compile(r"(?:\. ){2}\.$")
_COMPLETE = re.compile(r"[.!?…:,;][\"”’»)\]]*$")
_ASKED = re.compile(r"\s*[A-Z][\w .’'-]{0,40}:\s.*\?\W*", re.DOTALL)
_NAMING = re.compile(
    r"\b(?:is|are|was)\s+(?:also\s+)?(?:called|named|known as|dubbed|titled|entitled)\b"
    r"|^\W*(?:then\s+)?there\s+(?:is|are|were|was|comes?)\s+"
    r"(?!no\b|little\b|nothing\b|never\b|hardly\b|every\b)"
    r"|^\W*here\s+(?:is|are)\b"
    r"|\b(?:stated|declared|official)\s+(?:purpose|aim|goal)\b"
    r"|\bcan be (?:found|read|downloaded|viewed|accessed)\s(?:on|at|in|here|online)\b"
    r"|\b(?:is|was) available (?:on|at|in|here|online)\b"
    r"|\bemploys\s(?:\w+\s)?[\d,.]+\s"
    r"|\b(?:is|are)\s(?:headquartered|based|listed|located)\s(?:in|at)\b",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"^\W*(?:file )?photos?\s*:|^\W*(?:image|photo|picture)s?\s(?:source|credit|by)\b"
    r"|\bfile photo\W*$|\bgetty images\W*$|\bvia (?:reuters|ap|afp|getty)\W*$",
    re.IGNORECASE,
)
_PICTURED = re.compile(
    r"^\W*(?:[A-Z][\w.]+\s(?:of\s)?){2,9}"
    r"(?:speaks|attends|delivers|addresses|arrives|gestures|poses|listens|walks)\s"
    r"(?:\w+\s){0,4}(?:at|during|after|before|past|to)\s"
)
_PURPOSE = re.compile(r"\W*to\s\w", re.IGNORECASE)
_COURTESY = re.compile(
    r"\W*(?:and\s|but\s|so\s)?(?:i|we)\s"
    r"(?:look(?:ed|ing)?\sforward|thank|congratulate|welcome\syou"
    r"|(?:am|are|was|were)\s(?:so\s|very\s|really\s)?"
    r"(?:glad|happy|pleased|honou?red|delighted|grateful|thankful|sorry))\b"
    r"|\W*(?:thank(?:s|\syou)|please\s(?:contact|note|see|visit|click|subscribe|read|consult))\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"^\W*(?:(?:so far|to date|by now|already),?\s)?(?:(?:more|fewer|less) than|over|nearly|almost"
    r"|at least|only|just|about|around|some|up to)?\s*(?:[\d,.]+|two|three|four|five|six|seven"
    r"|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|a hundred|dozens of"
    r"|scores of|half of|half the|most|many|several|few|a handful of|a dozen|hardly any|no)\s"
    r"(?:\w+\s){0,3}?"
    r"(?:countries|states|nations|governments|capitals|companies|firms|operators|carriers|members"
    r"|signatories)\s(?:\w+\s)?(?:ha(?:ve|d)|are|were)\s",
    re.IGNORECASE,
)
_PROTEST = re.compile(
    r"\W*(?:we|i|china|beijing|washington|the (?:chinese|u\.?s\.?|american) side)\s"
    r"(?:(?:is|are|am)\s)?(?:\w+ly\s)?(?:oppose[sd]?|condemns?|deplores?|rejects?)\s",
    re.IGNORECASE,
)
_PERCEIVED = re.compile(
    r"\W*(?:i|we|s?he|they)\s(?:ha(?:ve|s|d)\s)?(?:also\s|just\s)?"
    r"(?:noted|seen|read|heard|taken note)\s"
    r"(?!that\b|how\b|what\b|why\b|no\b|nothing\b|little\b)(?:(?!\band\b|\bbut\b)[^,;])*\W*$",
    re.IGNORECASE,
)
_DETERMINERS = frozenset(
    {"the", "a", "an", "of", "its", "their", "these", "those", "other", "his", "her"}
)
_ANSWERED = frozenset(
    {"responded", "replied", "answered", "commented", "respond", "reply", "comment"}
)
_PERSONAL = frozenset({"i", "me", "my", "you", "your", "he", "she", "him", "her", "his"})
_MODAL = frozenset({"will", "would", "can", "could", "may", "might", "must", "should", "shall"})
_AFTER_VERB = frozenset(
    {"the", "a", "an", "to", "that", "in", "on", "for", "with", "its", "their", "no", "all"}
    | {"every", "as", "from", "by", "what", "who", "how", "into", "against", "much", "little"}
    | {"nobody"}
)


def is_question(text: str, paragraph: Paragraph) -> bool:
    """Whether a paragraph is an interviewer's: a label first, a question mark last."""
    return bool(_ASKED.fullmatch(text, paragraph.start, paragraph.end))


def is_heading(text: str, sentence: Sentence) -> bool:
    """Whether a sentence is a heading: short without a closing mark, or left open by dots."""
    piece = text[sentence.start : sentence.end]
    return bool(_ELLIPSIS_END.search(piece)) or (
        len(piece.split()) <= MAX_HEADING and not _COMPLETE.search(piece)
    )


def is_title(words: str) -> bool:
    """Whether quoted words are written like a title."""
    long = [word for word in re.findall(r"[^\W\d_]+", words) if len(word) > 3]
    capitals = sum(word[0].isupper() for word in long)
    return len(long) >= 4 and capitals > TITLE_SHARE * len(long)


def is_caption(words: str) -> bool:
    """Whether a sentence credits a picture, or tells what it shows."""
    return bool(_CREDIT.search(words) or _PICTURED.match(words))


def is_courtesy(words: str) -> bool:
    """Whether somebody only thanks, greets, is glad, or has taken note of something."""
    return bool(_COURTESY.match(words) or _PERCEIVED.match(words))


def is_protest(words: str) -> bool:
    """Whether a speaker only declares to be against something."""
    return bool(_PROTEST.match(words))


def leaves_undone(marked: Marked) -> bool:
    """Whether something has not been done to this day, but for answering a reporter."""
    after = (marked.tokens[m.last : m.last + 1] for m in marked.of("undone"))
    return any(_ANSWERED.isdisjoint(verb) for verb in after)


def counts_actors(words: str) -> bool:
    """Whether a sentence tells how many have done something: more than one act of one of them."""
    return bool(_COUNTED.match(words))


def names_something(words: str) -> bool:
    """Whether a sentence says what something is called, that it is there, or where it is."""
    return bool(_NAMING.search(words))


def tells_purpose(words: str) -> bool:
    """Whether words are an infinitive."""
    return bool(_PURPOSE.match(words))


def is_plain_statement(marked: Marked) -> bool:
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


def opening_verb(marked: Marked, name: str) -> int | None:
    """The token of the verb that a sentence opens with, where it is one of a list.

    As far as words tell: a participle after an article is none.
    """
    tokens = marked.tokens
    verbs = (m.first for m in marked.of(name))
    verb = next((i for i in verbs if i == 0 or tokens[i - 1] not in _DETERMINERS), None)
    if verb is None:
        return None
    other = next((i for i, t in enumerate(tokens) if t in PRESENT or t in _MODAL), verb)
    return verb if verb <= other + 2 else None
