"""Verbs of saying and what they take: clauses, parentheses, infinitives, gerunds.

Belongs here: the grammar of verbs as cues (annotation guide, section 2, "what counts as content"),
save for finite clauses, which have a module of their own.
"""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from pipeline.extraction import syntax
from pipeline.extraction.contents import (
    Candidate,
    clause_around,
    from_to_end,
    trimmed,
)
from pipeline.extraction.cued_frame import CuedFrame
from pipeline.extraction.final_cues import final_candidate
from pipeline.extraction.finite_clauses import clause_candidates


def verb_candidates(frame: CuedFrame, verb: Token, lemma: str) -> Iterator[Candidate]:
    """What a verb attributes in its frame, masked quotations apart."""
    source, via = frame.sources(verb)
    if not frame.may_speak(verb, lemma, source):
        return
    whole = (
        _the_following(frame, verb, source)
        or _as_put_it(frame, verb)
        or _inverted_parenthesis(frame, verb, lemma)
        or _was_told(frame, verb, lemma)
    )
    if whole is not None:
        yield whole
        return
    blank = Candidate("", (), frame.cue(verb), source, via=via)
    found = [
        *clause_candidates(frame, verb, lemma, blank),
        *_parenthesis(frame, verb, lemma, blank),
    ]
    final = final_candidate(frame, verb, lemma, blank, found)
    yield from (final,) if final is not None else found
    for content in (_infinitive(frame, verb, lemma, blank), _gerund(frame, verb, lemma, blank)):
        if content is not None:
            yield content


def _parenthesis(
    frame: CuedFrame, verb: Token, lemma: str, blank: Candidate
) -> Iterator[Candidate]:
    """ "The deal, Novak said on Monday, was dead"; "as Novak said"."""
    head = verb.head
    if lemma not in frame.lexicon.clause or head == verb or blank.source is None:
        return
    mark = syntax.child(verb, "mark")
    as_clause = verb.dep_ == "advcl" and mark is not None and mark.lower_ == "as"
    if as_clause and mark is not None and mark.i and not mark.nbor(-1).is_punct:
        return  # "laughed as she said so": no parenthesis
    if not (verb.dep_ == "parataxis" or as_clause):
        return
    told = lemma in frame.lexicon.telling
    if as_clause and not told and syntax.child(verb, "dobj", "ccomp") is not None:
        return  # "as Novak proposes a plan": while she does
    if head.i in frame.masked_at or (as_clause and frame.masked_at):
        return
    yield replace(blank, rule="parenthesis", contents=clause_around(head, verb))


def _the_following(frame: CuedFrame, verb: Token, source: Token | None) -> Candidate | None:
    """ "Novak called for the following: states should ..."."""
    rest = frame.doc[verb.i + 1 : verb.i + 6]
    colon = next((t for t in rest if t.text == ":"), None)
    if colon is None or colon.nbor(-1).lower_ not in ("following", "follows"):
        return None
    runs = trimmed(list(frame.doc[colon.i + 1 :]))
    finite = any(syntax.is_finite(token) for run in runs for token in run)
    return Candidate("clause", runs, frame.cue(verb), source) if finite else None


def _as_put_it(frame: CuedFrame, verb: Token) -> Candidate | None:
    """ "As Novak put it, the deal was dead": the sentence without that clause."""
    doc = frame.doc
    complement = frame.complement(verb)
    if frame.masked_at or complement is None or complement.lower_ != "it":
        return None
    start = next((t.i for t in reversed(doc[: verb.i]) if t.lower_ == "as"), None)
    if start is None or verb.i - start > 8 or start + 1 == verb.i:
        return None
    stop = next((t.i for t in doc[complement.i :] if t.text in (",", ".", ":")), len(doc))
    runs = (*trimmed(list(doc[:start])), *trimmed(list(doc[stop + 1 :])))
    return Candidate("parenthesis", runs, frame.cue(verb), doc[verb.i - 1]) if runs else None


def _inverted_parenthesis(frame: CuedFrame, verb: Token, lemma: str) -> Candidate | None:
    """ "The rest, said Novak, was lost": a comma, the cue, a name, and the sentence goes on or
    ends.
    """
    doc = frame.doc
    if lemma not in frame.lexicon.clause or frame.masked_at or verb.tag_ not in ("VBD", "VBZ"):
        return None
    if verb.i < 2 or verb.i + 1 >= len(doc) or doc[verb.i - 1].text != ",":
        return None
    last = doc[verb.i + 1]
    role = doc[verb.i + 2] if last.tag_ == "DT" and verb.i + 2 < len(doc) else None
    if role is not None and frame.lexicon.is_source_noun(role.lower_):
        last = role  # "said the spokesman"
    elif not last.tag_.startswith("NNP") or syntax.is_date(last):
        return None
    while last.i + 1 < len(doc) and doc[last.i + 1].tag_.startswith("NNP"):
        last = doc[last.i + 1]
    following = doc[last.i + 1] if last.i + 1 < len(doc) else None
    if following is not None and following.tag_ not in (",", ".", "IN", ":"):
        return None
    if following is not None and following.lower_ == "that":
        return None  # "The paper, which the state owns, warned London that"
    finite = ("VBD", "VBZ", "VBP", "MD")
    goes_on = following is not None and following.text == ","
    around = (*doc[: verb.i], *doc[last.i + 1 :]) if goes_on else doc[: verb.i]
    if not any(token.tag_ in finite for token in around):
        return None
    apposition = syntax.child(last, "appos")
    end = last.i if apposition is None else apposition.right_edge.i
    stop = next((t.i for t in doc[end + 1 :] if t.text in ",."), len(doc))
    rest = trimmed(list(doc[stop + 1 :]))
    if rest and rest[0][0].tag_ == "VBG":  # ", calling it a tribute" tells of the speaker
        rest = ()
    runs = (*trimmed(list(doc[: verb.i])), *rest)
    if not any(syntax.is_verb(token) for run in runs for token in run):
        return None
    return Candidate("parenthesis", runs, frame.cue(verb), last)


def _was_told(frame: CuedFrame, verb: Token, lemma: str) -> Candidate | None:
    """ "The files were lost, the court was told.": by whom is not said."""
    subject = syntax.child(verb, "nsubjpass")
    if subject is None or lemma not in frame.lexicon.telling or frame.masked_at:
        return None
    comma = subject.left_edge.i - 1
    ends = all(token.is_punct for token in verb.doc[verb.i + 1 :])
    if comma < 3 or verb.doc[comma].text != "," or not ends:
        return None
    runs = trimmed(list(verb.doc[:comma]))
    return Candidate("parenthesis", runs, frame.cue(verb), None) if runs else None


def _infinitive(frame: CuedFrame, verb: Token, lemma: str, blank: Candidate) -> Candidate | None:
    """ "urged states to sign", "called on firms to obey", "was asked to", "pledged to"."""
    lexicon = frame.lexicon
    passive = syntax.is_passive(verb)
    for clause in verb.rights:
        wanted = ("xcomp", "ccomp", "advcl") if syntax.is_verb(verb) else ("relcl", "acl", "advcl")
        if clause.dep_ not in wanted or clause.i in frame.masked_at:
            continue
        if not syntax.is_infinitive(clause):
            continue
        first = _asked(frame, verb, clause, lemma)
        if first is not None and not passive:
            return replace(blank, rule="infinitive", contents=from_to_end(first, clause))
        own = syntax.own_subject(clause)
        asked = lemma in lexicon.object_infinitive and passive and own is None
        pledged = lemma in lexicon.subject_infinitive and not passive and own is None
        if asked or (pledged and clause.dep_ != "advcl"):
            return replace(blank, rule="infinitive", contents=from_to_end(clause, clause))
    return None


def _asked(frame: CuedFrame, verb: Token, clause: Token, lemma: str) -> Token | None:
    """Who is asked: the infinitive's own subject, the object, or one after on, upon, for, to."""
    lexicon = frame.lexicon
    if lemma not in lexicon.object_infinitive | lexicon.prepositional_infinitive:
        return None
    subject = syntax.own_subject(clause)
    if subject is not None:
        return subject
    particle = syntax.child(verb, "prt")  # "would like to call on all parties to join"
    on = particle is not None and particle.lower_ in lexicon.infinitive_prepositions
    if lemma in lexicon.object_infinitive or on:
        direct = syntax.child(verb, "dobj", "dative", "iobj")
        if direct is not None and verb.i < direct.i < clause.i:
            return direct
    for preposition in verb.rights:
        if preposition.dep_ in ("prep", "dative"):
            target = syntax.child(preposition, "pobj")
            wanted = preposition.lower_ in lexicon.infinitive_prepositions
            if wanted and target is not None and target.i < clause.i:
                return target
    return None


def _gerund(frame: CuedFrame, verb: Token, lemma: str, blank: Candidate) -> Candidate | None:
    """ "accused them of cheating", "warned against signing", "denied spying"."""
    first = _gerund_content(frame, verb, lemma)
    if first is None:
        return None
    return replace(blank, rule="gerund", contents=from_to_end(*first))


def _gerund_content(frame: CuedFrame, verb: Token, lemma: str) -> tuple[Token, Token] | None:
    """First token and gerund of what a verb takes, its object included."""
    after_object = frame.lexicon.object_gerund.get(lemma, frozenset())
    after_verb = frame.lexicon.preposition_gerund.get(lemma, frozenset())
    target = syntax.child(verb, "dobj")
    holders = [token for token in (verb, target, syntax.agent(verb)) if token is not None]
    for preposition in (c for holder in holders for c in holder.children if c.i > verb.i):
        gerund = _gerund_after(preposition)
        if gerund is None:
            continue
        if preposition.lower_ in after_object:
            if syntax.is_passive(verb):
                return gerund, gerund
            if target is not None:
                return target, gerund
        if preposition.lower_ in after_verb and target is None:
            return gerund, gerund
    if lemma in frame.lexicon.direct_gerund:
        for clause in verb.rights:
            having = any(c.dep_ == "aux" and c.tag_ == "VBG" for c in clause.children)
            bare = (clause.tag_ == "VBG" or having) and not syntax.is_finite(clause)
            if (
                clause.dep_ in ("xcomp", "ccomp", "dobj")
                and bare
                and clause.right_edge.i > clause.i
            ):
                return clause, clause
    return None


def _gerund_after(preposition: Token) -> Token | None:
    if preposition.dep_ not in ("prep", "agent"):
        return None
    found = syntax.child(preposition, "pcomp", "pobj")
    return found if found is not None and _is_gerund(found) else None


def _is_gerund(token: Token) -> bool:
    """A gerund, also where the tagger took it for a noun ("accused them of cheating")."""
    bare = token.tag_ == "NN" and token.lower_.endswith("ing") and token.n_lefts == 0
    return token.tag_ == "VBG" or bare
