"""Nouns and prepositions that attribute: "her warning that ...", "according to Novak".

Belongs here: the grammar of cues that are no verbs (annotation guide, section 2).
"""

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.extraction import syntax
from pipeline.extraction.contents import Candidate, Run, brackets_around, clause_around, from_to_end
from pipeline.extraction.cued_frame import SELF, CuedFrame

_OWN = frozenset({"my", "our", "your", "me", "us", *SELF})
_TAKING = frozenset({"take", "takes", "taken", "taking", "took"})
_SETTING_OFF = frozenset({",", "”", '"', "'", "’"})
_DECLARED = frozenset({"stated", "declared", "professed", "avowed", "proclaimed"})
_Phrase = tuple[Token, Run, Token]
"""Head of a phrase of source, its cue, and the source."""


def noun_candidate(frame: CuedFrame, noun: Token) -> Candidate | None:
    """ "the claim that ...", "her warning that ...", "its pledge to ..."."""
    lemma = frame.lexicon.nouns.get(noun.lower_)
    if not noun.tag_.startswith("NN") or not (lemma or _is_declared(noun)):
        return None
    if noun.dep_ == "dobj" and noun.head.lower_ in _TAKING:
        return None  # "has taken note that"
    source = _owner(frame, noun)
    if source is not None and _is_own(source):
        return None
    content = _defined_as(noun) if source is not None else None
    if content is not None and content.i not in frame.masked_at:
        return Candidate("noun", from_to_end(content, content), _with_modifier(noun), source)
    if lemma is None:
        return None
    for clause in _clauses_after(noun):
        if clause.i in frame.masked_at:
            continue
        pledged = lemma in frame.lexicon.infinitive_nouns and clause.dep_ in ("acl", "advcl")
        infinitive = pledged and source is not None and syntax.is_infinitive(clause)
        if _says_that(clause) or infinitive:
            return Candidate("noun", from_to_end(clause, clause), (noun,), source)
    return None


def _is_own(source: Token) -> bool:
    """Whether a source is who is speaking or spoken to; "US" is a state."""
    return source.lower_ in _OWN and source.text != "US"


def _is_declared(noun: Token) -> bool:
    """ "the stated aim", "its declared goal": said to be one."""
    return any(c.dep_ == "amod" and c.lower_ in _DECLARED for c in noun.children)


def _with_modifier(noun: Token) -> Run:
    first = next((c for c in noun.lefts if c.lower_ in _DECLARED), noun)
    return tuple(noun.doc[first.i : noun.i + 1])


def _defined_as(noun: Token) -> Token | None:
    """What a saying is said to be ("Her message is that ...", "the stated aim is to ...")."""
    copula = noun.head
    if noun.dep_ != "nsubj" or copula.lower_ not in ("is", "was"):
        return None
    for clause in copula.rights:
        if clause.dep_ == "xcomp" and syntax.is_infinitive(clause):
            return clause
        if clause.dep_ == "ccomp" and _says_that(clause):
            return clause
    return None


def _clauses_after(noun: Token) -> Iterator[Token]:
    """Clauses that hang on a noun, and the that-clause right after it, wherever it hangs."""
    for clause in noun.rights:
        if clause.dep_ in ("acl", "advcl", "ccomp", "relcl"):
            yield clause
    following = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else None
    if following is None or following.lower_ != "that" or following.dep_ != "mark":
        return
    if not following.head.is_ancestor(noun):
        yield following.head


def _says_that(clause: Token) -> bool:
    """A that-clause, also where the parser took "that" for a relative pronoun."""
    first = clause.left_edge
    if first.lower_ != "that" or not syntax.is_finite(clause):
        return False
    if first.dep_ == "mark" or (clause.dep_ == "acl" and clause.right_edge.i > clause.i):
        return True
    own = syntax.child(clause, "nsubj", "nsubjpass")
    return first.tag_ == "IN" and own is not None and own.tag_ == "PRP"


def _owner(frame: CuedFrame, noun: Token) -> Token | None:
    """Whose saying it is: a possessive, "of" or "by", or who makes it."""
    possessive = syntax.child(noun, "poss")
    if possessive is not None:
        return possessive
    for preposition in noun.children:
        if preposition.dep_ == "prep" and preposition.lower_ in ("of", "by", "from"):
            return syntax.child(preposition, "pobj")
    compound = syntax.child(noun, "compound")
    if compound is not None and compound.tag_.startswith("NNP"):  # "a New York Times report that"
        return compound
    if noun.dep_ == "dobj" and noun.head.lower_ in frame.lexicon.making:
        return syntax.subject_of(noun.head)
    nation = syntax.child(noun, "amod")
    if nation is not None and nation.text.istitle() and nation.i > 0:  # "on American charges that"
        return nation
    return None


def phrase_candidates(frame: CuedFrame) -> Iterator[Candidate]:
    """ "according to Novak", "in the words of Novak", "in Novak's view", "For Novak,"."""
    for head, cue, source in phrases_of_source(frame):
        clause = _clause_of(head)
        if clause is None or clause.i in frame.masked_at or _relayed(frame, head) is not None:
            continue
        low, high = brackets_around(head)
        if not low < clause.i < high:
            continue  # "(such as Novak, according to the Times)": no clause
        runs = clause_around(clause, head)
        further = next((c for c in clause.rights if _is_clause_of_its_own(c, head)), None)
        if further is not None:  # "..., according to Novak, and he was arrested"
            runs = tuple(run for run in runs if run[0].i < head.i)
        cited = ("citing", "quoting")
        runs = tuple(r for r in runs if r[0].i < head.i or r[0].lower_ not in cited)
        yield Candidate("prepositional", runs, cue, source)


def relays(frame: CuedFrame) -> dict[int, Token]:
    """Who relays what a verb says, by the verb ("Novak said ..., according to the Times")."""
    found = ((_relayed(frame, head), source) for head, _, source in phrases_of_source(frame))
    return {verb.i: source for verb, source in found if verb is not None}


def _relayed(frame: CuedFrame, phrase: Token) -> Token | None:
    """The verb of saying, with a speaker of its own, that a phrase of source goes with.

    At the end of a sentence it does so wherever in the content the parser hung it.
    """
    clause = _clause_of(phrase)
    if clause is None or phrase.lower_ not in ("according", "per"):
        return None
    last = all(token.is_punct for token in phrase.doc[phrase.right_edge.i + 1 :])
    set_off = phrase.i > 0 and phrase.nbor(-1).text in _SETTING_OFF
    verbs: list[Token] = [clause]
    if last and phrase.i > clause.i:
        verbs += clause.ancestors
    for verb in verbs:
        said = frame.lemma(verb) in frame.lexicon.clause and syntax.own_subject(verb) is not None
        before = verb == clause and phrase.i < verb.i
        if said and (before or (verb.i < phrase.i and (set_off or not last))):
            return verb
    return None


def _is_clause_of_its_own(clause: Token, phrase: Token) -> bool:
    """Whether a clause is joined to the attributed one only after the phrase of source."""
    joined = clause.dep_ == "conj" and syntax.own_subject(clause) is not None
    return joined and clause.left_edge.i > phrase.i and phrase.i > 0


def phrases_of_source(frame: CuedFrame) -> Iterator[_Phrase]:
    """The phrases that name the source of a whole clause."""
    for token in frame.doc:
        found = None
        if token.lower_ == "according":
            found = _according_to(token)
        elif token.lower_ == "in" and token.dep_ == "prep":
            found = _in_the_words_of(frame, token)
        elif (token.lower_ == "per" and token.i == 0) or (
            token.lower_ == "for"
            and (token.i == 0 or (token.i == 1 and token.nbor(-1).tag_ == "CC"))
        ):
            found = _for_name(token)
        if found is not None and not _is_own(found[2]):
            yield (*found[:2], _accountable(frame, found[2]))


def _accountable(frame: CuedFrame, source: Token) -> Token:
    """Novak in "according to Novak's account of events"."""
    owner = syntax.child(source, "poss")
    if owner is None or frame.lexicon.is_source_noun(source.lower_) or source.tag_ != "NN":
        return source
    return owner


def _according_to(token: Token) -> _Phrase | None:
    # What the parser hangs on it from before ("in January, according to ...") is no part of it.
    to = next((c for c in token.rights if c.dep_ == "prep" and c.lower_ == "to"), None)
    source = syntax.child(to, "pobj") if to is not None else None
    if to is None or source is None:
        return None
    return token, (token, to), source


def _in_the_words_of(frame: CuedFrame, token: Token) -> _Phrase | None:
    noun = syntax.child(token, "pobj")
    if noun is None or noun.lower_ not in frame.lexicon.possessive_phrases:
        return None
    owner = syntax.child(noun, "poss")
    if owner is not None:
        return token, (token, *frame.doc[token.i + 1 : noun.i + 1]), owner
    of = syntax.child(noun, "prep")
    source = syntax.child(of, "pobj") if of is not None and of.lower_ == "of" else None
    if of is None or source is None or noun.i == token.i + 1:  # "in view of" is no opinion
        return None
    return token, tuple(frame.doc[token.i : of.i + 1]), source


def _for_name(token: Token) -> _Phrase | None:
    """ "For Novak, ...", "Per Novak, ...": a name right before the comma."""
    source = syntax.child(token, "pobj")
    if source is None or not source.tag_.startswith("NNP"):
        return None
    after = source.right_edge.i + 1
    if after >= len(token.doc) or token.doc[after].text != ",":
        return None
    return token, (token,), source


def _clause_of(phrase: Token) -> Token | None:
    """The clause that a phrase of source modifies."""
    head = phrase.head
    if head == phrase:
        return None
    while not (syntax.is_verb(head) or head.dep_ in ("ROOT", "ccomp", "conj")):
        head = head.head
    while head.dep_ == "conj" and syntax.is_verb(head.head) and not syntax.own_subject(head):
        head = head.head  # "locked the files and left, according to ..."
    return head
