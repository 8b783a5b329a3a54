"""The whole graph in flow order: documents, extracted, one asset a table, checks, published.

Each step loads, calls the pipeline and hands over; what happens to the data is in the modules
called. The checks on the tables, which run before `checks`, are in the checks module.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import dagster as dg
import pyarrow as pa

from pipeline import batches, gathering, manifest
from pipeline.checking import results
from pipeline.evaluation.gold import gold_beside
from pipeline.evaluation.quality import kept_quality_files
from pipeline.provenance import provenance
from pipeline.publishing.release import publish
from pipeline.resources import RunFolders, checks_folder
from pipeline.schema.tables import TableSchema, load_tables
from pipeline.sources import list_documents, load_sources

SCHEMAS = load_tables()
CHECKS = "checks"
MADE_FROM_DOCUMENTS = [name for name in SCHEMAS if name != CHECKS]

PREVIEW_ROWS = 5
PREVIEW_WIDTH = 60


def _column_schema(schema: TableSchema) -> dg.TableSchema:
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                name=column.name,
                type=column.type,
                description=column.description,
                constraints=dg.TableColumnConstraints(
                    nullable=not column.required, unique=column.unique
                ),
            )
            for column in schema.columns
        ]
    )


def _preview(table: pa.Table) -> str:
    """The first rows as a Markdown table."""

    def line(values: Iterable[Any]) -> str:
        cells = (str(value).replace("|", "\\|").replace("\n", " ") for value in values)
        return f"| {' | '.join(cell[:PREVIEW_WIDTH] for cell in cells)} |"

    names = table.column_names
    rows = table.slice(0, PREVIEW_ROWS).to_pylist()
    return "\n".join([line(names), line(["---"] * len(names)), *(line(r.values()) for r in rows)])


def _facts(table: pa.Table) -> dict[str, Any]:
    return {
        "dagster/row_count": table.num_rows,
        "preview": dg.MetadataValue.md(_preview(table)),
    }


@dg.asset(group_name="documents")
def documents(folders: RunFolders) -> dg.Output[pa.Table]:
    """Every document as received: the list that the rest of the run works from."""
    raw = folders.paths().raw
    table = manifest.make(list_documents(raw, load_sources(raw)))
    return dg.Output(table, metadata=_facts(table))


@dg.asset(group_name="documents")
def extracted(folders: RunFolders, documents: pa.Table) -> dg.MaterializeResult[Any]:
    """What was extracted from each document, kept until it or the extractors change."""
    paths = folders.paths()
    batches.process(list_documents(paths.raw, load_sources(paths.raw)), documents, paths.work)
    return dg.MaterializeResult(metadata={"extractor_version": batches.extractor_version()})


def _outs() -> dict[str, dg.AssetOut]:
    return {
        name: dg.AssetOut(
            group_name="tables",
            description=SCHEMAS[name].description,
            metadata={"dagster/column_schema": _column_schema(SCHEMAS[name])},
            is_required=False,
        )
        for name in MADE_FROM_DOCUMENTS
    }


@dg.multi_asset(outs=_outs(), deps=[extracted], can_subset=True)
def tables(
    context: dg.AssetExecutionContext, folders: RunFolders, documents: pa.Table
) -> Iterator[dg.Output[pa.Table]]:
    """Every table of the dataset but the checks."""
    paths = folders.paths()
    made = gathering.gather(documents, load_sources(paths.raw), paths.work)
    for name in MADE_FROM_DOCUMENTS:
        if name in context.op_execution_context.selected_output_names:
            yield dg.Output(made[name], output_name=name, metadata=_facts(made[name]))


@dg.asset(
    group_name="release",
    deps=MADE_FROM_DOCUMENTS,
    description=SCHEMAS[CHECKS].description,
    metadata={"dagster/column_schema": _column_schema(SCHEMAS[CHECKS])},
)
def checks(folders: RunFolders) -> dg.Output[pa.Table]:
    found = results.load(checks_folder(folders.paths().work))
    table = results.checks_table(SCHEMAS[CHECKS], found)
    return dg.Output(table, metadata=_facts(table))


class ReleaseConfig(dg.Config):
    """The date that the release bears, in ISO 8601; the day of the run unless given."""

    released_on: str | None = None


@dg.asset(group_name="release", ins={name: dg.AssetIn(name) for name in ("documents", *SCHEMAS)})
def published(
    folders: RunFolders, config: ReleaseConfig, documents: pa.Table, **tables: pa.Table
) -> dg.MaterializeResult[Any]:
    """releases/<version>/, unless nothing has changed since the last version."""
    paths = folders.paths()
    release = publish(
        tables,
        paths.releases,
        today=date.fromisoformat(config.released_on) if config.released_on else date.today(),
        provenance=provenance(documents, paths.raw),
        extra=kept_quality_files(gold_beside(paths.raw), paths.raw, paths.work),
    )
    return dg.MaterializeResult(
        metadata={
            "version": release.version,
            "folder": dg.MetadataValue.path(release.folder),
            "is_new": release.is_new,
            "counts": release.counts,
        }
    )
