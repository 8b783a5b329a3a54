"""Claims: contestable assertions about the tracked subjects, by sentence and claimant.

Belongs here: telling claims from reports, restatements and what is off the subject (annotation guide,
section 3), by the word lists of `schemas/codebook/lexicon.yml`. What a claim is like is told in
`claim_attributes`, which framework it is about in `claim_target`, who says what in `claim_pieces`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.codebook import Codebook
from pipeline.extraction import claim_attributes as attributes
from pipeline.extraction.cast import Cast
from pipeline.extraction.claim_attributes import ClaimType, Stance
from pipeline.extraction.claim_pieces import Piece, Scene, scenes
from pipeline.extraction.claim_target import Stretch, Targets, frameworks_touched, mentions_of
from pipeline.extraction.markers import Marked, MarkerFinder
from pipeline.extraction.principles import PrincipleMention
from pipeline.extraction.quote import Quote
from pipeline.parsing.structure import STORY, ArticleStructure, Sentence

MIN_WORDS = 5
MIN_WEIGHTY_WORDS = 3
"""A shorter stretch is a claim only where one of its words weighs something."""
MAX_PHRASE = 8
"""A quote up to this length says what it is about in the sentence around it."""
MIN_CORE = 4
"""What is left beside citations must have so many words to be judged alone."""
MAX_RESTATED = 0.4
"""A stretch of which mentions of principles take up more, and that judges nothing, only restates."""

_PRESENT = frozenset({"is", "are", "has", "have", "does", "do", "am", "isn't", "aren't", "doesn't", "don't", "can", "cannot", "remain", "remains"})  # fmt: skip
_AUXILIARY = frozenset({"is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "to", "of", "the", "a", "an", "and", "by", "as", "more", "already", "not"})  # fmt: skip
_PAST = frozenset({"was", "were", "had", "did", "didn't", "wasn't", "came", "took", "gave", "went", "made", "got", "became", "ran", "kept", "stood", "saw", "heard", "grew"})  # fmt: skip
_ELLIPSIS_END = re.compile(r"(?:\. ){2}\.$")
_COMPLETE = re.compile(r"[.!?…:,;][\"”’»)\]]*$")
_LIST_ITEM = re.compile(
    r"\s*(?:(?:[-–—•*]|\(?\d{1,2}[.)])\s*(?:not\s+)?to\s"
    r"|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?:ly)?\s*[,:])",
    re.IGNORECASE,
)
_CITED = re.compile(r"(?<!\w)[“\"«‘'](?=\w)[^“”\"«»]*?[”\"»’'](?!\w)")
_NAMING = re.compile(
    r"\b(?:is|are|was)\s+(?:also\s+)?(?:called|named|known as|dubbed|titled|entitled)\b"
    r"|^\W*(?:then\s+)?(?:there\s+(?:is|are|were|was|comes?)|here\s+(?:is|are))\b"
    r"|\b(?:stated|declared|official)\s+(?:purpose|aim|goal)\b",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(
    r"\s*(?:[Ss]?[Hh]e|(?:(?:[A-Z][a-z]+\.?\s)?[A-Z][\w.’'-]+\s){1,4}?[A-Z][\w’'-]+),?\s"
    r"(?:is|was|has been|served|serves|teaches|chaired|chairs|heads|headed|works|worked|studies|leads|led)\s"
)
_FURTHER_CLAUSE = re.compile(r"[,;]\s+(?:and|but|yet|so|while)\s+(?:\S+\s+){3}|\bwhose\s")


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


class ClaimFinder:
    """The codebook's word lists, ready to be applied to articles."""

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook
        used = {k: v for k, v in codebook.lexicon.items() if k not in ("contains", "parts")}
        self._markers = MarkerFinder(used)

    def find(
        self, article: ArticleStructure, cast: Cast, quotes: Sequence[Quote],
        mentions: Sequence[PrincipleMention],
    ) -> list[Claim]:  # fmt: skip
        """Claims in order; none in an article that neither names a framework nor mentions a principle."""
        targets = Targets(self._codebook, cast)
        if not list(targets.named()) and not mentions:
            return []
        reader = _Reader(article.text, self._codebook, self._markers, cast, targets)
        claims: list[Claim] = []
        sentences = [s for s in article.sentences if s.region in STORY]
        for scene in scenes(article.text, sentences, quotes, mentions, cast.mentions):
            for piece in scene.pieces:
                claim = reader.read(scene, piece)
                if claim is not None and scene.sentence.region != "title":
                    claims.append(claim)
        return sorted(claims, key=lambda c: (c.start, c.end))


class _Reader:
    """Reads the pieces of one article in order, as a framework spoken of is carried on."""

    def __init__(
        self, text: str, codebook: Codebook, markers: MarkerFinder, cast: Cast, targets: Targets
    ) -> None:
        self._text = text
        self._markers = markers
        self._cast = cast
        self._targets = targets
        self._countries = codebook.countries
        self._officials = frozenset(e.id for e in codebook.entities if e.official) | {
            s.id for s in codebook.states.values()
        }

    def read(self, scene: Scene, piece: Piece) -> Claim | None:
        """The claim that a piece makes, or None. What it speaks of is kept in mind either way."""
        stretch = self._stretch(scene, piece.start, attributes.without_parentheses(piece.words))
        core = self._core(scene, piece, stretch)
        explicit = self._targets.explicit(stretch)
        carried = self._targets.carried(stretch)
        claims = self._is_claim(scene, piece, stretch, core, explicit is not None or carried is not None)
        if not claims:
            if explicit is not None:
                self._targets.current = explicit[1]
            return None
        cue = self._cue(piece.quote)
        kind = attributes.claim_type(
            core.words, core.marked, cue=cue,
            infinitive=piece.quote is not None and piece.quote.rule == "infinitive",
        )  # fmt: skip
        if kind == "fact" and self._is_verdict(piece):
            kind = "value"
        target = self._target(scene, piece, stretch, explicit, carried, kind)
        if explicit is not None:
            self._targets.current = explicit[1]
        elif target is not None:
            self._targets.current = target
        else:
            self._targets.lose(stretch)
        return Claim(
            piece.start, piece.end, scene.sentence, piece.quote, kind,
            attributes.is_hedged(stretch.marked),
            self._stance(piece, core, cue, kind, target), target,
            0.7 if piece.quote is None else 0.75,
        )  # fmt: skip

    def _stretch(self, scene: Scene, start: int, words: str) -> Stretch:
        names = mentions_of(scene.names, words, start)
        return Stretch(start, words, self._markers.find(words), names)

    def _core(self, scene: Scene, piece: Piece, stretch: Stretch) -> Stretch:
        """A stretch without what it only cites: a framework's principles, words in quotation marks."""
        words = stretch.words
        spans = [(m.start - piece.start, m.end - piece.start) for m in scene.mentions]
        spans += [m.span() for m in _CITED.finditer(words)]
        for start, end in spans:
            start, end = max(start, 0), min(end, len(words))
            if start < end:
                words = words[:start] + " " * (end - start) + words[end:]
        if len(words.split()) < MIN_CORE:
            return stretch
        return self._stretch(scene, piece.start, words)

    def _cue(self, quote: Quote | None) -> Marked | None:
        if quote is None:
            return None
        return self._markers.find(self._text[slice(*quote.cue)] if quote.cue else "")

    # -- claim or not ----------------------------------------------------------------------

    def _is_claim(
        self, scene: Scene, piece: Piece, stretch: Stretch, core: Stretch, refers: bool
    ) -> bool:
        words, marked = stretch.words.strip(), stretch.marked
        bare = words.rstrip("”\"’'» \n")
        if scene.sentence.region == "title" or _is_heading(self._text, scene.sentence):
            return False
        if bare.endswith("?") or (piece.quote is None and bare.endswith(":")):
            return False
        weighs = self._weighs(stretch) or self._is_verdict(piece)
        least = MIN_WEIGHTY_WORDS if weighs else MIN_WORDS
        if len(marked.tokens) < least and not self._is_verdict(piece):
            return False
        if not refers and not self._on_topic(scene, piece, stretch):
            return False
        if piece.quote is not None and _is_title(words):
            return False
        if self._restates(scene, piece, stretch, core):
            return False
        if piece.quote is not None and self._cast.kind(piece.quote.speaker_id or "") == "document":
            return False
        if piece.nested and not piece.noun_cued and not self._adds(stretch):
            return False
        if piece.quote is not None:
            return True
        return not self._reports(stretch, core, weighs)

    def _is_verdict(self, piece: Piece) -> bool:
        """A quoted phrase by which somebody calls something good or bad."""
        if piece.quote is None or piece.quote.kind == "indirect":
            return False
        cue = self._cue(piece.quote)
        called = cue is not None and (
            cue.has("favourable_cues", "calling_cues")
            or (cue.has("adverse_cues") and not cue.has("charging_cues"))
        )
        return called and len(piece.words.split()) <= MAX_PHRASE

    def _weighs(self, stretch: Stretch) -> bool:
        """Whether a stretch asserts more than an event."""
        marked = stretch.marked
        return (
            marked.has("causal", "contrast", "denials", "policy", "prediction")
            or attributes.is_hedged(marked)
            or self._judges(stretch)
        )

    def _judges(self, stretch: Stretch) -> bool:
        return attributes.is_judged(stretch.words, stretch.marked)

    def _on_topic(self, scene: Scene, piece: Piece, stretch: Stretch) -> bool:
        if stretch.marked.has("topic") or stretch.names:
            return True
        if any(m.start < piece.end and m.end > piece.start for m in scene.mentions):
            return True
        if piece.quote is None:
            return attributes.is_imperative(stretch.words, stretch.marked)
        if len(stretch.marked.tokens) > MAX_PHRASE or piece.outer_words is None:
            return False
        around = self._stretch(scene, scene.sentence.start, piece.outer_words)
        return bool(scene.names) or (
            self._targets.explicit(around) is not None or self._targets.carried(around) is not None
        )

    def _restates(self, scene: Scene, piece: Piece, stretch: Stretch, core: Stretch) -> bool:
        """Whether a stretch only tells what a framework asks."""
        marked = stretch.marked
        inside = [
            m for m in scene.mentions
            if m.start >= piece.start and m.end <= piece.end and m.quote is piece.quote
        ]  # fmt: skip
        if _LIST_ITEM.match(stretch.words):
            return not self._judges(stretch) or bool(inside)
        if core is not stretch and (
            core.marked.has("contrast", "causal", "denials", "negations")
            or attributes.is_hedged(core.marked)
            or self._judges(core)
        ):
            return False
        covered = sum(m.end - m.start for m in inside)
        mostly = covered > MAX_RESTATED * len(stretch.words.strip())
        if mostly and any(m.mention_type != "comment" for m in inside):
            return True
        if mostly and piece.quote is not None:
            speaker = piece.quote.speaker_id
            own = self._sponsors(speaker, inside[0].framework_id)
            return own or (speaker is None and piece.quote.kind != "direct")
        if self._is_verdict(piece) or self._judges(core) or attributes.is_hedged(core.marked):
            return False
        told = marked.has("restating") and not marked.has("contrast", "causal", "denials")
        return told and (bool(inside) or piece.quote is None) and self._says(stretch)

    def _says(self, stretch: Stretch) -> bool:
        """Whether a framework, or a state by it, is what tells: named before the verb of telling."""
        explicit = self._targets.explicit(stretch)
        verb = stretch.marked.of("restating")[0]
        if stretch.marked.tokens[max(0, verb.first - 1)] in ("which", "that", "who"):
            return False
        if explicit is not None:
            return explicit[0] < verb.offset
        return self._targets.carried(stretch) is not None

    def _adds(self, stretch: Stretch) -> bool:
        """Whether what is left of a sentence beside its quotes asserts something."""
        if len(stretch.marked.tokens) < MIN_WORDS:
            return False
        if _FURTHER_CLAUSE.search(stretch.words) or self._judges(stretch):
            return True
        before = re.split(r"\s{4,}", stretch.words, maxsplit=1)[0]
        main = len(before.split()) >= MIN_WORDS and not before.rstrip().endswith(",")
        return main or stretch.marked.has("prediction")

    def _reports(self, stretch: Stretch, core: Stretch, weighs: bool) -> bool:
        """Whether an author's sentence only names, introduces somebody or tells of an event."""
        marked = stretch.marked
        if self._is_biography(stretch):
            return True
        judged = self._judges(core)
        if _NAMING.search(stretch.words):
            return not judged
        if marked.has("event") and self._opens_with_event(marked):
            return not (judged or marked.has("contrast", "causal", "denials"))
        return _is_past(marked.tokens) and not weighs

    def _opens_with_event(self, marked: Marked) -> bool:
        """Whether the first verb, as far as words tell, is one of an act."""
        event = marked.of("event")[0].first
        present = next((i for i, t in enumerate(marked.tokens) if t in _PRESENT), event)
        return event <= present + 2

    def _is_biography(self, stretch: Stretch) -> bool:
        """Whether somebody is introduced: a person or pronoun first, then an office."""
        marked = stretch.marked
        office = marked.of("biography")
        if not office or office[0].first > 8:
            return False
        opening = _INTRODUCED.match(stretch.words)
        if opening is None:
            return False
        return not any(
            m.start - stretch.start < opening.end() and self._cast.kind(m.entity_id) != "person"
            for m in stretch.names
        )

    # -- target and stance -----------------------------------------------------------------

    def _target(
        self, scene: Scene, piece: Piece, stretch: Stretch, explicit: tuple[int, str] | None,
        carried: int | None, kind: ClaimType,
    ) -> str | None:  # fmt: skip
        targets = self._targets
        if stretch.marked.has("unnamed_states") and explicit is None:
            return None
        if carried is not None and (explicit is None or carried < explicit[0]):
            return targets.current or targets.main if piece.quote else targets.current
        if explicit is not None:
            return explicit[1]
        if targets.joined(stretch):
            return targets.main
        if piece.outer_words is not None and len(stretch.marked.tokens) <= MAX_PHRASE:
            around = self._stretch(scene, scene.sentence.start, piece.outer_words)
            outside = targets.explicit(around)
            if outside is not None:
                return outside[1]
            if self._is_verdict(piece) and targets.carried(around) is not None:
                return targets.current
        touched: dict[str, int] = {}
        for mention in scene.mentions:
            if mention.start < piece.end and mention.end > piece.start and mention.framework_id in targets.named():
                touched[mention.framework_id] = touched.get(mention.framework_id, 0) + 1
        speaker = piece.quote.speaker_id if piece.quote else None
        told = kind == "fact" and _is_past(stretch.marked.tokens)
        if touched and not told and speaker not in self._officials:
            most = frameworks_touched(touched)
            if kind != "fact" or most == targets.current:
                return most
        return targets.by_sponsor(stretch)

    def _sponsors(self, speaker: str | None, framework_id: str | None) -> bool:
        if speaker is None or framework_id not in self._targets.named():
            return False
        country = self._countries.get(speaker)
        sponsor = self._targets.framework(framework_id or "").sponsor_id
        return country is not None and country == self._countries.get(sponsor)

    def _stance(
        self, piece: Piece, core: Stretch, cue: Marked | None, kind: ClaimType, target: str | None
    ) -> Stance:
        if target is None:
            return "none"
        score = attributes.polarity(core.words, core.marked) if kind != "fact" else 0
        if cue is not None:
            score += 2 * (cue.has("favourable_cues") - cue.has("adverse_cues"))
        if score == 0 and attributes.denies(core.marked, kind):
            score = -1
        if score == 0 and piece.quote is not None and (
            kind == "policy" or core.marked.has("favor", "against")
        ):
            score = self._partiality(piece.quote.speaker_id, target)
        return "favor" if score > 0 else "against" if score < 0 else "none"

    def _partiality(self, speaker: str | None, target: str) -> int:
        """Officials favour their state's framework and oppose the other's."""
        if speaker not in self._officials:
            return 0
        if self._sponsors(speaker, target):
            return 1
        rivals = [f for f in self._targets.named() if f != target]
        return -1 if any(self._sponsors(speaker, f) for f in rivals) else 0


def _is_heading(text: str, sentence: Sentence) -> bool:
    piece = text[sentence.start : sentence.end]
    return bool(_ELLIPSIS_END.search(piece)) or (
        len(piece.split()) <= 12 and not _COMPLETE.search(piece)
    )


def _is_title(words: str) -> bool:
    """Whether a quoted stretch is written like a title."""
    long = [w for w in re.findall(r"[^\W\d_]+", words) if len(w) > 3]
    return len(long) >= 4 and sum(w[0].isupper() for w in long) > 0.7 * len(long)


def _is_past(tokens: Sequence[str]) -> bool:
    """Whether a sentence, as far as its words tell, has verbs of the past only."""
    if _PRESENT & set(tokens):
        return False
    return any(
        token in _PAST or (token.endswith("ed") and i > 0 and tokens[i - 1] not in _AUXILIARY)
        for i, token in enumerate(tokens)
    )
