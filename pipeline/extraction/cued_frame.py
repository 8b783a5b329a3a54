"""A parsed frame with its cue words: which tokens mark a saying, and who is its source.

Belongs here: look-ups that every kind of cue needs. What each cue takes as content is in
`verb_cues`, `phrase_cues` and `quoted_words`.
"""

from itertools import pairwise

from spacy.tokens import Token

from pipeline.extraction import syntax
from pipeline.extraction.contents import Run
from pipeline.extraction.frames import Frame
from pipeline.extraction.lexicon import Lexicon
from pipeline.extraction.subjects import before_stray_relative, mended

Sources = tuple[Token | None, Token | None]

FIRST_PERSON = frozenset({"i", "we"})
SELF = FIRST_PERSON | {"you"}
ANYBODY = frozenset(
    {"everyone", "everybody", "anyone", "anybody", "nobody", "someone", "one", "who"}
)
_PERSONS = frozenset(
    {"he", "she", "it", "they", "some", "others", "many", "most", "both", "several"}
)
_ORDINALS = frozenset({"first", "second", "last", "latest", "only"})
_DEMANDING = frozenset({"should", "must", "ought", "shall"})
_LOCATABLE = ("NNP", "NN", "PRP")


class CuedFrame:
    """One frame; it must have been parsed."""

    def __init__(self, frame: Frame, lexicon: Lexicon) -> None:
        if frame.doc is None:
            raise ValueError("the frame has not been parsed")
        self.frame = frame
        self.lexicon = lexicon
        self.doc = frame.doc
        self.masked_at = dict(frame.masks)
        self._infinitive_cues = lexicon.subject_infinitive | lexicon.object_infinitive

    def ends_quotation(self, token: Token) -> bool:
        """Whether a token is the last of words in quotation marks."""
        end = self.frame.pieces[token.i].end
        return any(quoted.end == end for quoted in self.frame.inline)

    def lemma(self, token: Token) -> str | None:
        """The cue lemma of a verb, None where it is none."""
        lemma = self.lexicon.verbs.get(token.lower_)
        if lemma is None or token.i in self.masked_at or _is_another(token):
            return None
        # The tagger takes a present-tense verb after a name for a plural noun ("Novak says:").
        if syntax.is_verb(token) or lemma == "say" or self._is_disguised(token, lemma):
            return lemma
        return None

    def _is_disguised(self, token: Token, lemma: str) -> bool:
        """A verb tagged as the noun of its own subject ("The text purports to bind them")."""
        if token.tag_ != "NNS" or token.dep_ != "ROOT" or lemma not in self._infinitive_cues:
            return False
        following = next(iter(token.rights), None)
        return following is not None and syntax.is_infinitive(following)

    def complement(self, verb: Token) -> Token | None:
        """The second word of a cue of two ("made it clear that", "pointed out that")."""
        wanted = self.lexicon.phrasal.get(self.lexicon.verbs.get(verb.lower_, ""), frozenset())
        return next((t for t in self.doc[verb.i + 1 : verb.i + 5] if t.lower_ in wanted), None)

    def cue(self, verb: Token) -> Run:
        """The words of the cue: a verb with its particle or complement."""
        particle = syntax.child(verb, "prt")
        if particle is not None and particle.i == verb.i + 1:
            return (verb, particle)
        complement = self.complement(verb)
        return tuple(self.doc[verb.i : complement.i + 1]) if complement is not None else (verb,)

    def sources(self, verb: Token) -> Sources:
        """Speaker and relaying source of what `verb` introduces."""
        relay = self._relay(verb)
        if relay is not None:
            return relay
        if syntax.is_passive(verb):
            if self.lexicon.verbs.get(verb.lower_) in ("quote", "cite"):
                return syntax.child(verb, "nsubjpass"), syntax.agent(verb)
            return syntax.agent(verb), None
        earlier = self.reported_before(verb) or self.going_on(verb)
        if earlier is not None:
            return self.sources(earlier)
        subject = syntax.subject_of(verb) or self._inverted_subject(verb)
        if subject is None and not syntax.is_verb(verb):
            subject = syntax.child(verb, "compound")
        if subject is not None and subject.tag_ == "RB":
            subject = None
        if subject is None and verb.tag_ == "VBG":
            subject = syntax.last_subject_before(verb)
        fronted = syntax.fronted_participle(verb) if subject is None else None
        if fronted is not None:
            subject = syntax.own_subject(fronted)
        if subject is None and verb.tag_ in ("VBD", "VBZ"):
            subject = syntax.nominal_before(verb)
        if subject is None or subject.lower_ == "there" or not subject.text[:1].isalnum():
            return None, None
        subject = before_stray_relative(verb, subject)
        subject = self._issuer(subject) or self._name_before_relative(verb, subject)
        subject = mended(verb, subject, self.lexicon)
        return subject, self._quoted_by(subject)

    def _issuer(self, subject: Token) -> Token | None:
        """Novak in "Novak issued a statement accusing them"."""
        making = subject.head
        if subject.dep_ != "dobj" or subject.lower_ not in self.lexicon.mouthpieces:
            return None
        return syntax.subject_of(making) if making.lower_ in self.lexicon.making else None

    def _name_before_relative(self, verb: Token, subject: Token) -> Token:
        """Washington in "pressure from Washington, which says": what "which" stands behind."""
        relative = next((c for c in verb.lefts if c.tag_ in ("WDT", "WP")), None)
        if verb.dep_ != "relcl" or relative is None or relative.i < 2:
            return subject
        near = self.doc[relative.i - 1]
        near = near.nbor(-1) if near.text == "," else near
        named = near.tag_.startswith("NNP") and near.i > subject.i and near.dep_ == "pobj"
        speaks = subject.tag_.startswith("NNP") or self.lexicon.is_source_noun(subject.lower_)
        return near if named and not speaks else subject

    def reported_before(self, verb: Token) -> Token | None:
        """The verb of saying with which a later one is coordinated ("said he was well and called").

        The parser joins the later one to the content in between; the tense tells.
        """
        past = verb.tag_ == "VBD" or any(c.tag_ == "VBD" for c in verb.children if c.dep_ == "aux")
        if not past or verb.dep_ != "conj" or self.lemma(verb) in (None, *self.lexicon.phrasal):
            return None
        if syntax.own_subject(verb) is not None or self.lemma(verb.head) is not None:
            return None
        for token in verb.ancestors:
            if token.i < verb.i and token.tag_ == "VBD" and self.lemma(token) is not None:
                return token if syntax.own_subject(token) is not None else None
        return None

    def going_on(self, verb: Token) -> Token | None:
        """The verb of saying with which a participle goes on ("said it was dead, warning that")."""
        if verb.tag_ != "VBG" or verb.i == 0 or verb.nbor(-1).text != ",":
            return None
        for token in verb.ancestors:
            said = token.tag_ in ("VBD", "VBZ") and self.lemma(token) in self.lexicon.clause
            if said and token.i < verb.i:
                return token if syntax.own_subject(token) is not None else None
        return None

    def _relay(self, verb: Token) -> Sources | None:
        """ "X quoted N as saying", "N was quoted as saying by X", "X quoted N blaming ..."."""
        quoting = verb.head
        if verb.dep_ == "pcomp" and quoting.lower_ == "as" and quoting.dep_ == "prep":
            quoting = quoting.head
        if quoting == verb or self.lexicon.verbs.get(quoting.lower_) not in ("quote", "cite"):
            return None
        if syntax.is_passive(quoting):
            return syntax.child(quoting, "nsubjpass"), syntax.agent(quoting)
        spoken = syntax.own_subject(verb) or syntax.child(quoting, "dobj")
        return spoken, syntax.subject_of(quoting)

    def _quoted_by(self, subject: Token) -> Token | None:
        """The relay in "Novak, quoted by the Times, said ..."."""
        for clause in subject.children:
            if clause.dep_ == "acl" and self.lexicon.verbs.get(clause.lower_) in ("quote", "cite"):
                return syntax.agent(clause)
        return None

    def _inverted_subject(self, verb: Token) -> Token | None:
        """ "said Wang", where the parser took the name for an object."""
        if verb.tag_ == "VBG":
            return None
        after = syntax.child(verb, "dobj", "attr", "oprd", "npadvmod")
        if after is None or after.i in self.masked_at or after.left_edge.i != verb.i + 1:
            return None
        return after if after.tag_.startswith(_LOCATABLE) else None

    def may_speak(self, verb: Token, lemma: str, source: Token | None) -> bool:
        """Whether `source` can be who says it, and the saying is one that took place."""
        if self._is_asked_for(verb) or self._is_unsaid(verb, lemma):
            return False
        if source is None and self.frame.outer is not None and syntax.is_imperative(verb):
            return False
        if verb.dep_ == "xcomp" and verb.head.lower_ in self.lexicon.declining:
            return False
        if self._is_supposed(verb):
            return False
        if source is None and not self.masked_at and _is_to_be_said(verb):
            return False
        if verb.dep_ == "acl" and syntax.is_infinitive(verb) and verb.head.lower_ not in _ORDINALS:
            return False  # "its efforts to urge them"
        if source is None:
            return syntax.is_passive(verb) or verb.dep_ != "ROOT" or bool(self.masked_at)
        if source.i in self.masked_at or source.lower_ in ANYBODY or source.lower_ == "you":
            return False
        if source.lower_ in FIRST_PERSON:  # "I warned them" inside an answer
            return self.frame.outer is not None and verb.tag_ == "VBD"
        if lemma not in self.lexicon.clause_of_documents:
            return True
        if lemma in self.lexicon.clause_of_writings:
            return source.lower_ in self.lexicon.documents
        named = source.tag_.startswith("NNP") or source.lower_ in _PERSONS
        return named or self.lexicon.is_source_noun(source.lower_)

    def _is_unsaid(self, verb: Token, lemma: str) -> bool:
        """A saying that did not take place ("did not say that")."""
        denied = any(c.dep_ == "neg" for c in verb.children)
        return denied and lemma in self.lexicon.negatable

    def _is_in_list(self, verb: Token) -> bool:
        before = [t.lower_ for t in self.doc[: verb.i]]
        return "including" in before or ("such", "as") in pairwise(before)

    def _is_supposed(self, verb: Token) -> bool:
        """A saying that may take place ("if they insist", "lets it say", "no denying that")."""
        mark = syntax.child(verb, "mark")
        if mark is not None and mark.lower_ in ("if", "unless"):
            return True
        if any(c.dep_ == "det" and c.lower_ == "no" for c in verb.children):
            return True
        enabled = verb.tag_ == "VB" and verb.dep_ in ("ccomp", "xcomp")
        return enabled and verb.head.lower_ in self.lexicon.enabling

    def _is_asked_for(self, verb: Token) -> bool:
        """A saying only asked for ("demanded that Beijing explain how"), or an item of a list."""
        if verb.tag_ == "VBG" and self._is_in_list(verb):
            return True
        if any(c.tag_ == "MD" and c.lower_ in _DEMANDING for c in verb.children):
            return True
        token = verb
        for _ in range(4):
            if token.tag_ != "VB" or any(c.tag_ == "MD" for c in token.children):
                return False
            if token.head == token or token.dep_ not in ("conj", "xcomp", "ccomp", "advcl"):
                return False
            if token.dep_ != "conj" and self.lemma(token.head) in self.lexicon.asking:
                return True
            token = token.head
        return False


def _is_another(verb: Token) -> bool:
    """ "As opposed to" and "adds up to" are no sayings."""
    if verb.lower_ == "opposed":
        return verb.i > 0 and verb.nbor(-1).lower_ == "as"
    following = verb.doc[verb.i + 1 : verb.i + 2].text
    return following == "up" and verb.lower_.startswith("add")


def _is_to_be_said(verb: Token) -> bool:
    """ "To call on states", "without asking firms": nobody has said it."""
    if verb.tag_ == "VBG":
        return verb.dep_ in ("pcomp", "xcomp", "conj") and not syntax.is_passive(verb)
    return syntax.is_infinitive(verb) and not syntax.is_passive(verb)
