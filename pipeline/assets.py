"""The whole graph in flow order: documents, extracted, one asset a table, checks, published.

Each step loads, calls the pipeline and hands over; what happens to the data is in the modules
called. The checks on the tables, which run before `checks`, are in the checks module.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import dagster as dg
import pyarrow as pa

from pipeline import batches, gathering, manifest, raw_folder
from pipeline.checking import results
from pipeline.evaluation.gold import gold_beside
from pipeline.evaluation.quality import kept_quality_files
from pipeline.older_work import remove_older
from pipeline.provenance import provenance
from pipeline.publishing.release import publish, published_sources
from pipeline.raw_folder import list_documents, list_strays
from pipeline.resources import RunFolders, RunWorkers, checks_folder, made_tables
from pipeline.schema.tables import TableSchema, load_tables

SCHEMAS = load_tables()
CHECKS = "checks"
RECEIVED = ("source_files", "documents")
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
def source_files(folders: RunFolders) -> dg.Output[pa.Table]:
    """What each source.yml states when the run begins, or what is wrong with it."""
    paths = folders.paths()
    found = raw_folder.survey(paths.raw)
    published = published_sources(paths.releases) if found.misfits else ()
    raw_folder.require_sound(found, published)
    table = raw_folder.to_table(found)
    return dg.Output(table, metadata=_facts(table))


@dg.asset(group_name="documents")
def documents(folders: RunFolders, source_files: pa.Table) -> dg.Output[pa.Table]:
    """Every document as received: the list that the rest of the run works from."""
    raw, stated = folders.paths().raw, raw_folder.from_table(source_files)
    table = manifest.make(list_documents(raw, stated.sources), list_strays(raw, stated.misfits))
    return dg.Output(table, metadata=_facts(table))


@dg.asset(group_name="documents")
def extracted(
    folders: RunFolders, workers: RunWorkers, source_files: pa.Table, documents: pa.Table
) -> dg.MaterializeResult[Any]:
    """What was extracted from each document, kept until it or the extractors change."""
    paths = folders.paths()
    found = list_documents(paths.raw, raw_folder.from_table(source_files).sources)
    batches.process(found, documents, paths.work, workers.chosen())
    remove_older(paths.work, batches.extractor_version())
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
    context: dg.AssetExecutionContext,
    folders: RunFolders,
    source_files: pa.Table,
    documents: pa.Table,
) -> Iterator[dg.Output[pa.Table]]:
    """Every table of the dataset but the checks."""
    stated = raw_folder.from_table(source_files).sources
    made = dict(gathering.gather(documents, stated, folders.paths().work))
    for name in MADE_FROM_DOCUMENTS:
        if name in context.op_execution_context.selected_output_names:
            table = made.pop(name)  # and be rid of it
            yield dg.Output(table, output_name=name, metadata=_facts(table))


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

    @property
    def day(self) -> date:
        """The same as a date."""
        return date.fromisoformat(self.released_on) if self.released_on else date.today()


@dg.asset(group_name="release", deps=list(SCHEMAS))
def published(
    folders: RunFolders, config: ReleaseConfig, source_files: pa.Table, documents: pa.Table
) -> dg.MaterializeResult[Any]:
    """releases/<version>/, unless nothing has changed since the last version."""
    paths = folders.paths()
    release = publish(
        made_tables(paths.work),
        paths.releases,
        today=config.day,
        provenance=provenance(documents, raw_folder.from_table(source_files).sources),
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
