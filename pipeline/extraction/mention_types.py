"""What sort of mention a principle mention is: statement, quotation or comment.

Belongs here: whether a framework itself is told, and whether in its own words (annotation guide,
section 4). The words by which texts tell what a framework holds are in the codebook's concepts.
"""

import re
from collections.abc import Sequence
from typing import Literal

from pipeline.codebook import Codebook, Framework
from pipeline.extraction.concepts import Span
from pipeline.extraction.lexicon import variants_pattern
from pipeline.extraction.pointers import Pointer
from pipeline.extraction.quote import Quote
from pipeline.extraction.setting import Setting
from pipeline.parsing.quote_marks import QuotedSpan

MentionType = Literal["statement", "quotation", "comment"]

TELLING, PARTS, WANTING, OUGHT, RULED = "telling", "parts", "wanting", "ought", "ruled"
READ_THERE = frozenset((TELLING, PARTS, WANTING, OUGHT, RULED))
"""Concepts of the codebook that are read here and by no pattern."""

MARKED = 0.2
"""The share of a mention that stands in quotation marks where it is a quotation."""

NOUN = 14
"""So many characters a noun after a name may have ("initiative")."""

NEAR = 30
"""So many characters into a mention its own verb may stand ("states should not ...")."""

_ORDINAL = re.compile(
    r"\W*(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?:ly)?\b|\W{0,3}(?:\d{1,2}|[a-j])[.)]\s",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\W*(?:not\s+)?to\s", re.IGNORECASE)
_HEADED = re.compile(r"s?\W{1,5}")
_DONE = re.compile(
    r"(?<!\bto )(?<!\bwill )(?<!\bwould )\b(?:has|have|had|was|were)\s+(?:already\s+|\w+ly\s+)?\Z"
)
_PURPOSE = re.compile(r"[\"”’']?\s(?:\w+\s)?to\s")
_NORM = re.compile(r"\b(?:should|shall|must)\b", re.IGNORECASE)
_PLEDGE = re.compile(r"\b(?:we|our)\b", re.IGNORECASE)
_WOULD = re.compile(r"\bwould\b")
_WILL = re.compile(r"\s+(?:will|would|never|opposes|supports|stands)\b")
_PRONOUN = re.compile(r"\W*(?:\w+ing\s+)?(?:it|they)\b", re.IGNORECASE)


class Telling:
    """Judges whether a mention tells what a framework holds."""

    def __init__(self, codebook: Codebook) -> None:
        self._countries = codebook.countries
        self._officials = {e.id for e in codebook.entities if e.official}

        def words(concept: str) -> re.Pattern[str]:
            return re.compile(variants_pattern(codebook.concepts[concept]), re.IGNORECASE)

        self._content, self._parts = words(TELLING), words(PARTS)
        self._wanting, self._ought, self._ruled = words(WANTING), words(OUGHT), words(RULED)
        self.asked = re.compile(
            rf"{self._content.pattern}[^,;:]{{0,50}}?\s"
            r"(?:(?=(?:not|never)\s+to\s)|to\s+|(?:at|of|on|in|for)\s+(?=\w+ing\b))",
            re.IGNORECASE,
        )

    def sort(
        self, setting: Setting, span: Span, window: Span, framework: Framework, *,
        told: bool, discussed: bool,
    ) -> MentionType:  # fmt: skip
        """The type of the mention `span`, which `window` made known.

        `told` says that the sentence has told of the framework before, `discussed`
        that the article is about it; where it is not, only what its sponsor wants tells of it.
        """
        quote = setting.voice(span)
        tells = self._tells if discussed else self._sponsor_wants
        head = max(span[0], window[0] - NEAR)
        begins = span[0], window[0]
        done = any(_DONE.search(setting.text, setting.sentence.start, at) for at in begins)
        if not told and (done or not tells(setting, (head, span[1]), framework, quote)):
            return "comment"
        marks = self._own_marks(setting, span, quote, framework)
        quoted = any(_mostly_within(marks, stretch) for stretch in (span, window))
        return "quotation" if quoted else "statement"

    def _tells(
        self, setting: Setting, span: Span, framework: Framework, quote: Quote | None
    ) -> bool:
        """Whether the framework itself is told."""
        if quote is not None and quote.speaker_id == framework.entity_id:
            return True
        if quote is not None and self._is_sponsor(quote.speaker_id, framework):
            return self._sponsor_tells(setting, span, framework, quote)
        label = setting.label
        if any(p.by_title and p.end <= span[0] for p in _pointers(setting, framework)):
            return True
        if label is not None and label.framework_id == framework.framework_id:
            first = label.start >= setting.sentence.start
            under = _HEADED.fullmatch(setting.text, label.end, setting.sentence.start)
            return quote is None and bool(first or under or self._ought_or_content(setting, span))
        if _in_nobodys_name(setting, quote) and self._laid_down(setting, span):
            return True
        return self._ascribed(setting, span, framework, quote)

    def _sponsor_tells(
        self, setting: Setting, span: Span, framework: Framework, quote: Quote
    ) -> bool:
        """Whether the sponsor lays down what ought to be, demands it, or pledges it itself."""
        text, start = setting.text, setting.sentence.start
        return bool(
            self._ought.search(text, start, span[1])
            or self._noun(setting, span, framework)
            or quote.rule == "infinitive"
            or self._wanting.search(text, start, span[0])
            or self._pledges(setting, quote, span, framework)
            or (
                re.search(r"\w", text[start : quote.start])
                and self._content.search(text, start, span[0] + NEAR)
            )
        )

    def _laid_down(self, setting: Setting, span: Span) -> bool:
        """Whether what ought to be is said in nobody's name, or stands as an item of a list."""
        text, sentence = setting.text, setting.sentence
        return bool(
            self._ought.search(text, sentence.start, span[1])
            or _WOULD.search(text, span[0], span[1])
            or _ORDINAL.match(text, sentence.start, span[0])
            or _LISTED.match(text, sentence.start, span[0] + 8)
            or self._ruled.search(text, span[1], sentence.end)
        )

    def _ascribed(
        self, setting: Setting, span: Span, framework: Framework, quote: Quote | None
    ) -> bool:
        """Whether a verb of containing ascribes it to the framework, named or pointed at before."""
        low, high = setting.sentence.start, span[0] + NEAR
        if any(
            m.entity_id == framework.entity_id and _PURPOSE.match(setting.text, m.end, high)
            for m in setting.names
        ):
            return True
        if not self._content.search(setting.text, low, high):
            return False
        named = any(
            m.entity_id == framework.entity_id and m.start < high for m in setting.names
        ) or any(p.start < high for p in _pointers(setting, framework))
        return bool(
            named
            or self._noun(setting, span, framework)
            or _PRONOUN.match(setting.text, low, high)
            or self._parts.search(setting.text, low, high)
            or self._sponsor_wants(setting, span, framework, quote)
        )

    def _ought_or_content(self, setting: Setting, span: Span) -> bool:
        low = setting.sentence.start
        return bool(
            self._ought.search(setting.text, low, span[1])
            or self._content.search(setting.text, low, span[0] + NEAR)
        )

    def _noun(self, setting: Setting, span: Span, framework: Framework) -> bool:
        """Whether a noun refers back to the framework before a mention or at its beginning."""
        lead = setting.text[setting.sentence.start : span[0] + NEAR]
        pattern = setting.cast.nouns_pattern(framework.entity_id)
        return bool(re.search(pattern, lead, re.IGNORECASE))

    def _pledges(self, setting: Setting, quote: Quote, span: Span, framework: Framework) -> bool:
        """Whether the sponsor speaks of itself: "we oppose", "China would never"."""
        low, high = max(quote.start, setting.sentence.start), span[0] + NEAR
        return bool(_PLEDGE.search(setting.text, low, high)) or any(
            m.entity_id == framework.sponsor_id
            and low <= m.start < high
            and _WILL.match(setting.text, m.end)
            for m in setting.names
        )

    def _sponsor_wants(
        self, setting: Setting, span: Span, framework: Framework, quote: Quote | None
    ) -> bool:
        """Whether the sentence says that the sponsor asks for what follows, near the framework."""
        return framework.framework_id in setting.nearby and any(
            self._is_sponsor(m.entity_id, framework)
            and self._wanting.search(setting.text, m.end, max(m.end, span[0]))
            for m in setting.names
        )

    def _is_sponsor(self, speaker: str | None, framework: Framework) -> bool:
        """The framework's sponsor, or an official who speaks for it."""
        country = self._countries.get(framework.sponsor_id)
        official = speaker in self._officials and self._countries.get(speaker or "") == country
        return official or speaker == framework.sponsor_id

    def _own_marks(
        self, setting: Setting, stretch: Span, quote: Quote | None, framework: Framework
    ) -> list[QuotedSpan]:
        """The quotation marks of the framework's words, not those of a relay or speaker."""
        spans = [s for s in setting.spans if not _is_name(setting, s, framework)]
        if quote is None or (quote.kind == "mixed" and _in_nobodys_name(setting, quote)):
            return spans
        itself = quote.speaker_id == framework.entity_id and quote.kind != "indirect"
        if itself and quote.parent is None and quote.via_id is None:
            return spans
        sponsor = self._is_sponsor(quote.speaker_id, framework)
        words = setting.text[max(quote.start, setting.sentence.start) : stretch[1]]
        if sponsor and quote.kind == "direct" and _NORM.search(words):
            return spans  # who lays the framework down speaks its words
        inner = [s for s in spans if s.start > quote.start]
        if itself or quote.kind == "direct" or sponsor:
            return inner
        return [s for s in inner if s.depth > 0]


def _in_nobodys_name(setting: Setting, quote: Quote | None) -> bool:
    """Whether nobody says it, or only "it", which is more often a text than somebody."""
    if quote is None or quote.speaker_id is not None:
        return quote is None
    return quote.speaker is None or setting.text[slice(*quote.speaker)].lower() == "it"


def _pointers(setting: Setting, framework: Framework) -> list[Pointer]:
    return [p for p in setting.pointers if p.framework_id == framework.framework_id]


def _is_name(setting: Setting, marked: QuotedSpan, framework: Framework) -> bool:
    """Whether quotation marks stand round the framework's name and at most a noun more."""
    return any(
        m.entity_id == framework.entity_id
        and m.start <= marked.start
        and marked.end <= m.end + NOUN
        for m in setting.names
    )


def _mostly_within(spans: Sequence[QuotedSpan], stretch: Span) -> bool:
    """Whether quotation marks, each counted once, hold enough of a stretch."""
    touching = [s for s in spans if s.start < stretch[1] and s.end > stretch[0]]
    outermost = [
        s for s in touching
        if not any(o is not s and o.start <= s.start and s.end <= o.end for o in touching)
    ]  # fmt: skip
    marked = sum(min(s.end, stretch[1]) - max(s.start, stretch[0]) for s in outermost)
    return marked > MARKED * (stretch[1] - stretch[0])
