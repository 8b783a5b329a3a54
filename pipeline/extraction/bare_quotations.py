"""Quotations that their sentence gives no cue: whose words they are, if they are speech at all.

Belongs here: attribution that carries over (annotation guide, section 2): lead-ins, signatures,
further stretches of the same speech.
"""

import re
from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Token

from pipeline.extraction import syntax
from pipeline.extraction.cast import Cast
from pipeline.extraction.frames import Frame, make_frames, parse_frames
from pipeline.extraction.lexicon import Lexicon
from pipeline.extraction.quote import Quote
from pipeline.extraction.speakers import Speakers
from pipeline.parsing.regions import is_title_case
from pipeline.parsing.structure import ArticleStructure

MIN_WORDS = 6
"""Quoted words without a cue count as speech from this length on."""

_BEFORE_COLON = "“\"‘'«„ \u00a0\n\r"
_SIGNATURE = re.compile(
    r"[\"”’»']?\s*(?:[—–]|--?)\s*"
    r"(?P<name>[A-ZÀ-Þ][\w.’'-]+(?:\s+(?:[a-z]{2,3}\s+)?[A-ZÀ-Þ][\w.’'-]*){0,7})\s*(?:,|\(|$)"
)


class BareQuotations:
    """Gives a voice to quotations without a cue, from what was read before them."""

    def __init__(
        self,
        article: ArticleStructure,
        nlp: Language,
        lexicon: Lexicon,
        cast: Cast,
        speakers: Speakers,
        quotes: Sequence[Quote],
    ) -> None:
        """`quotes` is the growing list of quotes found so far."""
        self._article = article
        self._text = article.text
        self._nlp = nlp
        self._lexicon = lexicon
        self._cast = cast
        self._speakers = speakers
        self._quotes = quotes
        self._last_sentences = {s.paragraph: s for s in article.sentences}

    def give_voice(self, quote: Quote, subject: Token | None) -> bool:
        """Set speaker and rule of a quotation; False where it is no speech.

        `subject` is the subject of the sentence that leads to it, if any.
        """
        words = self._text[quote.start : quote.end].split()
        alone = all(p.mask or not p.text.isalnum() for p in quote.frame.pieces)
        colon = self._after_colon(quote.start)
        if not alone and is_title_case(" ".join(words)):
            return False
        if subject is not None and not alone:
            quote.speaker, quote.speaker_id = self._speakers.voice(quote.frame, subject)
            quote.rule = "lead-in" if colon else "context"
            return len(words) >= MIN_WORDS or colon
        before = self._before(quote)
        if before is not None and before.frame.paragraph == quote.frame.paragraph:
            quote.take_voice(before)
            quote.rule = "turn"
            if before.kind != "indirect":
                quote.turn = before.turn
            return True
        if self._from_lead_in(quote) or self._from_signature(quote):
            return True
        near = before is not None and (
            quote.frame.paragraph - before.frame.paragraph <= 1
            or self._text.count("\n\n", before.end, quote.start) == 1
        )
        if before is not None and near and (alone or len(words) >= MIN_WORDS):
            quote.take_voice(before)
            quote.rule = "carried over"
            return True
        quote.rule = "context"
        return alone or len(words) >= MIN_WORDS

    def is_speech(self, quote: Quote) -> bool:
        """Whether a quotation counts in the end: a few words that nobody says do not."""
        words = self._text[quote.start : quote.end].split()
        return quote.rule != "context" or quote.speaker is not None or len(words) >= MIN_WORDS

    def take_from(self, attributed: Quote) -> None:
        """Quotations right before an attribution are said by the same: “A.” “B,” said Novak."""
        for quote in reversed(self._quotes[:-1]):
            same_place = quote.frame.paragraph == attributed.frame.paragraph
            if not same_place or quote.frame.outer is not attributed.frame.outer:
                return
            if quote.speaker is None and quote.rule == "context":
                quote.take_voice(attributed)
                quote.turn, quote.rule = attributed.turn, "turn"

    def _before(self, quote: Quote) -> Quote | None:
        """The last quote of the same level before this one."""
        for other in reversed(self._quotes[-20:]):
            if other.frame.outer is quote.frame.outer and other.end <= quote.start:
                return other
        return None

    def _after_colon(self, start: int) -> bool:
        return self._text[max(0, start - 6) : start].rstrip(_BEFORE_COLON).endswith(":")

    def _from_lead_in(self, quote: Quote) -> bool:
        """A paragraph before that ends in a colon: "Novak says:"."""
        number = quote.frame.paragraph
        if number == 0 or quote.frame.outer is not None:
            return False
        before = self._article.paragraphs[number - 1]
        ends_in_colon = self._text[before.start : before.end].endswith(":")
        if not ends_in_colon or before.region != "body":
            return False
        sentence = self._last_sentences[before.number]
        blocks = [(sentence.start, sentence.end, before.number)]
        frame = make_frames(self._nlp, self._text, blocks, [], None)[0]
        parse_frames(self._nlp, [frame])
        subject = _leading_subject(frame)
        if subject is None:
            return False
        quote.speaker, quote.speaker_id = self._speakers.voice(frame, subject)
        after = (t for t in subject.doc[subject.i + 1 :] if t.lower_ in self._lexicon.verbs)
        cue = next(after, None)
        quote.cue = frame.span([cue]) if cue is not None else None
        quote.rule = "lead-in"
        return True

    def _from_signature(self, quote: Quote) -> bool:
        """A name after a dash: “It failed.” — Ana Novak, minister."""
        paragraph = self._article.paragraphs[quote.frame.paragraph]
        match = _SIGNATURE.match(self._text, quote.end, max(quote.end, paragraph.end))
        if match is None:
            return False
        start, end = quote.speaker = match.span("name")
        quote.speaker_id = self._cast.resolve(start, end, end, before=end, proper=True)
        quote.rule = "lead-in"
        return True


def _leading_subject(frame: Frame) -> Token | None:
    """Who a lead-in names: its subject, else its first name."""
    doc = frame.doc or ()
    root = next((token for token in doc if token.dep_ == "ROOT"), None)
    subject = syntax.subject_of(root) if root is not None and syntax.is_verb(root) else None
    if subject is not None:
        return subject
    # "Brandt comments:" may be read as a noun: then the name is the last of its proper nouns.
    names = [token for token in doc if token.tag_.startswith("NNP")]
    run = [t for i, t in enumerate(names) if t.i == names[0].i + i]
    return run[-1] if run else None
