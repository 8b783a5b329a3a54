"""The rows that a page holds: all of them, or those of some articles where all are too many.

Belongs here: which rows of a release's tables go into its page. Does not belong here: what the page
makes of them (page/*.js).
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.schema.tables import TableSchema

LARGEST = 50_000  # rows; what a browser sorts and filters without a pause
BROWSED = ("quotes", "claims", "principle_mentions")
REFERRED_TO = ("utterances", "entities", "sentences")
"""Tables of which the page needs the rows that others refer to; in this order."""
WHOLE = ("sources", "frameworks", "principles", "principle_elements", "checks")


@dataclass(frozen=True)
class Held:
    """The rows of a page, and how many articles and browsed rows there are in all."""

    tables: Mapping[str, pa.Table]
    n_articles: int
    n_rows: int

    @property
    def is_sample(self) -> bool:
        """Whether articles had to be left out."""
        return bool(self.tables["articles"].num_rows < self.n_articles)


def held(
    tables: Mapping[str, pa.Table], schemas: Mapping[str, TableSchema], largest: int = LARGEST
) -> Held:
    """What the page of a release with these tables holds.

    Articles go in with all their rows or not at all, in an order that depends on nothing but their
    identifiers, as long as quotes, claims and mentions together are at most `largest`.
    """
    articles = _chosen(tables, largest)
    found = {name: tables[name] for name in WHOLE}
    found["articles"] = articles
    for name in BROWSED:
        inside = pc.is_in(tables[name]["article_id"], value_set=_values(articles, "article_id"))
        found[name] = tables[name].filter(inside)
    for name in REFERRED_TO:
        found[name] = _referred_to(tables[name], name, found, schemas)
    n_rows = sum(tables[name].num_rows for name in BROWSED)
    return Held(found, tables["articles"].num_rows, n_rows)


def _chosen(tables: Mapping[str, pa.Table], largest: int) -> pa.Table:
    """The articles, in the order of their table."""
    articles = tables["articles"]
    ids = _values(articles, "article_id")
    sizes = np.zeros(len(ids), np.int64)
    for name in BROWSED:
        rows = pc.index_in(tables[name]["article_id"], value_set=ids).to_numpy()
        sizes += np.bincount(rows, minlength=len(ids))
    if sizes.sum() <= largest:
        return articles
    digests = [hashlib.sha256(each.encode()).hexdigest() for each in ids.to_pylist()]
    order = np.argsort(digests)
    n_taken = np.searchsorted(np.cumsum(sizes[order]), largest, side="right")
    return articles.take(np.sort(order[:n_taken]))


def _referred_to(
    table: pa.Table,
    name: str,
    found: Mapping[str, pa.Table],
    schemas: Mapping[str, TableSchema],
) -> pa.Table:
    """The rows of `table` that a foreign key of a table in `found` points to."""
    (key,) = schemas[name].primary_key
    wanted = [
        found[other][foreign.columns[0]]
        for other in found
        for foreign in schemas[other].foreign_keys
        if foreign.table == name
    ]
    ids = pa.chunked_array([chunk for column in wanted for chunk in column.chunks], pa.string())
    return table.filter(pc.is_in(table[key], value_set=ids.drop_null().unique()))


def _values(table: pa.Table, column: str) -> pa.Array:
    return table[column].combine_chunks()
