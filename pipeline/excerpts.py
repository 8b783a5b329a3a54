"""How much of an article can be read in a release, and which texts are shown to stay below a limit.

A text is a span of its article, so what can be read is the union of the spans whose text is shown,
and the headline and subtitle, which every release names. Positions in code points.

Belongs here: counting characters, choosing texts. Does not belong here: setting columns to null
(publishing/text_policy.py), the order of the tables (schemas/dataset.yml).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import pyarrow as pa

from pipeline.schema.tables import TableSchema

HEADLINE = ("title", "subtitle")
"""Regions that a release names as columns of the article, whatever its texts."""


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


class _Text(NamedTuple):
    """One text of a row: where it stands in its article, and in the tables."""

    length: int
    start: int
    end: int
    table: str
    column: str
    row: int


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
    pages = _headlines(tables)
    allowed = _allowed(tables, pages)
    n_texts: Counter[str] = Counter()
    n_shown: Counter[str] = Counter()
    for name in _in_order(schemas):
        columns = [span.text for span in schemas[name].spans if span.text]
        given = {column: tables[name][column].is_valid().to_pylist() for column in columns}
        for article_id, text in _texts(tables[name], schemas[name]):
            n_texts[article_id] += 1
            if given[text.column][text.row]:
                n_shown[article_id] += 1
                pages[article_id].show(text.start, text.end)
    return [
        Share(
            article_id=article_id,
            source_id=source_id,
            n_characters=n,
            n_readable=pages[article_id].n_readable,
            n_allowed=allowed[article_id],
            n_texts=n_texts[article_id],
            n_shown=n_shown[article_id],
        )
        for article_id, source_id, n in _articles(tables)
    ]


def shown(
    tables: Mapping[str, pa.Table], schemas: Mapping[str, TableSchema]
) -> dict[tuple[str, str], list[bool]]:
    """By table and column of texts, whether each row's text can be shown within the limits.

    Texts are taken table by table in the order that dataset.yml gives, in a table the shortest
    first, as long as what they add fits. A text that can be read anyway, in others that overlap it,
    is shown.
    """
    pages = _headlines(tables)
    allowed = _allowed(tables, pages)
    found = {
        (name, span.text): [False] * tables[name].num_rows
        for name in _in_order(schemas)
        for span in schemas[name].spans
        if span.text
    }
    texts: dict[str, list[_Text]] = defaultdict(list)
    for name in _in_order(schemas):
        of_table: dict[str, list[_Text]] = defaultdict(list)
        for article_id, text in _texts(tables[name], schemas[name]):
            of_table[article_id].append(text)
        for article_id, some in of_table.items():
            texts[article_id] += sorted(some)
    for article_id, some in texts.items():
        page, room = pages[article_id], allowed[article_id]
        for text in some:
            if page.n_readable + page.hidden(text.start, text.end) <= room:
                page.show(text.start, text.end)
        for text in some:
            found[text.table, text.column][text.row] = not page.hidden(text.start, text.end)
    return found


def _in_order(schemas: Mapping[str, TableSchema]) -> list[str]:
    """The tables that have texts, those whose texts come first before the others."""
    ranked = {schema.texts_rank: name for name, schema in schemas.items()}
    return [ranked[rank] for rank in sorted(rank for rank in ranked if rank is not None)]


def _articles(tables: Mapping[str, pa.Table]) -> Iterator[tuple[str, str, int]]:
    return _rows(tables["articles"], "article_id", "source_id", "n_characters")


def _rows(table: pa.Table, *columns: str) -> Iterator[Any]:
    return zip(*(table[name].to_pylist() for name in columns), strict=True)


def _headlines(tables: Mapping[str, pa.Table]) -> dict[str, _Page]:
    """By article, its page with headline and subtitle shown."""
    pages = {article_id: _Page(n) for article_id, _, n in _articles(tables)}
    rows = _rows(tables["sentences"], "article_id", "region", "start", "end")
    for article_id, region, start, end in rows:
        if region in HEADLINE:
            pages[article_id].show(start, end)
    return pages


def _allowed(tables: Mapping[str, pa.Table], headlines: Mapping[str, _Page]) -> dict[str, int]:
    """By article, how many characters may be read: the headline always."""
    limits = dict(_rows(tables["sources"], "source_id", "excerpt_limit"))
    return {
        article_id: max(int(limits[source_id] * n), headlines[article_id].n_readable)
        for article_id, source_id, n in _articles(tables)
    }


def _texts(table: pa.Table, schema: TableSchema) -> Iterator[tuple[str, _Text]]:
    """Every text that an article's row may show, with the article; spans that are null left out."""
    for span in schema.spans:
        if span.text is None:
            continue
        places = _rows(table, "article_id", span.start, span.end)
        for row, (article_id, start, end) in enumerate(places):
            if start is not None:
                yield article_id, _Text(end - start, start, end, schema.name, span.text, row)
