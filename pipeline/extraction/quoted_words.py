"""Quotation marks and their cues: whole quotations set apart, and quoted words inside a phrase.

Belongs here: finding cue and source of what stands in marks. Where the marks are is the business of
`pipeline.parsing.quote_marks`, which quotations are set apart that of `frames`.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from pipeline.extraction import syntax
from pipeline.extraction.contents import Candidate, Run, trimmed
from pipeline.extraction.cued_frame import SELF, CuedFrame
from pipeline.extraction.phrase_cues import phrases_of_source
from pipeline.parsing.regions import is_title_case

_NEAR = 4
"""How many tokens around a cue a name is looked for, where the parse gives no subject."""


def masked_candidates(frame: CuedFrame) -> Iterator[Candidate]:
    """Each quotation set apart, with the cue and the source that its frame gives it."""
    for index, quotation in frame.masked_at.items():
        verb = _cue_of_mask(frame, index)
        if verb is not None:
            speaker, via = frame.sources(verb)
            if speaker is None or speaker.i in frame.masked_at:
                speaker = _nearby_name(frame, verb)
            yield Candidate("direct", (), frame.cue(verb), speaker, mask=quotation, via=via)
            continue
        phrase = next(phrases_of_source(frame), None)
        if phrase is not None:
            yield Candidate("direct", (), phrase[1], phrase[2], mask=quotation)
        else:
            yield Candidate("bare", (), (), _lead_in_subject(frame, index), mask=quotation)


def _cue_of_mask(frame: CuedFrame, index: int) -> Token | None:
    """The verb of saying that governs the mask, else the nearest one in the frame."""
    for ancestor in frame.doc[index].ancestors:
        if _introduces(frame, ancestor, index):
            return ancestor
    verbs = [token for token in frame.doc if _introduces(frame, token, index)]
    nearest: Token | None = min(verbs, key=lambda t: (abs(t.i - index), t.i), default=None)
    return nearest


def _introduces(frame: CuedFrame, verb: Token, index: int) -> bool:
    """Whether a verb can introduce the quoted words at `index` ("said", "put it", "made clear")."""
    lemma = frame.lemma(verb)
    if lemma is None:
        return False
    if lemma not in frame.lexicon.quoting and frame.complement(verb) is None:
        return False
    between = frame.doc[min(verb.i, index) + 1 : max(verb.i, index)]
    return not any(token.text in (".", ";") for token in between)


def _nearby_name(frame: CuedFrame, verb: Token) -> Token | None:
    after = frame.doc[verb.i + 1 : verb.i + 1 + _NEAR]
    before = frame.doc[max(0, verb.i - _NEAR - 1) : verb.i]
    for token in (*after, *reversed(before)):
        named = token.tag_.startswith("NNP") or token.lower_ in ("he", "she", "they")
        if named and token.i not in frame.masked_at:
            head: Token = token.head
            return head if token.dep_ == "compound" else token
    return None


def _lead_in_subject(frame: CuedFrame, index: int) -> Token | None:
    """The subject of a frame that leads to its quotation without a verb of saying."""
    before = [token for token in frame.doc[:index] if token.i not in frame.masked_at]
    if not before:
        return None
    root = next((token for token in frame.doc if token.dep_ == "ROOT"), None)
    subject = syntax.subject_of(root) if root is not None else None
    if subject is not None and subject.i < index and subject.i not in frame.masked_at:
        return subject
    if before[-1].text == ":" and root is not None and _may_lead_in(frame, root):
        return root
    if before[-1].text == ":" and len(before) <= 8:
        return next((token for token in before if token.tag_.startswith("NNP")), None)
    return None


def _may_lead_in(frame: CuedFrame, root: Token) -> bool:
    """Whether a sentence without a verb names somebody ("The senator, in a speech: ...")."""
    named = root.tag_.startswith("NNP") or frame.lexicon.is_source_noun(root.lower_)
    return named and root.left_edge.i == 0


def quoted_phrases(frame: CuedFrame, taken: Sequence[Run], text: str) -> Iterator[Candidate]:
    """Phrases that hold quoted words under a cue ("called it “a farce”"), one for each cue.

    `taken` are the contents found already; a phrase inside one counts if its cue stands there too.
    """
    edges: dict[int, tuple[int, int]] = {}
    for quoted in frame.frame.inline:
        tokens = [
            token
            for token, piece in zip(frame.doc, frame.frame.pieces, strict=True)
            if quoted.start <= piece.start and piece.end <= quoted.end and not token.is_punct
        ]
        verb = _naming_verb(frame, tokens) if tokens else None
        if verb is None or any(tokens[0] in run and verb not in run for run in taken):
            continue
        if is_title_case(text[quoted.start : quoted.end]):
            continue
        first, last = _phrase_edges(frame, tokens, verb)
        low, high = edges.get(verb.i, (first, last))
        edges[verb.i] = (min(low, first), max(high, last))
    for index, (first, last) in edges.items():
        verb = frame.doc[index]
        source, via = frame.sources(verb)
        lemma = frame.lemma(verb) or ""
        if source is None or source.lower_ in SELF or not frame.may_speak(verb, lemma, source):
            continue
        if verb.i == 0 and verb.tag_ == "VBG" and lemma == "speak":
            continue  # "Speaking of a “clean network,”": the author turns to it
        if first > 0 and frame.doc[first - 1].tag_ == "TO":  # "plans to “ban the app”"
            first -= 1
        run = trimmed(list(frame.doc[first : last + 1]))
        yield Candidate("quoted phrase", run, frame.cue(verb), source, via=via)


def _top(tokens: Sequence[Token]) -> Token:
    """The token nearest to the root."""
    top: Token = min(tokens, key=lambda token: sum(1 for _ in token.ancestors))
    return top


def _naming_verb(frame: CuedFrame, tokens: Sequence[Token]) -> Token | None:
    """The cue above some quoted words; none where a verb that is no cue stands between."""
    if tokens[0].i and frame.doc[tokens[0].i - 1].lower_ == "as":
        # "dismissed the claim that ... as “a fabrication”": the parser hangs it on any verb.
        for token in reversed(frame.doc[: tokens[0].i]):
            if frame.lemma(token) in frame.lexicon.describing:
                return token
    for ancestor in _top(tokens).ancestors:
        if ancestor in tokens:
            continue
        lemma = frame.lemma(ancestor) or ""
        wanted = frame.lexicon.noun_phrase_after.get(lemma, frozenset())
        if lemma in frame.lexicon.noun_phrase or _follows(tokens, ancestor, wanted):
            return ancestor if ancestor.i < tokens[0].i else None
        if syntax.is_verb(ancestor) and syntax.is_finite(ancestor):
            return None
    return None


def _follows(tokens: Sequence[Token], verb: Token, prepositions: frozenset[str]) -> bool:
    """Whether quoted words stand after one of some prepositions of the verb ("spoke of")."""
    return any(
        child.lower_ in prepositions and child.i < tokens[0].i <= child.right_edge.i
        for child in verb.rights
    )


def _phrase_edges(frame: CuedFrame, tokens: Sequence[Token], verb: Token) -> tuple[int, int]:
    """First and last token of the phrase, between cue and clause end, that holds quoted words."""
    top = _top(tokens)
    while (
        top.head not in (verb, top)
        and top.head.i > verb.i
        and top.head.lower_ != "as"
        and (top.head.tag_.startswith(("NN", "IN", "VBG", "JJ")) or syntax.is_infinitive(top.head))
    ):
        top = top.head
    last = max(tokens[-1].i, top.right_edge.i if top.i > verb.i else 0)
    if any(syntax.is_date(token) for token in frame.doc[tokens[-1].i + 1 : last + 1]):
        last = tokens[-1].i  # "“a farce” on Monday"
    as_ = next((t for t in frame.doc[verb.i + 1 : tokens[0].i] if t.lower_ == "as"), None)
    if as_ is not None:  # "described the text as “a farce”"
        return as_.i + 1, last if top.i > as_.i else tokens[-1].i
    inner = next(iter(top.children), None) if top.dep_ == "prep" else top
    first = inner.left_edge.i if inner is not None else tokens[0].i
    return min(first, tokens[0].i), last
