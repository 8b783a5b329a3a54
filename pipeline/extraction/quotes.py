"""Quotes of an article: from frames and their attribution to quotes with kind, turn and parent.

Belongs here: the flow of it, and what makes a content a quote (annotation guide, section 2). Cues
are found in `attribution`, quotations without a cue get their voice in `bare_quotations`.
"""

import re
from collections.abc import Sequence

from spacy.language import Language

from pipeline.extraction.antecedents import Antecedents
from pipeline.extraction.attribution import candidates
from pipeline.extraction.bare_quotations import BareQuotations
from pipeline.extraction.bearers import Bearers
from pipeline.extraction.cast import Cast
from pipeline.extraction.contents import Candidate
from pipeline.extraction.frames import Frame, parse_frames
from pipeline.extraction.identities import Identities
from pipeline.extraction.levels import find_levels
from pipeline.extraction.lexicon import Lexicon
from pipeline.extraction.quote import Kind, Quote, Span
from pipeline.extraction.speakers import Speakers
from pipeline.parsing.interviews import Turn
from pipeline.parsing.quote_marks import QuotedSpan
from pipeline.parsing.structure import ArticleStructure

_JOINT = re.compile(r"[\s:,“\"‘'«„]*")
_CLOSING = re.compile(r"[”\"’'»]")
_PRESENT = re.compile(r"\b(?:is|are)\s+(?:\w+ly\s+)?$")
_A_CLAUSE = 6
"""Quoted words that make a clause by themselves."""


class QuoteExtractor:
    """Finds the quotes of one article; `cast` resolves who speaks. `spans` are its quotations."""

    def __init__(
        self, article: ArticleStructure, nlp: Language, lexicon: Lexicon, cast: Cast
    ) -> None:
        self._text = article.text
        self._nlp = nlp
        self._lexicon = lexicon
        self._cast = cast
        self._quotes: list[Quote] = []
        self._turn = 0
        body = (p.number for p in article.paragraphs if p.region == "body")
        self._lead = next(body, 0)
        self._levels = find_levels(nlp, article)
        self.spans = self._levels.spans
        self._speakers = Speakers(article, cast, self.spans, self._quotes)
        self._bare = BareQuotations(article, nlp, lexicon, cast, self._speakers, self._quotes)

    def extract(self) -> list[Quote]:
        """All quotes in order, outer before inner."""
        frames = self._levels.frames
        wanted = [f for f in frames if f.pieces and (f.masks or f.inline or self._is_cued(f))]
        parse_frames(self._nlp, wanted)
        self._add_answers()
        for frame in wanted:
            for candidate in candidates(frame, self._lexicon, self._text):
                if candidate.mask is not None:
                    self._add_quotation(frame, candidate, candidate.mask)
                else:
                    self._add_content(frame, candidate)
        spoken = [q for q in self._quotes if self._bare.is_speech(q)]
        quotes = _without_overlaps(_joined(self._text, spoken))
        _nest(quotes)
        Antecedents(self._nlp, self._text, self._cast, self._speakers, frames).resolve(quotes)
        quotes = [quote for quote in quotes if not self._is_advice(quote)]
        Identities(self._text, self._lexicon, self._cast).resolve(quotes, self._lead)
        return quotes

    def _is_advice(self, quote: Quote) -> bool:
        """ "Firms are advised to wait": what the author advises, where nobody else is named."""
        if quote.speaker is not None or quote.speaker_id is not None or quote.cue is None:
            return False
        before = self._text[max(0, quote.cue[0] - 20) : quote.cue[0]]
        return quote.rule == "infinitive" and bool(_PRESENT.search(before))

    def _is_cued(self, frame: Frame) -> bool:
        return self._lexicon.may_attribute(self._text, frame.start, frame.end)

    def _new_turn(self) -> int:
        self._turn += 1
        return self._turn

    def _add_answers(self) -> None:
        """The answers of an interview, each a direct quote of the bearer of its label."""
        answers = self._levels.answers
        if not answers:
            return
        bearers = Bearers(self._text, answers[0][0].label_start, self._cast, self._lexicon)
        for turn, span, paragraph in answers:
            label = turn.label_start, turn.label_start + len(self._visible(turn))
            frame = Frame(turn.label_start, turn.label_end, paragraph, None, [], [])
            self._quotes.append(
                Quote(
                    span.start, self._visible_end(span), "direct", "label", frame,
                    self._new_turn(), None, label if label[0] < label[1] else None,
                    bearers.entity((turn.voice_start, turn.voice_end)),
                )
            )  # fmt: skip

    def _visible(self, turn: Turn) -> str:
        return self._text[turn.label_start : turn.label_end].rstrip()

    def _add_content(self, frame: Frame, candidate: Candidate) -> None:
        """Quotes made of the frame's own words: its runs are the stretches of one turn."""
        turn = self._new_turn()
        cue = frame.span(candidate.cue) if candidate.cue else None
        speaker, entity = self._speakers.voice(frame, candidate.source)
        _, via = self._speakers.voice(frame, candidate.via)
        for run in candidate.contents:
            start, end, kind = _content(self._text, frame, frame.span(run))
            if candidate.rule == "noun":
                start, end, kind = _whole_quotation(self._text, frame, (start, end), kind)
            interrupted = candidate.rule == "parenthesis" and len(candidate.contents) > 1
            alone = not interrupted or not run[-1].tag_.startswith(("NN", "PRP"))
            if alone and kind == "indirect" and len(self._text[start:end].split()) < 2:
                continue
            if start >= end or (speaker and start <= speaker[0] and speaker[1] <= end):
                continue
            self._quotes.append(
                Quote(start, end, kind, candidate.rule, frame, turn, cue, speaker, entity, via)
            )

    def _add_quotation(self, frame: Frame, candidate: Candidate, mask: QuotedSpan) -> None:
        """A quotation set apart from its sentence."""
        quote = Quote(mask.start, self._visible_end(mask), "direct", "direct", frame, 0)
        if candidate.rule == "bare":
            quote.turn = self._new_turn()
            if self._bare.give_voice(quote, candidate.source):
                self._quotes.append(quote)
            return
        quote.cue = frame.span(candidate.cue) if candidate.cue else None
        quote.speaker, quote.speaker_id = self._speakers.voice(frame, candidate.source)
        quote.via_id = self._speakers.voice(frame, candidate.via)[1]
        quote.turn = self._turn_under(frame, quote.cue) or self._new_turn()
        self._quotes.append(quote)
        self._bare.take_from(quote)

    def _visible_end(self, span: QuotedSpan) -> int:
        return span.start + len(self._text[span.start : span.end].rstrip())

    def _turn_under(self, frame: Frame, cue: Span | None) -> int | None:
        """The turn of an earlier stretch under the same cue."""
        for quote in reversed(self._quotes):
            if quote.frame is not frame:
                return None
            if quote.cue == cue and quote.rule == "direct":
                return quote.turn
        return None


def _content(text: str, frame: Frame, span: Span) -> tuple[int, int, Kind]:
    """Span and kind of a content: quotations whole, outer marks off where all of it is quoted."""
    start, end = span
    inside = [s for s in frame.inline if s.start < end and s.end > start]
    for quoted in inside:
        start = min(start, quoted.open)
        end = max(end, quoted.close) if quoted.start < end <= quoted.close else end
    piece = text[start:end]
    if piece.count("(") > piece.count(")") and text[end : end + 1] == ")":
        end += 1
    if not inside:
        return start, end, "indirect"
    if not _unquoted(text, start, end, inside):
        return inside[0].start, inside[-1].end, "direct"
    return start, end, "mixed"


def _whole_quotation(text: str, frame: Frame, span: Span, kind: Kind) -> tuple[int, int, Kind]:
    """A content that opens with a long quotation is that quotation: "the claim that “...” is".

    What follows belongs to the claim's own predicate, whatever the parser made of it.
    """
    first = next((q for q in frame.inline if q.open == span[0] and q.close < span[1]), None)
    if first is None or len(text[first.start : first.end].split()) < _A_CLAUSE:
        return (*span, kind)
    return first.start, first.end, "direct"


def _unquoted(text: str, start: int, end: int, spans: Sequence[QuotedSpan]) -> str:
    """What stands outside the marks, less punctuation."""
    parts: list[str] = []
    for span in spans:
        parts.append(text[start : max(start, span.open)])
        start = max(start, span.close)
    parts.append(text[start:end])
    return re.sub(r"[\W_]+", "", "".join(parts))


def _joined(text: str, quotes: Sequence[Quote]) -> list[Quote]:
    """Contents with the quotation in which they go on ("said they were “giving in. They ...”")."""
    ordered = sorted(quotes, key=lambda q: (q.start, -q.end))
    kept: list[Quote] = []
    for quote in ordered:
        before = kept[-1] if kept else None
        if before is not None and _goes_on(text, before, quote):
            before.kind = "mixed"
            close = _CLOSING.match(text, quote.end)
            before.end = max(before.end, close.end() if close else quote.end)
        else:
            kept.append(quote)
    return kept


def _goes_on(text: str, before: Quote, quote: Quote) -> bool:
    """Whether a quotation that begins small goes on with a content of the same saying."""
    if quote.kind != "direct" or before.kind == "direct" or before.frame.outer is not None:
        return False
    if before.rule not in ("clause", "infinitive") or not text[quote.start].islower():
        return False
    adjoins = bool(_JOINT.fullmatch(text, before.end, quote.start))
    if quote.rule in ("direct", "turn") and quote.cue == before.cue:
        return before.start < quote.start and (adjoins or quote.end <= before.end)
    same = quote.rule in ("lead-in", "carried over", "context")
    return same and adjoins and ":" in text[before.end : quote.start]


def _without_overlaps(quotes: Sequence[Quote]) -> list[Quote]:
    """Quotes in order; of equal or crossing spans the one by the rule of precedence stays."""
    kept: list[Quote] = []
    for quote in sorted(quotes, key=lambda q: (q.start, -q.end, -q.precedence)):
        clashes = [k for k in _reaching(kept, quote) if k.end < quote.end or _same(k, quote)]
        if all(k.precedence < quote.precedence for k in clashes):
            kept = [k for k in kept if k not in clashes] if clashes else kept
            kept.append(quote)
    return kept


def _same(one: Quote, other: Quote) -> bool:
    return (one.start, one.end) == (other.start, other.end)


def _reaching(kept: Sequence[Quote], quote: Quote) -> list[Quote]:
    """Of the quotes before, those that reach into this one; what began long before ends before."""
    return [k for k in kept[-30:] if k.end > quote.start]


def _nest(quotes: Sequence[Quote]) -> None:
    """Parent and via of nested quotes: the innermost quote around each."""
    stack: list[Quote] = []
    for quote in quotes:
        while stack and stack[-1].end < quote.end:
            stack.pop()
        if stack and stack[-1].start <= quote.start and stack[-1].turn != quote.turn:
            quote.parent = stack[-1]
            if quote.via_id is None and quote.parent.speaker_id != quote.speaker_id:
                quote.via_id = quote.parent.speaker_id
        stack.append(quote)
