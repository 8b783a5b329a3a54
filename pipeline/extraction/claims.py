"""Claims: contestable assertions about the tracked subjects, by sentence and claimant.

Belongs here: telling claims from reports and restatements, their type, stance and hedge (annotation guide,
section 3), by the word lists of `schemas/codebook/lexicon.yml`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.codebook import Codebook
from pipeline.extraction.cast import Cast
from pipeline.extraction.lexicon import compile_lists
from pipeline.extraction.principles import PrincipleMention
from pipeline.extraction.quote import Quote
from pipeline.parsing.structure import ArticleStructure, Sentence

ClaimType = Literal["fact", "value", "prediction", "policy"]
Stance = Literal["favor", "against", "none"]
Span = tuple[int, int]

MIN_WORDS = 5
_TERMINAL = re.compile(r"[.!…][\"”’»)\]]*$")
_ELLIPSIS_END = re.compile(r"(?:\. ){2}\.$")
_BIOGRAPHY = re.compile(
    r"^(?:[A-Z][\w.’'-]+\s){1,4}(?:is|was)\s+(?:an?\s|the\s)?[a-z]+(?:\s\w+){0,3}\s(?:of|at|for|with)\b"
)


@dataclass(frozen=True)
class Claim:
    """A claim before it has an id; offsets in code points. `quote` is None for the author's."""

    start: int
    end: int
    sentence: Sentence
    quote: Quote | None
    claim_type: ClaimType
    hedged: bool
    stance: Stance
    stance_target: str | None
    confidence: float


@dataclass(frozen=True)
class _Piece:
    """What one claimant says in one sentence: its span, and the words that are the claimant's own."""

    start: int
    end: int
    words: str
    quote: Quote | None


class ClaimFinder:
    """The codebook's word lists, ready to be applied to articles."""

    def __init__(self, codebook: Codebook) -> None:
        self._lists = compile_lists(codebook.lexicon)
        self._frameworks = codebook.frameworks
        self._countries = codebook.countries

    def find(
        self, article: ArticleStructure, cast: Cast, quotes: Sequence[Quote],
        mentions: Sequence[PrincipleMention],
    ) -> list[Claim]:  # fmt: skip
        """Claims in order; none in an article that neither names a framework nor mentions a principle."""
        named = [f.framework_id for f in self._frameworks if cast.names(f.entity_id)]
        if not named and not mentions:
            return []
        claims: list[Claim] = []
        for sentence in article.sentences:
            if sentence.region not in ("body", "subtitle") or self._is_heading(
                article.text, sentence
            ):
                continue
            for piece in _pieces(article.text, sentence, quotes):
                if self._is_claim(article.text, sentence, piece, cast, mentions):
                    claims.append(self._claim(article.text, sentence, piece, cast, mentions, named))
        return sorted(claims, key=lambda c: (c.start, c.end))

    def _has(self, name: str, words: str) -> bool:
        return bool(self._lists[name].search(words))

    def _count(self, name: str, words: str) -> int:
        return len(self._lists[name].findall(words))

    def _is_heading(self, text: str, sentence: Sentence) -> bool:
        piece = text[sentence.start : sentence.end]
        return bool(_ELLIPSIS_END.search(piece)) or (
            len(piece.split()) <= 12 and not re.search(r"[.!?…:,][\"”’»)\]]*$", piece)
        )

    def _is_claim(
        self, text: str, sentence: Sentence, piece: _Piece, cast: Cast,
        mentions: Sequence[PrincipleMention],
    ) -> bool:  # fmt: skip
        words = piece.words.strip()
        if len(words.split()) < MIN_WORDS or words.rstrip("”\"’'» ").endswith("?"):
            return False
        if not self._on_topic(piece, cast, mentions):
            return False
        restated = [
            m for m in mentions
            if m.start >= piece.start and m.end <= piece.end and m.mention_type != "comment"
            and m.quote is piece.quote
        ]  # fmt: skip
        judged = self._has("evaluation", words) or self._has("against", words)
        if restated and sum(m.end - m.start for m in restated) > 0.4 * len(words):
            return False
        if piece.quote is not None:
            document = cast.kind(piece.quote.speaker_id or "") == "document"
            return not document and (judged or self._weighs(words) or piece.quote.kind == "direct")
        if _BIOGRAPHY.match(words):
            return False
        if self._has("event", words) and not self._weighs_beside_event(words):
            return False
        return judged or self._weighs(words)

    def _weighs(self, words: str) -> bool:
        """Whether a stretch asserts more than an event: a hedge, a cause, a forecast, a demand."""
        return any(self._has(n, words) for n in ("hedges", "prediction_strong", "policy", "causal"))

    def _weighs_beside_event(self, words: str) -> bool:
        return self._weighs(words) or self._count("evaluation", words) >= 1

    def _on_topic(self, piece: _Piece, cast: Cast, mentions: Sequence[PrincipleMention]) -> bool:
        if self._has("topic", piece.words):
            return True
        if any(m.start < piece.end and m.end > piece.start for m in mentions):
            return True
        if any(piece.start <= m.start < piece.end for m in cast.mentions):
            return True
        return piece.quote is not None and piece.quote.kind == "direct"

    # -- attributes ------------------------------------------------------------------------

    def _claim(
        self, text: str, sentence: Sentence, piece: _Piece, cast: Cast,
        mentions: Sequence[PrincipleMention], named: Sequence[str],
    ) -> Claim:  # fmt: skip
        target = self._target(text, sentence, piece, cast, mentions, named)
        stance = self._stance(piece, target)
        return Claim(
            piece.start, piece.end, sentence, piece.quote, self._type(piece.words),
            self._has("hedges", piece.words), stance, target,
            0.7 if piece.quote is None else 0.75,
        )  # fmt: skip

    def _type(self, words: str) -> ClaimType:
        if self._has("policy", words):
            return "policy"
        if self._has("prediction_strong", words):
            return "prediction"
        if self._has("evaluation", words):
            return "value"
        return "fact"

    def _target(
        self, text: str, sentence: Sentence, piece: _Piece, cast: Cast,
        mentions: Sequence[PrincipleMention], named: Sequence[str],
    ) -> str | None:  # fmt: skip
        """The framework that a claim is about: named, pointed at, or whose principle it touches."""
        counts: dict[str, int] = {}
        for framework in self._frameworks:
            if framework.framework_id not in named:
                continue
            names = [
                m
                for m in cast.mentions
                if m.entity_id == framework.entity_id and piece.start <= m.start < piece.end
            ]
            nouns = re.findall(cast.nouns_pattern(framework.entity_id), piece.words, re.IGNORECASE)
            touched = [
                m
                for m in mentions
                if m.framework_id == framework.framework_id and piece.start <= m.start < piece.end
            ]
            counts[framework.framework_id] = 3 * len(names) + 2 * len(nouns) + len(touched)
        best = max(counts, key=lambda k: (counts[k], -list(counts).index(k)), default=None)
        return best if best is not None and counts[best] > 0 else None

    def _stance(self, piece: _Piece, target: str | None) -> Stance:
        if target is None:
            return "none"
        against = self._count("against", piece.words)
        favor = self._count("favor", piece.words)
        if against > favor:
            return "against"
        if favor > against or self._speaks_for_sponsor(piece, target):
            return "favor"
        return "none"

    def _speaks_for_sponsor(self, piece: _Piece, target: str) -> bool:
        framework = next(f for f in self._frameworks if f.framework_id == target)
        speaker = piece.quote.speaker_id if piece.quote else None
        if speaker is None:
            return False
        return self._countries.get(speaker) == self._countries.get(framework.sponsor_id)


def _pieces(text: str, sentence: Sentence, quotes: Sequence[Quote]) -> Iterator[_Piece]:
    """What each claimant says in a sentence: the author first, then each quote, its own words only."""
    inside = [q for q in quotes if q.start < sentence.end and q.end > sentence.start]
    outer = [q for q in inside if q.parent is None or q.parent not in inside]
    covered = sum(min(q.end, sentence.end) - max(q.start, sentence.start) for q in outer)
    own = _without(text, sentence.start, sentence.end, inside)
    if covered < 0.5 * (sentence.end - sentence.start):
        yield _Piece(sentence.start, sentence.end, own, None)
    for quote in inside:
        start, end = max(quote.start, sentence.start), min(quote.end, sentence.end)
        nested = [
            q for q in inside if q is not quote and q.start >= quote.start and q.end <= quote.end
        ]
        words = _without(text, start, end, nested)
        if len(words.split()) >= 0.5 * len(text[start:end].split()):
            yield _Piece(start, end, words, quote)


def _without(text: str, start: int, end: int, quotes: Sequence[Quote]) -> str:
    """`text[start:end]` without what stands in some quotes and without their cues and speakers."""
    cut: list[Span] = []
    for quote in quotes:
        cut.append((quote.start, quote.end))
        cut += [span for span in (quote.cue, quote.speaker) if span is not None]
    parts: list[str] = []
    position = start
    for low, high in sorted(cut):
        if high <= position or low >= end:
            continue
        parts.append(text[position : max(position, low)])
        position = max(position, high)
    parts.append(text[position:end] if position < end else "")
    return "".join(parts)
