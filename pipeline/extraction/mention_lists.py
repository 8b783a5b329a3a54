"""Lists that set out a framework, an item a paragraph: "• Oppose mass surveillance".

Belongs here: telling such items from other paragraphs. Lists inside one sentence are found in
`topic_lists`.
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.extraction.principle_matches import Match
from pipeline.extraction.setting import Setting
from pipeline.parsing.structure import Sentence

LEAST = 3
"""So many principles at least make a list; two paragraphs may resemble items by chance."""

_MARKED = re.compile(r"\s*(?:[•▪◦‣●○■·*–-]|\(?(?:\d{1,2}|[a-jivx]{1,3})[.)])\s")
_FULL_STOP = re.compile(r"[.!?][\"”’'»)\]]*\s*$")

Told = tuple[Setting, Sequence[Match]]
"""A sentence and the principles told in it."""


def items(told: Sequence[Told]) -> dict[int, set[str]]:
    """For the items of lists, by the start of the sentence, the frameworks that they set out."""
    found: dict[int, set[str]] = {}
    for run in _runs(told):
        principles = {(m.framework_id, m.principle_id) for _, matches in run for m in matches}
        set_out = {f for f, _ in principles if sum(f == other for other, _ in principles) >= LEAST}
        for setting, _ in run:
            if set_out:
                found[setting.sentence.start] = set_out
    return found


def _runs(told: Sequence[Told]) -> Iterator[list[Told]]:
    """Items one after another, without whatever stands between them and the next list."""
    run: list[Told] = []
    counts: dict[int, int] = {}
    for setting, _ in told:
        counts[setting.sentence.paragraph] = counts.get(setting.sentence.paragraph, 0) + 1
    for each in told:
        sentence = each[0].sentence
        if counts[sentence.paragraph] == 1 and _is_item(each[0].text, sentence):
            run.append(each)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _is_item(text: str, sentence: Sentence) -> bool:
    """Whether a paragraph of one sentence has a list's mark, or no full stop at its end."""
    words = text[sentence.start : sentence.end]
    return bool(_MARKED.match(words)) or not _FULL_STOP.search(words)
