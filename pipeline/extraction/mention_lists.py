"""Lists that set out a framework, an item a paragraph: "• Oppose mass surveillance".

Belongs here: telling such items from other paragraphs. Lists inside one sentence are found in
`topic_lists`.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.extraction.principle_matches import Match
from pipeline.extraction.setting import Setting

LEAST = 3
"""So many principles at least make a list; two paragraphs may resemble items by chance."""

_MARKED = re.compile(r"\s*(?:[•▪◦‣●○■·*–-]|\(?(?:\d{1,2}|[a-jivx]{1,3})[.)])\s")
_WORDS = re.compile(r"[^\W\d_]{2}")
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
    worded = [each for each in told if _WORDS.search(_text(each))]  # "3." is no sentence
    counts = Counter(setting.sentence.paragraph for setting, _ in worded)
    run: list[Told] = []
    for each in worded:
        if counts[each[0].sentence.paragraph] == 1 and _is_item(_text(each)):
            run.append(each)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _text(told: Told) -> str:
    sentence = told[0].sentence
    return told[0].text[sentence.start : sentence.end]


def _is_item(words: str) -> bool:
    """Whether a paragraph of one sentence has a list's mark, or no full stop at its end."""
    return bool(_MARKED.match(words)) or not _FULL_STOP.search(words)
