"""Withholding text: all of sources that publish positions only, of others what is over the limit.

Belongs here: which text leaves the house. Does not belong here: what counts as an excerpt; that is
`excerpt: true` in the tables' descriptions; nor how much of an article can be read (excerpts.py).
"""

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.excerpts import shown
from pipeline.schema.tables import TableSchema


def withhold(
    tables: Mapping[str, pa.Table], schemas: Mapping[str, TableSchema]
) -> dict[str, pa.Table]:
    """The tables with every text null that its source does not allow to be shown.

    That is every excerpt of a source with text policy `offsets`, and of an article what does not
    fit within its source's limit. Positions stay. An utterance of which a quote is withheld keeps
    its text only if another quote shows the same words.
    """
    closed = _closed_articles(tables)
    may_be_shown = shown(tables, schemas)
    published = {}
    for name in tables:  # one at a time: each may be read from disk when it is asked for
        table = tables[name]
        for column in [column for of, column in may_be_shown if of == name]:
            in_closed = pc.is_in(table["article_id"], value_set=closed)
            kept = pc.and_(may_be_shown[name, column], pc.invert(in_closed))
            table = _kept(table, column, kept)
        published[name] = table
    quotes, utterances = published["quotes"], published["utterances"]
    withheld = quotes.filter(pc.is_null(quotes["text"]))["utterance_id"]
    same_words = pc.is_in(utterances["text"], value_set=_values(quotes["text"]))
    untouched = pc.invert(pc.is_in(utterances["utterance_id"], value_set=_values(withheld)))
    published["utterances"] = _kept(utterances, "text", pc.or_(same_words, untouched))
    return published


def _closed_articles(tables: Mapping[str, pa.Table]) -> pa.Array:
    sources, articles = tables["sources"], tables["articles"]
    closed = sources.filter(pc.equal(sources["text_policy"], "offsets"))["source_id"]
    return _values(
        articles.filter(pc.is_in(articles["source_id"], value_set=_values(closed)))["article_id"]
    )


def _values(column: pa.ChunkedArray) -> pa.Array:
    return column.combine_chunks().drop_null()


def _kept(table: pa.Table, column: str, rows: pa.ChunkedArray) -> pa.Table:
    """The table with the texts of the column null except in `rows`."""
    if pc.all(rows).as_py():
        return table
    index = table.schema.get_field_index(column)
    field = table.schema.field(index)
    texts = pc.if_else(rows, table[index], pa.scalar(None, field.type))
    return table.set_column(index, field, texts)
