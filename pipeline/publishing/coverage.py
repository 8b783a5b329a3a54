"""What a release covers, source by source, and how much of every article can be read in it.

Belongs here: counting, for README.md, LICENSE.md and quality/excerpts.csv. Does not belong here:
the words around the numbers (templates/).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.excerpts import Share, shares
from pipeline.publishing import csv_files
from pipeline.publishing.content import Release

FILE = "quality/excerpts.csv"
SCHEMA = pa.schema(
    [(each.name, pa.string() if each.type is str else pa.int64()) for each in fields(Share)]
)
COUNTED = ("articles", "quotes", "claims", "principle_mentions")


@dataclass(frozen=True)
class Coverage:
    """A source, as its row in `sources`: its rows by table, its dates, what of it can be read."""

    source: Mapping[str, Any]
    counts: Mapping[str, int]
    dates: tuple[str, ...]
    shares: Sequence[Share]

    @property
    def readable(self) -> tuple[float, ...]:
        """The smallest and the largest share of an article that can be read; empty without any."""
        found = sorted(each.n_readable / each.n_characters for each in self.shares)
        return (found[0], found[-1]) if found else ()

    @property
    def n_texts(self) -> int:
        return sum(each.n_texts for each in self.shares)

    @property
    def n_shown(self) -> int:
        return sum(each.n_shown for each in self.shares)


def write(folder: Path, release: Release) -> None:
    """Write what can be read of every article."""
    rows = [asdict(share) for share in shares(release.tables, release.description.tables)]
    csv_files.write(folder / FILE, pa.Table.from_pylist(rows, SCHEMA))


def by_source(release: Release) -> list[Coverage]:
    """The coverage of every source, in the order of their table."""
    articles = release.tables["articles"]
    source_of = dict(
        zip(*(articles[c].to_pylist() for c in ("article_id", "source_id")), strict=True)
    )
    counts = {
        name: Counter(
            source_of[article] for article in release.tables[name]["article_id"].to_pylist()
        )
        for name in COUNTED
    }
    found = shares(release.tables, release.description.tables)
    return [
        Coverage(
            source=source,
            counts={name: counts[name][source["source_id"]] for name in COUNTED},
            dates=_dates(articles.filter(pc.equal(articles["source_id"], source["source_id"]))),
            shares=[share for share in found if share.source_id == source["source_id"]],
        )
        for source in release.tables["sources"].to_pylist()
    ]


def _dates(articles: pa.Table) -> tuple[str, ...]:
    """The first and the last date of publication, once if they are the same; empty without any."""
    known = sorted(articles["published_on"].drop_null().to_pylist())
    return tuple(dict.fromkeys([known[0], known[-1]])) if known else ()
