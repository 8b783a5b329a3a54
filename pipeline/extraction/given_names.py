"""Given names: which words are one, and whether bearers are mostly called he or she.

Belongs here: reading the lists of the United States census of 1990, as the package `names` carries
them. Who a name belongs to in an article is decided in `names` and `cast`.
"""

from functools import cache
from importlib.resources import files
from typing import Literal

Gender = Literal["he", "she"]

_LISTS: dict[Gender, str] = {"he": "dist.male.first", "she": "dist.female.first"}
_CLEAR = 20
"""A name that is so many times commoner among one gender tells it."""


def is_given_name(word: str) -> bool:
    """Whether the census knows a word as a given name."""
    return any(word.upper() in _shares(gender) for gender in _LISTS)


def gender_of(word: str) -> Gender | None:
    """The gender that a given name tells; None where it tells none, or is not in the lists."""
    he, she = (_shares(gender).get(word.upper(), 0.0) for gender in ("he", "she"))
    if he > _CLEAR * she:
        return "he"
    return "she" if she > _CLEAR * he else None


@cache
def _shares(gender: Literal["he", "she"]) -> dict[str, float]:
    """Names in capitals, with their share among the people of a gender, in per cent."""
    lines = (files("names") / _LISTS[gender]).read_text(encoding="ascii").splitlines()
    rows = (line.split() for line in lines)
    return {name: float(share) for name, share, *_ in rows}
