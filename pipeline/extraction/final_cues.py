"""Attributions that end their sentence: "The deal is dead, the ministry said in a statement."

Belongs here: what stands before such a cue is said, whatever the parser made of it. Cues that the
parser joins to their content are found in `verb_cues`.
"""

from dataclasses import replace

from spacy.tokens import Token

from pipeline.extraction import syntax
from pipeline.extraction.contents import Candidate, Runs, trimmed
from pipeline.extraction.cued_frame import CuedFrame

_SETTING = frozenset({"in", "at", "on", "during", "to", "after"})
_SUBORDINATING = frozenset(
    {"after", "although", "as", "asked", "because", "before", "if", "now", "once", "since"}
    | {"though", "until", "when", "while", "with"}
)
_LONG = 12
"""Tokens of a content in which the tagger may have missed the finite verb."""


def final_candidate(
    frame: CuedFrame, verb: Token, lemma: str, blank: Candidate, found: list[Candidate]
) -> Candidate | None:
    """The sentence before ", Novak said": where no content was `found`, or only a later part."""
    source = blank.source
    if lemma not in frame.lexicon.clause or source is None or frame.masked_at:
        return None
    if verb.tag_ not in ("VBD", "VBZ") or not _is_last(frame, verb, lemma):
        return None
    comma = source.left_edge.i - 1
    if source.i > verb.i or comma < 3 or verb.doc[comma].text != ",":
        return None
    start = _after_dateline(verb)
    runs = trimmed(list(verb.doc[start:comma]))
    if not runs or not _is_clause(runs):
        return None
    inside = [run for candidate in found for run in candidate.contents]
    if any(run[0].i > comma for run in inside):
        return None
    first = min((run[0].i for run in inside), default=comma)
    if inside and not any(_is_spoken(token) for token in verb.doc[start:first]):
        return None
    return replace(blank, rule="clause", contents=runs)


def _is_last(frame: CuedFrame, verb: Token, lemma: str) -> bool:
    """Whether after the verb only day, place and hearers are told, or a participle goes on."""
    if any(quoted.start >= frame.frame.pieces[verb.i].end for quoted in frame.frame.inline):
        return False
    rest = list(verb.doc[verb.i + 1 :])
    stop = next((i for i, token in enumerate(rest) if token.text == ","), len(rest))
    if stop + 1 < len(rest) and rest[stop + 1].tag_ != "VBG":
        return False
    words = [token for token in rest[:stop] if not token.is_punct]
    if any(syntax.is_verb(token) or token.tag_ == "MD" for token in words):
        return False
    first = words[0] if words else None
    told = lemma in frame.lexicon.telling
    if not told and syntax.child(verb, "dobj") in words:
        return False  # "announced on Thursday a ban"
    return first is None or told or first.lower_ in _SETTING or syntax.is_date(first)


def _after_dateline(verb: Token) -> int:
    """Where the sentence begins after "BEIJING:"."""
    colon = next((t.i for t in verb.doc[:4] if t.text == ":"), None)
    if colon is None or not all(token.text.isupper() for token in verb.doc[:colon]):
        return 0
    return colon + 1


def _is_clause(runs: Runs) -> bool:
    """Whether a run can be a main clause."""
    run = runs[0]
    if run[0].lower_ in _SUBORDINATING or run[0].tag_ in ("VBG", "VBN"):
        return False
    nominal = run[0].tag_.startswith(("DT", "NN", "PRP"))
    return any(_is_spoken(token) for token in run) or (nominal and len(run) >= _LONG)


def _is_spoken(token: Token) -> bool:
    """Whether a token is the finite verb of a clause with a subject, and no relative clause."""
    main = syntax.is_finite(token) and syntax.is_verb(token) and token.dep_ != "relcl"
    return main and any(child.dep_ in syntax.SUBJECTS for child in token.children)
