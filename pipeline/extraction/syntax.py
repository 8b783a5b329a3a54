"""Questions to a dependency parse: who is the subject, how far does a clause reach.

Belongs here: English syntax by spaCy's labels (ClearNLP scheme), without any word list.
"""

import calendar
from collections.abc import Iterator

from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_FINITE_TAGS = frozenset({"VBD", "VBP", "VBZ", "MD"})
DATE_NAMES = frozenset({*calendar.day_name, *calendar.month_name, *calendar.month_abbr})


def is_date(token: Token) -> bool:
    """Whether a word is the name of a day or a month; "May" and the like may be a name too."""
    return token.text in DATE_NAMES


def is_verb(token: Token) -> bool:
    return token.tag_.startswith("VB")


def child(token: Token, *deps: str) -> Token | None:
    """The first child with one of the labels."""
    return next((c for c in token.children if c.dep_ in deps), None)


def is_finite(token: Token) -> bool:
    """Whether the clause headed by `token` has a finite verb."""
    return token.tag_ in _FINITE_TAGS or any(
        c.tag_ in _FINITE_TAGS for c in token.children if c.dep_ in ("aux", "auxpass", "cop")
    )


def is_infinitive(token: Token) -> bool:
    """Whether `token` heads an infinitive with "to"."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)


def is_imperative(verb: Token) -> bool:
    """A bare verb form that begins its sentence ("Ask them to look")."""
    return verb.tag_ == "VB" and all(token.is_punct for token in verb.doc[: verb.i])


def is_passive(verb: Token) -> bool:
    if verb.tag_ == "VBN" and verb.dep_ == "acl":
        return not _heads_sentence(verb)
    return any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)


def _heads_sentence(verb: Token) -> bool:
    """A past tense taken for a participle: a sentence without a verb, and it has an object."""
    root = next((token for token in verb.doc if token.dep_ == "ROOT"), verb)
    return not is_verb(root) and child(verb, "dobj", "oprd", "ccomp") is not None


def agent(verb: Token) -> Token | None:
    """The doer of a passive verb ("said by Novak")."""
    by = next((c for c in verb.children if c.dep_ == "agent"), None)
    return child(by, "pobj") if by is not None else None


def author_of(noun: Token) -> Token | None:
    """Novak in "a statement by Novak", "a statement on Monday from Novak"."""
    for preposition in noun.doc[noun.i + 1 : noun.i + 5]:
        if preposition.lower_ in ("by", "from"):
            return child(preposition, "pobj")
    return None


def relative_antecedent(subject: Token, verb: Token) -> Token:
    """Novak for "who" in "Novak, who said"."""
    if subject.tag_ in ("WP", "WDT") and verb.dep_ == "relcl":
        return verb.head
    return subject


def governors(verb: Token) -> Iterator[Token]:
    """Verbs whose subject `verb` shares: coordinated, or as their participle or infinitive."""
    token = verb
    for _ in range(6):
        if token.dep_ not in ("conj", "xcomp", "advcl", "pcomp", "ccomp", "aux", "dep"):
            return
        if token.dep_ in ("ccomp", "advcl", "dep") and is_finite(token):
            return
        head = token.head
        if token.dep_ == "pcomp" and head.dep_ == "prep":
            head = head.head
        if head == token:
            return
        token = head
        yield token


def own_subject(verb: Token) -> Token | None:
    found = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    return relative_antecedent(found, verb) if found is not None else None


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb, shared ones included; the noun that a participle modifies."""
    subject = own_subject(verb)
    if subject is not None:
        return subject
    if verb.dep_ in ("acl", "relcl") and is_verb(verb):
        return verb.head.head if verb.head.dep_ == "appos" else verb.head
    for governor in governors(verb):
        if verb.tag_ == "VB" and governor.tag_ in ("VBZ", "VBD") and verb.dep_ == "conj":
            return None  # an infinitive that the parser joined to a finite verb
        subject = own_subject(governor)
        if subject is not None:
            return subject
        if governor.dep_ in ("acl", "relcl"):
            return governor.head
    return None


def last_subject_before(verb: Token) -> Token | None:
    """The subject of the last finite verb before a participle that hangs in the air."""
    for token in reversed(verb.doc[: verb.i]):
        if token.tag_ in _FINITE_TAGS:
            subject = own_subject(token.head if token.dep_ == "aux" else token)
            if subject is not None:
                return subject
    return None


def nominal_before(verb: Token) -> Token | None:
    """The noun that stands where a verb's subject stands, if the parser hung it elsewhere.

    Right before the verb, or before what commas set off ("Novak, addressing us, said").
    """
    doc = verb.doc
    before = doc[verb.i - 1] if verb.i else None
    if before is None:
        return None
    if before.text != ",":
        return before if before.tag_.startswith(("NNP", "PRP")) and before.dep_ != "pobj" else None
    for comma in reversed(doc[max(1, verb.i - 20) : verb.i - 1]):
        if comma.text == "," and comma.i + 1 < verb.i - 1:
            noun = doc[comma.i - 1]
            participle = doc[comma.i + 1].tag_ in ("VBG", "VBN")
            apposition = any(c.dep_ == "appos" and c.i < verb.i for c in noun.children)
            set_off = participle or (apposition and noun.tag_.startswith("NNP"))
            return noun if set_off and noun.tag_.startswith("NN") else None
    return None


def fronted_participle(verb: Token) -> Token | None:
    """ "asked" in "Novak, asked about the deal, said": a clause to the parser, with her as subject.

    It is one where only a comma stands between the subject and it, and another before the verb.
    """
    if own_subject(verb) is not None:
        return None
    for clause in verb.lefts:
        subject = own_subject(clause) if clause.tag_ in ("VBD", "VBN", "VBG") else None
        if subject is None or subject.i + 2 != clause.i or verb.doc[verb.i - 1].text != ",":
            continue
        if verb.doc[subject.i + 1].text == ",":
            return clause
    return None


def phrase_end(head: Token) -> int:
    """Index of the last token of a noun phrase: its head, or a complement with of, for, at, in."""
    end = head.i
    for prep in head.rights:
        if prep.dep_ != "prep" or prep.i != end + 1 or prep.lower_ not in _PHRASE_PREPOSITIONS:
            break
        if any(t.dep_ in ("relcl", "pcomp", "acl") or t.tag_ == "WDT" for t in prep.subtree):
            break
        last = prep.right_edge.i
        if last - head.i > 10 or any(t.text == "," for t in head.doc[end + 1 : last + 1]):
            break
        end = last
    return end


_PHRASE_PREPOSITIONS = frozenset({"of", "for", "at", "from", "in", "with", "on", "to"})


def noun_phrase(head: Token) -> list[Token]:
    """The tokens of a noun phrase without appositions and relative clauses."""
    start = head.i
    owner = head.head if head.dep_ == "compound" else head
    for left in (*head.lefts, *(left for left in owner.lefts if left.i < head.i)):
        if left.dep_ in (
            "det",
            "amod",
            "compound",
            "nmod",
            "poss",
            "nummod",
            "quantmod",
            "predet",
            "neg",
        ):
            start = min(start, left.left_edge.i)
    while head.doc[start].is_punct and start < head.i:
        start += 1
    proper = head.tag_.startswith("NNP")
    end = phrase_end(head) if not proper or _is_title_like(head) else head.i
    coordinated = _coordination_end(head, end)
    return list(head.doc[start : max(end, coordinated) + 1])


def _is_title_like(head: Token) -> bool:
    """Ministry of ..., University of ...: a proper noun that goes on with "of"."""
    after = head.doc[head.i + 1] if head.i + 1 < len(head.doc) else None
    return after is not None and after.lower_ in ("of", "for") and head.tag_.startswith("NNP")


def _coordination_end(head: Token, end: int) -> int:
    if child(head, "cc") is None:
        return end
    for conjunct in head.conjuncts:
        if (
            conjunct.i > head.i
            and conjunct.i - end <= 6
            and conjunct.tag_.startswith(("NN", "PRP"))
        ):
            end = max(end, conjunct.i)
    return end
