"""The lines of SQL, pandas and R that the page gives: they give the rows that the page shows."""

import functools
import importlib
import itertools
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from playwright.sync_api import Page

from tests.browser.opening import go
from tests.browser.reading import KEYS, TABLES, address, cells, facets, shown, suggested

Opened = Callable[[str], Page]

SEARCHES = [
    "the",
    "THE data",
    "it's",
    '"',
    "\\",
    "\\n",
    "\\u0041",
    "%",
    "_",
    ".*",
    "‘",
    "ü É",
    "--",
]
SEARCHES += [
    "'; DROP TABLE quotes; --",
    '" + __import__("os") + "',
    "$(x) `y`",
    "\u202e",
    "🙂",
    "北京",
]
ODD = 'nobody\'s "\\"'


def filters_to_try(page: Page, route: str) -> list[dict[str, str]]:
    """Every facet with its most and least frequent value, pairs of facets, and searches."""
    choices = facets(page)
    found: list[dict[str, str]] = [{}]
    for name, values in choices.items():
        found += [{name: value} for value in {*values[:1], *values[-1:], "none", ODD}]
    several = [(name, values) for name, values in choices.items() if values]
    for (one, its), (other, theirs) in itertools.pairwise(several):
        found.append({one: its[0], other: theirs[0], "q": "a"})
    found += [{"speaker": "none"}, {"article": "none"}, {"nothing": "known"}]
    return found + [{"q": words} for words in SEARCHES]


def programs(page: Page) -> dict[str, str]:
    """The code by language; the block is opened for it, also where it hides for want of rows."""
    block = page.locator("details.code")
    if block.count():
        block.evaluate("block => { block.open = true; }")
        page.wait_for_selector("details.code pre", state="attached")
    blocks = page.locator("[data-language]")
    return dict(
        blocks.evaluate_all(
            "all => all.map(b => [b.dataset.language, b.querySelector('pre').textContent])"
        )
    )


def cases(opened: Opened) -> list[tuple[str, list[str], dict[str, str]]]:
    """Of every table under many filters, and of single rows: key, identifiers shown, programs."""
    found = []
    for route, key in KEYS.items():
        page = opened(route)
        ids = shown(page)
        for filters in filters_to_try(go(page, route), route):
            code = programs(go(page, address(route, **filters)))
            found.append((key, shown(page), code))
        for identifier in (ids[0], ids[-1]):
            found.append((key, [identifier], programs(go(page, f"{route[:-1]}/{identifier}"))))
    return found


@pytest.fixture(scope="module")
def kept() -> dict[str, Any]:
    """What was read from the page once, for all three languages."""
    return {}


@pytest.fixture
def given(opened: Opened, kept: dict[str, Any]) -> list[tuple[str, list[str], dict[str, str]]]:
    if "cases" not in kept:
        kept["cases"] = cases(opened)
    assert sum(len(ids) > 0 for _, ids, _ in kept["cases"]) > 20
    return list(kept["cases"])


def test_the_sql_gives_the_rows_of_the_page_in_the_order_of_the_release(
    given: list[tuple[str, list[str], dict[str, str]]], newest: Path
) -> None:
    with duckdb.connect(newest / "gids-discourse.duckdb", read_only=True) as database:
        for key, ids, code in given:
            rows = database.sql(code["SQL"])
            found = [row[rows.columns.index(key)] for row in rows.fetchall()]
            assert found == ids, code["SQL"]


def test_the_pandas_lines_give_the_rows_of_the_page_in_the_order_of_the_release(
    given: list[tuple[str, list[str], dict[str, str]]],
    newest: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(newest)
    monkeypatch.delitem(sys.modules, "load", raising=False)
    module = importlib.import_module("load")
    monkeypatch.setattr(module, "load", functools.cache(module.load))
    for key, ids, code in given:
        names: dict[str, Any] = {}
        exec(code["pandas"], names)
        assert names["rows"][key].tolist() == ids, code["pandas"]
    sys.modules.pop("load")


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
@pytest.mark.parametrize("locale", ["C.UTF-8", "C"])
def test_the_r_lines_give_the_rows_of_the_page_in_the_order_of_the_release(
    given: list[tuple[str, list[str], dict[str, str]]],
    newest: Path,
    tmp_path: Path,
    locale: str,
) -> None:
    ascii_only = [case for case in given if of_ascii(case[2]["R"])]
    chosen = ascii_only[::5] if locale == "C" else given
    calls = []
    for number, (key, _, code) in enumerate(chosen):
        program = tmp_path / f"{number}.R"
        program.write_text(code["R"], encoding="utf-8")
        calls.append(f'source("{program}"); cat(paste(c("=", rows${key}), collapse = " "), "\\n")')
    (tmp_path / "all.R").write_text("\n".join(calls), encoding="utf-8")
    done = subprocess.run(
        ["Rscript", "--vanilla", tmp_path / "all.R"],
        cwd=newest,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": locale},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = [line.split()[1:] for line in done.stdout.splitlines()]
    for (_, ids, code), rows in zip(chosen, found, strict=True):
        assert rows == ids, code["R"]


def of_ascii(program: str) -> bool:
    """Whether a program asks for nothing beyond ASCII, all that a C locale lowers."""
    return "\\u" not in program and "\\U" not in program


def test_a_value_chosen_among_suggestions_is_in_the_lines(opened: Opened, newest: Path) -> None:
    for route, key in KEYS.items():
        for name, values in suggested(opened(route)).items():
            page = opened(route)
            page.locator("details.more").evaluate("more => { more.open = true; }")
            page.fill(f"#facet-{name}", values[-1])
            page.press(f"#facet-{name}", "Enter")
            page.wait_for_function("location.hash.includes('?')")
            code = programs(page)
            base = newest / "gids-discourse.duckdb"
            with duckdb.connect(base, read_only=True) as database:
                rows = database.sql(code["SQL"])
                found = [row[rows.columns.index(key)] for row in rows.fetchall()]
            assert found == shown(page)


def test_the_lines_are_copied(opened: Opened, newest: Path) -> None:
    identifier = cells(newest, TABLES["claims"])[0]["claim_id"]
    page = opened(f"claim/{identifier}")
    # Where a page may not use the clipboard, the old way must do.
    page.evaluate("window.kept = navigator.clipboard")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.get_by_role("button", name="Copy the R").click()
    page.wait_for_selector("button:text-is('Copied')")
    assert page.locator("#status").text_content() == "Copied"
    assert page.evaluate("window.kept.readText()") == programs(page)["R"]
    assert page.locator("textarea").count() == 0


def test_the_clipboard_holds_the_lines(opened: Opened, newest: Path) -> None:
    identifier = cells(newest, TABLES["claims"])[0]["claim_id"]
    page = opened(f"claim/{identifier}")
    for language, program in programs(page).items():
        page.get_by_role("button", name=f"Copy the {language}").click()
        page.wait_for_selector("button:text-is('Copied')")
        assert page.evaluate("navigator.clipboard.readText()") == program
        assert json.dumps(identifier)[1:-1] in program
