"""Contents of attribution as runs of tokens: where what is said begins and ends in a parsed frame.

Belongs here: cutting conjunction, attribution and punctuation off a clause (annotation guide,
section 2, "span"). Which clause is a content is decided in `verb_cues` and `phrase_cues`.
"""

from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.extraction import syntax
from pipeline.parsing.quote_marks import QuotedSpan

Run = tuple[Token, ...]
Runs = tuple[Run, ...]

_CAUSES = frozenset({"because", "since", "although", "though", "as"})
_PUNCTUATION_TAGS = frozenset({",", ":", ".", "``", "''"})


@dataclass(frozen=True)
class Candidate:
    """Something said. `contents` are runs of the frame's tokens, more than one where the
    attribution interrupts; or the content is a masked quotation. `source` heads the phrase that
    names the speaker."""

    rule: str
    contents: Runs
    cue: Run
    source: Token | None
    mask: QuotedSpan | None = None
    via: Token | None = None


def trimmed(tokens: list[Token]) -> Runs:
    """The tokens as a run without conjunction and punctuation at its edges, if any are left."""
    run = tokens
    if len(run) > 2 and run[0].dep_ == "advmod" and run[1].lower_ == "that":  # "said only that"
        run = run[1:]
    while run and (run[0].is_punct or run[0].tag_ in _PUNCTUATION_TAGS or _is_that(run)):
        run = run[1:]
    if len(run) > 1 and run[0].dep_ == "cc":
        run = run[1:]
    while run and (
        run[-1].tag_ in _PUNCTUATION_TAGS or (run[-1].is_punct and run[-1].text not in ")]")
    ):
        run = run[:-1]
    return (tuple(run),) if run else ()


def _is_that(run: list[Token]) -> bool:
    """Whether a run begins with the conjunction "that", or "for" before an infinitive."""
    first = run[0]
    if first.lower_ == "for" and first.dep_ == "mark":  # "her call for states to sign"
        return True
    if first.lower_ != "that":
        return False
    return first.dep_ == "mark" or (len(run) > 1 and first.tag_ in ("IN", "WDT"))


def from_to_end(first: Token, clause: Token) -> Runs:
    """From the left edge of `first` to the end of the clause and of what is coordinated with it."""
    return trimmed(list(clause.doc[first.left_edge.i : _clause_end(clause) + 1]))


def _clause_end(clause: Token) -> int:
    end = clause.right_edge.i
    # Later infinitives that the parser hung on the cue belong to the same content.
    for sibling in clause.head.rights:
        bare = sibling.tag_ == "VB" and (sibling.dep_ != "conj" or not syntax.is_verb(clause.head))
        joined = sibling.i > end and sibling.dep_ in ("advcl", "xcomp", "conj")
        if joined and (syntax.is_infinitive(sibling) or bare):
            end = sibling.right_edge.i
    return end


def clause_beside(clause: Token, verb: Token) -> Runs:
    """A clause that hangs on the cue `verb`, which may stand in the middle of it."""
    inside = {token.i for token in clause.subtree} - {verb.i}
    return _runs_without(clause, inside, {t.i for t in verb.subtree} - inside)


def clause_around(clause: Token, attribution: Token) -> Runs:
    """A clause without an attribution that hangs on it; what stands in brackets stays in them."""
    low, high = brackets_around(attribution)
    inside = {token.i for token in clause.subtree if low < token.i < high}
    cut = {token.i for token in attribution.subtree}
    mark = syntax.child(clause, "mark")
    if mark is not None and mark.lower_ in _CAUSES:  # "(because Novak, in her own words, ...)"
        cut |= {token.i for token in mark.subtree}
    return _runs_without(clause, inside - cut, cut)


def brackets_around(token: Token) -> tuple[int, int]:
    """Indices of the round brackets around a token, or of the edges of its sentence."""
    before = next((t for t in reversed(token.doc[: token.i]) if t.text in "()"), None)
    after = next((t for t in token.doc[token.i :] if t.text in "()"), None)
    if before is None or before.text == ")" or after is None or after.text == "(":
        return -1, len(token.doc)
    return before.i, after.i


def _runs_without(clause: Token, inside: set[int], cut: set[int]) -> Runs:
    """The tokens from the first to the last inside, broken where some are cut out."""
    if not inside:
        return ()
    runs: list[list[Token]] = [[]]
    for token in clause.doc[min(inside) : max(inside) + 1]:
        if token.i not in cut:
            runs[-1].append(token)
        elif runs[-1]:
            runs.append([])
    return tuple(run for tokens in runs for run in trimmed(tokens))
