"""Attribution inside one frame: everything that is said in it, by whom, with what cue.

Belongs here: putting the cues of all kinds together. What a candidate becomes (kind, parent, the
speaker's entity, turn) is decided in `quotes`.
"""

from dataclasses import replace

from pipeline.extraction.contents import Candidate, Run, trimmed
from pipeline.extraction.cued_frame import CuedFrame
from pipeline.extraction.frames import Frame
from pipeline.extraction.lexicon import Lexicon
from pipeline.extraction.phrase_cues import noun_candidate, phrase_candidates, relays
from pipeline.extraction.quoted_words import masked_candidates, quoted_phrases
from pipeline.extraction.verb_cues import verb_candidates


def candidates(frame: Frame, lexicon: Lexicon, text: str) -> list[Candidate]:
    """Every attribution of a parsed frame, quotations set apart first."""
    cued = CuedFrame(frame, lexicon)
    found = list(masked_candidates(cued))
    for token in cued.doc:
        lemma = cued.lemma(token)
        if lemma is not None:
            found += verb_candidates(cued, token, lemma)
        noun = noun_candidate(cued, token)
        if noun is not None:
            found.append(noun)
    found += phrase_candidates(cued)
    found = _relayed(cued, found)
    taken = [run for candidate in found for run in candidate.contents]
    found += quoted_phrases(cued, taken, text)
    whole = (_without_masks(cued, candidate) for candidate in found)
    return [candidate for candidate in whole if candidate.contents or candidate.mask]


def _relayed(frame: CuedFrame, found: list[Candidate]) -> list[Candidate]:
    """The candidates, with who relays them ("Novak said ..., according to the Times")."""
    sources = relays(frame)
    if not sources:
        return found
    return [
        replace(c, via=sources[c.cue[0].i]) if c.via is None and c.cue and c.cue[0].i in sources
        else c
        for c in found
    ]  # fmt: skip


def _without_masks(frame: CuedFrame, candidate: Candidate) -> Candidate:
    """A content ends before a colon and a quotation set apart: that one is a quote by itself."""
    contents: list[Run] = []
    for run in candidate.contents:
        colons = (i for i, t in enumerate(run) if t.text == ":" and t.i + 1 in frame.masked_at)
        contents += trimmed(list(run[: next(colons, len(run))]))
    return replace(candidate, contents=tuple(contents))
