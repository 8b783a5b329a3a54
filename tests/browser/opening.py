"""Opening pages in a browser, finding their routes, and noticing whatever goes wrong in them.

Belongs here: what tests of any page need. Does not belong here: what any page must show.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tests.browser.driver import CACHE

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page, Request

PICTURES = CACHE / "pictures"
SCHEMES = ("light", "dark")
WIDTHS = (360, 1280)
HEIGHT = 900
TALLEST = 5000  # pixels of a picture

TELL_OF_VIOLATIONS = """
  addEventListener("securitypolicyviolation", (event) =>
    console.error(`against the policy: ${event.violatedDirective} ${event.blockedURI}`));
"""
IS_RENDERED = """
  () => document.querySelector("main h1") !== null
    && [...document.querySelectorAll(".plot")].every(
      (plot) => plot.clientWidth === 0 || plot.childElementCount > 0)
"""
# The page's own listener was there before this one, so it has been called when this one is.
GO = """
  (hash) => new Promise((gone) => {
    if (location.hash === hash) return gone();
    addEventListener("hashchange", () => gone(), { once: true });
    location.hash = hash;
  })
"""
SETTLED = """
  () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))
"""
HREFS = "(links) => links.map((link) => link.getAttribute('href'))"


def watch(context: "BrowserContext", problems: list[str]) -> None:
    """Add to the list what goes wrong in the pages of the context, as it comes.

    That is errors, violations of the page's policy, and requests for anything but the page itself:
    from the disk nothing is asked for but pages that are opened, from a server what is its own.
    """

    def on_request(request: "Request") -> None:
        if not _is_own(request):
            problems.append(f"asked for {request.url[:200]}")

    def on_console(message: Any) -> None:
        if message.type == "error":
            problems.append(f"{_place(message.page)}: {message.text}")

    context.add_init_script(TELL_OF_VIOLATIONS)
    context.on("request", on_request)
    context.on("console", on_console)
    context.on("weberror", lambda error: problems.append(f"{_place(error.page)}: {error.error}"))


def _place(page: "Page | None") -> str:
    return "somewhere" if page is None else urlsplit(page.url).fragment or page.url


def _is_own(request: "Request") -> bool:
    asked = urlsplit(request.url)
    if asked.scheme in ("data", "blob", "about"):
        return True
    if asked.scheme == "file":
        return request.is_navigation_request()
    if asked.hostname != "127.0.0.1":
        return False
    return request.is_navigation_request() or asked[:2] == urlsplit(request.frame.page.url)[:2]


def open_at(page: "Page", place: Path | str, hash_: str = "") -> "Page":
    """Open a page of the disk or of a server, anew, and wait until it is rendered."""
    address = place.as_uri() if isinstance(place, Path) else place
    page.goto("about:blank")  # the same page at another hash would not be loaded again
    page.goto(f"{address}#{hash_.removeprefix('#')}")
    return _rendered(page)


def go(page: "Page", hash_: str) -> "Page":
    """Follow a link within the page that is open, and wait until it is rendered."""
    page.evaluate(GO, f"#{hash_.removeprefix('#')}")
    return _rendered(page)


def _rendered(page: "Page") -> "Page":
    page.wait_for_function(IS_RENDERED, timeout=10_000)
    page.evaluate(SETTLED)
    return page


def hashes(page: "Page", selector: str) -> list[str]:
    """Where links of the open page lead to within it, each once."""
    links = page.locator(f'{selector} a[href^="#"]')
    return list(dict.fromkeys(links.evaluate_all(HREFS)))


def routes(page: "Page", path: Path) -> list[str]:
    """Every kind of address within the page: those of the navigation, and, of what the pages behind
    these lead to, the first of each kind: a row, an article, filtered rows.
    """
    open_at(page, path)
    found = hashes(page, "nav")
    kinds = {kind(each) for each in found}
    for route in list(found):
        for other in hashes(go(page, route), "main"):
            if kind(other) not in kinds:
                kinds.add(kind(other))
                found.append(other)
    return found


def kind(hash_: str) -> str:
    """The address without identifiers, filters and values: `#quote/`, `#claims?`."""
    path, filtered, _ = hash_.partition("?")
    return re.sub(r"/.+", "/", path) + filtered


def looks(page: "Page") -> Iterator[str]:
    """Show the page in each scheme and width in turn; their names."""
    for scheme in SCHEMES:
        for width in WIDTHS:
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.set_viewport_size({"width": width, "height": HEIGHT})
            page.evaluate(SETTLED)
            yield f"{scheme} {width}"


def keep_picture(page: "Page", name: str) -> None:
    """Keep what the page looks like from its top, for people to look at."""
    name = re.sub(r"[^A-Za-z0-9-]+", "-", name.replace("?", " filtered")).strip("-")
    size = page.viewport_size or {"width": 0}
    height = page.evaluate("document.documentElement.scrollHeight")
    top = {"x": 0, "y": 0, "width": size["width"], "height": min(height, TALLEST)}
    page.screenshot(path=PICTURES / f"{name}.png", full_page=True, clip=top)  # type: ignore[arg-type]


def violations(page: "Page") -> str:
    """What of WCAG 2.2 A and AA the open page breaks, as far as axe-core tells; empty if nothing.

    The page's own policy must be bypassed: axe-core tries out styles.
    """
    from axe_playwright_python.sync_playwright import Axe

    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    options = {
        "runOnly": {"type": "tag", "values": tags},
        "rules": {"target-size": {"enabled": True}},  # axe-core leaves it out unless asked
        "resultTypes": ["violations"],
    }
    found = Axe().run(page, options=options)
    return found.generate_report() if found.violations_count else ""
