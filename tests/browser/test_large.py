"""More rows than a page holds: it says that it shows a sample, and everything works on it.

Times are told, not judged: machines differ. `pytest -s` shows them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pipeline.explorer.rows import LARGEST
from tests.browser.conftest import LARGE
from tests.browser.opening import go, open_at, routes

TABLES = {"quotes": "quotes", "claims": "claims", "mentions": "principle_mentions"}
# A word of some row's text that stands in no title and no name, and how many texts it stands in.
WORD = """
  (name) => {
    const { tables } = JSON.parse(document.getElementById("data").textContent);
    const lower = (texts) => texts.filter(Boolean).map((text) => text.toLowerCase());
    const texts = lower(tables[name].text);
    const others = lower([
      ...tables.articles.title, ...tables.entities.name, ...tables.quotes.speaker_text,
    ]);
    const words = texts.flatMap((text) => text.match(/\\b[a-z]{8,}\\b/g) ?? []);
    const word = words.find((each) => !others.some((text) => text.includes(each)));
    return [word, texts.filter((text) => text.includes(word)).length, tables[name].text.length];
  }
"""


@contextmanager
def timed(page: Page, what: str) -> Iterator[None]:
    """Tell how long the page is busy meanwhile: scripts, layout, painting."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")

    def spent() -> float:
        metrics = {m["name"]: m["value"] for m in session.send("Performance.getMetrics")["metrics"]}
        return float(metrics["TaskDuration"])

    before = spent()
    yield
    print(f"{what}: {1000 * (spent() - before):.0f} ms")
    session.detach()


def test_it_says_that_and_how_much_is_left_out(page: Page, large_page: Path) -> None:
    with timed(page, f"opening {large_page.stat().st_size / 2**20:.0f} MiB"):
        open_at(page, large_page)
    note = page.get_by_text("This page holds a sample")
    expect(note).to_be_visible()
    rows = page.evaluate("JSON.parse(document.getElementById('data').textContent).sample")
    assert 0.99 * LARGEST < rows["rows"] <= LARGEST < LARGE <= rows["ofRows"]
    for number in rows.values():
        expect(note).to_contain_text(f"{number:,}")


def test_every_view_renders(page: Page, large_page: Path) -> None:
    for route in routes(page, large_page):
        go(page, "#overview")
        with timed(page, route):
            go(page, route)
        expect(page.locator("main h1")).to_be_visible()


@pytest.mark.parametrize("route", TABLES)
def test_all_rows_are_searched_and_sorted(page: Page, large_page: Path, route: str) -> None:
    open_at(page, large_page, route)
    word, n_found, n_all = page.evaluate(WORD, TABLES[route])
    status = page.locator("#status")
    expect(page.locator("main")).to_contain_text(f"{n_all:,}")
    with timed(page, f"searching {n_all:,} {route}"):
        page.get_by_role("searchbox").fill(word)
        expect(status).to_contain_text(f"{n_found:,}")
    with timed(page, f"taking it back, {route}"):
        page.get_by_role("searchbox").fill("")
        expect(status).not_to_contain_text(f"of {n_found:,};")
    for head in page.locator("thead button").all():
        with timed(page, f"sorting {n_all:,} {route} by {head.inner_text()}"):
            head.click()
            expect(page.locator("thead th[aria-sort]")).to_have_count(1)
        expect(status).to_contain_text(f"{n_all:,}")
        assert page.locator("tbody tr").count() == min(100, n_all)
