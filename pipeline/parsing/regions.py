"""Which paragraph is title, subtitle, front matter, body, back matter (guide, section 1).

Belongs here: putting head, story and foot together, and what stands in a story without being part
of it. The head is read in `heads`, the foot in `feet`; sentences come after, in `structure`.
"""

import re
from collections.abc import Sequence
from typing import Literal

from pipeline.parsing.boilerplate import is_credit, is_signature
from pipeline.parsing.feet import foot_begin, is_link
from pipeline.parsing.forms import is_title_case
from pipeline.parsing.furniture import is_furniture
from pipeline.parsing.heads import read_head
from pipeline.parsing.paragraphs import Line, is_page_mark, running_heads

__all__ = ["Region", "is_title_case", "label_regions"]

Region = Literal["title", "subtitle", "front_matter", "body", "back_matter"]

_ALT_TEXT = re.compile(r"(?:an?|the) (?:\w+ ){0,4}\w+\.$", re.IGNORECASE)
"""What a picture shows, in place of it ("A cloud.")."""


def label_regions(lines: Sequence[Line]) -> list[Region]:
    """The region of each paragraph, in order."""
    head = read_head(lines)
    regions: list[Region] = ["front_matter"] * head.begin
    if head.title is not None:
        regions[head.title] = "title"
    for deck in head.decks:
        regions[deck] = "subtitle"
    foot = foot_begin(lines, head.begin)
    running = running_heads(line.text for line in lines)
    for index in range(head.begin, len(lines)):
        regions.append("back_matter" if index >= foot else _inner(lines, index, running))
    return regions


def _inner(lines: Sequence[Line], index: int, running: frozenset[str]) -> Region:
    """The region of a paragraph between the beginning and the end of the story."""
    text = lines[index].text
    if is_credit(text) or is_signature(text):
        return "front_matter"
    if index + 1 < len(lines) and _ALT_TEXT.match(text) and is_credit(lines[index + 1].text):
        return "front_matter"
    notice = is_furniture(text) or is_link(text)
    return "back_matter" if notice or is_page_mark(text, running) else "body"
