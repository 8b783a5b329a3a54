"""Who is the source of a verb where its parsed subject misleads.

Belongs here: long titles, stray relative pronouns, appositions that are none. Which source a cue
takes in a sentence that is parsed well is decided in `cued_frame`.
"""

from spacy.tokens import Token

from pipeline.extraction import syntax
from pipeline.extraction.lexicon import Lexicon


def mended(verb: Token, subject: Token, lexicon: Lexicon) -> Token:
    """The source for the parsed subject of a verb; the subject itself where nothing is amiss."""
    return _hidden_source(verb, _name_at_the_end(verb, subject), lexicon)


def before_stray_relative(verb: Token, subject: Token) -> Token:
    """What "which" stands behind, where the parser made no relative clause of it."""
    if subject.tag_ not in ("WDT", "WP") or verb.dep_ == "relcl" or subject.i < 2:
        return subject
    if subject.nbor(-1).text != ",":
        return subject
    nouns = (t for t in reversed(verb.doc[: subject.i]) if t.tag_.startswith("NN"))
    return next((t for t in nouns if t.dep_ not in ("npadvmod", "compound")), subject)


def _name_at_the_end(verb: Token, subject: Token) -> Token:
    """Novak in "the US Under Secretary for Energy, and Trade Ana Novak said", read as two."""
    last = next((c for c in reversed(list(verb.lefts)) if c.dep_ in syntax.SUBJECTS), subject)
    named = last.tag_.startswith("NNP") and last.i == verb.i - 1 and last.n_lefts > 0
    return last if named and subject.i < last.i and subject.head == verb else subject


def _hidden_source(verb: Token, subject: Token, lexicon: Lexicon) -> Token:
    """Who says "the supply of goods, a spokesman said": an apposition to the parser."""
    speaks = subject.text.istitle() and subject.tag_ != "VBN"
    if speaks or lexicon.is_source_noun(subject.lower_):
        return subject
    for token in verb.doc[subject.i + 1 : verb.i]:
        first = token.left_edge
        is_source = token.dep_ == "appos" and token.lower_ in lexicon.sources
        if is_source and first.i and first.nbor(-1).text == ",":
            return token
    return subject
