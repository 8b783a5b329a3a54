"""Utterances: the same words of the same speaker, quoted by several outlets.

Belongs here: finding quotes that share their wording. Two quotes are compared only when they share
a run of words, so that the work grows with the number of quotes and not with its square.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from rapidfuzz import fuzz

from pipeline.ids import make_id

Row = dict[str, Any]

SHINGLE = 4
"""Quotes are candidates when they share so many words in a row."""

SIMILARITY = 88.0
"""Share of the shorter wording found in the longer one (rapidfuzz partial ratio, 0 to 100)."""

MAX_BUCKET = 50
"""Where more quotes share a run of words, each is compared with those next to it by wording."""

NEXT = 4
"""With so many of them: enough for one article to quote the words a few times."""

_OMITTED = re.compile(r"[\[(]?\s*(?:…|\.(?:\s?\.){2,})\s*[\])]?")
_BRACKETS = re.compile(r"\[[^\]]{0,40}\]|\([^)]{0,40}\)")
_QUOTED = re.compile(r"[“\"‘«„]([^“”\"‘’«»„]{20,})[”\"’»“]")


def _wordings(row: Row) -> list[list[str]]:
    """The quoted stretches of a quote as words, between the ellipses; brackets and case left out.

    What stands before an ellipsis and after it is whole by itself, however much was left out.
    """
    text = row["text"] or ""
    stretches = [text] if row["kind"] == "direct" else _QUOTED.findall(text)
    parts = [part for stretch in stretches for part in _OMITTED.split(stretch)]
    words = [re.findall(r"\w+", _BRACKETS.sub(" ", part).lower()) for part in parts]
    return [w for w in words if len(w) >= SHINGLE]


def group(quotes: Iterable[Row]) -> tuple[dict[str, str], list[Row]]:
    """Utterances among quotes: utterance id by quote id, and the rows of the utterances table.

    Of a quote, quote_id, article_id, speaker_id, kind and text are needed. Only words quoted in
    more than one article make an utterance.
    """
    by_speaker: dict[str, list[Row]] = defaultdict(list)
    for quote in quotes:
        if quote["speaker_id"] and quote["kind"] != "indirect":
            by_speaker[quote["speaker_id"]].append(quote)
    members: dict[str, str] = {}
    rows: list[Row] = []
    for of_speaker in by_speaker.values():
        for key, some in _same_words(of_speaker).items():
            n_articles = len({q["article_id"] for q in some})
            if n_articles > 1:
                row = _utterance(key, some, n_articles)
                rows.append(row)
                members.update((q["quote_id"], row["utterance_id"]) for q in some)
    return members, rows


def _same_words(quotes: Sequence[Row]) -> dict[str, list[Row]]:
    """The quotes of one speaker by their words: under the id that sorts first of each group."""
    wordings = {q["quote_id"]: _wordings(q) for q in quotes}
    parent = {q["quote_id"]: q["quote_id"] for q in quotes}
    for first, second in _pairs(quotes, wordings):
        if _find(parent, first) != _find(parent, second) and _same(
            wordings[first], wordings[second]
        ):
            low, high = sorted((_find(parent, first), _find(parent, second)))
            parent[high] = low
    groups: dict[str, list[Row]] = defaultdict(list)
    for quote in quotes:
        groups[_find(parent, quote["quote_id"])].append(quote)
    return groups


def _utterance(key: str, quotes: Sequence[Row], n_articles: int) -> Row:
    """The row of an utterance; its id is that of its quote whose id sorts first."""
    direct = [q for q in quotes if q["kind"] == "direct"] or quotes
    fullest = max(direct, key=lambda q: (len(q["text"]), q["quote_id"]))
    return {
        "utterance_id": make_id("u", key),
        "speaker_id": quotes[0]["speaker_id"],
        "text": fullest["text"],
        "n_quotes": len(quotes),
        "n_articles": n_articles,
    }


def _pairs(quotes: Sequence[Row], wordings: Mapping[str, list[list[str]]]) -> list[tuple[str, str]]:
    """Quotes of one speaker in different articles that share a run of words."""
    buckets: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for quote in quotes:
        shingles = {
            tuple(words[i : i + SHINGLE])
            for words in wordings[quote["quote_id"]]
            for i in range(len(words) - SHINGLE + 1)
        }
        for shingle in shingles:
            buckets[shingle].append(quote)
    pairs = {
        (min(a["quote_id"], b["quote_id"]), max(a["quote_id"], b["quote_id"]))
        for bucket in buckets.values()
        for a, b in _compared(bucket, wordings)
        if a["article_id"] != b["article_id"]
    }
    return sorted(pairs)


def _compared(
    bucket: Sequence[Row], wordings: Mapping[str, list[list[str]]]
) -> Iterator[tuple[Row, Row]]:
    """All pairs of a few quotes; of many, each with the next ones in the order of wording."""
    if len(bucket) <= MAX_BUCKET:
        yield from combinations(bucket, 2)
        return
    ordered = sorted(bucket, key=lambda q: (wordings[q["quote_id"]], q["quote_id"]))
    for i, quote in enumerate(ordered):
        for other in ordered[i + 1 : i + 1 + NEXT]:
            yield quote, other


def _same(first: Sequence[list[str]], second: Sequence[list[str]]) -> bool:
    """Whether a stretch of one quote stands, nearly word for word, in one of the other."""
    return any(
        fuzz.partial_ratio(" ".join(a), " ".join(b)) >= SIMILARITY for a in first for b in second
    )


def _find(parent: dict[str, str], key: str) -> str:
    while parent[key] != key:
        parent[key] = parent[parent[key]]
        key = parent[key]
    return key
