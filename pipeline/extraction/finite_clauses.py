"""Finite clauses as contents of verbs of saying: which clause is one, and where it ends.

Belongs here: mending what the parser hung elsewhere, and cutting off what the sentence goes on to
tell after the content. Parentheses, infinitives and gerunds are found in `verb_cues`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from pipeline.extraction import syntax
from pipeline.extraction.contents import Candidate, Runs, clause_beside, trimmed
from pipeline.extraction.cued_frame import CuedFrame

_QUESTION_MARKS = frozenset({"whether", "if"})
_WH_TAGS = frozenset({"WP", "WDT", "WRB", "WP$"})
_QUESTIONING = frozenset({"ask", "wonder"})
_CLAUSES = ("ccomp", "acl", "advcl", "dep", "xcomp", "relcl")


def clause_candidates(
    frame: CuedFrame, verb: Token, lemma: str, blank: Candidate
) -> Iterator[Candidate]:
    """ "said (that) the deal was dead", before or after the cue."""
    lexicon = frame.lexicon
    complement = frame.complement(verb)
    takes_clause = lemma in lexicon.clause or lemma in lexicon.clause_of_documents
    if complement is None and not takes_clause and not _asks_that(verb, lemma):
        return
    # "made it clear that": the clause may hang on the complement.
    holders = [verb] if complement is None else [verb, complement]
    if syntax.child(verb, "ccomp") is None:  # "told a seminar that", "wrote in a letter that"
        phrases = (syntax.child(c, "pobj") for c in verb.rights if c.dep_ == "prep")
        nouns = (syntax.child(verb, "dobj"), *phrases)
        holders += [noun for noun in nouns if noun is not None]
    contents: list[Runs] = []
    for clause in (c for holder in holders for c in holder.children if c != complement):
        if _is_content(frame, clause, verb, lemma) and not (contents and _told_anew(frame, clause)):
            runs = _without_that(_with_subject(clause_beside(clause, verb), clause, verb), verb)
            _add_content(contents, _without_reporting(frame, _without_relay(runs), verb))
    for runs in contents or _after_that(verb) or _displaced(frame, verb) or _gapped(frame, verb):
        yield replace(blank, rule="clause", contents=runs)


def _asks_that(verb: Token, lemma: str) -> bool:
    """ "Asked that the matter be dropped": no question."""
    following = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else None
    return lemma == "ask" and following is not None and following.lower_ == "that"


def _without_relay(runs: Runs) -> Runs:
    """A content without where it was heard (", quoting Xinhua", ", according to Xinhua")."""
    if not runs:
        return runs
    last = runs[-1]
    for index, token in enumerate(last[:-1]):
        after = last[index + 1]
        cited = after.lower_ in ("quoting", "citing")
        cited = cited or (after.lower_ == "according" and after.right_edge.i >= last[-1].i)
        if token.text == "," and cited:
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
        aside = aside or (token.text == "," and _sums_up(frame, last[index + 1 :]))
        goes_on = frame.lemma(following) is not None and frame.going_on(following) == verb
        aside = aside or goes_on
        if aside or (token.tag_ == "CC" and _resumes(frame, last[index + 1 :], verb)):
            return (*runs[:-1], *trimmed(list(last[:index])))
    return runs


def _sums_up(frame: CuedFrame, rest: Sequence[Token]) -> bool:
    """ "a move that would hurt": the author's word on what was said (Quirk et al. 1985, 17.78)."""
    article, noun, relative = (*rest[:3], None, None, None)[:3]
    return (
        article is not None
        and noun is not None
        and relative is not None
        and article.lower_ in ("a", "an")
        and noun.lower_ in frame.lexicon.summative
        and relative.lower_ in ("that", "which")
    )


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
    if any(syntax.is_date(token) for token in rest[:2]):  # "said on Sunday that"
        rest = rest[1 + syntax.is_date(rest[1]) :]
    if len(rest) < 4 or rest[0].lower_ != "that" or rest[0].tag_ != "IN":
        return []
    end = next((i for i, token in enumerate(rest) if token.text == ";"), len(rest))
    return [trimmed(rest[1:end])]


def _displaced(frame: CuedFrame, verb: Token) -> list[Runs]:
    """A that-clause which the parser hung on a phrase between ("said in a talk held here that")."""
    for mark in verb.doc[verb.i + 1 :]:
        if frame.lemma(mark) is not None or mark.text in (";", ":"):
            return []
        if _has_no_gap(mark) and verb.is_ancestor(mark.head):
            return [trimmed(list(verb.doc[mark.i + 1 : mark.head.right_edge.i + 1]))]
        if mark.lower_ == "that" and mark.tag_ == "IN" and mark.dep_ == "mark":
            clause, holder = mark.head, mark.head.head
            participle = holder.tag_ in ("VBN", "VBG") and holder.dep_ == "acl"
            if verb.i < holder.i < mark.i and participle and syntax.is_finite(clause):
                return [trimmed(list(verb.doc[mark.i + 1 : clause.right_edge.i + 1]))]
            return []
    return []


def _has_no_gap(that: Token) -> bool:
    """Whether "that" opens no relative clause, though parsed so: nothing is missing behind it."""
    clause = that.head
    if that.lower_ != "that" or that.dep_ not in ("dobj", "dative") or clause.dep_ != "relcl":
        return False
    objects = [c for c in clause.rights if c.dep_ in ("dobj", "ccomp", "attr", "acomp")]
    return bool(objects) and syntax.is_finite(clause)


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


def _is_set_off(clause: Token, verb: Token) -> bool:
    """Whether a clause before its cue ends at a comma, and at no stronger stop."""
    subject = syntax.own_subject(verb)
    end = min(verb.i, subject.left_edge.i if subject is not None else verb.i)
    between = verb.doc[clause.i : verb.i]
    stops = any(token.text in (";", ":") for token in between)
    return not stops and (
        clause.right_edge.i > verb.i or any(t.is_punct for t in verb.doc[clause.i : end])
    )


def _told_anew(frame: CuedFrame, clause: Token) -> bool:
    """ "said that it was dead, he again accused them of ...": the author goes on to tell."""
    subject = syntax.own_subject(clause)
    spoken = clause.tag_ == "VBD" and frame.lemma(clause) is not None
    if not spoken or subject is None or subject.lower_ not in ("he", "she", "it", "they"):
        return False
    between = clause.doc[clause.left_edge.i : subject.i]
    first = subject.i and subject.nbor(-1).text == ","
    return bool(first) and all(token.is_punct for token in between)


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
    first = clause.left_edge  # "that waste be stored": an article to the parser
    with_that = (mark is not None and mark.lower_ == "that") or (
        first.lower_ == "that" and first.i == verb.i + 1
    )
    if clause.dep_ != "ccomp" and not (with_that and clause.i > verb.i):
        # "told a friend he was well": a relative clause to the parser
        told = lemma in frame.lexicon.telling and clause.dep_ == "relcl"
        wh = any(t.tag_ in _WH_TAGS for t in clause.lefts)
        subject = syntax.own_subject(clause)
        if not told or wh or subject is None or subject.tag_ != "PRP":
            return False
    demanded = with_that and syntax.own_subject(clause) is not None
    if not syntax.is_finite(clause) and not demanded:  # "demanded that Beijing explain"
        return False
    if mark is not None and mark.lower_ in _QUESTION_MARKS:
        return False
    if clause == syntax.fronted_participle(verb):
        return False
    if clause.i < verb.i and not _is_set_off(clause, verb):
        return False
    return not (lemma in _QUESTIONING and clause.left_edge.tag_ in _WH_TAGS)
