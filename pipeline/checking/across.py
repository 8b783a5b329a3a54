"""Checks that need more than one table, the texts, or the list of received documents.

Where rows lie in their article is in positions; what one table shows by itself is in suites; what
sources promise is in health.
"""

from collections.abc import Iterator, Mapping

import pandas as pd
import pyarrow as pa

from pipeline.checking.database import Database, opened
from pipeline.checking.positions import check_positions
from pipeline.checking.results import CheckResult, frame, outcome
from pipeline.publishing.sql import quoted
from pipeline.schema.tables import ForeignKey, TableSchema

ACCOUNTED = {"articles": ["raw_path"], "rejected_documents": ["source_id", "reason"]}
"""What is asked, beside the key, of the tables that account for every document."""


def check_across(
    tables: Mapping[str, pa.Table],
    schemas: Mapping[str, TableSchema],
    texts: pa.RecordBatchReader,
    manifest: pa.Table,
) -> list[CheckResult]:
    """Every check across `tables`; `texts` holds article_id and text of every article."""
    made = {name: schemas[name] for name in tables}
    with opened(tables, texts) as database:
        found = [*_foreign_keys(made, database), *check_positions(database, made)]
    accounts = {
        name: frame(tables[name].select([*schemas[name].primary_key, *others]))
        for name, others in ACCOUNTED.items()
    }
    return [
        *found,
        *_documents(accounts, schemas, manifest),
    ]


def _foreign_keys(schemas: Mapping[str, TableSchema], database: Database) -> Iterator[CheckResult]:
    for schema in schemas.values():
        for key in schema.foreign_keys:
            yield _foreign_key(schema, key, database)


def _foreign_key(schema: TableSchema, key: ForeignKey, database: Database) -> CheckResult:
    """Values that are there point to a row; a compound key counts only when it is complete."""
    given = " AND ".join(f"{quoted(column)} IS NOT NULL" for column in key.columns)
    values, targets = (", ".join(map(quoted, names)) for names in (key.columns, key.references))
    return database.check(
        schema,
        f"{'_'.join(key.columns)}_in_{key.table}",
        f"null, or a row of {key.table}",
        f"SELECT * FROM {schema.name}",
        f"{given} AND ({values}) NOT IN (SELECT ({targets}) FROM {key.table})",
        lambda row: (
            f"{' '.join(f'{column} {row[column]}' for column in key.columns)} is not in {key.table}"
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
    yield outcome(
        key,
        "source_unless_no_source",
        "a source, but none where the reason is no_source",
        rejected,
        rejected["source_id"].isna() != (rejected["reason"] == "no_source"),
        lambda row: f"reason {row['reason']}, {'no' if pd.isna(row['source_id']) else 'a'} source",
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
