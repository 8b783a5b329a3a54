"""The expectations of one table, derived from its schema alone.

Plain dictionaries in the form of Great Expectations; `meta` has the check's name, its severity,
and in words what is expected. Running them is in validating; what involves a second table is in
across and positions.
"""

from typing import Any

from pipeline.schema.tables import Column, Severity, TableSchema

Expectation = dict[str, Any]


def suite(table: TableSchema) -> list[Expectation]:
    """Every expectation of the table; `meta.check` is unique among them."""
    names = list(table.column_names)
    expectations = [
        _expectation(
            "expect_table_columns_to_match_ordered_list",
            "columns",
            f"the columns {', '.join(names)}, in this order",
            column_list=names,
        )
    ]
    for column in table.columns:
        expectations += _column(column, in_key=table.primary_key == (column.name,))
    if len(table.primary_key) > 1:
        expectations.append(
            _expectation(
                "expect_compound_columns_to_be_unique",
                f"{'_'.join(table.primary_key)}_unique",
                f"no two rows with the same {' and '.join(table.primary_key)}",
                column_list=list(table.primary_key),
            )
        )
    for span in table.spans:
        expectations.append(
            _expectation(
                "expect_column_pair_values_a_to_be_greater_than_b",
                f"{span.end}_after_{span.start}",
                f"{span.end} greater than {span.start}",
                column_A=span.end,
                column_B=span.start,
                ignore_row_if="either_value_is_missing",
            )
        )
    return expectations


def _column(column: Column, in_key: bool) -> list[Expectation]:
    found = []

    def expect(kind: str, check: str, expected: str, **kwargs: Any) -> None:
        found.append(
            _expectation(
                f"expect_column_{kind}",
                f"{column.name}_{check}",
                expected,
                column.severity,
                column=column.name,
                **kwargs,
            )
        )

    if column.required:
        expect("values_to_not_be_null", "not_null", "a value in every row")
    if column.unique or in_key:
        expect("values_to_be_unique", "unique", "no value twice")
    if column.enum:
        values = list(column.enum)
        expect("values_to_be_in_set", "in_set", f"one of {', '.join(values)}", value_set=values)
    elif column.type == "string":
        expect("value_lengths_to_be_between", "not_empty", "text or null, never empty", min_value=1)
    if column.pattern:
        whole = rf"^(?:{column.pattern})\Z"
        expected = f"text of the form {column.pattern}"
        expect("values_to_match_regex", "pattern", expected, regex=whole)
    low, high = column.minimum, column.maximum
    if low is not None or high is not None:
        limits = [f"at least {low:g}"] if low is not None else []
        limits += [f"at most {high:g}"] if high is not None else []
        expected = " and ".join(limits)
        expect("values_to_be_between", "in_range", expected, min_value=low, max_value=high)
    return found


def _expectation(
    kind: str, check: str, expected: str, severity: Severity = "error", **kwargs: Any
) -> Expectation:
    return {
        "type": kind,
        "kwargs": kwargs,
        "meta": {"check": check, "severity": severity, "expected": expected},
    }
