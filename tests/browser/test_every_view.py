"""Every view and every row page, whatever the data: it renders, asks for nothing, serves everybody.

The addresses are taken from the page itself, so that a new view is tested as soon as there is one.
"""

from pathlib import Path

import pytest
from playwright.sync_api import FloatRect, Page, expect

from tests.browser.conftest import NewPage, Opened
from tests.browser.opening import (
    go,
    hashes,
    keep_picture,
    kind,
    looks,
    open_at,
    routes,
    violations,
)

CORPORA = ("released", "empty", "hostile")
FOCUSED = """
  () => {
    const focused = document.activeElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(focused);
    const { x, y, width, height } = focused.getBoundingClientRect();
    const left = Math.max(0, x - 8);
    const top = Math.max(0, y - 8);
    return {
      html: focused.outerHTML.slice(0, 120),
      href: focused.getAttribute("href"),
      left: focused === document.body,
      outlined: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
      seen: width > 0 && height > 0 && y + height > 0 && y < innerHeight,
      around: { x: left, y: top, width: x + width + 8 - left, height: y + height + 8 - top },
    };
  }
"""
FOREIGN = """
  () => [...document.querySelectorAll(
    "img, iframe, base, object, embed, body script:not(#data, #data ~ script), [onload], [onerror]"
  )].map((element) => element.outerHTML)
"""
SCHEMES_OF_LINKS = """
  () => [...document.querySelectorAll("[href]")]
    .map((link) => new URL(link.getAttribute("href") ?? "", document.baseURI).protocol)
"""
TOO_WIDE = """
  () => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth <= clientWidth ? [] : [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > clientWidth)
      .map((element) => element.outerHTML.slice(0, 120));
  }
"""
TEXT_OF_ROW = """
  ([table, key, id]) => {
    const columns = JSON.parse(document.getElementById("data").textContent).tables[table];
    return columns.text[columns[key].indexOf(id)];
  }
"""
ROWS = {
    "#quote/": ("quotes", "quote_id"),
    "#claim/": ("claims", "claim_id"),
    "#mention/": ("principle_mentions", "mention_id"),
}


@pytest.fixture(params=CORPORA)
def corpus(request: pytest.FixtureRequest) -> str:
    """Usual data, none, hostile data."""
    return str(request.param)


@pytest.fixture
def path(corpus: str, request: pytest.FixtureRequest) -> Path:
    """index.html of a release of it."""
    if corpus == "released":
        return Path(request.getfixturevalue("newest")) / "index.html"
    return Path(request.getfixturevalue(f"{corpus}_page"))


def test_every_view_renders_in_light_and_dark_on_small_and_wide_screens(
    page: Page, path: Path, corpus: str
) -> None:
    found = routes(page, path)
    for look in looks(page):
        for route in found:
            go(page, route)
            expect(page.locator("main h1")).to_be_visible()
            assert "\u26a0" not in page.inner_text("main"), f"{route}: a chart warns"
            keep_picture(page, f"{corpus} {kind(route)} {look}")


def test_every_kind_of_address_was_found(page: Page, newest: Path) -> None:
    found = {route.partition("/")[0] for route in routes(page, newest / "index.html")}
    assert {"#quotes", "#claims", "#mentions"} <= found
    assert {"#quote", "#claim", "#mention", "#article"} <= found


def test_what_does_not_exist_is_told_of(page: Page, path: Path) -> None:
    open_at(page, path)
    for nowhere in (
        *("#nowhere", "#nowhere/a-1?b=c", "#%E0%A4%A", "#?", "#/", "#constructor", "#__proto__"),
        *("#quote/none", "#claim/", "#mention", "#article/none", "#quote/<script>", "#article"),
        *("#quotes?source=none", "#claims?stance=%22&nothing=1", "#mentions?q=%00%F0%9F%98%80"),
        *("#quotes?constructor=1", "#quotes?__proto__=1", "#quotes?sort=none&page=-1"),
    ):
        go(page, nowhere)
        expect(page.locator("main h1")).to_be_visible()
        assert len(page.inner_text("main")) > len(page.inner_text("main h1")), nowhere


def test_no_text_runs_or_becomes_an_element(page: Page, hostile_page: Path) -> None:
    for route in routes(page, hostile_page):
        open_at(page, hostile_page, route)
        assert not page.evaluate("'ran' in window"), route
        assert page.evaluate(FOREIGN) == [], route
        assert set(page.evaluate(SCHEMES_OF_LINKS)) <= {"file:", "https:", "http:", "data:"}, route


@pytest.mark.parametrize("start", ROWS)
def test_a_hostile_row_shows_its_text_to_the_letter(
    page: Page, hostile_page: Path, start: str
) -> None:
    open_at(page, hostile_page)
    table, key = ROWS[start]
    ids = page.evaluate(
        f"JSON.parse(document.getElementById('data').textContent).tables.{table}.{key}"
    )
    for row in ids[:60]:
        go(page, f"{start}{row}")
        text = page.evaluate(TEXT_OF_ROW, [table, key, row])
        assert (text or "") in str(page.text_content("main")), row


def test_nothing_scrolls_sideways_on_the_smallest_screen(page: Page, path: Path) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    for route in routes(page, path):
        assert go(page, route).evaluate(TOO_WIDE) == [], route


def test_no_barrier_is_found(new_page: NewPage, path: Path) -> None:
    page = new_page(bypass_csp=True)
    found = routes(page, path)
    for look in looks(page):
        for route in found:
            barriers = violations(go(page, route))
            assert not barriers, f"{route} {look}: {barriers}"


def test_the_skip_link_leads_to_the_content(opened: Opened) -> None:
    page = opened("#quotes")
    heading = page.inner_text("main h1")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to the content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    assert page.inner_text("main h1") == heading
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('header') === null")


def test_all_is_reached_by_keyboard_and_the_focus_is_seen(page: Page, newest: Path) -> None:
    for route in routes(page, newest / "index.html"):
        open_at(page, newest / "index.html", route)
        reached, n_compared = [], 0
        for _ in range(150):
            page.keyboard.press("Tab")
            focused = page.evaluate(FOCUSED)
            if focused["left"]:
                break
            assert focused["seen"], f"{route}: {focused['html']}"
            if not focused["outlined"] and n_compared < 5:  # marks of charts: many of a kind
                n_compared += 1
                assert looks_focused(page, focused["around"]), f"{route}: {focused['html']}"
            reached.append(focused["href"])
        assert set(hashes(page, "nav")) <= set(reached), route


def looks_focused(page: Page, around: FloatRect) -> bool:
    """Whether what has the focus looks different from before; the focus is taken from it."""
    focused = page.screenshot(clip=around)
    page.evaluate("document.activeElement.blur()")
    return page.screenshot(clip=around) != focused


def test_following_a_link_moves_the_focus_to_the_heading(opened: Opened) -> None:
    page = opened("")
    for link in page.locator("nav a").all()[::-1]:
        link.focus()
        page.keyboard.press("Enter")
        expect(page.locator("main h1")).to_be_focused()
        expect(link).to_have_attribute("aria-current", "page")
        assert page.inner_text("main h1") in page.title()


def test_every_view_prints(page: Page, path: Path, corpus: str) -> None:
    found = routes(page, path)
    page.emulate_media(media="print")
    for route in found:
        go(page, route)
        expect(page.locator("main h1")).to_be_visible()
        expect(page.locator("nav").first).to_be_hidden()
        assert page.pdf().startswith(b"%PDF"), route
        keep_picture(page, f"{corpus} {kind(route)} print")


def test_the_page_is_the_same_when_served(page: Page, served: str, newest: Path) -> None:
    from_disk = routes(page, newest / "index.html")
    texts = [go(page, route).inner_text("main") for route in from_disk]
    open_at(page, f"{served}/{newest.name}/index.html")
    assert [go(page, route).inner_text("main") for route in from_disk] == texts
