"""Who a role stands for: "a Chinese official" of a lead, "the ambassador" of the text below.

Belongs here: news tells in the lead what sort of person speaks and names that person further down,
and goes back from a name to a role. Roles that stand for the only holder are found in
`descriptions`.
"""

import re
from collections.abc import Sequence

from pipeline.extraction.cast import Cast
from pipeline.extraction.lexicon import Lexicon
from pipeline.extraction.quote import Quote

_AHEAD = 8
"""Paragraphs within which a lead's source is named."""
_BACK = 3
"""Paragraphs within which a role goes back to who has spoken."""
_WORDS = re.compile(r"[a-z][\w’'-]*")
_FAR = 400
"""Characters within which a body is named before "the agency"."""
_OTHERS = re.compile(r"\b(?:another|second|other|former|some|several|many)\b", re.I)
_HIDDEN = re.compile(r"\b(?:anonym\w*|not (?:to )?be (?:named|identified)|unnamed)\b", re.I)
_DEFINITE = re.compile(r"(?:the|this|that)\s", re.IGNORECASE)


class Identities:
    """Finds the persons behind the roles of one article, once its quotes are known."""

    def __init__(self, text: str, lexicon: Lexicon, cast: Cast) -> None:
        self._text = text
        self._lexicon = lexicon
        self._cast = cast

    def resolve(self, quotes: Sequence[Quote], lead: int) -> None:
        """Set `speaker_id` where a role tells it. `lead`: number of the story's first paragraph."""
        for index, quote in enumerate(quotes):
            if quote.speaker_id is not None or quote.speaker is None or quote.parent is not None:
                continue
            role = self._role(quote)
            phrase = self._text[slice(*quote.speaker)]
            if role is None or _OTHERS.search(phrase):
                continue
            if _HIDDEN.search(self._text, quote.speaker[0], quote.end + 80):
                continue
            if role in self._lexicon.body_nouns:
                bare = len(phrase.split()) == len(role.split("-")) + 1 and _DEFINITE.match(phrase)
                quote.speaker_id = self._body(quote, quotes[:index]) if bare else None
                continue
            if _DEFINITE.match(phrase):
                quote.speaker_id = self._spoken(quote, quotes[:index], role)
            if quote.speaker_id is None and quote.frame.paragraph <= lead:
                quote.speaker_id = self._named_later(quote, quotes[index + 1 :], role)

    def _role(self, quote: Quote) -> str | None:
        """The role in a phrase without a name: its last noun before a preposition."""
        assert quote.speaker is not None
        phrase = self._text[slice(*quote.speaker)]
        if phrase.lower() == "the think tank":
            return "think-tank"
        head = re.split(r"\s(?:of|for|to|in|at|from|with|on)\s", phrase, maxsplit=1)[0]
        words = head.split()
        role = words[-1].lower() if words else ""
        is_role = self._lexicon.sources.get(role) == role or role in self._lexicon.titles
        return role if is_role and words[-1][0].islower() else None

    def _spoken(self, quote: Quote, before: Sequence[Quote], role: str) -> str | None:
        """The person with that role who spoke last."""
        for other in reversed(before):
            if quote.frame.paragraph - other.frame.paragraph > _BACK:
                return None
            if self._fits(other, quote, role):
                return other.speaker_id
            unnamed = other.speaker_id is None and other.speaker is not None
            if unnamed and self._role(other) in self._kinds(role):
                return None
        return None

    def _body(self, quote: Quote, before: Sequence[Quote]) -> str | None:
        """The body that spoke last, else the first in the last sentence that names one."""
        assert quote.speaker is not None
        for other in reversed(before):
            if quote.frame.paragraph - other.frame.paragraph >= _BACK:
                break
            if other.speaker_id is not None and self._is_body(other.speaker_id):
                return other.speaker_id
        return self._cast.first_body_between(quote.speaker[0] - _FAR, quote.speaker[0])

    def _is_body(self, entity_id: str) -> bool:
        return self._cast.kind(entity_id) == "organization"

    def _named_later(self, quote: Quote, after: Sequence[Quote], role: str) -> str | None:
        """Who speaks by name below the lead and is of that role: the first to speak, or the only.

        Where the phrase names a state ("a Chinese official"), the first of that state.
        """
        assert quote.speaker is not None
        near = [
            other for other in after
            if other.frame.paragraph - quote.frame.paragraph <= _AHEAD
            and other.parent is None and self._cast.is_person(other.speaker_id)
        ]  # fmt: skip
        fitting = [other.speaker_id for other in near if self._fits(other, quote, role)]
        told_apart = bool(self._cast.states_in(*quote.speaker))
        if not fitting or not (
            told_apart or fitting[0] == near[0].speaker_id or len(set(fitting)) == 1
        ):
            return None
        return fitting[0]

    def _fits(self, other: Quote, quote: Quote, role: str) -> bool:
        """Whether the speaker of another quote is a person of a role, and of the state named."""
        person = other.speaker_id
        if person is None or other.parent is not None or not self._cast.is_person(person):
            return False
        assert quote.speaker is not None
        owners = self._cast.states_in(*quote.speaker)
        state = self._cast.state_of(person)
        if owners and state is not None and state not in owners:
            return False
        held = set(_WORDS.findall((self._cast.characters[person].role or "").lower()))
        return bool(held & self._kinds(role))

    def _kinds(self, role: str) -> set[str]:
        return {role, *self._lexicon.kinds_of_role.get(role, ())}
