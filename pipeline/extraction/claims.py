"""Claims: contestable assertions about the tracked subjects, by sentence and claimant.

Belongs here: reading an article's pieces in order and putting claims together (annotation guide,
section 3). Whether a piece is a claim is decided in `claim_detection`, which framework it is about
in `claim_target`, what it is like in `claim_attributes` and `claim_stance`.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.codebook import Codebook
from pipeline.extraction.cast import Cast
from pipeline.extraction.claim_attributes import ClaimType, claim_type, is_hedged, is_past
from pipeline.extraction.claim_detection import Detector
from pipeline.extraction.claim_passages import Passage, PassageReader
from pipeline.extraction.claim_pieces import scenes
from pipeline.extraction.claim_pronouns import carried
from pipeline.extraction.claim_restating import PART
from pipeline.extraction.claim_shapes import is_heading, is_question
from pipeline.extraction.claim_stance import Stance, stance
from pipeline.extraction.claim_target import Targets
from pipeline.extraction.lexicon import compile_lists
from pipeline.extraction.markers import MarkerFinder
from pipeline.extraction.principles import PrincipleMention
from pipeline.extraction.quote import Quote
from pipeline.parsing.structure import STORY, ArticleStructure, Sentence

LEAST_COUNTRIES = 2
LEAST_IN_FIELD = 3
"""Sentences that name a country's actors and the field at once make an article about it."""
_FIELD = "field"


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


class ClaimFinder:
    """The codebook's word lists, ready to be applied to articles."""

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook
        lists = {name: v for name, v in codebook.lexicon.items() if name != _FIELD}
        self._field = compile_lists({_FIELD: codebook.lexicon[_FIELD]})[_FIELD]
        titles = tuple(p.title for f in codebook.frameworks for p in f.principles)
        self._markers = MarkerFinder({**lists, PART: titles})

    def find(
        self, article: ArticleStructure, cast: Cast, quotes: Sequence[Quote],
        mentions: Sequence[PrincipleMention],
    ) -> list[Claim]:  # fmt: skip
        """Claims in order; none in an article off the subject.

        On it is one that names a framework, mentions a principle, or is about the field.
        """
        targets = Targets(article.text, self._codebook, cast)
        if not (targets.named or mentions or self._is_in_field(article, cast)):
            return []
        reader = PassageReader(article.text, self._markers)
        judge = _Judge(cast, targets)
        asked = {p.number for p in article.paragraphs if is_question(article.text, p)}
        claims: list[Claim] = []
        sentences = [
            s for s in article.sentences if s.region in STORY and s.end - s.start <= LONGEST
        ]
        for scene in scenes(article.text, sentences, quotes, mentions, cast.mentions):
            sentence = scene.sentence
            barred = sentence.region == "title" or is_heading(article.text, sentence)
            for piece in scene.pieces:
                asks = piece.quote is None and sentence.paragraph in asked
                claim = judge.claim(reader.read(scene, piece), barred=barred or asks)
                if claim is not None:
                    claims.append(claim)
        return sorted(claims, key=lambda c: (c.start, c.end))

    def _is_in_field(self, article: ArticleStructure, cast: Cast) -> bool:
        """Whether sentence after sentence tells what countries do about the field.

        Their states, officials and companies count; one country must sponsor a framework.
        """
        countries = self._codebook.countries
        named = [m for m in cast.mentions if countries.get(m.entity_id) is not None]
        told_of = {countries[m.entity_id] for m in named}
        sponsors = {countries[f.sponsor_id] for f in self._codebook.frameworks}
        if len(told_of) < LEAST_COUNTRIES or told_of.isdisjoint(sponsors):
            return False
        starts = [m.start for m in named]
        count = 0
        for s in article.sentences:
            first = bisect_left(starts, s.start)
            names = first < len(starts) and starts[first] < s.end
            if names and s.region in STORY:
                count += bool(self._field.search(article.text, s.start, s.end))
        return count >= LEAST_IN_FIELD


LONGEST = 3000
"""Characters of a sentence beyond which it is none, and holds no claim of use."""


class _Judge:
    """Judges the passages of one article in order; keeps in mind which framework is spoken of."""

    def __init__(self, cast: Cast, targets: Targets) -> None:
        self._detector = Detector(cast, targets)
        self._targets = targets

    def claim(self, passage: Passage, *, barred: bool) -> Claim | None:
        """The claim that a passage makes, or None; `barred` where it cannot make any."""
        targets, stretch, piece = self._targets, passage.stretch, passage.piece
        targets.meet(stretch)
        explicit = targets.explicit(stretch)
        pointed = carried(stretch)
        refers = explicit is not None or (pointed is not None and targets.current is not None)
        if barred or not self._detector.is_claim(passage, refers=refers):
            if explicit is not None:
                targets.speak_of(explicit[1], passage.scene.sentence.position)
            return None
        infinitive = piece.quote is not None and piece.quote.rule == "infinitive"
        core = passage.core
        kind = claim_type(core.words, core.marked, cue=passage.cue, infinitive=infinitive)
        if kind == "fact" and passage.is_verdict:
            kind = "value"
        told = kind == "fact" and is_past(stretch.marked.tokens)
        target = targets.of(passage, explicit, pointed, factual=kind == "fact", told=told)
        if piece.quote is None or piece.quote.parent is None:
            if target is not None:
                targets.speak_of(target, passage.scene.sentence.position)
            else:
                targets.lose(stretch)
        return Claim(
            piece.start, piece.end, passage.scene.sentence, piece.quote, kind,
            is_hedged(stretch.marked),
            "none" if target is None else stance(passage, kind, target, targets.sides),
            target,
        )  # fmt: skip
