"""What a claim is like: its type and its hedge.

Belongs here: reading the word lists of `schemas/codebook/lexicon.yml` in the words of one claim
(annotation guide, section 3). Its stance is told in `claim_stance`, whether the words are a claim
at all in `claim_detection`.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from pipeline.extraction.markers import Marked, Marker

ClaimType = Literal["fact", "value", "prediction", "policy"]

MIN_ACT = 10
"""In fewer words hardly anybody tells of an act."""
_MERE_TALK = frozenset(
    {"like", "say", "be", "not", "think", "guess", "add", "know", "see", "expect", "to"}
)
_QUESTION_REACH = 5
_ASKING = frozenset({"how", "whether", "what", "who", "where", "when"})
_WAYS = frozenset({"how", "what"})
_TO_READER = (["you", "will", "see"], ["you", "will", "find"], ["you", "will", "notice"])
_HAVE = frozenset({"has", "have"})
_DO = frozenset({"does", "do", "did"})
_ADVERBS = frozenset(
    {"also", "already", "never", "long", "now", "since", "still", "all", "not", "just"}
)
_PARTICIPLES = frozenset(
    {
        "led",
        "made",
        "put",
        "built",
        "found",
        "done",
        "become",
        "begun",
        "won",
        "lost",
        "sent",
        "met",
        "set",
    }
    | {
        "cut",
        "bought",
        "sold",
        "told",
        "brought",
        "kept",
        "held",
        "spent",
        "said",
        "run",
        "had",
        "been",
    }
)
_TIMED = re.compile(
    r"\b(?:comes?|came)\s(?:just\s|only\s|at\s(?:a|the)\s(?:same\s)?time|amid|after|as\s|weeks|days"
    r"|months|on the heels)",
    re.IGNORECASE,
)
_STATING = frozenset({"is", "are", "can", "can't", "cannot", "could", "couldn't"})
_FIGURE = re.compile(
    r"\d|\b(?:dozens?|hundreds?|thousands?|(?:twen|thir|for|fif)ty)\b", re.IGNORECASE
)
_MODALS = frozenset({"may", "might", "could"})
_RELATIVE = frozenset({"which", "who", "whom", "whose", "that"})
_CONDITION = frozenset({"if", "unless", "without", "otherwise"})
PRESENT = frozenset(
    {"is", "are", "has", "have", "does", "do", "am", "isn't", "aren't", "doesn't"}
    | {"don't", "can", "cannot", "remain", "remains", "comes", "stands", "seems", "appears"}
    | {"makes", "takes", "gives", "shows", "means", "goes", "puts", "keeps", "leaves", "hasn't"}
    | {"haven't"}
)
_PAST = frozenset(
    {"was", "were", "had", "did", "didn't", "wasn't", "came", "took", "gave", "went"}
    | {"made", "got", "became", "ran", "kept", "stood", "saw", "heard", "grew"}
)
_BEFORE_PARTICIPLE = frozenset(
    {"is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "to", "of"}
    | {"the", "a", "an", "and", "by", "as", "more", "already", "not", "that", "which"}
    | {"who"}
)
_NO_OBJECT = re.compile(
    r"\w+(?:,|\s(?:is|are|was|were|has|had|have|will|would|can|could|may|must|of|and)\b)"
)
"""A noun that looks like a bare verb ("Trust is earned")."""
_VERDICT = re.compile(
    r"\b(?:is|are|was|were|remains?|becomes?|['’]s)\s+(?:\w+ly\s+|not\s+|just\s+|still\s+){0,2}"
    r"(?:an?\s|what\s|only\s|less\s|more\s|too\s|so\s|as\s\w+\sas|like\b|about\s)"
    r"|\b(?:is|are)\s+not\s\w+\W*$|^\W*it\s(?:is|was)\s(?:[\w.]+\s){1,6}(?:that|who)\b"
    r"|^\W*the same \w+ (?:that|who|which)\b",
    re.IGNORECASE,
)


def is_hedged(marked: Marked) -> bool:
    """Whether a softening word stands that neither forbids nor denies."""
    barred = {i for m in marked.of("not_hedges") for i in range(m.first, m.last)}
    return any(m.first not in barred and not _of_somebody(marked, m) for m in marked.of("hedges"))


def _of_somebody(marked: Marked, marker: Marker) -> bool:
    """A modal verb in a clause about somebody ("a rival who might read it") softens nothing."""
    before = marked.tokens[max(0, marker.first - 2) : marker.first]
    return marked.tokens[marker.first] in _MODALS and "who" in before


def claim_type(words: str, marked: Marked, *, cue: Marked | None, infinitive: bool) -> ClaimType:
    """Policy over prediction over value over fact.

    `cue` are the words by which a speaker's claim is introduced, `infinitive` says that it is one.
    """
    demanded = cue is not None and cue.has("demanding_cues")
    promised = cue is not None and cue.has("promising_cues")
    if (infinitive and demanded) or (demanded and _subjunctive(cue)) or _is_policy(words, marked):
        return "policy"
    if _is_prediction(marked, promised=promised, infinitive=infinitive, indirect=cue is not None):
        return "prediction"
    if is_judged(words, marked) or marked.has("purpose"):
        return "value"
    return "fact" if _is_observed(words, marked) else "value"


def _is_observed(words: str, marked: Marked) -> bool:
    """Whether something is told that could have been observed.

    What has happened, a figure, what a text lacks; or an act in the field, in a sentence that does
    not say what something is or can do.
    """
    tokens = marked.tokens
    if marked.has("absences", "undone") or is_past(tokens) or _FIGURE.search(words):
        return True
    verbs = [t for t in tokens if not (t.endswith("ly") or t in _ADVERBS)]
    if any(
        (a in _HAVE and (b.endswith(("ed", "en")) or b in _PARTICIPLES))
        or (a in _DO and b == "not")
        for a, b in pairwise(verbs)
    ):
        return True
    if _TIMED.search(words):
        return True
    return len(tokens) >= MIN_ACT and _STATING.isdisjoint(tokens) and marked.has("topic")


def _subjunctive(cue: Marked | None) -> bool:
    """Verbs that ask even with "that"."""
    return cue is not None and any(
        token.startswith(("demand", "urg", "recommend", "propos", "request"))
        for token in cue.tokens
    )


def _is_policy(words: str, marked: Marked) -> bool:
    barred = {i for m in marked.of("not_policy") for i in range(m.first, m.last)}
    if any(m.first not in barred and not _asked(marked, m) for m in marked.of("policy")):
        return True
    for marker in marked.of("volition"):
        after = marked.tokens[marker.last : marker.last + 1]
        if after and after[0] not in _MERE_TALK and "if" not in marked.tokens:
            return True
    return is_imperative(words, marked)


def _asked(marked: Marked, marker: Marker) -> bool:
    """A demand within an indirect question ("nothing on how states should act") is none."""
    before = marked.tokens[max(0, marker.first - _QUESTION_REACH) : marker.first]
    return not _ASKING.isdisjoint(before)


def _asked_how(marked: Marked, marker: Marker) -> bool:
    """A future within a question of the way, and a turn to the reader, foretell nothing."""
    tokens = marked.tokens
    if tokens[max(0, marker.first - 1) : marker.last + 1] in _TO_READER:
        return True
    return marker.last - marker.first == 1 and not _WAYS.isdisjoint(
        tokens[max(0, marker.first - _QUESTION_REACH) : marker.first]
    )


def is_imperative(words: str, marked: Marked) -> bool:
    """Whether a stretch, or what follows its colon, opens with a bare verb of advice."""
    colon = words.find(":") + 1
    for m in marked.of("imperatives"):
        opens = not words[: m.offset].strip(' "“‘«•-')
        opens = opens or bool(colon and not words[colon : m.offset].strip())
        if opens and not _NO_OBJECT.match(words, m.offset):
            return True
    return False


def _is_prediction(marked: Marked, *, promised: bool, infinitive: bool, indirect: bool) -> bool:
    foreseen = (m for m in marked.of("prediction") if not _asked_how(marked, m))
    if any(foreseen) or (promised and infinitive):
        return True
    tokens = marked.tokens
    hoped = min((m.first for m in marked.of("judging")), default=len(tokens))
    for i, token in enumerate(tokens):
        after = [t for t in tokens[i + 1 : i + 4] if t not in {"not", "also", "just"}][:2]
        stative = after[:1] == ["be"] and not (len(after) > 1 and after[1].endswith(("ed", "en")))
        if not _CONDITION.isdisjoint(tokens[:i]):
            stative = False
        if token in _MODALS and i < hoped and not stative and after[:1] != ["have"]:
            return True
        if token == "would" and not _RELATIVE & set(tokens[max(0, i - 4) : i]) and not stative:
            conditional = bool(_CONDITION & set(tokens))
            certain = any(t.endswith("ly") for t in after[:1])
            if (conditional or indirect or promised) and after[:1] != ["have"] and not certain:
                return True
    return False


def is_past(tokens: Sequence[str]) -> bool:
    """Whether a sentence, as far as its words tell, has verbs of the past only."""
    if not PRESENT.isdisjoint(tokens):
        return False
    return any(
        token in _PAST
        or (token.endswith("ed") and i > 0 and tokens[i - 1] not in _BEFORE_PARTICIPLE)
        for i, token in enumerate(tokens)
    )


def is_judged(words: str, marked: Marked) -> bool:
    """Whether a stretch weighs merit, motive, importance or credibility."""
    soft = {m.first for m in (*marked.of("soft"), *marked.of("asides"))}
    soft |= {i for m in marked.of("not_hedges") for i in range(m.first, m.last)}
    judging = (*marked.of("judging"), *marked.of("favor"), *marked.of("against"))
    if any(m.first not in soft for m in judging):
        return True
    return bool(_VERDICT.search(words)) or words.rstrip(' "”’»').endswith("!")
