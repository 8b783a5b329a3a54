"""The same rows come out of CSV, Parquet and DuckDB, whatever the texts hold."""

from pathlib import Path
from unittest.mock import patch

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pipeline.publishing import csv_files, duckdb_file, parquet_files
from pipeline.schema.arrow import arrow_schema, to_arrow
from tests.builders import SCHEMAS, build_tables, row

TEXTS = st.text(
    st.characters(codec="utf-8", exclude_characters="\0") | st.sampled_from("\"',\n\r\\;NA ="),
    min_size=1,
    max_size=20,
)


def round_trips(folder: Path, name: str, table: pa.Table) -> list[pa.Table]:
    """The table as each of the three formats gives it back."""
    schema = arrow_schema(SCHEMAS[name])
    csv_files.write(folder / "t.csv", table)
    parquet_files.write(folder / "t.parquet", table)
    database = folder / "t.duckdb"
    database.unlink(missing_ok=True)
    duckdb_file.write(database, {name: table}, {name: SCHEMAS[name]}, [])
    with duckdb_file.opened(database) as connection:
        from_database = pa.concat_tables(
            [schema.empty_table(), *duckdb_file.parts(connection, schema, name)]
        )
    return [
        csv_files.read(folder / "t.csv", schema),
        parquet_files.read(folder / "t.parquet"),
        from_database,
    ]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(TEXTS, st.none() | TEXTS), max_size=4))
@example([("NA", None), ("null", "NULL"), ("None", "nan")])
@example([("=1+1", "+3"), ("a\nb", 'he said "no", twice'), ("Müller 北京 🙂", "e\u0301\ufeff")])
@example([(" a ", "\r"), ("\r\n", "\\"), ("'", '"')])
def test_texts_survive(tmp_path: Path, texts: list[tuple[str, str | None]]) -> None:
    rows = [
        row("entities", entity_id=f"e{i}", name=name, role=role)
        for i, (name, role) in enumerate(texts)
    ]
    table = to_arrow(SCHEMAS["entities"], rows)
    for found in round_trips(tmp_path, "entities", table):
        assert found.equals(table)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(TEXTS, st.none() | TEXTS), max_size=4), st.integers(1, 60))
@example([('"\n"', "\n"), ("\n\n", '""\n')], 1)
def test_csv_rows_survive_wherever_a_block_of_the_file_ends(
    tmp_path: Path, texts: list[tuple[str, str | None]], n_bytes: int
) -> None:
    rows = [
        row("entities", entity_id=f"e{i}", name=name, role=role)
        for i, (name, role) in enumerate(texts)
    ]
    table = to_arrow(SCHEMAS["entities"], rows)
    csv_files.write(tmp_path / "t.csv", table)
    with patch.object(csv_files, "BLOCK", n_bytes):
        assert csv_files.read(tmp_path / "t.csv", table.schema).equals(table)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_table_survives_with_rows_and_without(tmp_path: Path, name: str) -> None:
    full = build_tables()[name]
    for table in (full, full.slice(0, 0)):
        for found in round_trips(tmp_path, name, table):
            assert found.equals(table)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.floats(0, 1), st.integers(0, 2**53), st.booleans())
def test_numbers_survive(tmp_path: Path, confidence: float, start: int, hedged: bool) -> None:
    keys = {"claim_id": "c-1", "article_id": "a-1", "sentence_id": "s-1"}
    claim = row("claims", **keys, confidence=confidence, start=start, hedged=hedged)
    table = to_arrow(SCHEMAS["claims"], [claim])
    for found in round_trips(tmp_path, "claims", table):
        assert found.to_pylist() == [claim]


def test_csv_tells_null_from_text(tmp_path: Path) -> None:
    rows = [row("entities", entity_id="a", name="NA", role=None)]
    csv_files.write(tmp_path / "t.csv", to_arrow(SCHEMAS["entities"], rows))
    assert (tmp_path / "t.csv").read_bytes().splitlines()[1] == b'"a","NA","person",,,,'
