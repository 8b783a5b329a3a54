"""Attribution inside one frame: everything that is said in it, by whom, with what cue.

Belongs here: putting the cues of all kinds together. What a candidate becomes (kind, parent, the
speaker's entity, turn) is decided in `quotes`.
"""

from pipeline.extraction.contents import Candidate
from pipeline.extraction.cued_frame import CuedFrame
from pipeline.extraction.frames import Frame
from pipeline.extraction.lexicon import Lexicon
from pipeline.extraction.phrase_cues import noun_candidate, phrase_candidates
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
    taken = [run for candidate in found for run in candidate.contents]
    found += quoted_phrases(cued, taken, text)
    return [candidate for candidate in found if candidate.contents or candidate.mask]
