"""Rows become Arrow tables exactly as described, or not at all."""

import math
from datetime import date
from typing import Any

import pytest

from pipeline.schema.arrow import arrow_schema, to_arrow
from pipeline.schema.tables import TableSchema
from tests.builders import SCHEMAS, row


@pytest.mark.parametrize("table", SCHEMAS.values(), ids=SCHEMAS)
def test_schema_has_the_columns_with_their_descriptions(table: TableSchema) -> None:
    schema = arrow_schema(table)
    assert tuple(schema.names) == table.column_names
    for field, column in zip(schema, table.columns, strict=True):
        assert field.nullable is not column.required
        assert field.metadata[b"description"].decode() == column.description


def framework(**values: Any) -> dict[str, Any]:
    return row("frameworks", **{"framework_id": "GIDS", **values})


def quote(quote_id: str, article_id: str, start: int, end: int) -> dict[str, Any]:
    given = {"sentence_id": "s-1", "turn_id": "t-1", "start": start, "end": end}
    return row("quotes", quote_id=quote_id, article_id=article_id, **given)


def test_rows_keep_their_values() -> None:
    rows = [framework(announced_on=date(2020, 9, 8), summary="NA")]
    assert to_arrow(SCHEMAS["frameworks"], rows).to_pylist() == rows


def test_rows_are_sorted_by_article_then_position_outer_before_inner() -> None:
    rows = [
        quote("q-5", "a-2", 0, 9),
        quote("q-4", "a-1", 3, 5),
        quote("q-2", "a-1", 3, 9),
        quote("q-3", "a-1", 3, 9),
        quote("q-1", "a-1", 0, 2),
    ]
    ids = to_arrow(SCHEMAS["quotes"], rows)["quote_id"].to_pylist()
    assert ids == ["q-1", "q-2", "q-3", "q-4", "q-5"]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"summary": ""}, "empty string"),
        ({"url": ""}, "empty string"),
        ({"summary": None}, "null in row 0 of a required column"),
        ({"summary": 3}, "summary"),
        ({"summary": "half \ud800"}, "summary"),
        ({"announced_on": "2020-09-08"}, "announced_on"),
        ({"colour": "red"}, "unknown keys \\['colour'\\]"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(values: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=f"table frameworks.*{words}"):
        to_arrow(SCHEMAS["frameworks"], [framework(**values)])


def test_a_missing_key_is_refused_even_where_null_is_allowed() -> None:
    short = framework()
    del short["url"]
    with pytest.raises(ValueError, match="missing keys \\['url'\\]"):
        to_arrow(SCHEMAS["frameworks"], [short])


def test_not_a_number_is_refused() -> None:
    claim = row("claims", claim_id="c-1", article_id="a-1", sentence_id="s-1", confidence=math.nan)
    with pytest.raises(ValueError, match="confidence: not a number"):
        to_arrow(SCHEMAS["claims"], [claim])
