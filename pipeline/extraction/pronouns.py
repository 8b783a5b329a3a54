"""Who "she" is: the person that a personal pronoun refers back to as a speaker.

Belongs here: choosing among the persons named and quoted before, after Lappin and Leass (1994), An
algorithm for pronominal anaphora resolution (Computational Linguistics 20): those who agree in
gender, the nearest sentence first, in it the subject first. "It" is resolved in `antecedents`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from pipeline.extraction.cast import Cast
from pipeline.extraction.given_names import Gender, gender_of
from pipeline.extraction.quote import Quote
from pipeline.parsing.structure import ArticleStructure

FAR = 1500
"""Characters after which a person is no longer the antecedent of a pronoun."""

_GENDERS: dict[str, Gender] = {"he": "he", "his": "he", "him": "he", "she": "she", "her": "she"}
_TITLES: dict[str, Gender] = {
    "mr": "he", "sir": "he", "lord": "he", "king": "he", "prince": "he", "congressman": "he",
    "ms": "she", "mrs": "she", "miss": "she", "lady": "she", "queen": "she", "princess": "she",
    "congresswoman": "she",
}  # fmt: skip
_ROLE_ENDINGS: dict[str, Gender] = {"man": "he", "woman": "she"}

PERSONAL = frozenset({"he", "she", "his", "her"})


class PersonPronouns:
    """Resolves the personal pronouns of an article in the order of its quotes."""

    def __init__(
        self,
        article: ArticleStructure,
        cast: Cast,
        is_quoted: Callable[[int], bool],
        quotes: Sequence[Quote],
    ) -> None:
        """`quotes` is the growing list of quotes found so far; `is_quoted` tells of an offset."""
        self._text = article.text
        self._cast = cast
        self._is_quoted = is_quoted
        self._quotes = quotes
        self._sentences = [s.start for s in article.sentences]
        self._genders: dict[str, Gender | None] = {}

    def person(self, pronoun: str, start: int, outer: object) -> str | None:
        """Whom a pronoun at `start` means: who spoke last, or was named after that.

        `outer` is the quotation in which it stands, None in the author's own words.
        """
        gender = _GENDERS[pronoun]
        named = self._named(start, gender)
        spoken = self._last_speaking(start, outer, gender)
        if spoken is None or spoken.speaker is None:
            return named[1] if named else None
        if named and named[0] > max(spoken.end, spoken.speaker[1]):
            return named[1]
        return spoken.speaker_id

    def _named(self, before: int, gender: Gender) -> tuple[int, str] | None:
        """Of the nearest sentence that names somebody who agrees, the first so named."""
        persons = self._cast.persons
        index = bisect_left(persons, (before, ""))
        chosen: tuple[int, str] | None = None
        for start, entity_id in reversed(persons[max(0, index - 50) : index]):
            if before - start > FAR:
                break
            if chosen is not None and self._sentence(start) != self._sentence(chosen[0]):
                break
            if self._is_quoted(start) or not self._agrees(entity_id, gender):
                continue
            chosen = start, entity_id
        return (chosen[0], self._cast.entered(chosen[1])) if chosen else None

    def _sentence(self, position: int) -> int:
        return bisect_right(self._sentences, position)

    def _last_speaking(self, position: int, outer: object, gender: Gender) -> Quote | None:
        for quote in reversed(self._quotes[-20:]):
            if quote.end > position or quote.speaker is None or quote.frame.outer is not outer:
                continue
            who = quote.speaker_id
            if who is not None and self._cast.is_person(who) and self._agrees(who, gender):
                return quote
        return None

    def _agrees(self, entity_id: str, gender: Gender) -> bool:
        """Whether a person can be meant: nothing tells another gender."""
        if entity_id not in self._genders:
            self._genders[entity_id] = self._gender(entity_id)
        return self._genders[entity_id] in (None, gender)

    def _gender(self, entity_id: str) -> Gender | None:
        """By titles before the name, the role, or the given name."""
        person = self._cast.characters[self._cast.entered(entity_id)]
        words = person.name.split()
        title = self._cast.title_of(words[-1])
        if title in _TITLES:
            return _TITLES[title]
        for ending, gender in _ROLE_ENDINGS.items():
            if any(word.endswith(ending) for word in (person.role or "").lower().split()):
                return gender
        return gender_of(words[0]) if len(words) > 1 else None
