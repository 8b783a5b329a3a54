"""What "it" stands for as a speaker: a document, a body or a state.

Belongs here: resolution that needs the quotes of the whole article. Persons are resolved on the
way, in `speakers`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Token

from pipeline.extraction import syntax
from pipeline.extraction.cast import Cast
from pipeline.extraction.frames import Frame, parse_frames
from pipeline.extraction.pronouns import PERSONAL
from pipeline.extraction.quote import Quote
from pipeline.extraction.speakers import Speakers

_BEFORE = 12
"""Sentences within which the issuer of a statement is looked for."""
_CLOSE = 120
"""Characters within which "the latter" was named."""
_NEUTER = frozenset({"it", "its"})


class Antecedents:
    """Fills in the speakers that only the quotes around can tell."""

    def __init__(
        self, nlp: Language, text: str, cast: Cast, speakers: Speakers, frames: Sequence[Frame]
    ) -> None:
        self._nlp = nlp
        self._text = text
        self._cast = cast
        self._speakers = speakers
        self._frames = frames
        self._mouthpieces = cast.mouthpieces
        self._mention_starts = [m.start for m in cast.mentions]

    def resolve(self, quotes: Sequence[Quote]) -> None:
        """Set `speaker_id`, and `via_id` where it is carried along. `quotes` are in order."""
        for index, quote in enumerate(quotes):
            if self._is_own_third_person(quote):
                quote.speaker_id = None
            if quote.speaker_id is None:
                self._resolve(quote, quotes[:index][-20:])
            if quote.parent is not None and quote.via_id == quote.speaker_id:
                quote.via_id = None

    def _is_own_third_person(self, quote: Quote) -> bool:
        """ "She told us" inside a quotation is somebody else than who is quoted."""
        outer = quote.parent
        if outer is None or outer.kind != "direct" or quote.speaker is None:
            return False
        phrase = self._text[slice(*quote.speaker)].lower()
        return phrase in PERSONAL and quote.speaker_id == outer.speaker_id

    def _resolve(self, quote: Quote, before: Sequence[Quote]) -> None:
        antecedent = None
        if quote.speaker is None:
            # "States are invited to ...", after what a document says.
            if quote.rule == "infinitive" and quote.frame.outer is None:
                antecedent = self._last_speaker(quote, before)
                if antecedent and self._cast.kind(antecedent.speaker_id or "") != "document":
                    return
        elif self._is_statement(quote):
            antecedent = self._last_named(quote, before)
            if antecedent is None:
                quote.speaker_id = self._issuer(quote)
        elif self._text[slice(*quote.speaker)].lower() == "the latter":
            quote.speaker_id = self._named_last(quote)
        elif self._text[slice(*quote.speaker)].lower() in _NEUTER:
            quote.speaker_id = self._named_in_frame(quote)
            if quote.speaker_id is None:
                self._take_subject_before(quote, before)
            if quote.speaker_id is None:
                antecedent = self._last_speaker(quote, before)
        if antecedent is not None:
            quote.speaker_id = antecedent.speaker_id
            if quote.parent is None and quote.via_id is None and antecedent.parent is not None:
                quote.via_id = antecedent.via_id

    def _is_statement(self, quote: Quote) -> bool:
        """Whether the speaker is "the statement" or the like: who spoke last has issued it."""
        assert quote.speaker is not None
        article, _, noun = self._text[slice(*quote.speaker)].lower().partition(" ")
        return article in ("the", "its", "their") and noun in self._mouthpieces

    def _last_named(self, quote: Quote, before: Sequence[Quote]) -> Quote | None:
        """The last quote of this paragraph or the one before whose speaker is known."""
        for other in reversed(before):
            if quote.frame.paragraph - other.frame.paragraph > 1:
                break
            if other.speaker_id is not None and other is not quote.parent:
                return other
        return None

    def _issuer(self, quote: Quote) -> str | None:
        """By whom a sentence before says that the statement is ("in a statement by Novak")."""
        assert quote.speaker is not None
        noun = self._text[slice(*quote.speaker)].lower().split()[-1]
        number = quote.frame.number
        for frame in reversed(self._frames[max(0, number - _BEFORE) : number]):
            if frame.outer is not None or noun not in self._text[frame.start : frame.end].lower():
                continue
            if frame.doc is None:
                parse_frames(self._nlp, [frame])
            for token in frame.doc or ():
                issuer = syntax.author_of(token) if token.lower_ == noun else None
                entity = self._speakers.voice(frame, issuer)[1] if issuer is not None else None
                if entity is not None:
                    return entity
        return None

    def _named_in_frame(self, quote: Quote) -> str | None:
        """The document, else the first body or state, named before "it" in its sentence."""
        assert quote.speaker is not None
        reporting = quote.parent.speaker_id if quote.parent else None
        first = bisect_left(self._mention_starts, quote.frame.start)
        last = bisect_right(self._mention_starts, quote.speaker[0] - 1)
        named = [
            m.entity_id
            for m in self._cast.mentions[first:last]
            if m.sort == "name"
            and m.entity_id != reporting
            and not any(mask.start <= m.start < mask.end for _, mask in quote.frame.masks)
        ]
        things = [i for i in named if self._cast.kind(i) not in ("person", "product")]
        documents = [i for i in things if self._cast.kind(i) == "document"]
        chosen = (documents or things)[:1]
        return self._cast.known(chosen[0]) if chosen else None

    def _named_last(self, quote: Quote) -> str | None:
        """The last state, body or document named before "the latter", close to it."""
        assert quote.speaker is not None
        last = bisect_right(self._mention_starts, quote.speaker[0] - 1) - 1
        if last < 0 or quote.speaker[0] - self._cast.mentions[last].end > _CLOSE:
            return None
        return self._cast.known(self._cast.mentions[last].entity_id)

    def _take_subject_before(self, quote: Quote, quotes: Sequence[Quote]) -> None:
        """The document, body or state that is the subject of the sentence before.

        Where that sentence is a report of what a document says, it is the document, still relayed.
        """
        before = self._frame_before(quote.frame)
        if before is None:
            return
        if before.doc is None:
            parse_frames(self._nlp, [before])
        root = next((token for token in before.doc or () if token.dep_ == "ROOT"), None)
        subject = syntax.subject_of(root) if root is not None else None
        _, entity = self._speakers.voice(before, subject)
        entity = self._who_said(before, subject, quotes) or entity
        if entity is None and subject is not None and subject.lower_ in _NEUTER:
            # "It says ... It also calls on ..."
            own = (q for q in reversed(quotes) if q.frame is before and q.speaker_id is not None)
            entity = next((q.speaker_id for q in own), None)
        entity = self._presented(before, root) or entity
        if entity is None or self._cast.kind(entity) == "person":
            return
        quote.speaker_id = entity
        reports = [q for q in quotes if q.frame is before and q.speaker_id == entity]
        for reported in quotes:
            is_document = self._cast.kind(reported.speaker_id or "") == "document"
            if is_document and reported.parent in reports:
                quote.speaker_id, quote.via_id = reported.speaker_id, entity
                return

    def _who_said(self, frame: Frame, subject: Token | None, quotes: Sequence[Quote]) -> str | None:
        """The body that says the whole sentence of which a token is the subject."""
        if subject is None:
            return None
        at = frame.pieces[subject.i].start
        said = (q for q in quotes if q.frame is frame and q.start <= at < q.end)
        return next((q.speaker_id for q in said if q.parent is None), None)

    def _presented(self, frame: Frame, root: Token | None) -> str | None:
        """The document that is the object of a sentence ("China presented the initiative")."""
        presented = syntax.child(root, "dobj") if root is not None else None
        found = self._speakers.voice(frame, presented)[1] if presented is not None else None
        return found if found is not None and self._cast.kind(found) == "document" else None

    def _frame_before(self, frame: Frame) -> Frame | None:
        """The sentence before, of the same voice, in this paragraph or the one before."""
        for other in reversed(self._frames[max(0, frame.number - 20) : frame.number]):
            if other.outer is frame.outer and other.pieces:
                return other if frame.paragraph - other.paragraph <= 1 else None
        return None

    def _last_speaker(self, quote: Quote, before: Sequence[Quote]) -> Quote | None:
        """The last quote of the paragraph that "it" can have said: a document's before a body's."""
        found: Quote | None = None
        for other in reversed(before):
            if other.frame.paragraph != quote.frame.paragraph:
                break
            if other is quote.parent or other.speaker_id is None:
                continue
            kind = self._cast.kind(other.speaker_id)
            if kind == "document":
                return other
            if kind != "person" and found is None:
                found = other
        return found
