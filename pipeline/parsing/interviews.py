"""Interviews and transcripts: who has the word, by the labels at the head of paragraphs.

Belongs here: finding turns ("Novak: ...", "Q: ..."). An answer is one direct quote, a question is
none (annotation guide, section 2).
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.parsing.structure import Paragraph

_LABEL = re.compile(
    r"(?P<label>[A-ZÀ-Þ][\w.’'-]*"
    r"(?:[ ,]{1,2}(?:[A-ZÀ-Þ(][\w.’'&)-]*|of|for|the|and|de|van|von|bin|al)){0,6})"
    r"(?:\s*\([^)\n]{1,40}\))?(?:\s?:|(?<=\b[QA])\.)[ \t\u00a0]+(?=\S)"
)
_SPEECH_END = re.compile(r"[.!?…—–-][\"'”’»)\]]*$")
_ASKING = re.compile(
    r"(?:q|question|questioner|reporter|interviewer|moderator|host|journalist|audience|anchor|presenter)"
    r"(?:\s*\d+)?$",
    re.IGNORECASE,
)
_NOT_LABELS = re.compile(
    r"(?:note|update|updated|correction|source|photo|image|credit|editor|read|related|warning|tip|ps|p\.s"
    r"|first|second|third|finally|conclusion|bottom line|yes|no|but|and)\b",
    re.IGNORECASE,
)
MIN_TURNS = 3
_LONG = 15
"""Words of a turn, where two are all there is."""


@dataclass(frozen=True)
class Turn:
    """One turn: label and words in code points; `is_question` where the asker has the word."""

    label_start: int
    label_end: int
    start: int
    end: int
    is_question: bool


def find_turns(text: str, paragraphs: Sequence[Paragraph]) -> list[Turn]:
    """Turns of an interview in its body; none where the body is no interview."""
    body = [p for p in paragraphs if p.region == "body"]
    labelled = [(p, match) for p in body if (match := _label(text, p))]
    words = [text[match.end() : p.end].rstrip() for p, match in labelled]
    bearers = [match["label"].rstrip(" 0123456789") for _, match in labelled]
    turns = Counter(bearers)
    long = len(labelled) >= MIN_TURNS and len(turns) >= 2 and max(turns.values()) >= 2
    if not long and not _is_one_question(words, len(turns)):
        return []
    if sum(bool(_SPEECH_END.search(w)) for w in words) < 0.5 * len(words):
        return []  # a table of facts ("Country: China")
    # Who asks: by the name, or because the turns end in question marks.
    questions = Counter(
        bearer for bearer, w in zip(bearers, words, strict=True) if w.rstrip("”\"’' ").endswith("?")
    )
    asking = {b for b, n in turns.items() if _ASKING.match(b) or questions[b] >= 0.6 * n}
    if not long:
        asking = {bearers[0]}
    ends = _turn_ends(body, [p for p, _ in labelled])
    if not long:  # nothing but a question and its answer
        ends[-1] = body[-1].end
    return [
        Turn(*match.span("label"), match.end(), end, bearer in asking)
        for (_, match), end, bearer in zip(labelled, ends, bearers, strict=True)
    ]


def _is_one_question(words: Sequence[str], bearers: int) -> bool:
    """Whether the turns are one long question and one answer (of a press conference)."""
    asked = len(words) == bearers == 2 and words[0].endswith("?")
    return asked and all(len(w.split()) >= _LONG for w in words)


def _label(text: str, paragraph: Paragraph) -> re.Match[str] | None:
    match = _LABEL.match(text, paragraph.start, paragraph.end)
    if match is None or _NOT_LABELS.match(match["label"]):
        return None
    return match


def _turn_ends(body: Sequence[Paragraph], labelled: Sequence[Paragraph]) -> list[int]:
    """A turn goes on over unlabelled paragraphs to the next label; the last ends with its own."""
    end_before = {after.number: before.end for before, after in pairwise(body)}
    return [*(end_before[p.number] for p in labelled[1:]), labelled[-1].end]
