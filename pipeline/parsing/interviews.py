"""Interviews and transcripts: who has the word, by the labels at the head of paragraphs.

Belongs here: finding turns ("Novak: ...", "Q: ..."). An answer is one direct quote, a question is
none (annotation guide, section 2).
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.parsing.structure import Paragraph

_LABEL = re.compile(
    r"(?P<label>[A-ZÀ-Þ][\w.’'-]*"
    r"(?:[ ,]{1,2}(?:[A-ZÀ-Þ(][\w.’'&)-]*|of|for|the|and|de|van|von|bin|al)){0,6}"
    r"(?: (?:reporter|correspondent|journalist|spokesperson|spokesman|spokeswoman))?)"
    r"(?:\s*[(\[][^)\]\n]{1,40}[)\]])?(?:\s?[:：]|(?<=\b[QA])\.)(?:[ \t\u00a0]+(?=\S)|$)",
    re.MULTILINE,
)
_SPEECH_END = re.compile(r"[.!?…—–-][\"'”’»)\]]*$")
_ASKING = re.compile(
    r"(?:q|question|questioner|reporter|interviewer|moderator|host|journalist|audience|anchor|presenter"
    r"|operator|staff|[\w’' -]+ (?:reporter|correspondent|journalist))"
    r"(?:\s*\d+)?$",
    re.IGNORECASE,
)
_INTERPRETING = re.compile(r"(?:interpreter|translator|interpretation|translation)$", re.IGNORECASE)
_NOT_LABELS = re.compile(
    r"(?:note|update|updated|correction|source|photo|image|credit|editor|read|related|warning|tip|ps|p\.s"
    r"|first|second|third|finally|conclusion|bottom line|yes|no|but|and)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"(?:[(\[][^)\]\n]{1,60}[)\]]\s*)+")
"""What a transcript says of the speaking ("[SPEAKING MANDARIN]", "(Via interpreter)")."""
_ANNOUNCED = re.compile(
    r"\b(?:interview\w*|Q\s?&\s?A|spoke (?:to|with)|talk(?:ed|s)? (?:to|with)|sat down with"
    r"|conversation with|answer(?:s|ed) (?:our |some )?questions)\b",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:I|we|We|my|My|our|Our|me|us)\b")
MIN_TURNS = 3
_LONG = 15
"""Words of a turn, where two are all there is."""
_QUESTION_WORDS = 80
"""A longer paragraph that ends in a question mark is no bare question."""
_NEAR_END = 160
"""A question stands so near the end of the turn that asks it ("...? Thank you.")."""


@dataclass(frozen=True)
class Turn:
    """One turn: label and words in code points; `is_question` where the asker has the word.

    `voice_start`, `voice_end`: the name of who speaks, which is the label, or of whom an
    interpreter speaks for; empty where the answers have no labels.
    """

    label_start: int
    label_end: int
    start: int
    end: int
    is_question: bool
    voice_start: int
    voice_end: int


def find_turns(text: str, paragraphs: Sequence[Paragraph]) -> list[Turn]:
    """Turns of an interview in its body; none where the body is no interview."""
    body = [p for p in paragraphs if p.region == "body"]
    labelled = [(p, match) for p in body if (match := _label(text, p))]
    if not labelled:
        return _unlabelled(text, paragraphs, body)
    ends = _turn_ends(body, [p for p, _ in labelled])
    words = [text[match.end() : p.end].strip() for p, match in labelled]
    whole = [text[m.end() : e].strip() for (_, m), e in zip(labelled, ends, strict=True)]
    bearers = [match["label"].rstrip(" 0123456789") for _, match in labelled]
    turns = Counter(bearers)
    long = len(labelled) >= MIN_TURNS and len(turns) >= 2 and max(turns.values()) >= 2
    interpreted = len(turns) >= 2 and any(map(_INTERPRETING.match, turns))
    alone = _is_statement(text, paragraphs, body, labelled)
    if not (long or interpreted or alone or _is_one_question(words, len(turns))):
        return _unlabelled(text, paragraphs, body)
    if sum(bool(_SPEECH_END.search(w)) for w in whole) < 0.5 * len(words):
        return []  # a table of facts ("Country: China")
    asking = _asking(bearers, whole)
    if not (long or interpreted or alone):
        asking = {bearers[0]}
    if not long or labelled[0][0] is body[0]:  # nothing but what is said
        ends[-1] = body[-1].end
    return list(_turns(text, [m for _, m in labelled], ends, bearers, asking))


def _turns(
    text: str,
    labels: Sequence[re.Match[str]],
    ends: Sequence[int],
    bearers: Sequence[str],
    asking: Collection[str],
) -> Iterator[Turn]:
    """The turns in which something is said; an interpreter has the voice of who spoke before."""
    voice = (0, 0)
    for label, end, bearer in zip(labels, ends, bearers, strict=True):
        aside = _ASIDE.match(text, label.end(), end)
        start = aside.end() if aside else label.end()
        start += len(text[start:end]) - len(text[start:end].lstrip())
        if not _INTERPRETING.match(bearer):
            own = label.span("label")
            voice = voice if bearer in asking else own
        else:
            own = voice
        if start < end:
            yield Turn(*label.span("label"), start, end, bearer in asking, *own)


def _asking(bearers: Sequence[str], words: Sequence[str]) -> set[str]:
    """Who asks: by the name, or because the turns end in questions.

    One who answers several takes turns with those who ask.
    """
    turns = Counter(bearers)
    questions = Counter(
        bearer
        for bearer, w in zip(bearers, words, strict=True)
        if w.rstrip("”\"’' ").endswith("?")
        or (turns[bearer] < max(turns.values()) and "?" in w[-_NEAR_END:])
    )
    return {b for b, n in turns.items() if _ASKING.match(b) or questions[b] >= 0.6 * n}


def _is_statement(
    text: str,
    paragraphs: Sequence[Paragraph],
    body: Sequence[Paragraph],
    labelled: Sequence[tuple[Paragraph, re.Match[str]]],
) -> bool:
    """Whether the body is what one person says, whom the head names ("Ana Novak: ...")."""
    (first, match), *more = labelled
    name = match["label"]
    if more or first is not body[0] or len(name.split()) < 2:
        return False
    head = [p for p in paragraphs if p.end <= first.start]
    return any(name in text[p.start : p.end] for p in head)


def _unlabelled(
    text: str, paragraphs: Sequence[Paragraph], body: Sequence[Paragraph]
) -> list[Turn]:
    """The answers of an interview that has no labels: what stands between bare questions.

    The story before them tells that it is one, and most answers speak in the first person: the
    questions of an explainer are the author's.
    """
    asked = [p for p in body if _is_bare_question(text[p.start : p.end])]
    if len(asked) < MIN_TURNS:
        return []
    before = [p for p in paragraphs if p.end <= asked[0].start and p.region != "back_matter"]
    if not any(_ANNOUNCED.search(text, p.start, p.end) for p in before):
        return []
    ends = _turn_ends(body, asked)
    ends[-1] = body[-1].end
    spans = [
        (question.end + _space(text, question.end, end), end)
        for question, end in zip(asked, ends, strict=True)
    ]
    answers = [span for span in spans if span[0] < span[1]]
    personal = sum(bool(_FIRST_PERSON.search(text, *span)) for span in answers)
    if len(answers) < MIN_TURNS or personal < 0.5 * len(answers):
        return []
    questions = (Turn(p.start, p.start, p.start, p.end, True, 0, 0) for p in asked)
    told = (Turn(start, start, start, end, False, 0, 0) for start, end in answers)
    return sorted((*questions, *told), key=lambda turn: turn.start)


def _is_bare_question(words: str) -> bool:
    return (
        words.endswith("?")
        and len(words.split()) <= _QUESTION_WORDS
        and not re.search(r"[\"“”«]", words)
    )


def _space(text: str, start: int, end: int) -> int:
    return len(text[start:end]) - len(text[start:end].lstrip())


def _is_one_question(words: Sequence[str], bearers: int) -> bool:
    """Whether the turns are one long question and one answer (of a press conference)."""
    asked = len(words) == bearers == 2 and words[0].endswith("?")
    return asked and all(len(w.split()) >= _LONG for w in words)


def _label(text: str, paragraph: Paragraph) -> re.Match[str] | None:
    match = _LABEL.match(text, paragraph.start, paragraph.end)
    if match is None or _NOT_LABELS.match(match["label"]):
        return None
    return match


def _turn_ends(body: Sequence[Paragraph], labelled: Sequence[Paragraph]) -> list[int]:
    """A turn goes on over unlabelled paragraphs to the next label; the last ends with its own.

    A label that stands alone has the next paragraph at least.
    """
    end_before = {after.number: before.end for before, after in pairwise(body)}
    return [*(end_before[p.number] for p in labelled[1:]), labelled[-1].end]
