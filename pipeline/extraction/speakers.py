"""Who speaks: from the token that heads a phrase to the phrase and the entity behind it.

Belongs here: the speaker of one attribution. "She" is resolved in `pronouns`, "it" in
`antecedents`, once all quotes are known; names and descriptions in `cast`.
"""

from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Token

from pipeline.extraction import syntax
from pipeline.extraction.cast import Cast
from pipeline.extraction.cued_frame import FIRST_PERSON
from pipeline.extraction.frames import Frame
from pipeline.extraction.pronouns import PERSONAL, PersonPronouns
from pipeline.extraction.quote import Quote, Span
from pipeline.parsing.quote_marks import QuotedSpan
from pipeline.parsing.structure import ArticleStructure

_POSSESSIVE = frozenset({"'s", "’s", "’", "'"})
Voice = tuple[Span | None, str | None]
"""The phrase that names a speaker, and the entity it stands for."""


class Speakers:
    """Resolves the speakers of an article in the order of its quotes."""

    def __init__(
        self,
        article: ArticleStructure,
        cast: Cast,
        spans: Sequence[QuotedSpan],
        quotes: list[Quote],
    ) -> None:
        """`quotes` is the growing list of quotes found so far."""
        self._cast = cast
        self._quotes = quotes
        outer = sorted((s.start, s.end) for s in spans if s.depth == 0)
        self._quoted_starts = [start for start, _ in outer]
        self._quoted_ends = [end for _, end in outer]
        self._pronouns = PersonPronouns(article, cast, self.is_quoted, quotes)

    def is_quoted(self, position: int) -> bool:
        """Whether an offset stands inside quotation marks."""
        index = bisect_right(self._quoted_starts, position) - 1
        return index >= 0 and position < self._quoted_ends[index]

    def phrase(self, frame: Frame, source: Token | None) -> tuple[Span, Token] | None:
        """The phrase that names the source, and its head."""
        masked = {index for index, _ in frame.masks}
        if source is None or source.i in masked:
            return None
        head = _name_after(source)
        tokens = [token for token in syntax.noun_phrase(source) if token.i not in masked]
        if head.i > tokens[-1].i:
            tokens = list(source.doc[tokens[0].i : head.i + 1])
        while len(tokens) > 1 and tokens[-1].lower_ in _POSSESSIVE:
            tokens = tokens[:-1]
        return frame.span(tokens), head

    def voice(self, frame: Frame, source: Token | None) -> Voice:
        """Phrase and entity of a source; None where unknown or unnamed."""
        found = self.phrase(frame, source)
        if found is None or source is None:
            return None, None
        span, head = found
        if head.lower_ in FIRST_PERSON:
            return span, self._outer_speaker(frame)
        if head.lower_ in PERSONAL:
            return span, self._pronouns.person(head.lower_, span[0], frame.outer)
        if self._is_several(source):
            return span, None
        if source.dep_ == "amod":  # "Chinese warnings that"
            states = self._cast.states_in(*span)
            return span, self._cast.known(states.pop()) if len(states) == 1 else None
        proper = head.tag_.startswith("NNP") or (head.i > 0 and head.text[:1].isupper())
        entity = self._cast.resolve(*span, frame.pieces[head.i].end, before=span[0], proper=proper)
        return span, entity or self._by_apposition(frame, source)

    def _is_several(self, source: Token) -> bool:
        """Whether a source is two names or more ("Novak and Li"), which are no one entity."""
        if not source.tag_.startswith("NNP") or self._cast.is_title(source.text):
            return False
        following = source.doc[source.i + 1 : source.i + 2].text.lower()
        if source.lower_ in ("ministry", "department") and following == "of":
            return False  # "the Ministry of Trade and Industry"
        return any(
            c.dep_ == "conj" and c.tag_.startswith("NN") and c.i > source.i and c.i - source.i <= 8
            and not self._cast.is_title(c.text)
            for c in source.children
        )  # fmt: skip

    def _outer_speaker(self, frame: Frame) -> str | None:
        """Who says "I" inside a quotation."""
        if frame.outer is None:
            return None
        for quote in reversed(self._quotes):
            if quote.start == frame.outer.start and quote.kind == "direct":
                return quote.speaker_id
        return None

    def _by_apposition(self, frame: Frame, source: Token) -> str | None:
        """The name beside a description ("the spokesman, John Smith,")."""
        for apposition in source.children:
            if apposition.dep_ == "appos" and self._is_several(apposition):
                return None  # "the authors, Ana Novak and Bo Li"
            if apposition.dep_ == "appos" and apposition.tag_.startswith("NNP"):
                found = self.phrase(frame, apposition)
                if found is not None:
                    span, head = found
                    end = frame.pieces[head.i].end
                    return self._cast.resolve(*span, end, before=span[0], proper=True)
        return None


def _name_after(source: Token) -> Token:
    """The name in "curator Elaine Gustafon": proper nouns right after a common one."""
    doc, head = source.doc, source
    if source.tag_.startswith(("NNP", "PRP")):
        return head
    last = head.i if doc[head.i + 1 : head.i + 2].text.istitle() else syntax.phrase_end(head)
    while last + 1 < len(doc) and doc[last + 1].tag_.startswith("NNP"):
        if syntax.is_date(doc[last + 1]):
            break
        last += 1
        head = doc[last]
    return head
