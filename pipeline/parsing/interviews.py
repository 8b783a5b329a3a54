"""Interviews and transcripts: who has the word, by the labels at the head of paragraphs.

Belongs here: finding turns ("Novak: ...", "Q: ..."). An answer is one direct quote, a question is none
(annotation guide, section 2).
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.parsing.structure import Paragraph

_LABEL = re.compile(
    r"(?P<label>[A-ZÀ-Þ][\w.’'-]*(?:[ ,]{1,2}(?:[A-ZÀ-Þ(][\w.’'&)-]*|of|for|the|and|de|van|von|bin|al)){0,6})"
    r"(?:\s*\([^)\n]{1,40}\))?\s?:[ \t\u00a0]+(?=\S)"
)
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


@dataclass(frozen=True)
class Turn:
    """One turn: label and words, offsets in code points; `is_question` where the asker has the word."""

    label_start: int
    label_end: int
    start: int
    end: int
    is_question: bool


def find_turns(text: str, paragraphs: Sequence[Paragraph]) -> list[Turn]:
    """Turns of an interview in its body; none where the body is no interview."""
    body = [p for p in paragraphs if p.region == "body"]
    labelled = [(p, match) for p in body if (match := _label(text, p))]
    labels = Counter(match["label"] for _, match in labelled)
    if len(labelled) < MIN_TURNS or len(labels) < 2 or max(labels.values()) < 2:
        return []
    asking = {label for label in labels if _asks(label, text, labelled)}
    turns: list[Turn] = []
    for index, (paragraph, match) in enumerate(labelled):
        following = labelled[index + 1][0] if index + 1 < len(labelled) else None
        end = _turn_end(body, paragraph, following)
        turns.append(Turn(*match.span("label"), match.end(), end, match["label"] in asking))
    return turns


def _label(text: str, paragraph: Paragraph) -> re.Match[str] | None:
    match = _LABEL.match(text, paragraph.start, paragraph.end)
    if match is None or _NOT_LABELS.match(match["label"]):
        return None
    return match


def _asks(label: str, text: str, labelled: Sequence[tuple[Paragraph, re.Match[str]]]) -> bool:
    """Whether a label is the asker's: by its name, or because its turns end in question marks."""
    if _ASKING.match(label):
        return True
    words = [
        text[match.end() : p.end].rstrip("”\"’' ")
        for p, match in labelled
        if match["label"] == label
    ]
    return sum(w.endswith("?") for w in words) >= 0.6 * len(words)


def _turn_end(body: Sequence[Paragraph], paragraph: Paragraph, following: Paragraph | None) -> int:
    """A turn goes on over unlabelled paragraphs to the next label; the last one ends with its paragraph."""
    if following is None:
        return paragraph.end
    inside = [p for p in body if paragraph.number <= p.number < following.number]
    return inside[-1].end
