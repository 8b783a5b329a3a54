"""The outcome of one check: its making, its keeping between the steps of a run, its table."""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from pipeline.schema.arrow import to_arrow
from pipeline.schema.tables import Severity, TableSchema

SHOWN = 5  # failing rows that are told in words; the number of all of them is counted


@dataclass(frozen=True)
class CheckResult:
    """One check of one table. `failed_rows` tells a few failing rows, by id and in words."""

    table: str
    check: str
    severity: Severity
    passed: bool
    n_rows: int
    n_failed: int
    observed: str | None
    expected: str | None
    failed_rows: tuple[str, ...] = ()


def outcome(
    schema: TableSchema,
    check: str,
    expected: str,
    rows: pd.DataFrame,
    failed: "pd.Series[bool]",
    describe: Callable[[Any], str],
) -> CheckResult:
    """The result of a check of severity error; `failed` marks rows, `describe` tells of one."""
    n_failed = int(failed.sum())
    first = [row for _, row in rows[failed].head(SHOWN).iterrows()]
    return told(schema, check, expected, len(rows), n_failed, first, describe)


def told(
    schema: TableSchema,
    check: str,
    expected: str,
    n_rows: int,
    n_failed: int,
    first: Iterable[Any],
    describe: Callable[[Any], str],
) -> CheckResult:
    """The result of a check of severity error; `describe` tells of the first rows that failed."""
    shown = tuple(f"{row_id(schema, row)}: {describe(row)}" for row in first)
    return CheckResult(
        table=schema.name,
        check=check,
        severity="error",
        passed=not n_failed,
        n_rows=n_rows,
        n_failed=n_failed,
        observed="; ".join(shown) or None,
        expected=expected,
        failed_rows=shown,
    )


def row_id(schema: TableSchema, row: Any) -> str:
    """The key of a row, for messages."""
    return " ".join(str(row[name]) for name in schema.primary_key)


def frame(data: pa.Table) -> pd.DataFrame:
    """A table for pandas, with whole numbers kept whole where some are missing."""
    rows: pd.DataFrame = data.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get)
    return rows


def checks_table(schema: TableSchema, results: Iterable[CheckResult]) -> pa.Table:
    """The results as the table that a release carries."""
    return to_arrow(schema, [_row(result) for result in results])


def _row(result: CheckResult) -> dict[str, Any]:
    row = asdict(result)
    del row["failed_rows"]
    return row


def save(folder: Path, name: str, results: Iterable[CheckResult]) -> None:
    """Keep results for later steps of the run, as `name`."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [asdict(result) for result in results]
    (folder / f"{name}.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")


def load(folder: Path) -> list[CheckResult]:
    """All results kept in the folder."""
    return [
        CheckResult(**row | {"failed_rows": tuple(row["failed_rows"])})
        for path in sorted(folder.glob("*.json"))
        for row in json.loads(path.read_text(encoding="utf-8"))
    ]
