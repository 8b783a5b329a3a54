"""A piece of a sentence made ready for reading: its markers, its names, what surrounds it.

Belongs here: what detection, target and stance all look at. What they make of it is theirs.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extraction.claim_attributes import is_hedged
from pipeline.extraction.claim_pieces import Piece, Scene
from pipeline.extraction.gazetteer import NameMention
from pipeline.extraction.markers import Marked, MarkerFinder
from pipeline.extraction.principles import PrincipleMention

MAX_PHRASE = 8
"""A quote up to this length says what it is about in the sentence around it."""
MIN_CORE = 4
"""What is left beside citations must have so many words to be judged alone."""

_PARENTHESIS = re.compile(r"\([^()]*\)")
_CITED = re.compile(r"(?<!\w)[“\"«‘'](?=\w)[^“”\"«»]*?[”\"»’'](?!\w)")


@dataclass(frozen=True)
class Stretch:
    """Words from `start` of the article on, other people's blanked, with what stands in them."""

    start: int
    words: str
    marked: Marked
    names: Sequence[NameMention]


@dataclass(frozen=True)
class Passage:
    """A piece as it is read.

    `core` is `stretch` without what it only cites; `around` the sentence around a quote, `cue` the
    words by which it is introduced, both None for the author's. `mentions` are those of principles.
    """

    scene: Scene
    piece: Piece
    stretch: Stretch
    core: Stretch
    around: Stretch | None
    cue: Marked | None
    mentions: tuple[PrincipleMention, ...]

    @property
    def is_phrase(self) -> bool:
        return len(self.stretch.marked.tokens) <= MAX_PHRASE

    @property
    def is_verdict(self) -> bool:
        """Whether a quoted phrase is what somebody calls something, in praise or blame."""
        quote, cue = self.piece.quote, self.cue
        if quote is None or quote.kind == "indirect" or cue is None or not self.is_phrase:
            return False
        blamed = cue.has("adverse_cues") and not cue.has("charging_cues")
        return blamed or cue.has("favourable_cues", "calling_cues")


class PassageReader:
    """Makes passages of the pieces of one text."""

    def __init__(self, text: str, markers: MarkerFinder) -> None:
        self._text = text
        self._markers = markers

    def read(self, scene: Scene, piece: Piece) -> Passage:
        """The passage of a piece; what stands in round brackets is an aside and left out."""
        words = _PARENTHESIS.sub(lambda m: " " * len(m.group()), piece.words)
        stretch = self._stretch(scene, piece.start, words)
        mentions = tuple(
            m for m in scene.mentions if m.start < piece.end and m.end > piece.start
        )  # fmt: skip
        around = cue = None
        if piece.outer_words is not None:
            around = self._stretch(scene, scene.sentence.start, piece.outer_words)
        if piece.quote is not None:
            span = piece.quote.cue
            cue = self._markers.find(self._text[span[0] : span[1]] if span else "")
        core = self._core(scene, piece, stretch, mentions)
        return Passage(scene, piece, stretch, core, around, cue, mentions)

    def _stretch(self, scene: Scene, start: int, words: str) -> Stretch:
        names = [
            m
            for m in scene.names
            if start <= m.start < start + len(words) and not words[m.start - start].isspace()
        ]
        return Stretch(start, words, self._markers.find(words), names)

    def _core(
        self, scene: Scene, piece: Piece, stretch: Stretch, mentions: Sequence[PrincipleMention]
    ) -> Stretch:
        """A stretch without a framework's principles and others' words in quotation marks.

        Itself where too little is left, or where its verb would go with them.
        """
        words = stretch.words
        spans = [
            (max(m.start - piece.start, 0), min(m.end - piece.start, len(words)))
            for m in mentions
            if m.mention_type != "comment"
        ]
        if piece.quote is None or piece.quote.kind == "direct":
            spans += [m.span() for m in _CITED.finditer(words)]
        for start, end in spans:
            words = words[:start] + " " * (end - start) + words[end:]
        if words == stretch.words or len(words.split()) < MIN_CORE:
            return stretch
        core = self._stretch(scene, piece.start, words)
        cut_off = is_hedged(stretch.marked) and not is_hedged(core.marked)
        return stretch if cut_off else core
