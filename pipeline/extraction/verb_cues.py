"""Verbs of saying and what they take: clauses, parentheses, infinitives, gerunds.

Belongs here: the grammar of verbs as cues (annotation guide, section 2, "what counts as content").
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from pipeline.extraction import syntax
from pipeline.extraction.contents import (
    Candidate,
    Runs,
    clause_around,
    clause_beside,
    from_to_end,
    trimmed,
)
from pipeline.extraction.cued_frame import CuedFrame

_QUESTION_MARKS = frozenset({"whether", "if"})
_WH_TAGS = frozenset({"WP", "WDT", "WRB", "WP$"})
_QUESTIONING = frozenset({"ask", "wonder"})
_CLAUSES = ("ccomp", "acl", "advcl", "dep", "xcomp", "relcl")


def verb_candidates(frame: CuedFrame, verb: Token, lemma: str) -> Iterator[Candidate]:
    """What a verb attributes in its frame, masked quotations apart."""
    source, via = frame.sources(verb)
    if not frame.may_speak(verb, lemma, source):
        return
    whole = _as_put_it(frame, verb) or _inverted_parenthesis(frame, verb, lemma)
    if whole is not None:
        yield whole
        return
    blank = Candidate("", (), frame.cue(verb), source, via=via)
    yield from _clauses(frame, verb, lemma, blank)
    yield from _parenthesis(frame, verb, lemma, blank)
    for found in (_infinitive(frame, verb, lemma, blank), _gerund(frame, verb, lemma, blank)):
        if found is not None:
            yield found


def _clauses(frame: CuedFrame, verb: Token, lemma: str, blank: Candidate) -> Iterator[Candidate]:
    """ "said (that) the deal was dead", before or after the cue."""
    lexicon = frame.lexicon
    complement = frame.complement(verb)
    if complement is None and lemma not in lexicon.clause | lexicon.clause_of_documents:
        return
    # "made it clear that": the clause may hang on the complement.
    holders = [verb] if complement is None else [verb, complement]
    if syntax.child(verb, "ccomp") is None:  # "told a seminar that", "wrote in a letter that"
        phrases = (syntax.child(c, "pobj") for c in verb.rights if c.dep_ == "prep")
        nouns = (syntax.child(verb, "dobj"), *phrases)
        holders += [noun for noun in nouns if noun is not None]
    contents: list[Runs] = []
    for clause in (c for holder in holders for c in holder.children if c != complement):
        if _is_content(frame, clause, verb, lemma):
            runs = _without_that(_with_subject(clause_beside(clause, verb), clause, verb), verb)
            _add_content(contents, _without_reporting(frame, _without_relay(runs), verb))
    for runs in contents or _after_that(verb) or _displaced(frame, verb) or _gapped(frame, verb):
        yield replace(blank, rule="clause", contents=runs)


def _without_relay(runs: Runs) -> Runs:
    """A content without the participle that names where it was heard (", quoting Xinhua")."""
    if not runs:
        return runs
    last = runs[-1]
    for index, token in enumerate(last[:-1]):
        if token.text == "," and last[index + 1].lower_ in ("quoting", "citing"):
            return (*runs[:-1], *trimmed(list(last[:index])))
    return runs


def _without_that(runs: Runs, verb: Token) -> Runs:
    """A content without the conjunction that the parser took for an article ("that waste must")."""
    if not runs or len(runs[0]) < 3:
        return runs
    first, second = runs[0][:2]
    noun = second.tag_ not in ("VBZ", "VBD", "VBP", "MD")
    if first.lower_ == "that" and first.i == verb.i + 1 and noun:
        return (runs[0][1:], *runs[1:])
    return runs


def _with_subject(runs: Runs, clause: Token, verb: Token) -> Runs:
    """A content with the gerund that is its subject ("warned banning them would hurt")."""
    start = runs[0][0].i if runs else 0
    between = clause.doc[verb.i + 1 : start]
    if not between or syntax.own_subject(clause) is not None or between[0].tag_ != "VBG":
        return runs
    return (trimmed([*between, *runs[0]])[0], *runs[1:])


def _without_reporting(frame: CuedFrame, runs: Runs, verb: Token) -> Runs:
    """A content without what its end tells of the saying (", as she left", "and called")."""
    if not runs or runs[-1][0].i < verb.i:
        return runs
    last = runs[-1]
    for index, token in enumerate(last):
        if index == 0 or index + 1 >= len(last):
            continue
        following = last[index + 1]
        aside = (token.text == "," or frame.ends_quotation(token)) and _tells_when(following)
        if aside or (token.tag_ == "CC" and _resumes(frame, last[index + 1 :], verb)):
            return (*runs[:-1], *trimmed(list(last[:index])))
    return runs


def _tells_when(first: Token) -> bool:
    if first.lower_ in ("amid", "following"):
        return first.dep_ == "prep"
    clause = first.head
    return first.lower_ == "as" and first.dep_ == "mark" and syntax.own_subject(clause) is not None


def _resumes(frame: CuedFrame, rest: Sequence[Token], verb: Token) -> bool:
    """Whether a coordinated verb goes on with what the speaker did, being itself one of saying."""
    first = next((token for token in rest if token.tag_ not in ("RB", ",")), None)
    if first is not None and first.dep_ == "aux":
        first = first.head
    return first is not None and frame.reported_before(first) == verb


def _after_that(verb: Token) -> list[Runs]:
    """What follows "said that", where the parser finds no clause: the rest of the sentence."""
    rest = list(verb.doc[verb.i + 1 :])
    if len(rest) < 4 or rest[0].lower_ != "that" or rest[0].tag_ != "IN":
        return []
    end = next((i for i, token in enumerate(rest) if token.text == ";"), len(rest))
    return [trimmed(rest[1:end])]


def _displaced(frame: CuedFrame, verb: Token) -> list[Runs]:
    """A that-clause which the parser hung on a phrase between ("said in a talk held here that")."""
    for mark in verb.doc[verb.i + 1 :]:
        if frame.lemma(mark) is not None or mark.text in (";", ":"):
            return []
        if mark.lower_ == "that" and mark.tag_ == "IN" and mark.dep_ == "mark":
            clause, holder = mark.head, mark.head.head
            participle = holder.tag_ in ("VBN", "VBG") and holder.dep_ == "acl"
            if verb.i < holder.i < mark.i and participle and syntax.is_finite(clause):
                return [trimmed(list(verb.doc[mark.i + 1 : clause.right_edge.i + 1]))]
            return []
    return []


def _gapped(frame: CuedFrame, verb: Token) -> list[Runs]:
    """The predicate in "the deal, which Novak said was dead,"."""
    doc = verb.doc
    following = doc[verb.i + 1] if verb.i + 1 < len(doc) else None
    if following is None or following.tag_ not in ("VBZ", "VBD", "VBP", "MD"):
        return []
    subject = syntax.own_subject(verb)
    if subject is None or subject.i > verb.i or following.i in frame.masked_at:
        return []
    if not any(t.tag_ in ("WDT", "WP") for t in doc[max(0, subject.left_edge.i - 1) : verb.i]):
        return []
    top = following.head if following.dep_ in ("aux", "auxpass") else following
    return [trimmed(list(doc[following.i : max(top.right_edge.i, top.i) + 1]))]


def _add_content(contents: list[Runs], runs: Runs) -> None:
    """Enter a clause; what the parser broke in two where nothing stands between is one."""
    if contents and runs and contents[-1]:
        end, first = contents[-1][-1][-1].i + 1, runs[0][0]
        between = list(first.doc[end : first.i])
        joined = runs[0][0].dep_ in ("aux", "auxpass", "neg") and all(
            t.text == "," for t in between
        )
        if not between or joined:
            last = contents.pop()
            runs = (*last[:-1], (*last[-1], *between, *runs[0]), *runs[1:])
    contents.append(runs)


def _is_content(frame: CuedFrame, clause: Token, verb: Token, lemma: str) -> bool:
    """Whether a clause is what the verb says: finite, or demanded; no indirect question."""
    if clause.dep_ not in _CLAUSES or clause.i in frame.masked_at:
        return False
    mark = syntax.child(clause, "mark")
    with_that = mark is not None and mark.lower_ == "that"
    if clause.dep_ != "ccomp" and not (with_that and clause.i > verb.i):
        return False
    demanded = with_that and syntax.own_subject(clause) is not None
    if not syntax.is_finite(clause) and not demanded:  # "demanded that Beijing explain"
        return False
    if mark is not None and mark.lower_ in _QUESTION_MARKS:
        return False
    if clause == syntax.fronted_participle(verb):
        return False
    if clause.i < verb.i and any(t.text in (";", ":") for t in verb.doc[clause.i : verb.i]):
        return False
    return not (lemma in _QUESTIONING and clause.left_edge.tag_ in _WH_TAGS)


def _parenthesis(
    frame: CuedFrame, verb: Token, lemma: str, blank: Candidate
) -> Iterator[Candidate]:
    """ "The deal, Novak said on Monday, was dead"; "as Novak said"."""
    head = verb.head
    if lemma not in frame.lexicon.clause or head == verb or blank.source is None:
        return
    as_clause = verb.dep_ == "advcl" and any(
        c.dep_ == "mark" and c.lower_ == "as" for c in verb.children
    )
    if not (verb.dep_ == "parataxis" or as_clause):
        return
    if head.i in frame.masked_at or (as_clause and frame.masked_at):
        return
    yield replace(blank, rule="parenthesis", contents=clause_around(head, verb))


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
    if not last.tag_.startswith("NNP") or syntax.is_date(last):
        return None
    while last.i + 1 < len(doc) and doc[last.i + 1].tag_.startswith("NNP"):
        last = doc[last.i + 1]
    following = doc[last.i + 1] if last.i + 1 < len(doc) else None
    if following is not None and following.tag_ not in (",", ".", "IN", ":"):
        return None
    finite = ("VBD", "VBZ", "VBP", "MD")
    goes_on = following is not None and following.text == ","
    around = (*doc[: verb.i], *doc[last.i + 1 :]) if goes_on else doc[: verb.i]
    if not any(token.tag_ in finite for token in around):
        return None
    apposition = syntax.child(last, "appos")
    end = last.i if apposition is None else apposition.right_edge.i
    stop = next((t.i for t in doc[end + 1 :] if t.text in ",."), len(doc))
    runs = (*trimmed(list(doc[: verb.i])), *trimmed(list(doc[stop + 1 :])))
    if not any(syntax.is_verb(token) for run in runs for token in run):
        return None
    return Candidate("parenthesis", runs, frame.cue(verb), last)


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
    if lemma in lexicon.object_infinitive:
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
