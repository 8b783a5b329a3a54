"""A text that a system changes before it reads it, with the way back to the text as given."""

import re
from collections.abc import Callable
from dataclasses import dataclass

LINE = re.compile(r"\S(?:[^\r\n]*\S)?")
DOUBLE_MARKS = frozenset("“”„«»‹›「」『』‚")


@dataclass(frozen=True)
class Prepared:
    """The changed text; for each of its characters the offset of the one it stands for."""

    text: str
    offsets: list[int]


def prepare(text: str, change: Callable[[str], str]) -> Prepared:
    """Change each line of a text that is not blank; the lines joined by line feeds."""
    parts: list[str] = []
    offsets: list[int] = []
    line_end = 0
    for line in LINE.finditer(text):
        if parts:
            offsets.append(line_end)
        changed = change(line.group())
        parts.append(changed)
        offsets += [line.start() + at for at in aligned(line.group(), changed)]
        line_end = line.end()
    return Prepared("\n".join(parts), offsets)


def aligned(original: str, changed: str) -> list[int]:
    """For each character of `changed` the offset in `original` of its counterpart.

    The changes are insertions, and straight double marks in place of other double marks or of two
    apostrophes. What was inserted stands for the character before it.
    """
    offsets: list[int] = []
    at = 0
    for char in changed:
        width = _width(original, at, char)
        offsets.append(at if width else max(at - 1, 0))
        at += width
    return offsets


def _width(original: str, at: int, char: str) -> int:
    """How many characters of the original stand behind one of the changed text; 0 if inserted."""
    if char == '"' and original.startswith("''", at):
        return 2
    replaced = char == '"' and original[at : at + 1] in DOUBLE_MARKS
    return int(original[at : at + 1] == char or replaced)
