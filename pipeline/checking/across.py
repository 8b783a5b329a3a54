"""Checks that need more than one table, the texts, or the list of received documents.

Where rows lie in their article is in positions; what one table shows by itself is in suites.
"""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd
import pyarrow as pa

from pipeline.checking.positions import check_positions
from pipeline.checking.results import CheckResult, frame, outcome
from pipeline.schema.tables import ForeignKey, TableSchema
from pipeline.sources import Source


def check_across(
    tables: Mapping[str, pa.Table],
    schemas: Mapping[str, TableSchema],
    texts: Mapping[str, str],
    manifest: pa.Table,
    sources: Sequence[Source],
) -> list[CheckResult]:
    """Every check across `tables`; `texts` holds the text of each article by its id."""
    frames = {name: frame(data) for name, data in tables.items()}
    return [
        *_foreign_keys(frames, schemas),
        *check_positions(frames, schemas, texts),
        *_documents(frames, schemas, manifest),
        _promised(frames["articles"], schemas["sources"], sources),
    ]


def _foreign_keys(
    frames: Mapping[str, pd.DataFrame], schemas: Mapping[str, TableSchema]
) -> Iterator[CheckResult]:
    for name, rows in frames.items():
        for key in schemas[name].foreign_keys:
            yield _foreign_key(schemas[name], key, rows, frames[key.table])


def _foreign_key(
    schema: TableSchema, key: ForeignKey, rows: pd.DataFrame, targets: pd.DataFrame
) -> CheckResult:
    """Values that are there point to a row; a compound key counts only when it is complete."""
    columns = list(key.columns)
    given = rows[columns].notna().all(axis=1)
    known = pd.MultiIndex.from_frame(targets[list(key.references)])
    found = pd.MultiIndex.from_frame(rows[columns]).isin(known)
    name = "_".join(columns)
    return outcome(
        schema,
        f"{name}_in_{key.table}",
        f"null, or a row of {key.table}",
        rows,
        given & ~found,
        lambda row: (
            f"{' '.join(f'{column} {row[column]}' for column in columns)} is not in {key.table}"
        ),
    )


def _documents(
    frames: Mapping[str, pd.DataFrame],
    schemas: Mapping[str, TableSchema],
    manifest: pa.Table,
) -> Iterator[CheckResult]:
    """Every received document is an article or rejected, not both, and nothing else is either."""
    received = set(manifest["raw_path"].to_pylist())
    articles, rejected = frames["articles"], frames["rejected_documents"]
    accounted = pd.concat([articles["raw_path"], rejected["raw_path"]])
    lost = pd.DataFrame({"raw_path": sorted(received)})
    key = schemas["rejected_documents"]
    yield outcome(
        key,
        "every_document_accounted_for",
        "every received file in articles or in rejected_documents",
        lost,
        ~lost["raw_path"].isin(accounted),
        lambda row: "is in neither of the tables",
    )
    yield outcome(
        key,
        "not_an_article_too",
        "no file both rejected and an article",
        rejected,
        rejected["raw_path"].isin(articles["raw_path"]),
        lambda row: "is in articles too",
    )
    for name, rows in (("articles", articles), ("rejected_documents", rejected)):
        yield outcome(
            schemas[name],
            "document_received",
            "a file that was received",
            rows,
            ~rows["raw_path"].isin(received),
            lambda row: f"raw_path {row['raw_path']} was not received",
        )


def _promised(
    articles: pd.DataFrame, schema: TableSchema, sources: Sequence[Source]
) -> CheckResult:
    """A source whose articles vanish, or all fail to be read, must not pass unnoticed."""
    counts = articles["source_id"].value_counts()
    rows = pd.DataFrame(
        {
            "source_id": [source.source_id for source in sources],
            "promised": [source.minimum_articles for source in sources],
            "found": [int(counts.get(source.source_id, 0)) for source in sources],
        }
    )
    return outcome(
        schema,
        "minimum_articles",
        "at least as many articles as source.yml promises",
        rows,
        rows["found"] < rows["promised"],
        lambda row: f"{row['found']} articles, minimum_articles is {row['promised']}",
    )
