"""Quotes of an article: from quotation marks, frames and attribution to rows.

Belongs here: kind, span, turn, parent, via and confidence of each quote (annotation guide, section 2).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from spacy.language import Language
from spacy.tokens import Token

from pipeline.extraction import syntax
from pipeline.extraction.attribution import Candidate, candidates
from pipeline.extraction.cast import Cast
from pipeline.extraction.frames import Frame, make_frames, parse_frames
from pipeline.extraction.lexicon import Lexicon
from pipeline.parsing.interviews import Turn, find_turns
from pipeline.parsing.quote_marks import QuotedSpan, pair_marks
from pipeline.parsing.regions import is_title_case
from pipeline.parsing.structure import ArticleStructure, Paragraph

Kind = Literal["direct", "mixed", "indirect"]
Span = tuple[int, int]
Block = tuple[int, int, int]

CONFIDENCE = {
    "direct": 0.95, "lead-in": 0.9, "label": 0.9, "clause": 0.85, "prepositional": 0.85, "turn": 0.85,
    "infinitive": 0.75, "gerund": 0.75, "parenthesis": 0.75, "noun": 0.6, "quoted phrase": 0.65,
    "carried over": 0.6, "context": 0.5,
}  # fmt: skip
"""Share of right rows by rule, rounded, on annotated news; see the documentation of `confidence`."""

_EDGE = " \t\r\n\u00a0\u202f"
_SIGNATURE = re.compile(
    r"[\"”’»']?\s*(?:[—–]|--?)\s*(?P<name>[A-ZÀ-Þ][\w.’'-]+(?:\s+(?:[a-z]{2,3}\s+)?[A-ZÀ-Þ][\w.’'-]*){0,4})\s*(?:,|\(|$)"
)
_MIN_BARE_WORDS = 6
"""Quoted words without a cue count as speech from this length on."""


@dataclass
class Quote:
    """A quote before it has an id; offsets in code points."""

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
    source: Token | None = field(default=None, repr=False)

    @property
    def confidence(self) -> float:
        return CONFIDENCE[self.rule]


class QuoteExtractor:
    """Finds the quotes of one article; `cast` resolves who speaks."""

    def __init__(
        self, article: ArticleStructure, nlp: Language, lexicon: Lexicon, cast: Cast
    ) -> None:
        self.article = article
        self.text = article.text
        self.nlp = nlp
        self.lexicon = lexicon
        self.cast = cast
        self.spans: list[QuotedSpan] = []
        self.quotes: list[Quote] = []
        self._turn = 0
        self._frame_list: list[Frame] = []
        self._last_sentences = {s.paragraph: s for s in article.sentences}

    def extract(self) -> list[Quote]:
        """All quotes in order, outer before inner."""
        frames = self._frame_list = self._frames()
        wanted = [f for f in frames if f.pieces and (f.masks or f.inline or self._cued(f))]
        parse_frames(self.nlp, wanted)
        parsed = {id(f) for f in wanted}
        for frame in frames:
            self._read(frame, frame_is_parsed=id(frame) in parsed)
        self._drop_overlaps()
        self._nest()
        self._resolve_pronouns()
        return sorted(self.quotes, key=lambda q: (q.start, -q.end))

    def _cued(self, frame: Frame) -> bool:
        return self.lexicon.may_attribute(self.text, frame.start, frame.end)

    # -- levels ----------------------------------------------------------------------------

    def _frames(self) -> list[Frame]:
        """Frames of the story, the author's before those inside each quotation, in order."""
        frames: list[Frame] = []
        turns = find_turns(self.text, self.article.paragraphs)
        for region in ("title", "subtitle", "body"):
            outside = [
                p
                for p in self.article.paragraphs
                if p.region == region and not any(t.label_start <= p.start < t.end for t in turns)
            ]
            for run in _consecutive(outside):
                frames += self._marked(run, 0, None)
        for turn in turns:
            if not turn.is_question:
                frames += self._answer(turn)
        return frames

    def _marked(
        self, paragraphs: Sequence[Block], depth: int, outer: QuotedSpan | None
    ) -> list[Frame]:
        """Frames of consecutive paragraphs, their quotation marks paired."""
        found = pair_marks(self.text, [(start, end) for start, end, _ in paragraphs])
        spans = [replace(s, depth=s.depth + depth) for s in found]
        self.spans += spans
        return self._level(paragraphs, spans, depth, outer)

    def _answer(self, turn: Turn) -> list[Frame]:
        """An answer of an interview: a direct quote of the label's bearer, and the frames inside it."""
        blocks = [
            (max(p.start, turn.start), p.end, p.number)
            for p in self.article.paragraphs
            if p.region == "body" and turn.start <= p.end and p.start < turn.end
        ]
        marks = pair_marks(self.text, [(start, end) for start, end, _ in blocks])
        whole = next((m for m in marks if m.open == turn.start and m.close >= turn.end - 1), None)
        start, end = (whole.start, whole.end) if whole else (turn.start, turn.end)
        span = QuotedSpan(turn.start, start, end, turn.end, 0, "turn")
        self.spans.append(span)
        frame = Frame(turn.label_start, turn.label_end, blocks[0][2], None, [], [])
        head_end = len(self.text[: turn.label_end].rstrip())
        speaker = (turn.label_start, head_end)
        entity = self.cast.resolve(*speaker, head_end, before=turn.label_start, proper=True)
        self.quotes.append(
            Quote(start, end, "direct", "label", frame, self._new_turn(), None, speaker, entity)
        )
        return self._marked([(max(a, start), min(b, end), n) for a, b, n in blocks], 1, span)

    def _level(
        self, blocks: Sequence[Block], spans: Sequence[QuotedSpan], depth: int,
        outer: QuotedSpan | None,
    ) -> list[Frame]:  # fmt: skip
        level = [s for s in spans if s.depth == depth]
        frames = make_frames(self.nlp, self.text, self._outside(blocks, level), level, outer)
        if depth >= 2:
            return frames
        result: list[Frame] = []
        masks = {id(m): m for f in frames for _, m in f.masks}
        opened = set()
        for frame in frames:
            result.append(frame)
            for _, mask in frame.masks:
                if id(mask) in masks and id(mask) not in opened:
                    opened.add(id(mask))
                    inner = [
                        s
                        for s in spans
                        if s.depth > depth and mask.start <= s.start and s.end <= mask.end
                    ]
                    result += self._level(self._inside(blocks, mask), inner, depth + 1, mask)
        return result

    def _outside(self, blocks: Sequence[Block], level: Sequence[QuotedSpan]) -> list[Block]:
        """Blocks without the parts that a quotation from an earlier paragraph covers."""
        result = []
        for start, end, number in blocks:
            for span in level:
                if span.open < start < span.close:
                    start = min(end, span.close)
            if start < end and self.text[start:end].strip():
                result.append((start, end, number))
        return result

    def _inside(self, blocks: Sequence[Block], mask: QuotedSpan) -> list[Block]:
        """The parts of the blocks that a quotation covers, without reopening marks."""
        result = []
        for start, end, number in blocks:
            low, high = max(start, mask.start), min(end, mask.end)
            if low < high:
                low += (
                    len(re.match(r"[\"“«„‘'\s]*", self.text[low:high]).group())
                    if low == start
                    else 0
                )  # type: ignore[union-attr]
                if low < high:
                    result.append((low, high, number))
        return result

    # -- reading one frame -----------------------------------------------------------------

    def _read(self, frame: Frame, frame_is_parsed: bool) -> None:
        if not frame_is_parsed:
            return
        for candidate in candidates(frame, self.lexicon, self.text):
            if candidate.mask is not None:
                self._add_masked(frame, candidate, candidate.mask)
            else:
                self._add_content(frame, candidate)

    def _new_turn(self) -> int:
        self._turn += 1
        return self._turn

    def _token_span(self, frame: Frame, tokens: Sequence[Token]) -> Span | None:
        return frame.span(tokens) if tokens else None

    def _source_span(self, frame: Frame, source: Token | None) -> tuple[Span, Token] | None:
        """The phrase that names the source, and its head."""
        masked = {i for i, _ in frame.masks}
        if source is None or source.i in masked:
            return None
        head = _name_after(source)
        tokens = [t for t in syntax.noun_phrase(source) if t.i not in masked]
        if head.i > tokens[-1].i:
            tokens = list(source.doc[tokens[0].i : head.i + 1])
        while len(tokens) > 1 and tokens[-1].lower_ in ("'s", "’s", "’", "'"):
            tokens = tokens[:-1]
        return frame.span(tokens), head

    def _speaker(
        self, frame: Frame, source: Token | None, barred: Sequence[Span] = ()
    ) -> tuple[Span | None, str | None]:
        found = self._source_span(frame, source)
        if found is None or source is None:
            return None, None
        span, head = found
        proper = head.tag_.startswith("NNP") or (head.i > 0 and head.text[:1].isupper())
        head_end = frame.pieces[head.i].end
        if head.lower_ in ("i", "we"):
            entity = self._outer_speaker(frame)
        elif head.lower_ in ("he", "she", "his", "her"):
            entity = self._person_before(span[0], frame, barred)
        else:
            entity = self.cast.resolve(*span, head_end, before=span[0], proper=proper)
        if entity is None:
            entity = self._by_apposition(frame, source)
        return span, entity

    def _outer_speaker(self, frame: Frame) -> str | None:
        """Who says "I" inside a quotation."""
        outer = frame.outer
        return next(
            (
                q.speaker_id
                for q in self.quotes
                if outer and (q.start, q.kind) == (outer.start, "direct")
            ),
            None,
        )

    def _person_before(self, position: int, frame: Frame, barred: Sequence[Span]) -> str | None:
        """Who "she" is: the person who spoke last, or was named last at the head of a sentence."""
        named = self.cast.last_person(position, barred)
        spoken = next(
            (
                q for q in reversed(self.quotes)
                if q.end <= position and q.speaker and q.frame.outer is frame.outer
                and self.cast.is_person(q.speaker_id)
            ),
            None,
        )  # fmt: skip
        if spoken is None or spoken.speaker is None:
            return named[1] if named else None
        if named and named[0] > max(spoken.end, spoken.speaker[1]):
            return named[1]
        return spoken.speaker_id

    def _by_apposition(self, frame: Frame, source: Token) -> str | None:
        """The name beside a description ("the spokesman, John Smith,")."""
        for apposition in source.children:
            if apposition.dep_ == "appos" and apposition.tag_.startswith("NNP"):
                found = self._source_span(frame, apposition)
                if found is not None:
                    span, head = found
                    end = frame.pieces[head.i].end
                    return self.cast.resolve(*span, end, before=span[0], proper=True)
        return None

    def _barred(self) -> list[Span]:
        """Where no antecedent of a pronoun is looked for: inside quotation marks."""
        return [(s.start, s.end) for s in self.spans]

    def _add_content(self, frame: Frame, candidate: Candidate) -> None:
        """A quote made of the frame's own words."""
        turn = self._new_turn()
        for run in candidate.contents:
            start, end, kind = self._content(frame, *frame.span(run))
            if not self._is_content(start, end, kind, candidate):
                continue
            barred = self._barred()
            speaker, entity = self._speaker(frame, candidate.source, barred)
            if speaker is not None and start <= speaker[0] and speaker[1] <= end:
                continue
            _, via = self._speaker(frame, candidate.via, barred)
            self.quotes.append(
                Quote(start, end, kind, candidate.rule, frame, turn, self._token_span(frame, candidate.cue),
                      speaker, entity, via, source=candidate.source)
            )  # fmt: skip

    def _is_content(self, start: int, end: int, kind: Kind, candidate: Candidate) -> bool:
        words = len(self.text[start:end].split())
        return start < end and (words >= 2 or kind != "indirect")

    def _content(self, frame: Frame, start: int, end: int) -> tuple[int, int, Kind]:
        """Span and kind of a content: whole quotations, outer marks off when all of it is quoted."""
        inside = [s for s in frame.inline if s.start < end and s.end > start]
        for span in inside:
            if span.start <= start <= span.end and span.open < start:
                start = min(start, span.open)
            if span.start < end <= span.close:
                end = max(end, span.close)
        closing = self._bracket_end(start, end)
        end = max(end, closing)
        if not inside:
            return start, end, "indirect"
        bare = self._unquoted(start, end, inside)
        if not bare:
            return inside[0].start, inside[-1].end, "direct"
        return start, end, "mixed"

    def _bracket_end(self, start: int, end: int) -> int:
        """Take in a bracket that closes one opened inside."""
        piece = self.text[start:end]
        if piece.count("(") > piece.count(")") and self.text[end : end + 1] == ")":
            return end + 1
        return end

    def _unquoted(self, start: int, end: int, spans: Sequence[QuotedSpan]) -> str:
        """What stands outside the marks, less punctuation."""
        rest = []
        position = start
        for span in spans:
            rest.append(self.text[position : span.open])
            position = max(position, span.close)
        rest.append(self.text[position:end])
        return re.sub(r"[\W_]+", "", "".join(rest))

    # -- masked quotations -----------------------------------------------------------------

    def _add_masked(self, frame: Frame, candidate: Candidate, mask: QuotedSpan) -> None:
        start, end = mask.start, self._visible_end(mask)
        barred = self._barred()
        if candidate.rule == "direct":
            speaker, entity = self._speaker(frame, candidate.source, barred)
            _, via = self._speaker(frame, candidate.via, barred)
            turn = self._turn_of(frame, candidate)
            self.quotes.append(
                Quote(start, end, "direct", "direct", frame, turn, self._token_span(frame, candidate.cue),
                      speaker, entity, via, source=candidate.source)
            )  # fmt: skip
            self._give_to_bare(frame)
            return
        self._add_bare(frame, candidate, start, end)

    def _visible_end(self, mask: QuotedSpan) -> int:
        return mask.start + len(self.text[mask.start : mask.end].rstrip(_EDGE))

    def _turn_of(self, frame: Frame, candidate: Candidate) -> int:
        """Stretches under one cue are one turn."""
        cue = self._token_span(frame, candidate.cue)
        for quote in reversed(self.quotes):
            if quote.frame is frame and quote.cue == cue and quote.rule == "direct":
                return quote.turn
        return self._new_turn()

    def _add_bare(self, frame: Frame, candidate: Candidate, start: int, end: int) -> None:
        """A quotation without a cue in its frame: the voice is carried over, or unknown."""
        words = len(self.text[start:end].split())
        alone = all(p.mask or not p.text.isalnum() for p in frame.pieces)
        before = self._before(frame, start)
        quote = Quote(start, end, "direct", "carried over", frame, self._new_turn())
        if not alone and is_title_case(self.text[start:end]):
            return
        if candidate.source is not None and not alone:
            if words < _MIN_BARE_WORDS and not self._after_colon(start):
                return
            quote.speaker, quote.speaker_id = self._speaker(frame, candidate.source, self._barred())
            quote.rule = "lead-in" if self._after_colon(start) else "context"
        elif before is not None and before.frame.paragraph == frame.paragraph:
            if before.kind != "indirect":
                quote.turn = before.turn
            quote.rule = "turn"
            self._take_voice(quote, before)
        elif self._from_lead_in(quote) or self._from_signature(quote):
            pass
        elif (
            before is not None
            and (words >= _MIN_BARE_WORDS or alone)
            and frame.paragraph - before.frame.paragraph <= 1
        ):
            self._take_voice(quote, before)
        elif words < _MIN_BARE_WORDS:
            return
        else:
            quote.rule = "context"
        self.quotes.append(quote)

    def _take_voice(self, quote: Quote, other: Quote) -> None:
        quote.cue, quote.speaker = other.cue, other.speaker
        quote.speaker_id, quote.via_id, quote.source = other.speaker_id, other.via_id, other.source

    def _before(self, frame: Frame, start: int) -> Quote | None:
        """The last quote of the same level before this one."""
        for quote in reversed(self.quotes):
            if quote.frame.outer is frame.outer and quote.end <= start:
                return quote
        return None

    def _after_colon(self, start: int) -> bool:
        return self.text[max(0, start - 6) : start].rstrip("“\"‘'«„ \u00a0\n\r").endswith(":")

    def _from_lead_in(self, quote: Quote) -> bool:
        """A paragraph before that ends in a colon: "Novak says:"."""
        number = quote.frame.paragraph
        if number == 0 or quote.frame.outer is not None:
            return False
        before = self.article.paragraphs[number - 1]
        piece = self.text[before.start : before.end]
        if not piece.rstrip().endswith(":") or before.region != "body":
            return False
        last = self._last_sentences[before.number]
        frames = make_frames(self.nlp, self.text, [(last.start, last.end, before.number)], [], None)
        parse_frames(self.nlp, frames[:1])
        doc = frames[0].doc
        if doc is None:
            return False
        root = next((t for t in doc if t.dep_ == "ROOT"), None)
        if root is None:
            return False
        subject = syntax.subject_of(root) if syntax.is_verb(root) else None
        if subject is None:
            subject = next(
                (t for t in doc if t.tag_.startswith("NNP") and t.dep_ != "compound"), None
            )
        if subject is None:
            return False
        quote.speaker, quote.speaker_id = self._speaker(frames[0], subject, self._barred())
        cue = next((t for t in doc if t.lower_ in self.lexicon.verbs and t.i > subject.i), None)
        quote.cue = frames[0].span([cue]) if cue is not None else None
        quote.rule = "lead-in"
        return True

    def _from_signature(self, quote: Quote) -> bool:
        """A name after a dash: “It failed.” — Ana Novak, minister."""
        paragraph = self.article.paragraphs[quote.frame.paragraph]
        match = _SIGNATURE.match(self.text, quote.end, paragraph.end)
        if match is None:
            return False
        quote.speaker = match.span("name")
        end = quote.speaker[1]
        quote.speaker_id = self.cast.resolve(*quote.speaker, end, before=end, proper=True)
        quote.rule = "lead-in"
        return True

    def _give_to_bare(self, frame: Frame) -> None:
        """A quotation before its attribution in the same paragraph: “A.” “B,” said Novak."""
        attributed = self.quotes[-1]
        for quote in reversed(self.quotes[:-1]):
            if quote.frame.paragraph != frame.paragraph or quote.frame.outer is not frame.outer:
                break
            if quote.speaker is None and quote.rule in ("context", "carried over"):
                self._take_voice(quote, attributed)
                quote.turn, quote.rule = attributed.turn, "turn"

    # -- the whole -------------------------------------------------------------------------

    def _drop_overlaps(self) -> None:
        """One row a content: of equal or crossing spans the one by the better rule stays."""
        kept: list[Quote] = []
        for quote in sorted(self.quotes, key=lambda q: (-q.confidence, q.start, q.end)):
            crossing = any(
                (quote.start, quote.end) == (k.start, k.end)
                or (k.start < quote.start < k.end < quote.end)
                or (quote.start < k.start < quote.end < k.end)
                for k in kept
            )
            if not crossing:
                kept.append(quote)
        self.quotes = sorted(kept, key=lambda q: (q.start, -q.end))

    def _nest(self) -> None:
        """Parent and via of nested quotes: the innermost quote around each."""
        stack: list[Quote] = []
        for quote in self.quotes:
            while stack and stack[-1].end < quote.end:
                stack.pop()
            if stack and stack[-1].start <= quote.start and stack[-1].turn != quote.turn:
                quote.parent = stack[-1]
                if quote.via_id is None and quote.parent.speaker_id != quote.speaker_id:
                    quote.via_id = quote.parent.speaker_id
            stack.append(quote)

    def _resolve_pronouns(self) -> None:
        """ "it": the document, body or state spoken of; an agentless "are urged to": the document at hand."""
        for index, quote in enumerate(self.quotes):
            if quote.speaker_id is not None:
                continue
            if quote.speaker is None:
                agentless = quote.rule == "infinitive" and quote.frame.outer is None
                antecedent = self._speaking_document(quote, index) if agentless else None
            elif self.text[slice(*quote.speaker)].lower() in ("it", "its"):
                quote.speaker_id = self._named_in_frame(quote) or self._subject_before(quote.frame)
                antecedent = None if quote.speaker_id else self._antecedent(quote, index)
            else:
                continue
            if antecedent is not None:
                quote.speaker_id = antecedent.speaker_id
                if quote.parent is None and quote.via_id is None and antecedent.parent is not None:
                    quote.via_id = antecedent.via_id
            if quote.parent is not None and quote.via_id == quote.speaker_id:
                quote.via_id = None

    def _named_in_frame(self, quote: Quote) -> str | None:
        """The document, else the first body or state, named before "it" in its sentence."""
        assert quote.speaker is not None
        reporting = quote.parent.speaker_id if quote.parent else None
        named = [
            m.entity_id
            for m in self.cast.mentions
            if quote.frame.start <= m.start < quote.speaker[0]
            and m.sort == "name" and m.entity_id != reporting
            and self.cast.kind(m.entity_id) not in ("person", "product")
        ]  # fmt: skip
        documents = [i for i in named if self.cast.kind(i) == "document"]
        chosen = (documents or named)[:1]
        return self.cast.known_or_self(chosen[0]) if chosen else None

    def _subject_before(self, frame: Frame) -> str | None:
        """The document, body or state that is the subject of the sentence before."""
        index = self._frame_list.index(frame)
        before = next(
            (
                f for f in reversed(self._frame_list[:index])
                if f.outer is frame.outer and f.paragraph == frame.paragraph and f.pieces
            ),
            None,
        )  # fmt: skip
        if before is None:
            return None
        if before.doc is None:
            parse_frames(self.nlp, [before])
        root = next((t for t in before.doc or () if t.dep_ == "ROOT"), None)
        subject = syntax.subject_of(root) if root is not None else None
        found = self._source_span(before, subject)
        if found is None:
            return None
        span, head = found
        proper = head.tag_.startswith("NNP")
        entity = self.cast.resolve(*span, before.pieces[head.i].end, before=span[0], proper=proper)
        if entity is None or self.cast.kind(entity) == "person":
            return None
        reported = [
            q
            for q in self.quotes
            if q.frame is before and q.speaker_id == entity and q.parent is None
        ]
        documents = [
            q.speaker_id for q in self.quotes
            if q.parent in reported and self.cast.kind(q.speaker_id or "") == "document"
        ]  # fmt: skip
        return documents[0] if documents else entity

    def _antecedent(self, quote: Quote, index: int) -> Quote | None:
        """The last quote of the paragraph whose speaker "it" can be: a document before a body."""
        found: Quote | None = None
        for other in reversed(self.quotes[:index]):
            if other.frame.paragraph != quote.frame.paragraph:
                break
            if other is quote.parent or other.speaker_id is None:
                continue
            kind = self.cast.kind(other.speaker_id)
            if kind == "document":
                return other
            if kind != "person" and found is None:
                found = other
        return found

    def _speaking_document(self, quote: Quote, index: int) -> Quote | None:
        found = self._antecedent(quote, index)
        if found is None or self.cast.kind(found.speaker_id or "") != "document":
            return None
        return found


def _name_after(source: Token) -> Token:
    """The name in "curator Elaine Gustafon": proper nouns right after a common one."""
    doc = source.doc
    head = source
    if source.tag_.startswith("NNP") or source.tag_.startswith("PRP"):
        return head
    while head.i + 1 < len(doc) and doc[head.i + 1].tag_.startswith("NNP"):
        head = doc[head.i + 1]
    return head


def _consecutive(paragraphs: Sequence[Paragraph]) -> list[list[Block]]:
    """Paragraphs as blocks, a new list wherever one is left out."""
    runs: list[list[Block]] = []
    for paragraph in paragraphs:
        if not runs or runs[-1][-1][2] + 1 != paragraph.number:
            runs.append([])
        runs[-1].append((paragraph.start, paragraph.end, paragraph.number))
    return runs
