"""What textacy and sayswho both give: a triple of speaker, cue and content, in spaCy's tokens."""

from typing import Any

from tests.benchmarks.extraction.found_quote import FoundQuote

KIND = "direct"  # both: "Does not extract indirect or mixed quotations!"


def found_quote(triple: Any, offsets: range | list[int]) -> FoundQuote:
    """The triple as a quote; `offsets` has the place in the text of each character parsed.

    The speaker's phrase is the stretch from the first to the last of its tokens.
    """
    first, last = triple.speaker[0], triple.speaker[-1]
    return FoundQuote(
        span=(offsets[triple.content.start_char], offsets[triple.content.end_char - 1] + 1),
        kind=KIND,
        speaker=(offsets[first.idx], offsets[last.idx + len(last) - 1] + 1),
    )
