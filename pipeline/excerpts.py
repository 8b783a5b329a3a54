"""How much of an article can be read in a release, and which texts are shown to stay below a limit.

A text is a span of its article, so what can be read is the union of the spans whose text is shown,
and the headline and subtitle, which every release names. Positions in code points.

Belongs here: counting characters, choosing texts. Does not belong here: setting columns to null
(publishing/text_policy.py), the order of the tables (schemas/dataset.yml).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.schema.tables import TableSchema

_Numbers = npt.NDArray[np.int64]

HEADLINE = ("title", "subtitle")
"""Regions that a release names as columns of the article, whatever its texts."""

AT_ONCE = 10_000
"""Articles that are counted together, so that memory hardly grows with the archive."""

_HEADLINE_RANK = -1
"""Comes before all texts, and always fits."""

_NO_PLACE = -1
"""Of a headline: its text is in no table."""


@dataclass(frozen=True)
class Share:
    """Of one article: how many of its characters can be read, and how many may be; how many texts
    its rows have, and how many of them are shown."""

    article_id: str
    source_id: str
    n_characters: int
    n_readable: int
    n_allowed: int
    n_texts: int
    n_shown: int


class _Page:
    """The characters of an article, readable or not."""

    def __init__(self, n_characters: int) -> None:
        self._shown = bytearray(n_characters)
        self.n_readable = 0

    def hidden(self, start: int, end: int) -> int:
        """How many characters of the span cannot be read yet."""
        return self._shown.count(0, start, end)

    def show(self, start: int, end: int) -> None:
        self.n_readable += self.hidden(start, end)
        end = min(end, len(self._shown))
        self._shown[start:end] = b"\1" * (end - start)


def shares(tables: Mapping[str, pa.Table], schemas: Mapping[str, TableSchema]) -> list[Share]:
    """Of every article, in the order of their table, what can be read in `tables`."""
    found: list[Share] = []
    for articles, spans in _blocks(tables, schemas):
        texts = spans[spans["rank"] != _HEADLINE_RANK]
        counts = (
            _readable(articles, spans[spans["given"]]),
            _allowed(articles, tables["sources"], spans),
            np.bincount(texts["article"], minlength=len(articles)),
            np.bincount(texts["article"][texts["given"]], minlength=len(articles)),
        )
        named = [articles[name].to_pylist() for name in ("article_id", "source_id", "n_characters")]
        found += [Share(*row) for row in zip(*named, *(n.tolist() for n in counts), strict=True)]
    return found


def shown(
    tables: Mapping[str, pa.Table], schemas: Mapping[str, TableSchema]
) -> dict[tuple[str, str], pa.Array]:
    """By table and column of texts, whether each row's text can be shown within the limits.

    Texts are taken table by table in the order that dataset.yml gives, in a table the shortest
    first, as long as what they add fits. A text that can be read anyway, in others that overlap it,
    is shown.
    """
    n_rows = {name: tables[name].num_rows for name in _in_order(schemas)}
    places = _places(schemas)
    rows = [np.zeros(n_rows[name], bool) for name, _ in places]
    for articles, spans in _blocks(tables, schemas):
        spans["shown"] = _within(articles, spans, _allowed(articles, tables["sources"], spans))
        for place, whether in enumerate(rows):
            of_column = spans[spans["place"] == place]
            whether[of_column["row"]] = of_column["shown"]
    return {place: pa.array(values) for place, values in zip(places, rows, strict=True)}


def _within(articles: pa.Table, spans: pd.DataFrame, allowed: _Numbers) -> npt.NDArray[np.bool_]:
    """Which spans can be read: of an article that may not show all, those that come first."""
    all_fit = _readable(articles, spans) <= allowed
    found = all_fit[spans["article"]]
    scarce = spans[~found]
    order = ["article", "rank", "length", "start", "end", "place", "row"]
    scarce = scarce.iloc[np.lexsort([scarce[name] for name in reversed(order)])]
    found[scarce.index] = _chosen(articles, scarce, allowed)
    return found


def _chosen(articles: pa.Table, spans: pd.DataFrame, allowed: _Numbers) -> npt.NDArray[np.bool_]:
    """Which spans can be read of articles that may not show all, where those before come first."""
    lengths = articles["n_characters"].to_numpy()
    numbers, starts, ends = (spans[name].to_numpy() for name in ("article", "start", "end"))
    first = np.flatnonzero(np.diff(numbers, prepend=-1))
    found = np.zeros(len(spans), bool)
    for begin, stop in pairwise([*first, len(spans)]):
        article = numbers[begin]
        page, room = _Page(lengths[article]), allowed[article]
        places = list(zip(starts[begin:stop].tolist(), ends[begin:stop].tolist(), strict=True))
        for start, end in places:
            if page.n_readable + page.hidden(start, end) <= room:
                page.show(start, end)
        found[begin:stop] = [not page.hidden(start, end) for start, end in places]
    return found


def _in_order(schemas: Mapping[str, TableSchema]) -> list[str]:
    """The tables that have texts, those whose texts come first before the others."""
    ranked = {schema.texts_rank: name for name, schema in schemas.items()}
    return [ranked[rank] for rank in sorted(rank for rank in ranked if rank is not None)]


def _places(schemas: Mapping[str, TableSchema]) -> dict[tuple[str, str], tuple[str, str]]:
    """By table and column of texts, the columns of their positions; what comes first, first."""
    return {
        (name, text): (start, end)
        for name in _in_order(schemas)
        for text, start, end in sorted(
            (s.text, s.start, s.end) for s in schemas[name].spans if s.text
        )
    }


def _blocks(
    tables: Mapping[str, pa.Table], schemas: Mapping[str, TableSchema]
) -> Iterator[tuple[pa.Table, pd.DataFrame]]:
    """The articles, some at a time, with all texts that their rows may show, and all headlines.

    `given` is where a row does show its text; `article` and `row` are numbers of rows, the former
    in the block; `rank` is that of the table, `place` that of table and column.
    """
    all_articles, all_spans = tables["articles"], _spans(tables, schemas)
    for first in range(0, all_articles.num_rows, AT_ONCE):
        last = first + AT_ONCE - 1
        inside = [each[each["article"].between(first, last)] for each in all_spans]
        spans = pd.concat(inside, ignore_index=True)
        spans["article"] -= first
        spans["length"] = spans["end"] - spans["start"]
        yield all_articles.slice(first, AT_ONCE), spans


def _spans(
    tables: Mapping[str, pa.Table], schemas: Mapping[str, TableSchema]
) -> list[pd.DataFrame]:
    """Of the headlines and of every place, its spans; those that are null, or of no article, are
    left out."""
    known = tables["articles"]["article_id"].combine_chunks()
    sentences = tables["sentences"].select(["article_id", "region", "start", "end"])
    in_headline = pc.is_in(sentences["region"], value_set=pa.array(HEADLINE))
    headlines = _of_column(sentences.filter(in_headline), known, "start", "end")
    found = [headlines.assign(rank=_HEADLINE_RANK, place=_NO_PLACE, given=True)]
    del sentences
    places = enumerate(_places(schemas).items())
    for name, of_table in groupby(places, key=lambda each: each[1][0][0]):
        table = tables[name]  # once: it may be read from disk
        for place, ((_, text), (start, end)) in of_table:
            spans = _of_column(table, known, start, end)
            given = table[text].is_valid().to_numpy()[spans["row"]]
            found.append(spans.assign(rank=schemas[name].texts_rank, place=place, given=given))
        del table
    small = {"rank": np.int8, "place": np.int8}  # there are millions of them
    return [each.astype(small) for each in found]


def _of_column(rows: pa.Table, known: pa.Array, start: str, end: str) -> pd.DataFrame:
    """The spans of two columns, of articles that are `known`."""
    found: pd.DataFrame = (
        pa.table(
            {
                "article": pc.index_in(rows["article_id"], value_set=known),
                "row": pa.array(np.arange(rows.num_rows, dtype=np.int32)),
                "start": rows[start].cast(pa.int32()),
                "end": rows[end].cast(pa.int32()),
            }
        )
        .drop_null()
        .to_pandas()
    )
    return found


def _readable(articles: pa.Table, spans: pd.DataFrame) -> _Numbers:
    """Of each article, how many characters lie in any of the spans."""
    lengths = articles["n_characters"].to_numpy()
    before = np.cumsum(lengths) - lengths  # as if all articles stood in one line
    article = spans["article"].to_numpy()
    start = before[article] + spans["start"].to_numpy()
    end = before[article] + np.minimum(spans["end"].to_numpy(), lengths[article])
    order = np.argsort(start, kind="stable")
    covered = pd.Series(end[order]).cummax().shift(fill_value=0).to_numpy()
    fresh = np.maximum(end[order] - np.maximum(start[order], covered), 0)
    found: _Numbers = np.zeros(len(lengths), np.int64)
    np.add.at(found, article[order], fresh)
    return found


def _allowed(articles: pa.Table, sources: pa.Table, spans: pd.DataFrame) -> _Numbers:
    """Of each article, how many characters may be read: the headline always."""
    source = pc.index_in(articles["source_id"], value_set=sources["source_id"].combine_chunks())
    limits = sources["excerpt_limit"].take(source).to_numpy()
    usual = (limits * articles["n_characters"].to_numpy()).astype(np.int64)
    headlines = _readable(articles, spans[spans["rank"] == _HEADLINE_RANK])
    allowed: _Numbers = np.maximum(usual, headlines)
    return allowed
