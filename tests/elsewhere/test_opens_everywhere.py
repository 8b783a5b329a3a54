"""Every row of a release comes out exactly, wherever its files are opened."""

import shutil
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pipeline.paths import PROJECT
from pipeline.publishing import index
from pipeline.publishing.loaders import PANDAS_TYPES, R_TYPES
from pipeline.publishing.neutral import neutral
from pipeline.schema.dataset import load_dataset, load_views
from tests.builders import SCHEMAS
from tests.elsewhere.conftest import PROGRAMS, Rows, answer, plain, python_with, run

DUCKDB = ["1.0.0", "1.1.3", "1.2.2", "1.4.5", "1.5.6", "2.0.0"]
RELEASES = PROJECT / "releases"
TYPES = {table.name: {c.name: c.type for c in table.columns} for table in SCHEMAS.values()}


def newest() -> Path:
    found = index.read(RELEASES, load_dataset().name).newest_valid
    assert found is not None
    return RELEASES / found.version


@pytest.mark.parametrize("version", DUCKDB)
def test_duckdb(version: str, folder: Path, expected: Rows) -> None:
    told = answer(python_with(f"duckdb=={version}"), PROGRAMS / "duckdb_reads.py", folder)
    assert told["version"] == version
    assert told["tables"] == expected
    assert told["parquet"] == expected
    assert told["views"].keys() == {view.name for view in load_views()}
    assert told["views"]["quotes_by_speaker"] == 1
    assert told["columns_without_comment"] == 0


@pytest.mark.parametrize("version", DUCKDB)
def test_duckdb_opens_the_newest_published_release(version: str) -> None:
    told = answer(python_with(f"duckdb=={version}"), PROGRAMS / "duckdb_reads.py", newest())
    assert told["tables"] == {
        path.stem: plain(pq.read_table(path).to_pylist())
        for path in sorted((newest() / "parquet").iterdir())
    }
    assert told["views"]["article_overview"] == len(told["tables"]["articles"])


def with_days(rows: Rows) -> Rows:
    """Dates as pandas gives them in JSON: with the time of day."""
    return {
        table: [
            {
                name: f"{value} 00:00:00" if TYPES[table][name] == "date" and value else value
                for name, value in row.items()
            }
            for row in listed
        ]
        for table, listed in rows.items()
    }


@pytest.mark.parametrize("version", ["2.2.3", "3.0.0"])
def test_pandas(version: str, folder: Path, expected: Rows) -> None:
    python = python_with(f"pandas=={version}", "pyarrow==18.1.0")
    told = answer(python, PROGRAMS / "pandas_reads.py", folder)
    assert told["version"] == version
    assert told["loaded"] == with_days(expected)
    assert told["types"] == {
        table: {name: PANDAS_TYPES[kind] for name, kind in columns.items()}  # type: ignore[index]
        for table, columns in TYPES.items()
    }
    assert told["parquet"] == expected
    assert told["plain"]["entities"] == as_cells(expected["entities"])
    assert told["undone"] == [row["name"] for row in expected["entities"]]


def as_cells(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows as they stand in CSV: texts neutral."""
    return [{n: neutral(v) if isinstance(v, str) else v for n, v in row.items()} for row in rows]


def test_polars(folder: Path, expected: Rows) -> None:
    told = answer(python_with("polars==1.35.2"), PROGRAMS / "polars_reads.py", folder)
    assert told["parquet"] == expected
    assert told["plain"] == {table: as_cells(rows) for table, rows in expected.items()}
    names = {"integer": "Int64", "number": "Float64", "boolean": "Boolean", "date": "Date"}
    for table, columns in TYPES.items():
        for name, kind in columns.items():
            assert told["types"][table][name] == names.get(kind, "String")


@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
@pytest.mark.parametrize("reader", ["base", "readr"])
def test_r(reader: str, locale: str, folder: Path, expected: Rows) -> None:
    rscript = shutil.which("Rscript")
    if rscript is None:
        pytest.skip("R is not installed: Rscript is not on the PATH")
    if reader == "readr" and run(rscript, "-e", 'cat(requireNamespace("readr"))') != "TRUE":
        pytest.skip("R has no package readr")
    told = run(rscript, PROGRAMS / "r_reads.R", folder, reader, env={"LC_ALL": locale})
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in expected}
    for line in told.splitlines():
        table, column, kind, row, value = line.split("\t")
        assert kind == R_TYPES[TYPES[table][column]], f"{table}.{column}"  # type: ignore[index]
        while len(found[table]) < int(row):
            found[table].append({})
        found[table][int(row) - 1][column] = of_r(value, TYPES[table][column])
    assert found == expected


def of_r(value: str, kind: str) -> Any:
    if value == "null":
        return None
    if kind == "string":
        return "".join(chr(int(number)) for number in value.split(" ")[1:])
    if kind == "boolean":
        return {"true": True, "false": False}[value]
    return {"integer": int, "number": float, "date": str}[kind](value)


def test_mlcroissant_validates_and_reads_every_record(folder: Path, expected: Rows) -> None:
    python = python_with("mlcroissant==1.1.1", "pyarrow==18.1.0")
    told = answer(python, PROGRAMS / "croissant_reads.py", folder)
    assert told["issues"] == ""
    assert told["records"] == expected


def test_citations_are_valid(folder: Path) -> None:
    python = python_with("cffconvert==2.0.0")
    for path in (folder / "CITATION.cff", newest() / "CITATION.cff", PROJECT / "CITATION.cff"):
        told = run(python.with_name("cffconvert"), "--validate", "-i", path)
        assert "valid according to schema version 1.2.0" in told
