"""Finding rows on the page: search, filters, order, pages, addresses; and the page of one row."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from pipeline.publishing.release import publish
from tests.browser.opening import go
from tests.browser.reading import KEYS, TABLES, address, cells, facets, shown
from tests.builders import LINKED, PROVENANCE, TODAY, build_tables

Opened = Callable[[str], Page]
SPEAKERS = 45  # more than a list has room for
QUOTES = 250  # three pages

LONG = "It began, they said\n\n" + "again and again " * 20 + "& ended - so to speak - with this"


def many_rows() -> dict[str, list[dict[str, Any]]]:
    """Quotes by many speakers in three articles, of which one repeats another; one claim."""
    articles = [
        {"article_id": f"a-{n}", "source_id": source, "raw_path": f"{source}/{n}.txt", **more}
        for n, (source, more) in enumerate(
            [
                ("daily", {"title": "Rain in Spain", "published_on": "2020-09-08"}),
                ("weekly", {"url": "https://weekly.example/a?b=1", "published_on": "2021"}),
                ("weekly", {"duplicate_of": "a-1"}),
            ]
        )
    ]
    quotes = [
        {
            "quote_id": f"q-{n:03}",
            "article_id": f"a-{n % 3}",
            "sentence_id": f"s-{n % 3}",
            "turn_id": f"t-{n // 3}-{n % 3}",
            "start": n,
            "end": n + 20,
            "text": None if n == 7 else f"Number {n}, well-known",
            "kind": ["direct", "mixed", "indirect"][n % 5 % 3],
            "speaker_id": None if n % 9 == 0 else f"person-{n % SPEAKERS}",
            "confidence": n % 10 / 10,
        }
        for n in range(QUOTES)
    ]
    quotes[13] |= {"text": LONG}
    quotes[4] |= {"parent_quote_id": "q-001", "utterance_id": "u-1"}
    quotes[1] |= {"end": 200, "utterance_id": "u-1"}
    quotes[0] |= {"speaker_text": "the Chair", "speaker_start": 0, "speaker_end": 9}
    return {
        "sources": [
            {"source_id": "daily", "name": "Daily"},
            {"source_id": "weekly", "name": "Weekly", "text_policy": "excerpts"},
        ],
        "articles": articles,
        "sentences": [
            {"sentence_id": f"s-{n}", "article_id": f"a-{n}", "paragraph": 4, "position": 11}
            for n in range(3)
        ],
        "entities": [
            {"entity_id": "ana-novak", "name": "Ana Novak"},
            *({"entity_id": f"person-{n}", "name": f"Person {n}"} for n in range(SPEAKERS)),
        ],
        "quotes": quotes,
        "claims": [
            LINKED["claims"][0]
            | {"sentence_id": "s-1", "quote_id": "q-004", "stance": "against"}
            | {"claimant_kind": "speaker", "claimant_id": "person-4", "stance_target": "GIDS"}
        ],
        "principle_mentions": [LINKED["principle_mentions"][0] | {"sentence_id": "s-1"}],
    }


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a release with `many_rows`."""
    folder = tmp_path_factory.mktemp("many")
    publish(build_tables(**many_rows()), folder, today=TODAY, provenance=PROVENANCE)
    return next(folder.glob("*/index.html"))


@pytest.fixture
def at(page: Page, index: Path) -> Opened:
    """The page of `index`, opened at a hash."""

    def opened(hash_: str) -> Page:
        page.goto(f"{index.as_uri()}#{hash_}")
        return page

    return opened


def told(page: Page) -> str:
    return page.locator(".told").text_content() or ""


def query(page: Page) -> str:
    """What stands in the address after the route."""
    return str(page.evaluate("location.hash.split('?')[1] ?? ''"))


def test_the_search_finds_every_word_in_text_speaker_or_title_whatever_its_case(at: Opened) -> None:
    page = at("quotes")
    page.fill("#q", "NUMBER 249,")
    expect(page.locator(".told")).to_have_text("Rows 1–1 of 1; 250 in all")
    page.fill("#q", "spain PERSON 3 12")
    found = shown(page)
    assert found
    assert all(int(quote[2:]) % 3 == 0 for quote in found)
    page.fill("#q", "chair")
    assert shown(page) == ["q-000"]


def test_typing_keeps_the_focus_and_replaces_the_address(at: Opened) -> None:
    page = at("quotes?kind=direct")
    entries = page.evaluate("history.length")
    page.click("#q")
    page.keyboard.type("nmber 1")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.type("u")
    assert page.input_value("#q") == "number 1"
    assert page.evaluate("document.activeElement.selectionStart") == 2
    assert page.evaluate("document.activeElement.id") == "q"
    assert query(page) == "kind=direct&q=number+1"
    assert page.evaluate("history.length") == entries
    expect(page.locator("#status")).to_have_text(told(page))


def test_a_list_offers_values_with_their_number_under_the_other_filters(at: Opened) -> None:
    page = at("quotes?kind=direct&source=daily")
    rows = [q for q in many_rows()["quotes"] if q["article_id"] == "a-0"]
    numbers = {kind: sum(q["kind"] == kind for q in rows) for kind in {q["kind"] for q in rows}}
    ordered = sorted(numbers, key=lambda kind: (-numbers[kind], kind))
    options = page.locator("#facet-kind option").all_text_contents()
    assert options == ["any", *(f"{kind} ({numbers[kind]})" for kind in ordered)]
    daily, weekly = page.locator("#facet-source option").all_text_contents()[1:][::-1]
    assert "Daily" in daily and "Weekly" in weekly


def test_every_value_of_every_list_gives_as_many_rows_as_it_says(opened: Opened) -> None:
    page = opened("overview")
    for route in TABLES:
        choices = facets(go(page, route))
        for name, values in choices.items():
            for value in values[:4]:
                go(page, address(route, **{name: value}))
                option = page.locator(f"#facet-{name} option:checked").text_content() or ""
                number = option.rsplit("(", 1)[1].rstrip(")")
                assert told(page).split(";")[0].endswith(f" of {number}"), (route, name, value)


def test_a_choice_in_a_list_is_an_entry_in_the_history(at: Opened) -> None:
    page = at("quotes")
    page.select_option("#facet-kind", "mixed")
    assert query(page) == "kind=mixed"
    page.select_option("#facet-source", "daily")
    before = told(page)
    page.go_back()
    expect(page.locator("#facet-source")).to_have_value("")
    expect(page.locator("#facet-kind")).to_have_value("mixed")
    assert told(page) != before
    page.go_back()
    expect(page.locator(".told")).to_have_text(f"Rows 1–100 of {QUOTES}")
    page.go_forward()
    expect(page.locator("#facet-kind")).to_have_value("mixed")


def test_a_long_facet_takes_a_name_and_gives_it_back(at: Opened) -> None:
    page = at("quotes")
    box, back = page.locator("#facet-speaker"), page.get_by_role("button", name="Any speaker")
    assert page.locator("#facet-speaker-list option").count() > 40
    expect(back).to_be_hidden()
    box.fill("Person 12")
    expect(page.locator(".told")).to_have_text("Rows 1–6 of 6; 250 in all")
    assert query(page) == "speaker=person-12"
    back.click()
    expect(box).to_have_value("")
    expect(box).to_be_focused()
    assert query(page) == ""


def test_a_long_facet_says_when_a_name_is_not_clear(at: Opened) -> None:
    page = at("quotes")
    box = page.locator("#facet-speaker")
    box.fill("person")
    box.press("Tab")
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#facet-speaker-wrong")).to_contain_text("names have this in it")
    box.fill("Nobody of that name")
    box.press("Tab")
    expect(page.locator("#facet-speaker-wrong")).to_contain_text("No name has this in it")
    assert query(page) == ""
    box.fill("  person 44 ")
    expect(box).to_have_attribute("aria-invalid", "false")
    assert query(page) == "speaker=person-44"


def test_a_press_on_a_head_sorts_up_down_and_back(at: Opened) -> None:
    page = at("quotes")
    head = page.locator("th[data-name=confidence]")
    first = page.locator(".rows tbody tr").first.locator("td.confidence")
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    expect(first).to_have_text("0.00")
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    expect(first).to_have_text("0.90")
    assert query(page) == "sort=-confidence"
    head.get_by_role("button").click()
    expect(head).not_to_have_attribute("aria-sort", "ascending")
    assert query(page) == ""


def test_rows_without_a_value_come_last_whichever_way(at: Opened) -> None:
    for sort in ("date", "-date", "text", "-text"):
        rows = shown(at(f"quotes?sort={sort}"))
        if "text" in sort:
            assert rows[-1] == "q-007"
        else:
            assert {int(quote[2:]) % 3 for quote in rows[-83:]} == {2}


def test_a_table_goes_by_pages_of_a_hundred(at: Opened) -> None:
    page = at("quotes")
    following = page.locator(".above").get_by_role("button", name="Next")
    expect(page.locator(".rows tbody tr")).to_have_count(100)
    following.click()
    expect(page.locator(".told")).to_have_text(f"Rows 101–200 of {QUOTES}")
    expect(page.locator("#status")).to_have_text(f"Rows 101–200 of {QUOTES}")
    assert query(page) == "page=2"
    following.click()
    expect(page.locator(".rows tbody tr")).to_have_count(50)
    expect(following).to_have_attribute("aria-disabled", "true")
    page.go_back()
    expect(page.locator(".told")).to_have_text(f"Rows 101–200 of {QUOTES}")
    page.select_option("#facet-source", "daily")
    assert query(page) == "source=daily"
    assert told(at("quotes?page=99")) == f"Rows 201–250 of {QUOTES}"
    assert len(set(shown(at("quotes")))) == QUOTES


def test_all_filters_are_cleared_at_once(at: Opened) -> None:
    page = at("quotes?q=number&kind=direct&speaker=person-4&sort=-who")
    page.get_by_role("button", name="Clear all filters").click()
    assert query(page) == "sort=-who"
    assert told(page) == f"Rows 1–100 of {QUOTES}"
    for control in ("#q", "#facet-kind", "#facet-speaker"):
        expect(page.locator(control)).to_have_value("")


def test_without_rows_the_page_says_which_filter_to_leave_out(at: Opened) -> None:
    page = at("quotes?q=nowhere&kind=direct")
    assert told(page) == f"No quotes fit; {QUOTES} in all"
    expect(page.locator("table.rows")).to_be_hidden()
    page.get_by_role("link", name="without the search for “nowhere”").click()
    expect(page.locator("#q")).to_have_value("")
    expect(page.locator("table.rows")).to_be_visible()


def test_a_link_in_the_navigation_shows_the_whole_table_again(at: Opened) -> None:
    page = at("quotes?kind=direct&q=number")
    page.get_by_role("navigation", name="Tables").get_by_role("link", name="Quotes").click()
    expect(page.locator(".told")).to_have_text(f"Rows 1–100 of {QUOTES}")
    expect(page.locator("#q")).to_have_value("")


def test_back_leads_to_where_the_reader_was(at: Opened) -> None:
    page = at("quotes")
    link = page.locator(".rows tbody a").nth(60)
    link.scroll_into_view_if_needed()
    top, address_of_row = page.evaluate("scrollY"), link.get_attribute("href")
    assert top > 0
    link.click()
    expect(page.locator("h1")).to_be_focused()
    assert page.evaluate("scrollY") == 0
    page.go_back()
    expect(page.locator(f'.rows a[href="{address_of_row}"]')).to_be_focused()
    assert page.evaluate("scrollY") == top


def test_what_is_printed_tells_the_filters_in_force(at: Opened) -> None:
    page = at("quotes?kind=direct&q=number")
    told_in_print = page.locator(".printed")
    expect(told_in_print).to_be_hidden()
    page.emulate_media(media="print")
    expect(told_in_print).to_have_text("Kind: direct; Search: number")
    expect(told_in_print).to_be_visible()


def test_every_row_leads_to_its_page_and_back_to_the_same_rows(at: Opened) -> None:
    page = at("quotes?q=number+249")
    page.locator(".rows tbody a").click()
    expect(page.locator("h1")).to_have_text("Quote: Person 24 in Daily")
    expect(page.locator("blockquote")).to_have_text("Number 249, well-known")
    assert page.evaluate("location.hash") == "#quote/q-249"
    page.go_back()
    expect(page.locator("#q")).to_have_value("number 249")


def test_a_row_tells_its_exact_place(at: Opened) -> None:
    page = at("quote/q-010")
    assert page.locator(".place").text_content() == (
        "characters 10 to 30 of 1,000; sentence 12 of 0, paragraph 5; in the title; "
        "file weekly/1.txt"
    )
    there = page.get_by_role("link", name="Open the article at these words")
    assert there.get_attribute("href") == (
        "https://weekly.example/a?b=1#:~:text=Number%2010%2C%20well%2Dknown"
    )
    page = at("quote/q-013")
    assert (there.get_attribute("href") or "").endswith(
        "#:~:text=It%20began%2C%20they%20said,so%20to%20speak%20%2D%20with%20this"
    )
    page = at("quote/q-007")
    expect(page.locator("blockquote")).to_have_count(0)
    expect(page.locator("p.withheld")).to_contain_text("shows at most 50 % of an article")
    expect(page.get_by_role("link", name="Open the article at these words")).to_have_count(0)
    expect(page.locator(".address")).to_contain_text("https://weekly.example/a?b=1")


def test_a_row_leads_to_those_around_it(at: Opened) -> None:
    page = at("quote/q-004")
    groups = page.locator(".view h3").all_text_contents()
    assert groups[:2] == ["The quote around it", "Claims in it"]
    page.locator("ul.related a").first.click()
    expect(page).to_have_url(page.url.split("#")[0] + "#quote/q-001")
    assert "Quotes within it" in page.locator(".view h3").all_text_contents()
    page = at("claim/c-1")
    expect(page.locator("h1")).to_have_text("Claim: Person 4 in Weekly")
    expect(page.locator("a[href='#quote/q-004']")).to_have_count(1)
    expect(page.locator("a[href='#article/a-1']").first).to_be_visible()


@pytest.mark.parametrize("route", sorted(KEYS))
def test_the_page_of_a_row_has_every_column_with_its_value(
    opened: Opened, newest: Path, route: str
) -> None:
    row = cells(newest, TABLES[route])[-1]
    page = opened(f"{route[:-1]}/{row[KEYS[route]]}")
    names = page.locator("dl.columns dt").all_text_contents()
    values = page.locator("dl.columns dd .value").all_text_contents()
    assert names == list(row)
    plain = {name: cell for name, cell in row.items() if not cell.startswith("'")}
    given = dict(zip(names, values, strict=True))
    for name, cell in plain.items():
        assert given[name] == (cell or "none"), name


def test_the_link_of_a_row_is_copied(at: Opened) -> None:
    page = at("quote/q-004")
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator("#status")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


@pytest.mark.parametrize("one", ["quote", "claim", "mention"])
def test_an_unknown_row_is_told_as_such_with_where_to_look(at: Opened, one: str) -> None:
    page = at(f"{one}/x-<b>unknown")
    expect(page.locator("h1")).to_have_text(f"No such {one}")
    expect(page.locator("main")).to_contain_text("x-<b>unknown")
    expect(page.get_by_role("link", name=f"All {one}s of this version")).to_be_visible()


def test_texts_of_articles_are_shown_and_never_run(page: Page, hostile_page: Path) -> None:
    ran: list[str] = []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    for route, one in (("quotes", "quote"), ("claims", "claim"), ("mentions", "mention")):
        page.goto(f"{hostile_page.as_uri()}#{route}")
        scripts = page.locator("script").count()
        links = page.locator(".rows tbody a")
        if route == "quotes":
            assert "<script>" in "".join(links.all_text_contents())
        links.first.click()
        expect(page.locator("h1")).to_contain_text(one.capitalize())
        page.locator("dl.columns").wait_for()
        assert page.locator("script").count() == scripts
        assert page.locator("img, main b, main iframe").count() == 0
    page.goto(f"{hostile_page.as_uri()}#quotes?q=<script>alert(1)</script>zz")
    page.wait_for_timeout(100)
    assert ran == []
