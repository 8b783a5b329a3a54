"""What a page of rows shows, and which addresses lead to rows.

Belongs here: reading the tables of the page as a reader does. Does not belong here: what they
ought to show.
"""

import csv
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Page

TABLES = {"quotes": "quotes", "claims": "claims", "mentions": "principle_mentions"}
KEYS = {"quotes": "quote_id", "claims": "claim_id", "mentions": "mention_id"}


def cells(newest: Path, table: str) -> list[dict[str, str]]:
    """The rows of a CSV file of the release, as texts."""
    with (newest / "csv" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def address(route: str, **filters: str) -> str:
    """The hash of the rows of a table under filters."""
    return f"{route}?{urlencode(filters)}" if filters else route


def shown(page: Page) -> list[str]:
    """The identifiers of all rows that the table has under its filters, over all its pages."""
    found: list[str] = []
    following = page.locator(".above").get_by_role("button", name="Next")
    while True:
        links = page.locator(".rows tbody td.text a")
        found += [link.split("/", 1)[1] for link in links.evaluate_all(HASHES)]
        if not following.is_visible() or following.get_attribute("aria-disabled") == "true":
            return found
        following.click()


HASHES = "links => links.map(link => link.getAttribute('href'))"


def facets(page: Page) -> dict[str, list[str]]:
    """By facet the values that can be chosen in a list; facets with suggestions are left out."""
    page.locator("details.more").evaluate("more => { more.open = true; }")
    found = page.locator(".facet select").evaluate_all(
        "lists => lists.map(l => [l.id, [...l.options].map(option => option.value)])"
    )
    return {name.removeprefix("facet-"): [v for v in values if v] for name, values in found}


def suggested(page: Page) -> dict[str, list[str]]:
    """By facet the names that are offered where one types."""
    found = page.locator(".facet input").evaluate_all(
        "boxes => boxes.map(b => [b.id, [...b.list.options].map(option => option.value)])"
    )
    return {name.removeprefix("facet-"): values for name, values in found}
