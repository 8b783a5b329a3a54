"""Withholding the text of sources whose policy is to publish positions only.

Belongs here: which text leaves the house. Does not belong here: what counts as an excerpt; that is
`excerpt: true` in the tables' descriptions.
"""

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.schema.tables import TableSchema


def withhold(
    tables: Mapping[str, pa.Table], schemas: Mapping[str, TableSchema]
) -> dict[str, pa.Table]:
    """The tables with every excerpt null that comes from a source with text policy `offsets`.

    An utterance that such a source quotes keeps its text only if an open one shows the same words.
    """
    sources, articles = tables["sources"], tables["articles"]
    closed_sources = sources.filter(pc.equal(sources["text_policy"], "offsets"))["source_id"]
    in_closed = pc.is_in(articles["source_id"], value_set=closed_sources.combine_chunks())
    closed_articles = articles.filter(in_closed)["article_id"].combine_chunks()
    published = dict(tables)
    for name, schema in schemas.items():
        if "article_id" in schema.column_names:
            closed = pc.is_in(tables[name]["article_id"], value_set=closed_articles)
            published[name] = _without_excerpts(tables[name], schema, closed)
    quotes, utterances = published["quotes"], tables["utterances"]
    from_closed = pc.is_in(quotes["article_id"], value_set=closed_articles)
    touched = quotes.filter(from_closed)["utterance_id"].combine_chunks().drop_null()
    shown = quotes["text"].combine_chunks().drop_null()
    hidden = pc.and_(
        pc.is_in(utterances["utterance_id"], value_set=touched),
        pc.invert(pc.is_in(utterances["text"], value_set=shown)),
    )
    published["utterances"] = _without_excerpts(utterances, schemas["utterances"], hidden)
    return published


def _without_excerpts(table: pa.Table, schema: TableSchema, rows: pa.ChunkedArray) -> pa.Table:
    for index, column in enumerate(schema.columns):
        if column.excerpt:
            kept = pc.if_else(rows, pa.scalar(None, table.schema.field(index).type), table[index])
            table = table.set_column(index, table.schema.field(index), kept)
    return table
