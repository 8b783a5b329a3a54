"""Running a table's suite with Great Expectations, and telling what it found.

Great Expectations takes seconds to import and would report its use: it is imported here alone, on
first use, with reporting and progress bars off.
"""

import os
import warnings
from functools import cache
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from pipeline.checking.results import SHOWN, CheckResult, frame, row_id
from pipeline.checking.suites import suite
from pipeline.schema.tables import TableSchema

if TYPE_CHECKING:
    from great_expectations.core.batch_definition import BatchDefinition
    from great_expectations.datasource.fluent.pandas_datasource import PandasDatasource


def check_table(table: TableSchema, data: pa.Table) -> list[CheckResult]:
    """Every check of the table's schema, on its rows."""
    batch = _batch_definition(table.name).get_batch({"dataframe": frame(data)})
    from great_expectations import ExpectationSuite

    with warnings.catch_warnings():
        # It warns of the parentheses in a pattern.
        warnings.filterwarnings("ignore", "This pattern is interpreted as", UserWarning)
        outcome = batch.validate(
            ExpectationSuite(name=table.name, expectations=suite(table)),
            result_format={
                "result_format": "SUMMARY",
                "unexpected_index_column_names": list(table.primary_key),
                "partial_unexpected_count": SHOWN,
            },
        )
    _forget()
    results = {
        result.check: result
        for result in (_result(table, data, found.to_json_dict()) for found in outcome.results)
    }
    return [results[expectation["meta"]["check"]] for expectation in suite(table)]


def _forget() -> None:
    """It would keep the rows of every table that it has seen, and what it counted by row."""
    engine = _data_source().get_execution_engine()
    engine.batch_manager.reset_batch_cache()
    engine.batch_manager.batch_data_cache.clear()
    engine._metric_cache.clear()


@cache
def _batch_definition(name: str) -> "BatchDefinition[Any]":
    return _data_source().add_dataframe_asset(name).add_batch_definition_whole_dataframe(name)


@cache
def _data_source() -> "PandasDatasource":
    os.environ["GX_ANALYTICS_ENABLED"] = "false"  # read when it is imported
    import great_expectations
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = great_expectations.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
    return context.data_sources.add_pandas("tables")


def _result(table: TableSchema, data: pa.Table, found: dict[str, Any]) -> CheckResult:
    meta, result = found["expectation_config"]["meta"], found["result"]
    passed = bool(found["success"])
    # A check of the table as a whole, or one that could not run, has no counts.
    n_failed = result.get("unexpected_count", 0 if passed else data.num_rows)
    rows = tuple(_row(table, row) for row in result.get("partial_unexpected_index_list") or [])
    return CheckResult(
        table=table.name,
        check=meta["check"],
        severity=meta["severity"],
        passed=passed,
        n_rows=data.num_rows,
        n_failed=n_failed,
        observed=None if passed else _observed(found, rows),
        expected=meta["expected"],
        failed_rows=rows,
    )


def _observed(found: dict[str, Any], rows: tuple[str, ...]) -> str:
    if "observed_value" in found["result"]:
        return str(found["result"]["observed_value"])
    # One entry, or one for each metric that could not be computed.
    info = found["exception_info"]
    faults = [info] if "raised_exception" in info else list(info.values())
    messages = [fault["exception_message"] for fault in faults if fault["raised_exception"]]
    return f"the check could not run: {messages[0]}" if messages else "; ".join(rows)


def _row(table: TableSchema, row: dict[str, Any]) -> str:
    values = [
        f"{name} is {_told(value)}" for name, value in row.items() if name not in table.primary_key
    ]
    return ": ".join([row_id(table, row), *([", ".join(values)] if values else [])])


def _told(value: Any) -> str:
    return repr(value) if isinstance(value, str) else str(value)
