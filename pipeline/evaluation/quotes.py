"""Scores of quotes.

Spans: exact, by overlap and by token. Pareti et al. (2013), Automatically detecting and attributing
indirect quotations (EMNLP), score exact spans and, as partial match, tokens; overlap takes a found
span for right where the intersection of both is at least half of their union, as Everingham et al.
(2010), The PASCAL Visual Object Classes challenge, do with boxes. Everything else is judged on
quotes that match by overlap.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from pipeline.evaluation.gold import Row, gold_columns
from pipeline.evaluation.matching import OVERLAP, Case, Matching, by_overlap, joined
from pipeline.evaluation.scores import Confusion, Counts, Score, accuracy, detection, total
from pipeline.evaluation.speakers import same_name, same_phrase

TABLE = "quotes"
KINDS = gold_columns(TABLE)["kind"].enum or ()
TOKEN = re.compile(r"\w+|[^\w\s]")

Key = tuple[str, str]
"""A quote: its article and its key there."""

MISSED: Key = ("", "")
"""In place of the key of a quote that has no counterpart."""


def score(cases: Sequence[Case], *, by_guide: bool) -> Iterator[Score | Confusion]:
    """All scores of quotes; fewer where the gold is not annotated `by_guide` (see Gold)."""
    bodies = [_body(case, by_guide) for case in cases]
    overlap = match(cases, by_guide=by_guide)
    yield from _by_kind("overlap", overlap)
    if by_guide:
        exact = joined(by_overlap(gold, found, at_least=1) for gold, found in bodies)
        yield from _by_kind("exact", exact)
    for kind in ("all", *KINDS):
        counts = [
            _tokens(case.article.text, *_of_kind(body, kind))
            for case, body in zip(cases, bodies, strict=True)
        ]
        yield detection(TABLE, "tokens", kind, total(counts))
    same = same_speaker if by_guide else same_phrase
    yield from _by_kind("overlap and speaker", overlap, same)
    yield _share("speaker", "all", overlap, same)
    yield _share("kind", "all", overlap, lambda g, f: bool(g["kind"] == f["kind"]))
    if by_guide:
        yield from _relations(overlap)
    yield from overlap.confusions(TABLE, "kind")


def match(cases: Sequence[Case], *, by_guide: bool) -> Matching:
    """Quotes whose spans overlap enough, in pairs."""
    return joined(by_overlap(*_body(case, by_guide), OVERLAP) for case in cases)


def same_speaker(gold: Row, found: Row) -> bool:
    """Whether two quotes have the same speaker by canonical name."""
    return same_name(gold["speaker"], found["speaker"])


def _body(case: Case, nested: bool) -> tuple[list[Row], list[Row]]:
    gold, found = case.body(TABLE)
    return gold, [row for row in found if nested or row["parent_quote_key"] is None]


def _of_kind(rows: tuple[list[Row], list[Row]], kind: str) -> tuple[list[Row], list[Row]]:
    gold, found = ([row for row in side if _is_kind(kind, row)] for side in rows)
    return gold, found


def _by_kind(
    measure: str, matching: Matching, right: Callable[[Row, Row], bool] = lambda gold, found: True
) -> Iterator[Score]:
    """A measure for all quotes and for each kind; there, both must be of the kind."""
    for kind in ("all", *KINDS):
        counts = matching.counts(partial(_is_kind, kind), right)
        yield detection(TABLE, measure, kind, counts)


def _is_kind(kind: str, row: Row) -> bool:
    return kind in ("all", row["kind"])


def _share(
    measure: str,
    group: str,
    matching: Matching,
    right: Callable[[Row, Row], bool],
    where: Callable[[Row, Row], bool] = lambda gold, found: True,
) -> Score:
    return accuracy(TABLE, measure, group, [right(g, f) for g, f in matching.pairs if where(g, f)])


def _tokens(text: str, gold: Sequence[Row], found: Sequence[Row]) -> Counts:
    """Tokens (words and punctuation marks) that stand in a quote, however many it is."""
    starts = [token.start() for token in TOKEN.finditer(text)]
    in_gold = {start for start in starts if _covers(gold, start)}
    in_found = {start for start in starts if _covers(found, start)}
    return Counts(len(in_gold), len(in_found), len(in_gold & in_found))


def _covers(rows: Sequence[Row], offset: int) -> bool:
    return any(row["start"] <= offset < row["end"] for row in rows)


def _relations(matching: Matching) -> Iterator[Score]:
    """Via, parent and turn: of all pairs, and of those where one side has a relation at all."""
    partner = {_key(g): _key(f) for g, f in matching.pairs}
    gold_turns = _turns([g for g, _ in matching.pairs] + matching.missed)
    found_turns = _turns([f for _, f in matching.pairs] + matching.extra)

    def same_via(gold: Row, found: Row) -> bool:
        return same_name(gold["via"], found["via"])

    def same_parent(gold: Row, found: Row) -> bool:
        parent = _parent(gold)
        return (partner.get(parent, MISSED) if parent else None) == _parent(found)

    def same_turn(gold: Row, found: Row) -> bool:
        expected = {partner.get(key, MISSED) for key in gold_turns[_turn(gold)]}
        return expected == found_turns[_turn(found)]

    def interrupted(gold: Row, found: Row) -> bool:
        return len(gold_turns[_turn(gold)]) > 1 or len(found_turns[_turn(found)]) > 1

    yield _share("via", "all", matching, same_via)
    yield _share("via", "relayed", matching, same_via, lambda g, f: bool(g["via"] or f["via"]))
    yield _share("parent", "all", matching, same_parent)
    yield _share(
        "parent", "nested", matching, same_parent, lambda g, f: bool(_parent(g) or _parent(f))
    )
    yield _share("turn", "all", matching, same_turn)
    yield _share("turn", "interrupted", matching, same_turn, interrupted)


def _key(row: Row) -> Key:
    return row["raw_path"], row["quote_key"]


def _parent(row: Row) -> Key | None:
    return (row["raw_path"], row["parent_quote_key"]) if row["parent_quote_key"] else None


def _turn(row: Row) -> Key:
    return row["raw_path"], row["turn_key"]


def _turns(rows: Sequence[Row]) -> dict[Key, set[Key]]:
    """The quotes of each turn."""
    turns: dict[Key, set[Key]] = {}
    for row in rows:
        turns.setdefault(_turn(row), set()).add(_key(row))
    return turns
