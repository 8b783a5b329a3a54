"""Asset checks: the suite of each table, and the checks across tables, all before `checks`.

What is checked, and how it is told, is in pipeline.checking; here each result becomes an event of
Dagster and is kept for the `checks` table. A check of severity error blocks what comes after.
"""

from collections.abc import Iterator, Sequence

import dagster as dg
import pyarrow as pa

from pipeline import gathering
from pipeline.assets import MADE_FROM_DOCUMENTS, RECEIVED, SCHEMAS, ReleaseConfig
from pipeline.checking import results
from pipeline.checking.results import CheckResult
from pipeline.checking.suites import suite
from pipeline.raw_folder import from_table
from pipeline.resources import RunFolders, checks_folder, made_tables
from pipeline.schema.tables import TableSchema

ACROSS = "across_tables"


def _of_table(schema: TableSchema) -> dg.AssetChecksDefinition:
    @dg.multi_asset_check(
        name=f"{schema.name}_checks",
        ins={"data": dg.AssetIn(schema.name)},
        specs=[
            dg.AssetCheckSpec(
                expectation["meta"]["check"],
                asset=schema.name,
                description=expectation["meta"]["expected"],
                blocking=expectation["meta"]["severity"] == "error",
            )
            for expectation in suite(schema)
        ],
    )
    def check(folders: RunFolders, data: pa.Table) -> Iterator[dg.AssetCheckResult]:
        from pipeline.checking.validating import check_table  # seconds to import

        found = check_table(schema, data)
        results.save(checks_folder(folders.paths().work), schema.name, found)
        for result in found:
            yield _event(schema.name, result.check, [result])

    return check


@dg.multi_asset_check(
    name="checks_across_tables",
    can_subset=True,
    ins={name: dg.AssetIn(name) for name in RECEIVED},
    specs=[
        dg.AssetCheckSpec(
            ACROSS,
            asset=name,
            description="keys, offsets, documents, excerpts and sources, with the other tables",
            blocking=True,
            additional_deps=list(RECEIVED),
        )
        for name in MADE_FROM_DOCUMENTS
    ],
)
def across(
    context: dg.AssetCheckExecutionContext,
    folders: RunFolders,
    config: ReleaseConfig,
    source_files: pa.Table,
    documents: pa.Table,
) -> Iterator[dg.AssetCheckResult]:
    """One event a table, for all of its checks across tables."""
    from pipeline.checking.across import check_across
    from pipeline.checking.excerpts import check_excerpts
    from pipeline.checking.health import check_health

    work = folders.paths().work
    texts = gathering.texts(documents, work)
    tables = made_tables(work, MADE_FROM_DOCUMENTS)
    sources = from_table(source_files).sources
    found = [
        *check_across(tables, SCHEMAS, texts, documents),
        *check_health(tables["articles"], SCHEMAS["sources"], documents, sources, config.day),
        check_excerpts(tables, SCHEMAS),
    ]
    results.save(checks_folder(work), ACROSS, found)
    for name in sorted(key.asset_key.to_user_string() for key in context.selected_asset_check_keys):
        yield _event(name, ACROSS, [result for result in found if result.table == name])


def _event(table: str, check: str, found: Sequence[CheckResult]) -> dg.AssetCheckResult:
    failed = [result for result in found if not result.passed]
    warn = all(result.severity == "warning" for result in failed) and bool(failed)
    return dg.AssetCheckResult(
        asset_key=table,
        check_name=check,
        passed=not failed,
        severity=dg.AssetCheckSeverity.WARN if warn else dg.AssetCheckSeverity.ERROR,
        metadata={
            result.check: "\n".join(result.failed_rows) or result.observed or ""
            for result in failed
        },
    )


ALL = [*(_of_table(SCHEMAS[name]) for name in MADE_FROM_DOCUMENTS), across]
