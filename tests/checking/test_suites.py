"""What a schema states is checked on every row, and a failure says which row and why."""

import gc
import os
from dataclasses import replace
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from pipeline.checking.results import CheckResult
from pipeline.checking.suites import suite
from pipeline.checking.validating import check_table
from pipeline.schema.arrow import to_arrow
from tests.example import SCHEMAS, tables, with_value


def failures(table: str, data: pa.Table) -> dict[str, CheckResult]:
    return {r.check: r for r in check_table(SCHEMAS[table], data) if not r.passed}


@pytest.mark.parametrize("table", sorted(tables()))
def test_right_rows_pass_every_check(table: str) -> None:
    results = check_table(SCHEMAS[table], tables()[table])
    assert [r.check for r in results if not r.passed] == []
    assert [r.check for r in results] == [e["meta"]["check"] for e in suite(SCHEMAS[table])]
    assert {(r.n_rows, r.n_failed) for r in results} == {(tables()[table].num_rows, 0)}


@pytest.mark.parametrize("table", sorted(SCHEMAS))
def test_every_table_has_its_own_checks_by_name(table: str) -> None:
    names = [expectation["meta"]["check"] for expectation in suite(SCHEMAS[table])]
    assert len(names) == len(set(names))
    assert {"columns", f"{SCHEMAS[table].primary_key[0]}_not_null"} <= set(names)


@pytest.mark.parametrize(
    ("column", "value", "check", "told"),
    [
        ("kind", None, "kind_not_null", "q-2: kind is None"),
        ("kind", "spoken", "kind_in_set", "q-2: kind is 'spoken'"),
        ("text", "", "text_not_empty", "q-2: text is ''"),
        ("start", -1, "start_in_range", "q-2: start is -1"),
        ("confidence", 1.5, "confidence_in_range", "q-2: confidence is 1.5"),
        ("quote_id", "7", "quote_id_pattern", "7"),
        ("quote_id", "q-2\n", "quote_id_pattern", "q-2\n"),
        ("quote_id", "q-1", "quote_id_unique", "q-1"),
        ("end", 1, "end_after_start", "q-2: end is 1, start is 44"),
    ],
)
def test_each_constraint_fails_on_the_row_that_breaks_it(
    column: str, value: Any, check: str, told: str
) -> None:
    broken = with_value(SCHEMAS["quotes"], tables()["quotes"], 1, **{column: value})
    found = failures("quotes", broken)
    assert set(found) == {check}
    assert found[check].severity == "error"
    assert told in found[check].failed_rows
    assert told in (found[check].observed or "")
    assert found[check].n_failed == len(found[check].failed_rows)


def test_compound_key_must_be_unique() -> None:
    twice = pa.concat_tables([tables()["entity_aliases"]] * 2)
    found = failures("entity_aliases", twice)
    assert set(found) == {"entity_id_alias_unique"}
    assert found["entity_id_alias_unique"].n_failed == 2


def test_columns_must_be_those_of_the_schema_in_its_order() -> None:
    quotes = tables()["quotes"]
    found = failures("quotes", quotes.select(quotes.column_names[::-1]))
    assert set(found) == {"columns"}
    assert "confidence" in (found["columns"].observed or "")


def test_check_of_a_column_that_is_missing_fails_and_says_so() -> None:
    found = failures("quotes", tables()["quotes"].drop_columns(["kind"]))
    assert set(found) == {"columns", "kind_not_null", "kind_in_set"}
    assert '"kind"' in (found["kind_in_set"].observed or "")


def test_only_a_few_of_many_failing_rows_are_told() -> None:
    entities = pa.concat_tables([tables()["entities"]] * 9)
    result = failures("entities", entities)["entity_id_unique"]
    assert (result.n_rows, result.n_failed, len(result.failed_rows)) == (9, 9, 5)


def test_severity_warning_of_a_column_is_that_of_its_checks() -> None:
    schema = SCHEMAS["quotes"]
    columns = tuple(
        replace(column, severity="warning") if column.name == "confidence" else column
        for column in schema.columns
    )
    broken = with_value(schema, tables()["quotes"], 0, confidence=2.0)
    results = check_table(replace(schema, columns=columns), broken)
    assert [(r.check, r.severity) for r in results if not r.passed] == [
        ("confidence_in_range", "warning")
    ]


def test_nothing_is_reported_to_the_makers_of_the_library() -> None:
    check_table(SCHEMAS["quotes"], tables()["quotes"])
    assert os.environ["GX_ANALYTICS_ENABLED"] == "false"


def test_nothing_of_a_table_is_kept_after_its_check() -> None:
    n_rows = 4321  # of nothing else
    alias = {"entity_id": "wang-yi", "alias": "Wang"}
    rows = [alias | {"alias": f"Wang {number}"} for number in range(n_rows)]
    check_table(SCHEMAS["entity_aliases"], to_arrow(SCHEMAS["entity_aliases"], rows))
    gc.collect()
    kept = [o for o in gc.get_objects() if isinstance(o, pd.Series | pd.DataFrame)]
    assert n_rows not in [len(each) for each in kept]
