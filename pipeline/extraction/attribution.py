"""Attribution inside one frame: which words are said, by whom, with what cue.

Belongs here: the grammar of cues (annotation guide, section 2) over a parsed frame. What a
candidate becomes (kind, parent, speaker's entity, turn) is decided in `quotes`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from pipeline.extraction import syntax
from pipeline.extraction.frames import Frame
from pipeline.extraction.lexicon import Lexicon
from pipeline.parsing.quote_marks import QuotedSpan
from pipeline.parsing.regions import is_title_case

Tokens = Sequence[Token]

_SELF = frozenset({"i", "we", "you"})
_ANYBODY = frozenset(
    {"everyone", "everybody", "anyone", "anybody", "nobody", "someone", "one", "who"}
)
_IMPERSONAL = frozenset({"it", "there"})
_REFUSING = frozenset(
    {"refuse", "refused", "refuses", "decline", "declined", "declines", "fail", "failed", "fails", "want",
     "wanted", "wants", "need", "needs", "needed", "hope", "hopes", "try", "tries", "tried", "intend",
     "intends", "plan", "plans", "prefer", "prefers"}
)  # fmt: skip
_QUESTION_MARKS = frozenset({"whether", "if"})
_WH_TAGS = frozenset({"WP", "WDT", "WRB", "WP$"})


@dataclass(frozen=True)
class Candidate:
    """Something said. Contents are token runs of the frame (more than one where interrupted), or a
    masked quotation; `source` is the head of the phrase that names the speaker."""

    rule: str
    contents: tuple[tuple[Token, ...], ...]
    cue: tuple[Token, ...]
    source: Token | None
    mask: QuotedSpan | None = None
    via: Token | None = None


class Attribution:
    """The candidates of one frame; `frame.doc` must have been parsed."""

    def __init__(self, frame: Frame, lexicon: Lexicon) -> None:
        self.frame = frame
        self.lexicon = lexicon
        if frame.doc is None:
            raise ValueError("the frame has not been parsed")
        self.doc = frame.doc
        self.masked_at = dict(frame.masks)

    # -- verbs -----------------------------------------------------------------------------

    def lemma(self, token: Token) -> str | None:
        """The cue lemma of a verb, None where it is none."""
        lemma = self.lexicon.verbs.get(token.lower_)
        if lemma is None or token.i in self.masked_at:
            return None
        if syntax.is_verb(token):
            return lemma
        # The tagger takes a present-tense verb after a name for a plural noun ("Novak says:").
        return lemma if lemma == "say" else None

    def source_of(self, verb: Token) -> tuple[Token | None, Token | None]:
        """Speaker and relaying source of what `verb` introduces."""
        relay = self._relay(verb)
        if relay is not None:
            return relay
        if syntax.is_passive(verb):
            return syntax.agent(verb), None
        subject = syntax.subject_of(verb)
        if subject is None:
            subject = self._inverted_subject(verb)
        if subject is not None and subject.lower_ in _IMPERSONAL and subject.lower_ == "there":
            subject = None
        return subject, None

    def _relay(self, verb: Token) -> tuple[Token | None, Token | None] | None:
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

    def _inverted_subject(self, verb: Token) -> Token | None:
        """ "said Wang", where the parser took the name for an object."""
        after = syntax.child(verb, "dobj", "attr", "oprd", "npadvmod")
        if after is not None and after.i > verb.i and after.tag_.startswith(("NNP", "NN", "PRP")):
            if after.i not in self.masked_at and after.left_edge.i == verb.i + 1:
                return after
        return None

    def verb_candidates(self, verb: Token, lemma: str) -> Iterator[Candidate]:
        source, via = self.source_of(verb)
        if source is not None and source.lower_ in (*_SELF, *_ANYBODY):
            told = source.lower_ in ("i", "we") and self.frame.outer is not None
            if not (told and verb.tag_ == "VBD"):  # "I warned them" inside an answer
                return
        if verb.dep_ == "xcomp" and verb.head.lower_ in _REFUSING:
            return
        if not self._could_speak(verb, lemma, source) or self._is_asked_for(verb):
            return
        blank = Candidate("", (), self._cue(verb), source, via=via)
        as_put = self._as_put_it(verb)
        if as_put is not None:
            yield as_put
            return
        inverted = self._inverted_parenthesis(verb, lemma)
        if inverted is not None:
            yield inverted
            return
        yield from self._clauses(verb, lemma, blank)
        yield from self._parenthesis(verb, lemma, blank)
        yield from self._infinitives(verb, lemma, blank)
        yield from self._gerunds(verb, lemma, blank)

    def _could_speak(self, verb: Token, lemma: str, source: Token | None) -> bool:
        """Whether the subject can be a source; verbs that also show or prove need a document or body."""
        if source is None:
            return syntax.is_passive(verb) or verb.dep_ != "ROOT" or bool(self.masked_at)
        if source.i in self.masked_at:
            return False
        if lemma not in self.lexicon.clause_of_documents:
            return True
        named = source.tag_.startswith("NNP") or source.lower_ in ("he", "she", "it", "they")
        return named or self._is_source_noun(source)

    def _is_asked_for(self, verb: Token) -> bool:
        """A saying that is itself only asked for ("demanded that Beijing explain how"), or listed."""
        if verb.tag_ == "VBG" and any(t.lower_ == "including" for t in verb.ancestors):
            return True
        token = verb
        for _ in range(4):
            if token.tag_ != "VB" or any(c.tag_ == "MD" for c in token.children):
                return False
            if token.dep_ in ("xcomp", "ccomp", "advcl") and self.lemma(token.head):
                return self.lemma(token.head) in self.lexicon.asking
            if token.dep_ not in ("conj", "advcl", "xcomp") or token.head == token:
                return False
            token = token.head
        return False

    def _is_source_noun(self, token: Token) -> bool:
        return token.lower_ in self.lexicon.sources or token.lower_ in self.lexicon.documents

    def _cue(self, verb: Token) -> tuple[Token, ...]:
        particle = syntax.child(verb, "prt")
        if particle is not None and particle.i == verb.i + 1:
            return (verb, particle)
        complement = self._complement(verb)
        return tuple(self.doc[verb.i : complement.i + 1]) if complement is not None else (verb,)

    def _complement(self, verb: Token) -> Token | None:
        """The second word of a cue of two ("made it clear that", "pointed out that")."""
        wanted = self.lexicon.phrasal.get(self.lexicon.verbs.get(verb.lower_, ""), frozenset())
        return next((t for t in self.doc[verb.i + 1 : verb.i + 5] if t.lower_ in wanted), None)

    def _clauses(self, verb: Token, lemma: str, blank: Candidate) -> Iterator[Candidate]:
        """ "said (that) the deal was dead", before or after the cue."""
        complement = self._complement(verb)
        if complement is None and not (
            lemma in self.lexicon.clause or lemma in self.lexicon.clause_of_documents
        ):
            return
        # "made it clear that": the clause may hang on the complement.
        holders = [verb] if complement is None else [verb, complement]
        listener = syntax.child(verb, "dobj")  # "told a seminar that": it may hang on the listener
        if listener is not None and not any(c.dep_ == "ccomp" for c in verb.children):
            holders.append(listener)
        for clause in (c for holder in holders for c in holder.children if c != complement):
            if (
                clause.dep_ not in ("ccomp", "acl", "advcl", "dep", "xcomp")
                or clause.i in self.masked_at
            ):
                continue
            mark = syntax.child(clause, "mark")
            if clause.dep_ in ("acl", "advcl", "dep", "xcomp") and not (
                mark is not None and mark.lower_ == "that" and clause.i > verb.i
            ):
                continue
            demanded = mark is not None and mark.lower_ == "that" and syntax.own_subject(clause)
            if not syntax.is_finite(clause) and not demanded:  # "demanded that Beijing explain"
                continue
            if mark is not None and mark.lower_ in _QUESTION_MARKS:
                continue
            if self._is_wh_clause(clause) and lemma in ("ask", "wonder", "explain", "say", "tell"):
                if lemma in ("ask", "wonder"):
                    continue
            yield replace(blank, rule="clause", contents=self._runs(clause, verb))

    @staticmethod
    def _is_wh_clause(clause: Token) -> bool:
        return clause.left_edge.tag_ in _WH_TAGS

    def _parenthesis(self, verb: Token, lemma: str, blank: Candidate) -> Iterator[Candidate]:
        """ "The deal, Novak said on Monday, was dead"; "as Novak put it"."""
        if lemma not in self.lexicon.clause:
            return
        head = verb.head
        if head == verb or blank.source is None:
            return
        as_clause = verb.dep_ == "advcl" and any(
            c.dep_ == "mark" and c.lower_ == "as" for c in verb.children
        )
        if verb.dep_ != "parataxis" and not as_clause:
            return
        if head.i in self.masked_at or (as_clause and self.masked_at):
            return
        yield replace(blank, rule="parenthesis", contents=self._runs(head, verb, within=True))

    def _as_put_it(self, verb: Token) -> Candidate | None:
        """ "As Novak put it, the deal was dead": the sentence without that clause."""
        doc = self.doc
        complement = self._complement(verb)
        if self.masked_at or complement is None or complement.lower_ != "it":
            return None
        start = next((t.i for t in reversed(doc[: verb.i]) if t.lower_ == "as"), None)
        if start is None or verb.i - start > 8 or start + 1 == verb.i:
            return None
        stop = next((t.i for t in doc[complement.i :] if t.text in (",", ".", ":")), len(doc))
        runs = (*self._trim(list(doc[:start])), *self._trim(list(doc[stop + 1 :])))
        if not runs:
            return None
        return Candidate("parenthesis", runs, self._cue(verb), doc[verb.i - 1])

    def _inverted_parenthesis(self, verb: Token, lemma: str) -> Candidate | None:
        """ "The rest, said Novak, was lost": a comma, the cue, a name, and the sentence goes on or ends."""
        doc = self.doc
        if (
            lemma not in self.lexicon.clause
            or self.masked_at
            or verb.i < 2
            or doc[verb.i - 1].text != ","
        ):
            return None
        name = next((t for t in doc[verb.i + 1 : verb.i + 2] if t.tag_.startswith("NNP")), None)
        if name is None or verb.tag_ not in ("VBD", "VBZ"):
            return None
        last = name
        while last.i + 1 < len(doc) and doc[last.i + 1].tag_.startswith("NNP"):
            last = doc[last.i + 1]
        stop = next((t.i for t in doc[last.i + 1 :] if t.text in ",."), len(doc))
        runs = (*self._trim(list(doc[: verb.i])), *self._trim(list(doc[stop + 1 :])))
        if not any(syntax.is_verb(t) for run in runs for t in run):
            return None
        return Candidate("parenthesis", runs, self._cue(verb), last)

    def _infinitives(self, verb: Token, lemma: str, blank: Candidate) -> Iterator[Candidate]:
        """ "urged states to sign", "called on firms to obey", "pledged to sign"."""
        lexicon = self.lexicon
        for clause in verb.children:
            if clause.dep_ not in ("xcomp", "ccomp", "advcl") or clause.i < verb.i:
                continue
            if not syntax.is_infinitive(clause) or clause.i in self.masked_at:
                continue
            subject = syntax.own_subject(clause)
            target = self._target(verb, clause)
            asked = lemma in lexicon.object_infinitive or (
                lemma in lexicon.prepositional_infinitive
                and (subject is not None or (target is not None and target.dep_ == "pobj"))
            )
            if asked and (target is not None or subject is not None):
                if syntax.is_passive(verb):
                    if not subject:
                        yield replace(blank, rule="infinitive", contents=self._from(clause, clause))
                    continue
                first = subject if subject is not None else target
                assert first is not None
                yield replace(blank, rule="infinitive", contents=self._from(first, clause))
                return
            if lemma in lexicon.object_infinitive and syntax.is_passive(verb):
                yield replace(blank, rule="infinitive", contents=self._from(clause, clause))
                return
            if lemma in lexicon.subject_infinitive and subject is None and clause.dep_ != "advcl":
                if not syntax.is_passive(verb):
                    yield replace(blank, rule="infinitive", contents=self._from(clause, clause))
                    return

    def _target(self, verb: Token, clause: Token) -> Token | None:
        """Whom an infinitive is asked of: the object, directly or after on, upon, for, to."""
        direct = syntax.child(verb, "dobj", "dative", "iobj")
        if direct is not None and verb.i < direct.i < clause.i:
            return direct
        for prep in verb.rights:
            if (
                prep.dep_ in ("prep", "dative")
                and prep.lower_ in self.lexicon.infinitive_prepositions
            ):
                found = syntax.child(prep, "pobj")
                if found is not None and found.i < clause.i:
                    return found
        return None

    def _gerunds(self, verb: Token, lemma: str, blank: Candidate) -> Iterator[Candidate]:
        """ "accused them of cheating", "denied spying", "warned against signing"."""
        wanted = self.lexicon.object_gerund.get(lemma, frozenset())
        loose = self.lexicon.preposition_gerund.get(lemma, frozenset())
        target = syntax.child(verb, "dobj")
        holders = [verb, *([target] if target is not None else [])]
        for holder in holders:
            for prep in holder.children:
                if prep.dep_ not in ("prep", "agent") or prep.i < verb.i:
                    continue
                gerund = next(
                    (c for c in prep.children if c.dep_ in ("pcomp", "pobj") and c.tag_ == "VBG"),
                    None,
                )
                if gerund is None:
                    continue
                if target is not None and prep.lower_ in wanted and not syntax.is_passive(verb):
                    yield replace(blank, rule="gerund", contents=self._from(target, gerund))
                    return
                if prep.lower_ in wanted and syntax.is_passive(verb):
                    yield replace(blank, rule="gerund", contents=self._from(gerund, gerund))
                    return
                if prep.lower_ in loose and target is None:
                    yield replace(blank, rule="gerund", contents=self._from(gerund, gerund))
                    return
        if lemma in self.lexicon.direct_gerund:
            for clause in verb.rights:
                if clause.dep_ in ("xcomp", "ccomp", "dobj") and clause.tag_ == "VBG" and (
                    not syntax.is_finite(clause) and clause.right_edge.i > clause.i
                ):  # fmt: skip
                    yield replace(blank, rule="gerund", contents=self._from(clause, clause))
                    return

    # -- contents --------------------------------------------------------------------------

    def _from(self, first: Token, clause: Token) -> tuple[tuple[Token, ...], ...]:
        """From the left edge of `first` to the end of the clause and what is coordinated with it."""
        start = first.left_edge.i
        end = self._clause_end(clause)
        return self._trim(list(self.doc[start : end + 1]))

    def _clause_end(self, clause: Token) -> int:
        end = clause.right_edge.i
        # Later infinitives that the parser hung on the cue belong to the same content.
        for sibling in clause.head.rights:
            if (
                sibling.i > end
                and sibling.dep_ in ("advcl", "xcomp", "conj")
                and (
                    syntax.is_infinitive(sibling)
                    or (sibling.tag_ == "VB" and sibling.dep_ != "conj")
                )
            ):
                end = sibling.right_edge.i
        return end

    def _runs(
        self, clause: Token, verb: Token, within: bool = False
    ) -> tuple[tuple[Token, ...], ...]:
        """The tokens of a clause without the attribution in it: one run, or two if interrupted."""
        inside = {t.i for t in clause.subtree}
        if within:
            inside -= {t.i for t in verb.subtree}
        else:
            inside.discard(verb.i)
        runs: list[list[Token]] = []
        low, high = min(inside), max(inside)
        cut = {t.i for t in verb.subtree} - inside if not within else {t.i for t in verb.subtree}
        for token in self.doc[low : high + 1]:
            if token.i in cut:
                if runs and runs[-1]:
                    runs.append([])
                continue
            if not runs:
                runs.append([])
            runs[-1].append(token)
        trimmed: list[tuple[Token, ...]] = []
        for run in runs:
            trimmed += self._trim(run)
        return tuple(trimmed)

    @staticmethod
    def _trim(run: list[Token]) -> tuple[tuple[Token, ...], ...]:
        """Without conjunction and punctuation at the edges."""
        while run and (
            run[0].is_punct
            or run[0].tag_ in (",", ":", "``", "''")
            or (run[0].dep_ == "mark" and run[0].lower_ == "that")
        ):
            run = run[1:]
        if len(run) > 1 and run[0].lower_ == "that" and run[0].tag_ in ("IN", "WDT"):
            run = run[1:]
        if run and run[0].dep_ == "cc" and len(run) > 1:
            run = run[1:]
        while run and (
            run[-1].is_punct and run[-1].text not in ")]" or run[-1].tag_ in (",", ":", ".")
        ):
            run = run[:-1]
        return (tuple(run),) if run else ()

    # -- nouns and phrases -----------------------------------------------------------------

    def noun_candidates(self, noun: Token) -> Iterator[Candidate]:
        """ "the claim that ...", "her warning that ...", "its call for states to ..."."""
        if noun.lower_ not in self.lexicon.nouns or not noun.tag_.startswith("NN"):
            return
        source = syntax.child(noun, "poss")
        of = next(
            (c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("of", "by", "from")),
            None,
        )
        if source is None and of is not None:
            source = syntax.child(of, "pobj")
        if source is None and noun.dep_ == "dobj" and noun.head.lower_ in _MAKING:
            source = syntax.subject_of(noun.head)
        if source is not None and source.lower_ in ("my", "our", "your", *_SELF):
            return
        for clause in noun.children:
            if (
                clause.dep_ not in ("acl", "ccomp", "relcl")
                or clause.i < noun.i
                or clause.i in self.masked_at
            ):
                continue
            mark = syntax.child(clause, "mark")
            first = clause.left_edge
            finite = first.lower_ == "that" and syntax.is_finite(clause) and (
                mark == first or (clause.dep_ == "acl" and clause.right_edge.i > clause.i)
            )  # fmt: skip
            infinitive = (
                clause.dep_ == "acl"
                and syntax.is_infinitive(clause)
                and self.lexicon.nouns[noun.lower_] in _PLEDGES
            )
            if finite or (infinitive and source is not None):
                yield Candidate("noun", self._from(clause, clause), (noun,), source)
                return

    def prepositional(self) -> Iterator[Candidate]:
        """ "according to Novak", "in the words of Novak", "in Novak's view"."""
        doc = self.doc
        for token in doc:
            found = None
            if token.lower_ == "according":
                to = syntax.child(token, "prep")
                found = syntax.child(to, "pobj") if to is not None else None
                phrase, cue = token, (token, to) if to is not None else (token,)
            elif token.lower_ == "in" and token.dep_ == "prep":
                noun = syntax.child(token, "pobj")
                if noun is None or noun.lower_ not in self.lexicon.possessive_phrases:
                    continue
                owner = syntax.child(noun, "poss")
                of = syntax.child(noun, "prep")
                if owner is not None:
                    found, phrase, cue = owner, token, (token, noun)
                elif of is not None and of.lower_ == "of":
                    found = syntax.child(of, "pobj")
                    phrase, cue = token, (token, of)
            elif token.lower_ == "for" and token.i == 0:
                found = syntax.child(token, "pobj")
                if found is None or not found.tag_.startswith("NNP"):
                    continue
                after = found.right_edge.i + 1
                if after >= len(doc) or doc[after].text != ",":
                    continue
                phrase, cue = token, (token,)
            if found is None or found.lower_ in ("my", "our", "your", "me", "us"):
                continue
            head = phrase.head
            if head == phrase or head.i in self.masked_at:
                continue
            contents = self._runs(self._main(head), phrase, within=True)
            yield Candidate("prepositional", contents, tuple(doc[cue[0].i : cue[-1].i + 1]), found)

    def _main(self, head: Token) -> Token:
        """The clause that a phrase of source modifies."""
        while not (syntax.is_verb(head) or head.dep_ in ("ROOT", "ccomp", "conj")):
            head = head.head
        while head.dep_ == "conj" and syntax.is_verb(head.head) and not syntax.own_subject(head):
            head = head.head  # "locked the files and left, according to ..."
        return head

    # -- quoted words ----------------------------------------------------------------------

    def quoted_phrases(self, taken: set[int], text: str) -> Iterator[Candidate]:
        """Noun phrases that hold quoted words under a cue ("called it “a farce”"), one for each cue."""
        edges: dict[int, tuple[int, int]] = {}
        for quoted in self.frame.inline:
            tokens = [
                t
                for t, p in zip(self.doc, self.frame.pieces, strict=True)
                if quoted.start <= p.start and p.end <= quoted.end and not t.is_punct
            ]
            if not tokens or any(t.i in taken for t in tokens):
                continue
            if is_title_case(text[quoted.start : quoted.end]):
                continue
            verb = self._naming_verb(tokens)
            if verb is not None:
                first, last = self._quoted_phrase_edges(tokens, verb)
                low, high = edges.get(verb.i, (first, last))
                edges[verb.i] = (min(low, first), max(high, last))
        for index, (first, last) in edges.items():
            verb = self.doc[index]
            source, via = self.source_of(verb)
            if source is None or source.lower_ in _SELF or source.i in self.masked_at:
                continue
            if self._is_asked_for(verb):
                continue
            if first > 0 and self.doc[first - 1].tag_ == "TO":  # "plans to “ban the app”"
                first -= 1
            run = self._trim(list(self.doc[first : last + 1]))
            yield Candidate("quoted phrase", run, self._cue(verb), source, via=via)

    def _naming_verb(self, tokens: Tokens) -> Token | None:
        """The cue above some quoted words; none where a verb that is no cue stands between."""
        head = min(tokens, key=lambda t: sum(1 for _ in t.ancestors))
        for ancestor in (head, *head.ancestors):
            if ancestor in tokens:
                continue
            lemma = self.lemma(ancestor)
            if lemma and lemma in self.lexicon.noun_phrase:
                return ancestor
            if syntax.is_verb(ancestor) and syntax.is_finite(ancestor):
                return None
        return None

    def _quoted_phrase_edges(self, tokens: Tokens, verb: Token) -> tuple[int, int]:
        """The phrase between the cue and the clause's end in which the quoted words stand."""
        top = min(tokens, key=lambda t: sum(1 for _ in t.ancestors))
        while (
            top.head != verb and top.head.i > verb.i and top.head.lower_ != "as"
            and top.head.tag_.startswith(("NN", "IN", "VBG", "JJ"))
        ):  # fmt: skip
            top = top.head
        as_ = next((t for t in self.doc[verb.i + 1 : tokens[0].i] if t.lower_ == "as"), None)
        if as_ is not None:  # "described the text as “a farce”"
            return as_.i + 1, max(tokens[-1].i, top.right_edge.i if top.i > as_.i else 0)
        if top.dep_ == "prep":
            inner = [c for c in top.children]
            first = inner[0].left_edge.i if inner else tokens[0].i
        else:
            first = top.left_edge.i
        return min(first, tokens[0].i), max(
            top.right_edge.i if top.i > verb.i else tokens[-1].i, tokens[-1].i
        )

    # -- masked quotations -----------------------------------------------------------------

    def masked_candidates(self) -> Iterator[Candidate]:
        """Each masked quotation with the cue and the source that the frame gives it."""
        for index, quotation in self.masked_at.items():
            verb = self._cue_of_mask(index)
            if verb is None:
                source = self._prepositional_source()
                if source is not None:
                    yield Candidate("direct", (), source[0], source[1], mask=quotation)
                else:
                    yield Candidate("bare", (), (), self._lead_in_subject(index), mask=quotation)
                continue
            speaker, via = self.source_of(verb)
            if speaker is None or speaker.i in self.masked_at:
                speaker = self._nearby_name(verb)
            yield Candidate("direct", (), self._cue(verb), speaker, mask=quotation, via=via)

    def _prepositional_source(self) -> tuple[tuple[Token, ...], Token] | None:
        found = next(iter(self._phrases_of_source()), None)
        return found

    def _phrases_of_source(self) -> Iterator[tuple[tuple[Token, ...], Token]]:
        for token in self.doc:
            if token.lower_ == "according" and token.i + 1 < len(self.doc):
                to = syntax.child(token, "prep")
                pobj = syntax.child(to, "pobj") if to is not None else None
                if pobj is not None and to is not None:
                    yield (token, to), pobj

    def _cue_of_mask(self, index: int) -> Token | None:
        """The verb of saying that governs the mask, else the nearest one in the frame."""
        mask = self.doc[index]
        for ancestor in mask.ancestors:
            lemma = self.lemma(ancestor)
            if lemma and self._quotes(ancestor, lemma) and self._could_introduce(ancestor, index):
                return ancestor
        verbs = [
            t
            for t in self.doc
            if (lemma := self.lemma(t))
            and self._quotes(t, lemma)
            and self._could_introduce(t, index)
        ]
        return min(verbs, key=lambda t: (abs(t.i - index), t.i), default=None)

    def _quotes(self, verb: Token, lemma: str) -> bool:
        """Whether a verb introduces quoted words ("said", "put it", "made clear")."""
        return lemma in self.lexicon.quoting or self._complement(verb) is not None

    def _could_introduce(self, verb: Token, index: int) -> bool:
        if (
            self.masked_at
            and verb.tag_ == "VBN"
            and not syntax.is_passive(verb)
            and verb.dep_ == "acl"
        ):
            return False
        between = self.doc[min(verb.i, index) + 1 : max(verb.i, index)]
        return not any(t.text in (".", ";") for t in between)

    def _nearby_name(self, verb: Token) -> Token | None:
        """A noun phrase right before or after the cue, where the parse gives no subject."""
        for token in (
            *self.doc[verb.i + 1 : verb.i + 5],
            *reversed(self.doc[max(0, verb.i - 5) : verb.i]),
        ):
            if token.i in self.masked_at:
                continue
            if token.tag_.startswith("NNP") or token.lower_ in ("he", "she", "they"):
                return token if token.dep_ != "compound" else token.head
        return None

    def _lead_in_subject(self, index: int) -> Token | None:
        """The subject of a frame that leads to its quotation without a verb of saying."""
        before = [t for t in self.doc[:index] if t.i not in self.masked_at]
        if not before:
            return None
        root = next((t for t in self.doc if t.dep_ == "ROOT"), None)
        subject = syntax.subject_of(root) if root is not None else None
        if subject is not None and subject.i < index and subject.i not in self.masked_at:
            return subject
        if before[-1].text == ":" and len(before) <= 8:
            return next((t for t in before if t.tag_.startswith("NNP")), None)
        return None


_MAKING = frozenset(
    {
        "make",
        "made",
        "makes",
        "making",
        "issue",
        "issued",
        "issues",
        "give",
        "gave",
        "repeat",
        "repeated",
        "reject",
        "rejected",
    }
    - {"reject", "rejected"}
)
_PLEDGES = frozenset(
    {"pledge", "promise", "vow", "demand", "request", "appeal", "call", "proposal", "threat"}
)


def candidates(frame: Frame, lexicon: Lexicon, text: str) -> list[Candidate]:
    """Every attribution of a parsed frame, masked quotations first."""
    reading = Attribution(frame, lexicon)
    found: list[Candidate] = list(reading.masked_candidates())
    for token in reading.doc:
        lemma = reading.lemma(token)
        if lemma:
            found += reading.verb_candidates(token, lemma)
        found += reading.noun_candidates(token)
    found += reading.prepositional()
    taken = {t.i for c in found for run in c.contents for t in run}
    found += reading.quoted_phrases(taken, text)
    return [c for c in found if c.contents or c.mask]
