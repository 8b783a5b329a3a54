"""What a quote is while an article is read: the record that the stages hand on.

Belongs here: the record and its confidence. How quotes are found is in `quotes`.
"""

from dataclasses import dataclass
from typing import Literal

from pipeline.extraction.frames import Frame

Kind = Literal["direct", "mixed", "indirect"]
Span = tuple[int, int]
Block = tuple[int, int, int]
"""A stretch of text in a paragraph: start, end, number of the paragraph."""

CONFIDENCE = {
    "direct": 0.95,
    "lead-in": 0.9,
    "label": 0.9,
    "clause": 0.85,
    "prepositional": 0.85,
    "turn": 0.85,
    "infinitive": 0.75,
    "gerund": 0.75,
    "parenthesis": 0.75,
    "quoted phrase": 0.65,
    "noun": 0.6,
    "carried over": 0.6,
    "context": 0.5,
}
"""How sure a row is, by the rule that found it: an order, estimated on annotated news."""


@dataclass
class Quote:
    """A quote before it has an id; offsets in code points, `turn` a number in the article."""

    start: int
    end: int
    kind: Kind
    rule: str
    frame: Frame
    turn: int
    cue: Span | None = None
    speaker: Span | None = None
    speaker_id: str | None = None
    via_id: str | None = None
    parent: "Quote | None" = None

    @property
    def confidence(self) -> float:
        """Between 0 and 1."""
        return CONFIDENCE[self.rule]

    def take_voice(self, other: "Quote") -> None:
        """Be said by whoever says `other`."""
        self.cue, self.speaker = other.cue, other.speaker
        self.speaker_id, self.via_id = other.speaker_id, other.via_id
