"""Names of authorities in one form: "Ministry of Justice of Portugal".

Belongs here: putting a body's state and kind into their places. Whom a name refers to is decided in
`cast`.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from pipeline.codebook import State
from pipeline.extraction.known_names import KnownNames
from pipeline.parsing.structure import ArticleStructure

_FOLLOWING = re.compile(r"(?:['’]s)?\s([A-Z][\w’'-]*)")
_MISSIONS = frozenset({"embassy", "mission"})
_IN_PLACE = re.compile(r"\s+(?:in|to)\s+(?=[A-Z])")
_DATELINE = 30
"""Characters within which a dateline names its place."""
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


class BodyNames:
    """The official names of the bodies of one article."""

    def __init__(
        self,
        text: str,
        places: KnownNames,
        states: Mapping[str, State],
        is_public: Callable[[Sequence[str]], bool],
        dateline: str,
    ) -> None:
        """`states` by entity id; `is_public` tells the words of an authority from a company's;
        `dateline` is what the story begins with, in small letters."""
        self._text = text
        self._places = places
        self._states = states
        self._is_public = is_public
        self._dateline = dateline
        self._given: dict[str, str] = {}

    def official(self, start: int, end: int) -> str:
        """A body's name without article, its state last: "Ministry of Justice of Portugal"."""
        seated = _IN_PLACE.search(self._text, start, end)
        place = seated or _IN_PLACE.match(self._text, end)
        seat = self._places.covering(place.end() + 1) if place is not None else None
        end = seated.start() if seated is not None else end
        name = _ARTICLE.sub("", " ".join(self._text[start:end].split()))
        first = self._places.covering(start + 1) or self._places.covering(start + 5)
        if first is None or first.entity_id not in self._states or first.end >= end:
            state, body = self._state_before(name), name
        else:
            rest = re.sub(r"^['’]s?\s+|^\s+", "", self._text[first.end : end])
            state, body = self._states[first.entity_id].name, " ".join(rest.split())
        if body.lower() in _MISSIONS and state is not None:
            host = self._states.get(seat.entity_id) if seat is not None else None
            return f"Embassy of {state}" + (f" in {host.name}" if host is not None else "")
        if not self._is_public(body.lower().split()):
            return name
        form = _kind_first(body)
        if state is None and form.startswith("Ministry of "):
            in_place = seat is not None and seat.entity_id in self._states
            state = self._states[seat.entity_id].name if seat is not None and in_place else None
            state = state or self._named_before(form, start) or self._home
        if state is None:
            return name
        self._given[form] = state
        return f"{form} of {state}"

    def _named_before(self, form: str, start: int) -> str | None:
        """The state whose ministry of that kind the article has named already."""
        if form in self._given:
            return self._given[form]
        names = {s.name for s in self._states.values()}
        for mention in self._places.counted:
            state = self._places.name_of(mention.entity_id).removeprefix(f"{form} of ")
            if mention.start < start and state in names and mention.entity_id not in self._states:
                return state
        return None

    @cached_property
    def _home(self) -> str | None:
        """The state of whose capital the dateline is, else the only state that is named."""
        for state in self._states.values():
            if any(
                re.match(rf"{re.escape(seat.lower())}\b", self._dateline) for seat in state.seats
            ):
                return state.name
        named = {m.entity_id for m in self._places.counted} & set(self._states)
        return self._states[named.pop()].name if len(named) == 1 else None

    def _state_before(self, body: str) -> str | None:
        """The state that the article names right before a body elsewhere ("India's Ministry")."""
        owned = self._after_states.get(body.split()[0], ()) if body else ()
        states = {state for start, state in owned if self._text.startswith(body, start)}
        return states.pop() if len(states) == 1 else None

    @cached_property
    def _after_states(self) -> dict[str, list[tuple[int, str]]]:
        """What follows the names of states: by its first word, where it begins and whose it is."""
        found: dict[str, list[tuple[int, str]]] = {}
        for mention in self._places.counted:
            word = _FOLLOWING.match(self._text, mention.end)
            if mention.entity_id in self._states and word:
                owned = (word.start(1), self._states[mention.entity_id].name)
                found.setdefault(word[1], []).append(owned)
        return found


def dateline_of(article: ArticleStructure) -> str:
    """The words in small letters with which the story begins, the dateline before it included."""
    body = next((p for p in article.paragraphs if p.region == "body"), None)
    if body is None:
        return ""
    before = article.paragraphs[body.number - 1] if body.number else body
    near = before.region == "front_matter" and "\n" not in article.text[before.end : body.start]
    start = before.start if near else body.start
    return article.text[start : start + _DATELINE].lower()


def _kind_first(body: str) -> str:
    """ "Ministry of Defence" for "defence ministry"."""
    *matter, kind = body.split()
    if kind.lower() not in ("ministry", "department") or not matter:
        return body
    words = [word if word == "and" else word[0].upper() + word[1:] for word in matter]
    if words[0] == "Foreign" and words[1:2] != ["Affairs"]:
        words.insert(1, "Affairs")
    return f"{kind.capitalize()} of {' '.join(words)}"
