"""Whose voice a stretch of text is in: the innermost quote around it.

Belongs here: the one question that claims and principle mentions both ask of the quotes.
"""

from collections.abc import Sequence

from pipeline.extraction.quote import Quote


def innermost(quotes: Sequence[Quote], start: int, end: int) -> Quote | None:
    """The innermost quote that holds most of `start:end`; None where the author speaks."""
    best: Quote | None = None
    for quote in quotes:
        shared = min(end, quote.end) - max(start, quote.start)
        if shared * 2 <= end - start:
            continue
        if best is None or quote.end - quote.start <= best.end - best.start:
            best = quote
    return best
