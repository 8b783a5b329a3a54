"""Who has the word in an interview: the bearers of labels ("SECRETARY POMPEO:", "A:").

Belongs here: from a label, or from none, to the entity. Where the turns are is found in
`pipeline.parsing.interviews`.
"""

import re
from collections import Counter

from pipeline.extraction.cast import Cast
from pipeline.extraction.lexicon import Lexicon
from pipeline.extraction.quote import Span

_ANSWER = re.compile(r"(?:A|Ans|Answer|Reply|Response|Interviewee|Guest)(?:\s*\d+)?", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[(\[].*")


class Bearers:
    """Resolves the labels of one article, whose first turn begins at `first_turn`."""

    def __init__(self, text: str, first_turn: int, cast: Cast, lexicon: Lexicon) -> None:
        self._text = text
        self._cast = cast
        self._lexicon = lexicon
        self._before = [entity_id for start, entity_id in cast.persons if start < first_turn]

    def entity(self, voice: Span) -> str | None:
        """The entity behind a label; of none, or of "A", whoever is interviewed."""
        start, end = voice
        label = _BRACKETS.sub("", self._text[start:end]).strip()
        if not label or _ANSWER.fullmatch(label):
            return self._interviewee()
        if label.isupper() and len(label) > 3:
            return self._in_capitals(label)
        if self._is_role(label.split()[-1]):
            return self._by_role(label.split()[-1].lower())
        end = start + len(label)
        return self._cast.resolve(start, end, end, before=start, proper=True)

    def _interviewee(self) -> str | None:
        """Of the persons named before the first turn the one named most, and of those the first."""
        times = Counter(self._before)
        chosen = max(times, key=lambda i: (times[i], -self._before.index(i)), default=None)
        return self._cast.entered(chosen) if chosen is not None else None

    def _in_capitals(self, label: str) -> str | None:
        """A name that a transcript writes in capitals, titles before it."""
        words = label.replace(",", " ").split()
        while len(words) > 1 and self._is_role(words[0]):
            words = words[1:]
        surname = words[-1].lower()
        if len(words) == 1 and self._is_role(surname):
            return self._by_role(surname)
        known = self._cast.known_by(" ".join(words), titled=len(words) < len(label.split()))
        if known is not None:
            return known
        for _, entity_id in self._cast.persons:
            name = self._cast.characters[self._cast.entered(entity_id)].name.lower().split()
            if surname in (name[-1], name[0]) and set(map(str.lower, words)) <= set(name):
                return self._cast.entered(entity_id)
        return self._cast.enter(" ".join(word.title() for word in words), definite=False)

    def _by_role(self, role: str) -> str | None:
        """The first person that the article introduces by a role ("SPOKESPERSON:")."""
        for _, entity_id in self._cast.persons:
            entered = self._cast.entered(entity_id)
            if role in (self._cast.characters[entered].role or "").lower().split():
                return entered
        return None

    def _is_role(self, word: str) -> bool:
        word = word.lower().rstrip(".")
        return word in self._lexicon.titles or self._lexicon.sources.get(word) == word
