"""The CSV that the page saves: the bytes of the release's own, or of the rows that fit."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from pipeline.publishing import csv_files
from pipeline.publishing.content import Description
from pipeline.publishing.release import publish
from pipeline.schema.arrow import arrow_schema
from tests.browser.reading import KEYS, TABLES, address, facets, shown
from tests.builders import LINKED, PROVENANCE, TODAY, build_tables

# What a spreadsheet would run, what does not show, and what CSV and JavaScript have views of.
TEXTS = [
    *(
        "=1+1",
        "+1",
        "-5",
        "@SUM(A1)",
        "\uff1d1",
        " =1",
        "\u200b=1",
        "\ufeff-1",
        "\u00ad@",
        "\u3000=1",
    ),
    *("'", "''quoted", "\tx", "\nx", "\r\nx", "a\r\nb", "a\nb", "x\ty", "\x1c=1", "\x85=1", "\x00"),
    *("\\u0041", "\\u00e", "\\\\u0041", "\\", "\\\u202e\u2069", "\u2028", "\u061c", "\x7f\x9f"),
    *(
        "NA",
        "null",
        "true",
        "1e5",
        '"',
        'he said "no", twice',
        ",",
        ";",
        "</script>",
        "🙂\u200d",
        "é",
    ),
]

Opened = Callable[[str], Page]
ROUTES = sorted(TABLES)


def saved(page: Page, to: Path) -> tuple[str, bytes]:
    """Name and bytes of what the button saves."""
    with page.expect_download() as download:
        page.get_by_role("button", name="as CSV").click()
    download.value.save_as(to)
    return download.value.suggested_filename, to.read_bytes()


@pytest.mark.parametrize("route", ROUTES)
def test_all_rows_are_saved_as_the_release_has_them_to_the_byte(
    opened: Opened, newest: Path, tmp_path: Path, route: str
) -> None:
    name, content = saved(opened(route), tmp_path / "saved.csv")
    folder, table = newest, TABLES[route]
    assert name == f"gids-discourse-{folder.name}-{table}.csv"
    assert content == (folder / "csv" / f"{table}.csv").read_bytes()


@pytest.mark.parametrize("route", ROUTES)
def test_the_filtered_rows_are_saved_all_of_them_in_the_order_of_the_release(
    opened: Opened, tmp_path: Path, route: str
) -> None:
    value = facets(opened(route))["repeats"][0]
    page = opened(address(route, repeats=value))
    ids = shown(page)
    path = tmp_path / "saved.csv"
    saved(opened(address(route, repeats=value, sort="-confidence", page="2")), path)
    schema = arrow_schema(Description.load().tables[TABLES[route]])
    assert csv_files.read(path, schema)[KEYS[route]].to_pylist() == ids


def test_a_saved_file_is_announced(opened: Opened, tmp_path: Path) -> None:
    page = opened("quotes")
    saved(page, tmp_path / "saved.csv")
    assert "saved as CSV" in (page.locator("#status").text_content() or "")


def test_texts_that_could_run_are_as_harmless_as_in_the_release(page: Page, tmp_path: Path) -> None:
    quotes = [
        LINKED["quotes"][0] | {"quote_id": f"q-{n:02}", "text": text, "cue": text[::-1]}
        for n, text in enumerate(TEXTS)
    ]
    publish(build_tables(quotes=quotes), tmp_path, today=TODAY, provenance=PROVENANCE)
    index = next(tmp_path.glob("*/index.html"))
    page.goto(f"{index.as_uri()}#quotes")
    _, content = saved(page, tmp_path / "saved.csv")
    written = (index.parent / "csv" / "quotes.csv").read_bytes()
    assert content == written
    assert b"'=1+1" in written
