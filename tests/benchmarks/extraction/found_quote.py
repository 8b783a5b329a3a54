"""What every system gives: the quotes it found in a text, in one form."""

from collections.abc import Callable
from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True)
class FoundQuote:
    """A quote with its speaker; offsets in code points of the text as it was given.

    `name` is the speaker's canonical name, which peers do not have.
    """

    span: Span
    kind: str
    speaker: Span | None
    name: str | None = None
    nested: bool = False


FindQuotes = Callable[[str], list[FoundQuote]]
"""A system, loaded."""
