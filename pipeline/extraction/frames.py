"""Frames: the sentences in which attribution is looked for, ready to be parsed.

A frame is a sentence of one voice. At the outermost level a direct quotation is masked by one word,
so that the parser sees the sentence around it ("Yes, she said."); what stands inside the quotation
makes frames of its own, one level deeper. Short quoted pieces that are part of the sentence's
syntax stay, without their marks. Belongs here: cutting and masking. Reading the parse is the
business of `attribution`.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc, Token

from pipeline.parsing.quote_marks import QuotedSpan
from pipeline.parsing.regions import is_title_case
from pipeline.parsing.sentences import split_sentences

PLACEHOLDER = "yes"
"""What the parser reads for a masked quotation: an interjection attaches to the verb of saying."""

MAX_TOKENS = 400
"""A longer sentence is no sentence: it is cut, so that no text takes more than linear time."""

_MARK = re.compile("^(?:[\"“”„‟«»‹›‘‚‛`]|'|’|``|''|’’|‘‘)$")
_LEAD_IN = re.compile(r"[,:—–-]\s*$")
_FAR = 80
_LONG_RUN = re.compile(r"\S{200,}")
_GOES_ON = re.compile(
    r"\s+(?:on|in|of|to|by|at|for|with|from|or|because|when|while|as|about|than|if)\s"
)
"""After quoted words that no sign ends: they are part of the sentence around them."""
_ENDS = re.compile(r"[.;]?[ \t]*(?:\n|$)")
_FOLLOWS = re.compile(r"\s*[,—–-]")


@dataclass(frozen=True)
class Piece:
    """One token of a frame: offsets into the article, and the quotation it masks, if any."""

    text: str
    start: int
    end: int
    mask: QuotedSpan | None = None


@dataclass
class Frame:
    """A sentence of one voice. `outer` is the quotation that it stands in, None for the author's.

    `number` counts the frames of an article in the order in which they are read.
    """

    start: int
    end: int
    paragraph: int
    outer: QuotedSpan | None
    pieces: list[Piece]
    inline: list[QuotedSpan]
    doc: Doc | None = field(default=None, repr=False)
    number: int = 0

    @property
    def masks(self) -> list[tuple[int, QuotedSpan]]:
        """Token index and quotation of each mask."""
        return [(i, p.mask) for i, p in enumerate(self.pieces) if p.mask]

    def span(self, tokens: Sequence[Token]) -> tuple[int, int]:
        """Article offsets from the first to the last of some tokens."""
        return self.pieces[tokens[0].i].start, self.pieces[tokens[-1].i].end


def is_masked(text: str, span: QuotedSpan, unit_start: int) -> bool:
    """Whether a quotation is a stretch of speech set apart from the sentence around it.

    It is when it is a sentence or more by itself, or a clause set off by punctuation.
    """
    content = text[span.start : span.end].strip()
    if is_title_case(content):
        return False
    if sum(1 for _ in split_sentences(text, span.start, span.end)) > 1:
        return True
    first = content.lstrip("[(…. ")[:1]
    before = text[max(unit_start, span.open - _FAR) : span.open]
    set_off = bool(
        not before.strip()
        or _LEAD_IN.search(text, max(unit_start, span.open - 4), span.open)
        or re.search(r"[.!?][\"”’»)]*\s*$", text[max(unit_start, span.open - 4) : span.open])
    )
    ended = content[-1:] in ",.!?…—–" or bool(_FOLLOWS.match(text, span.close))
    if not before.strip() and len(content.split()) >= 5 and _ENDS.match(text, span.close):
        return True  # a paragraph by itself
    if len(content.split()) < 3:
        return set_off and content[-1:] in ",.!?"
    if not ended and _GOES_ON.match(text, span.close):
        return False
    if first.isupper() or content[:1] == "[":
        return set_off or (content[-1:] in ",!?" and len(content.split()) > 4)
    return set_off and ended and len(content.split()) >= 5


def _masked_text(text: str, start: int, end: int, masked: Sequence[QuotedSpan]) -> str:
    """`text[start:end]` with masked quotations blanked out, for finding sentence ends: same length.

    The last sign of a quotation stays: whether it is a full stop or a comma decides.
    """
    parts: list[str] = []
    position = start
    for span in masked:
        stop = min(span.end, end)
        inner = text[span.start : stop]
        visible = len(inner.rstrip())
        last = inner[visible - 1 : visible]
        kept = last if last and last in ".!?…," else "x"
        body = "X" + "x" * (visible - 2) + kept if visible > 1 else "X" * visible
        parts += [text[position : span.start], body, inner[visible:]]
        position = stop
    parts.append(text[position:end])
    return "".join(parts)


def without_long_runs(text: str) -> str:
    """The text with runs of signs too long for words blanked out, at the same length.

    The tokenizer takes quadratic time on them.
    """
    return _LONG_RUN.sub(lambda run: " " * len(run.group()), text)


def _tokens(nlp: Language, text: str, start: int, end: int) -> Iterator[Piece]:
    for token in nlp.tokenizer(without_long_runs(text[start:end])):
        if token.is_space or _MARK.match(token.text):
            continue
        yield Piece(token.text, start + token.idx, start + token.idx + len(token.text))


def _pieces(
    nlp: Language,
    text: str,
    start: int,
    end: int,
    masked: Sequence[QuotedSpan],
    inline: Sequence[QuotedSpan],
) -> list[Piece]:
    """Tokens of a frame, quotation marks left out, masked quotations as one token each."""
    cuts: list[tuple[int, int, QuotedSpan | None]] = [
        (m.open, min(m.close, end), m) for m in masked
    ]
    for quoted in inline:
        cuts += [(quoted.open, quoted.start, None), (quoted.end, quoted.close, None)]
    pieces: list[Piece] = []
    position = start
    for cut_start, cut_end, mask in sorted(cuts, key=lambda cut: cut[:2]):
        if cut_start < position or cut_end > end:
            continue
        pieces += _tokens(nlp, text, position, cut_start)
        if mask:
            stop = min(mask.end, end)
            pieces.append(Piece(PLACEHOLDER, mask.start, stop, mask))
            if text[mask.start : stop].rstrip()[-1:] == ",":
                pieces.append(Piece(",", stop - 1, stop))
        position = max(position, cut_end)
    pieces += _tokens(nlp, text, position, end)
    return pieces


def make_frames(
    nlp: Language,
    text: str,
    blocks: Iterable[tuple[int, int, int]],
    spans: Sequence[QuotedSpan],
    outer: QuotedSpan | None,
) -> list[Frame]:
    """Frames of one level over some blocks (start, end, paragraph number).

    `spans` are the quotations of exactly this level, in order.
    """
    frames: list[Frame] = []
    opens = [span.open for span in spans]
    for start, end, paragraph in blocks:
        here = spans[bisect_left(opens, start) : bisect_left(opens, end)]
        masked = [span for span in here if is_masked(text, span, start)]
        set_apart = {span.open for span in masked}
        inline = [span for span in here if span.open not in set_apart]
        view = _masked_text(text, start, end, masked)
        for first, last in split_sentences(view, 0, len(view)):
            inside = start + first, start + last
            pieces = _pieces(
                nlp, text, *inside, _touching(masked, *inside), _touching(inline, *inside)
            )
            for cut in range(0, len(pieces), MAX_TOKENS):
                part = pieces[cut : cut + MAX_TOKENS]
                words = _touching(inline, part[0].start, part[-1].end)
                low, high = (part[0].start, part[-1].end) if len(pieces) > MAX_TOKENS else inside
                frames.append(Frame(low, high, paragraph, outer, part, words))
    return frames


def _touching(spans: Sequence[QuotedSpan], start: int, end: int) -> list[QuotedSpan]:
    """Of quotations of one level, in order and apart, those that reach into a stretch."""
    first = bisect_right(spans, start, key=lambda span: span.close)
    last = bisect_left(spans, end, key=lambda span: span.open)
    return list(spans[first:last])


def parse_frames(nlp: Language, frames: Sequence[Frame]) -> None:
    """Give each frame its parse (part-of-speech tags and dependencies)."""
    docs = [
        Doc(
            nlp.vocab,
            words=[piece.text for piece in frame.pieces],
            sent_starts=[index == 0 for index in range(len(frame.pieces))],
        )
        for frame in frames
    ]
    for frame, doc in zip(frames, nlp.pipe(docs, batch_size=64), strict=True):
        frame.doc = doc
