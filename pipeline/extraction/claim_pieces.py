"""Who says what in each sentence: the pieces in which claims are looked for.

Belongs here: cutting sentences into the author's words and each speaker's, in one sweep
over an article.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.extraction.gazetteer import NameMention
from pipeline.extraction.principles import PrincipleMention
from pipeline.extraction.quote import Quote
from pipeline.parsing.structure import Sentence

Span = tuple[int, int]

LEAST_OWN = 0.35
"""A claimant has a piece where so large a share of it is the claimant's own words."""
NOUN_RULES = frozenset({"noun"})
"""Quotes in a phrase ("the claim that …"): the sentence's main verb says something else."""


@dataclass(frozen=True)
class Piece:
    """What one claimant says in one sentence.

    `words` is `text[start:end]` with other people's words and their attribution blanked.
    `nested` says that there were some, `noun_cued` that all hang on a noun. `outer_words` are the
    words around a quote, blanked likewise; None for the author's.
    """

    start: int
    end: int
    words: str
    quote: Quote | None
    nested: bool
    noun_cued: bool
    outer_words: str | None


@dataclass(frozen=True)
class Scene:
    """A sentence with its pieces and with what stands in it."""

    sentence: Sentence
    pieces: tuple[Piece, ...]
    mentions: tuple[PrincipleMention, ...]
    names: tuple[NameMention, ...]


def scenes(
    text: str, sentences: Sequence[Sentence], quotes: Sequence[Quote],
    mentions: Sequence[PrincipleMention], names: Sequence[NameMention],
) -> Iterator[Scene]:  # fmt: skip
    """The scenes of an article in order. All is given in order of start; the sweep is linear."""
    waiting = sorted(quotes, key=lambda q: q.start)
    listed = sorted(names, key=lambda n: n.start)
    by_sentence: dict[int, list[PrincipleMention]] = {}
    for mention in mentions:
        by_sentence.setdefault(mention.sentence.position, []).append(mention)
    open_quotes: list[Quote] = []
    next_quote = next_name = 0
    for sentence in sentences:
        while next_quote < len(waiting) and waiting[next_quote].start < sentence.end:
            open_quotes.append(waiting[next_quote])
            next_quote += 1
        open_quotes = [q for q in open_quotes if q.end > sentence.start]
        while next_name < len(listed) and listed[next_name].start < sentence.start:
            next_name += 1
        first = next_name
        while next_name < len(listed) and listed[next_name].start < sentence.end:
            next_name += 1
        yield Scene(
            sentence, tuple(_pieces(text, sentence, open_quotes)),
            tuple(by_sentence.get(sentence.position, ())), tuple(listed[first:next_name]),
        )  # fmt: skip


def _pieces(text: str, sentence: Sentence, inside: Sequence[Quote]) -> Iterator[Piece]:
    """The author's piece first, then each quote's."""
    start, end = sentence.start, sentence.end
    own = _blanked(text, start, end, inside)
    outer = [q for q in inside if not any(_holds(other, q) for other in inside)]
    covered = sum(min(q.end, end) - max(q.start, start) for q in outer)
    noun_cued = _noun_cued(inside)
    if covered < (1 - LEAST_OWN) * (end - start) or (inside and noun_cued):
        yield Piece(start, end, own, None, bool(inside), noun_cued, None)
    for quote in inside:
        low, high = max(quote.start, start), min(quote.end, end)
        nested = [q for q in inside if _holds(quote, q)]
        words = _blanked(text, low, high, nested)
        if len(words.split()) >= LEAST_OWN * len(text[low:high].split()) or _noun_cued(nested):
            around = None
            if (low, high) != (start, end):
                around = own if quote.parent is None else _blanked(text, start, end, [quote])
            yield Piece(low, high, words, quote, bool(nested), _noun_cued(nested), around)


def _noun_cued(quotes: Sequence[Quote]) -> bool:
    return bool(quotes) and all(q.rule in NOUN_RULES for q in quotes)


def _holds(outer: Quote, inner: Quote) -> bool:
    return (
        outer is not inner
        and outer.start <= inner.start
        and inner.end <= outer.end
        and (outer.end - outer.start > inner.end - inner.start or inner.parent is outer)
    )


def _blanked(text: str, start: int, end: int, quotes: Sequence[Quote]) -> str:
    """`text[start:end]` with quotes, their cues and their speakers replaced by as many blanks."""
    cut: list[Span] = []
    for quote in quotes:
        cut.append((quote.start, quote.end))
        cut += [span for span in (quote.cue, quote.speaker) if span is not None]
    parts: list[str] = []
    position = start
    for low, high in sorted(cut):
        low, high = max(low, position), min(high, end)
        if low >= high:
            continue
        parts += [text[position:low], " " * (high - low)]
        position = high
    parts.append(text[position:end])
    return "".join(parts)
