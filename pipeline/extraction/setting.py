"""A sentence of the story with what is known about it, as the search for principle mentions
hands it on.

Belongs here: the record, and whose voice a stretch of it is in.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from pipeline.extraction.cast import Cast
from pipeline.extraction.concepts import Span
from pipeline.extraction.gazetteer import NameMention
from pipeline.extraction.pointers import Pointer
from pipeline.extraction.quote import Quote
from pipeline.extraction.voices import innermost
from pipeline.parsing.quote_marks import QuotedSpan
from pipeline.parsing.structure import Sentence


@dataclass(frozen=True)
class Setting:
    """`names` and `pointers` are those that stand in the sentence, `label` is the title of a
    principle under which it stands, `nearby` are the frameworks named in or next to it."""

    text: str
    sentence: Sentence
    names: Sequence[NameMention]
    pointers: Sequence[Pointer]
    label: Pointer | None
    nearby: Set[str]
    cast: Cast
    quotes: Sequence[Quote]
    spans: Sequence[QuotedSpan]

    def voice(self, stretch: Span) -> Quote | None:
        """The innermost quote that holds most of a stretch; None where the author speaks."""
        return innermost(self.quotes, *stretch)
