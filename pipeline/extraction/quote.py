"""What a quote is while an article is read: the record that the stages hand on.

Belongs here: the record, and which rule goes before which. How quotes are found is in `quotes`, how
likely they are right in `confidence`.
"""

from dataclasses import dataclass
from typing import Literal

from pipeline.extraction.frames import Frame

Kind = Literal["direct", "mixed", "indirect"]
Span = tuple[int, int]
Block = tuple[int, int, int]
"""A stretch of text in a paragraph: start, end, number of the paragraph."""

PRECEDENCE = {
    "direct": 7,
    "lead-in": 6,
    "label": 6,
    "clause": 5,
    "prepositional": 5,
    "turn": 5,
    "infinitive": 4,
    "gerund": 4,
    "parenthesis": 4,
    "quoted phrase": 3,
    "noun": 2,
    "carried over": 2,
    "context": 1,
}
"""Which rule stays where two find the same words: the higher one. An order, no probability."""


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
    def precedence(self) -> int:
        """Of the rule that found it."""
        return PRECEDENCE[self.rule]

    def take_voice(self, other: "Quote") -> None:
        """Be said by whoever says `other`."""
        self.cue, self.speaker = other.cue, other.speaker
        self.speaker_id, self.via_id = other.speaker_id, other.via_id
