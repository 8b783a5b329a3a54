"""Texts that do nothing in a spreadsheet or on a page, and the way back to the exact text.

The convention of the CSV files, undone by load.py and load.R. Parquet and DuckDB hold exact texts.

- A text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV
  injection), and so does a text that begins with an apostrophe: whoever reads takes one off.
- A control character other than tab and line feed, a line or paragraph separator, and a character
  that turns the direction of writing (Unicode's Bidi_Control) is written as a backslash, u and four
  hexadecimal digits. So is a backslash that would look like the beginning of such an escape.

Belongs here: the convention, in Python and in words. Does not belong here: files.
"""

import re
from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc

WORDS = (
    "In the CSV files, a text that a spreadsheet would run as a formula, or that begins with an "
    "apostrophe, has an apostrophe in front that is not part of it; a control character other than "
    "tab and line feed, a line or paragraph separator, or a character that turns the direction of "
    r"writing is written \uXXXX, its number in hexadecimal, and so is a backslash where it would "
    "look like such a number. load.py and load.R undo this. Parquet and DuckDB hold the exact text."
)

_ACTIVE = "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069"
_ESCAPED = re.compile(rf"[{_ACTIVE}]|\\(?=u[0-9a-f]{{4}})")
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})")
# What spreadsheets may drop, or not show, before the sign that makes a formula.
_PASSED_OVER = "\\s\u00ad\u200b-\u200d\u2060\ufeff"
_PREFIXED = re.compile(rf"['\t\n]|[{_PASSED_OVER}]*[=+\-@＝＋－＠]")

# In RE2, which finds the columns that hold any such text at all.
_MAY_CHANGE = rf"[{_ACTIVE}]|\\u[0-9a-f]{{4}}|^['\t\n]|^[\p{{Z}}{_PASSED_OVER}]*[=+\-@＝＋－＠]"
_MAY_CHANGE_BACK = r"\\u[0-9a-f]{4}|^'"


def visible(text: str) -> str:
    """The text with every active character spelt as an escape."""
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def neutral(text: str) -> str:
    """The text as a cell of a CSV file."""
    shown = visible(text)
    return f"'{shown}" if _PREFIXED.match(shown) else shown


def exact(cell: str) -> str:
    """The text that `neutral` made this cell from."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), cell.removeprefix("'"))


def neutral_table(table: pa.Table) -> pa.Table:
    """The table with every text as a cell of a CSV file."""
    return _mapped(table, _MAY_CHANGE, neutral)


def exact_table(table: pa.Table) -> pa.Table:
    """The table that `neutral_table` made this one from."""
    return _mapped(table, _MAY_CHANGE_BACK, exact)


def _mapped(table: pa.Table, pattern: str, change: Callable[[str], str]) -> pa.Table:
    for index, field in enumerate(table.schema):
        column = table[index]
        if pa.types.is_string(field.type) and _any(column, pattern):
            texts = [None if text is None else change(text) for text in column.to_pylist()]
            table = table.set_column(index, field, pa.array(texts, field.type))
    return table


def _any(column: pa.ChunkedArray, pattern: str) -> bool:
    return bool(pc.any(pc.match_substring_regex(column, pattern)).as_py())
