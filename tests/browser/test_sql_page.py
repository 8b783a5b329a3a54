"""sql.html in a browser: every worked query answers, nothing is fetched from elsewhere, and what is
in the way is told."""

import gzip
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, unquote

import duckdb
import pytest
from playwright.sync_api import Page, Request, expect

from pipeline.explorer import sql_page
from pipeline.publishing.neutral import neutral
from tests.browser.opening import keep_picture, looks, violations

QUERIES = list(sql_page.queries())
HOSTILE = "<img src=x onerror=\"document.title='run'\">"
SLOW = "SELECT sum(hash(a.range + b.range)) FROM range(1000000) AS a, range(1000000) AS b"
START = 60_000  # milliseconds for DuckDB to start in, on a busy machine


@pytest.fixture(scope="session")
def folder(released: Path) -> Path:
    """The newest of the releases served."""
    versions = [path for path in released.iterdir() if re.fullmatch(r"\d+\.\d+\.\d+", path.name)]
    return max(versions, key=lambda path: [int(part) for part in path.name.split(".")])


@pytest.fixture
def address(served: str, folder: Path) -> str:
    return f"{served.rstrip('/')}/{folder.name}/sql.html"


@pytest.fixture
def sql(page: Page, address: str) -> Page:
    """The page, with the database open."""
    page.goto(address)
    expect(page.locator("#run")).to_be_enabled(timeout=START)
    expect(page.locator("#schema details")).not_to_have_count(0)
    return page


def ask(page: Page, query: str) -> None:
    page.get_by_label("Query", exact=True).fill(query)
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.locator("#stop")).to_be_hidden(timeout=START)


def rows(page: Page) -> list[list[str]]:
    """The cells on the page."""
    found: list[list[str]] = page.locator("#rows tbody").evaluate(
        "body => [...body.rows].map(row => [...row.cells].map(cell => cell.textContent))"
    )
    return found


def only_told(problems: list[str], what: str) -> None:
    """Of what went wrong there was nothing but what the test meant to."""
    assert [each for each in problems if what not in each] == []
    problems.clear()


def same(shown: str, expected: object) -> bool:
    if expected is None:
        return shown == "NULL"
    if isinstance(expected, float):
        return float(shown) == pytest.approx(expected)
    if isinstance(expected, bool):
        return shown == str(expected).lower()
    return shown == str(expected)


def test_every_worked_query_gives_its_rows_and_no_request_leaves(
    page: Page, address: str, served: str, folder: Path
) -> None:
    requests: list[Request] = []
    page.on("request", lambda request: requests.append(request))
    page.goto(address)
    expect(page.locator("#run")).to_be_enabled(timeout=START)
    with duckdb.connect(next(folder.glob("*.duckdb")), read_only=True) as connection:
        for query in QUERIES:
            page.get_by_role("button", name=query.title, exact=True).click()
            expect(page.locator("#status")).to_have_text(re.compile(r"^\d.* rows?; "))
            expected = connection.execute(query.sql).fetchall()
            shown = rows(page)
            assert len(shown) == len(expected) > 0, query.title
            for line, cells in zip(shown, expected, strict=True):
                assert all(map(same, line, cells)), (query.title, line, cells)
            page.evaluate("document.getElementById('status').textContent = ''")
    strange = [r.url for r in requests if not r.url.startswith((served, "blob:", "data:"))]
    assert not strange
    ranged = [r for r in requests if r.url.endswith(".duckdb")]
    assert ranged
    assert all("range" in r.headers for r in ranged)


def test_texts_are_shown_as_texts(sql: Page, problems: list[str]) -> None:
    ask(sql, f"""SELECT '{HOSTILE.replace("'", "''")}' AS "<b>x</b>", NULL AS missing""")
    assert rows(sql) == [[HOSTILE, "NULL"]]
    assert sql.locator("#rows th").all_inner_texts() == ["<b>x</b>", "missing"]
    assert sql.locator("#rows img, #rows b").count() == 0
    assert sql.locator("#rows .null").count() == 1
    ask(sql, 'SELECT "' + HOSTILE.replace('"', '""') + '"')
    expect(sql.get_by_role("alert")).to_contain_text(f'"{HOSTILE}"')
    assert sql.locator("#error img").count() == 0
    assert "run" not in sql.title()
    only_told(problems, "Binder Error")


def test_values_of_every_kind_are_written_as_duckdb_does(sql: Page) -> None:
    values = {
        "9007199254740993::BIGINT": "9007199254740993",
        "sum(n) FROM (SELECT 9007199254740993::BIGINT AS n)": "9007199254740993",
        "-12.50::DECIMAL(6, 2)": "-12.50",
        "DATE '2020-09-08'": "2020-09-08",
        "TIMESTAMP '2020-09-08 10:11:12.5'": "2020-09-08 10:11:12.500",
        "TIME '10:11:12'": "10:11:12",
        "[1, NULL]": "[1, NULL]",
        "{'a': 1, 'b': 'x'}": "{a: 1, b: x}",
        "MAP {'a': 1}": "{a=1}",
        "true": "true",
        "0.1": "0.1",
        "'a' || chr(10) || 'b'": "a\nb",
    }
    for value, expected in values.items():
        ask(sql, f"SELECT {value}")
        assert rows(sql) == [[expected]], value


@pytest.mark.parametrize(
    "query",
    [
        "CREATE TABLE mine AS SELECT 1",
        "DELETE FROM quotes",
        "LOAD json",
        "FROM read_csv('https://example.org/x.csv')",
        "FROM 'https://example.org/x.csv'",
        "ATTACH 'https://example.org/x.duckdb'",
        "COPY quotes TO 'https://example.org/x.csv'",
        "SET autoinstall_known_extensions = true",
        "SET enable_external_access = true",
    ],
)
def test_nothing_can_be_changed_or_fetched(sql: Page, query: str, problems: list[str]) -> None:
    requests: list[str] = []
    sql.on("request", lambda request: requests.append(request.url))
    ask(sql, query)
    expect(sql.get_by_role("alert")).to_contain_text("Error")
    assert not [url for url in requests if "example.org" in url or "duckdb.org" in url]
    only_told(problems, "Error")


def test_an_error_is_told_in_words_and_the_next_query_works(sql: Page, problems: list[str]) -> None:
    ask(sql, "SELECT nothing FROM quotes")
    expect(sql.get_by_role("alert")).to_contain_text('"nothing" not found in FROM clause')
    expect(sql.locator("#result")).to_be_hidden()
    ask(sql, "SELECT 1")
    expect(sql.get_by_role("alert")).to_be_hidden()
    assert rows(sql) == [["1"]]
    only_told(problems, "Binder Error")


def test_a_thousand_rows_are_shown_and_all_are_counted(sql: Page) -> None:
    ask(sql, "SELECT range FROM range(2500)")
    assert len(rows(sql)) == 1000
    expect(sql.get_by_role("status")).to_contain_text("2,500 rows; the first 1,000 are shown")


def test_the_result_is_downloaded_as_csv_like_that_of_the_release(sql: Page) -> None:
    texts = ["=1+1", "-x", " @y", "it's", "'q", 'say "so"', "a\nb", "\\u0041", "\u202eb", "＝1"]
    values = ", ".join("('" + text.replace("'", "''") + f"', {-n})" for n, text in enumerate(texts))
    ask(sql, f'SELECT t AS "=text", n, NULL AS none FROM (VALUES {values}) AS given(t, n)')
    with sql.expect_download() as download:
        sql.get_by_role("button", name="Download as CSV").click()
    assert re.fullmatch(
        r"gids-discourse-\d+\.\d+\.\d+-query\.csv", download.value.suggested_filename
    )
    written = Path(download.value.path()).read_bytes().decode("utf-8")
    cells = ['"' + neutral(text).replace('"', '""') + '"' for text in texts]
    lines = [f"{cell},{-n}," for n, cell in enumerate(cells)]
    assert written == "\n".join(['"\'=text","n","none"', *lines, ""])


def test_the_address_says_what_was_asked(sql: Page, address: str) -> None:
    ask(sql, "SELECT 'ä#&' AS first")
    first = sql.url
    assert unquote(first.partition("#q=")[2]) == "SELECT 'ä#&' AS first"
    link = sql.get_by_role("link", name="Link to this query").get_attribute("href")
    assert first.endswith(str(link))
    ask(sql, "SELECT 2")
    sql.go_back()
    expect(sql.locator("#rows td")).to_have_text("ä#&")
    expect(sql.get_by_label("Query", exact=True)).to_have_value("SELECT 'ä#&' AS first")
    sql.goto("about:blank")
    sql.goto(f"{address}#q={quote('SELECT 40 + 2')}")
    expect(sql.locator("#rows td")).to_have_text("42", timeout=START)


def test_it_works_by_keyboard(sql: Page) -> None:
    editor = sql.get_by_label("Query", exact=True)
    editor.fill("SELECT 'by key'")
    editor.press("Control+Enter")
    expect(sql.locator("#rows td")).to_have_text("by key")
    editor.press("Tab")
    expect(sql.get_by_role("button", name="Run", exact=True)).to_be_focused()
    assert editor.input_value() == "SELECT 'by key'"
    sql.get_by_role("region", name="Rows of the result").focus()
    expect(sql.get_by_role("region", name="Rows of the result")).to_be_focused()


def test_a_query_can_be_stopped_and_the_next_one_works(sql: Page) -> None:
    sql.get_by_label("Query", exact=True).fill(SLOW)
    sql.get_by_role("button", name="Run", exact=True).click()
    sql.get_by_role("button", name="Stop", exact=True).click()
    expect(sql.get_by_role("status")).to_have_text("Stopped.", timeout=START)
    ask(sql, "SELECT count(*) > 0 FROM quotes")
    assert rows(sql) == [["true"]]


def test_tables_and_columns_are_listed_with_the_databases_comments(sql: Page, folder: Path) -> None:
    with duckdb.connect(next(folder.glob("*.duckdb")), read_only=True) as connection:
        comments = connection.execute(
            "SELECT comment FROM duckdb_columns() WHERE table_name = 'quotes' ORDER BY column_index"
        ).fetchall()
    name = sql.locator("summary code", has_text=re.compile("^quotes$"))
    listed = sql.locator("#schema details").filter(has=name)
    listed.locator("summary").click()
    assert [(text,) for text in listed.locator("dd").all_inner_texts()] == comments
    listed.get_by_role("button", name="Show rows of quotes").click()
    expect(sql.locator("#rows thead th").first).to_have_text("quote_id")
    first = sql.locator("#rows tbody a").first
    expect(first).to_have_attribute("href", re.compile(r"^index\.html#quote/q-"))


def test_from_the_disk_it_says_how_to_serve_it(page: Page, folder: Path) -> None:
    page.goto((folder / "sql.html").as_uri())
    note = page.locator("#obstacle-file")
    expect(note).to_be_visible()
    for told in (
        f"gids explore {folder.name}",
        "python -m http.server --bind 127.0.0.1 8000",
        f"http://127.0.0.1:8000/{folder.name}/sql.html",
    ):
        expect(note).to_contain_text(told)
    expect(page.get_by_role("button", name="Run", exact=True)).to_be_disabled()
    page.get_by_role("button", name=QUERIES[3].title, exact=True).click()
    expect(page.get_by_label("Query", exact=True)).to_have_value(QUERIES[3].sql)


@pytest.mark.parametrize(
    ("gone", "told"),
    [
        ("**/duckdb-wasm-*/**", "duckdb.js"),
        ("**/*.wasm.gz", "duckdb-eh.wasm.gz (404)"),
        ("**/*.worker.js", "duckdb-browser-eh.worker.js (404)"),
        ("**/*.duckdb", ".duckdb (404)"),
    ],
)
def test_what_is_missing_is_named(
    page: Page, address: str, gone: str, told: str, problems: list[str]
) -> None:
    page.route(gone, lambda route: route.fulfill(status=404))
    page.goto(address)
    note = page.locator("#obstacle-database" if "*.duckdb" in gone else "#obstacle-bundle")
    expect(note).to_be_visible(timeout=START)
    expect(note).to_contain_text(told)
    expect(page.get_by_role("status")).to_contain_text("DuckDB is not running")
    expect(page.get_by_role("button", name="Run", exact=True)).to_be_disabled()
    only_told(problems, "404")


def test_a_bundle_of_other_content_is_not_run(
    page: Page, address: str, problems: list[str]
) -> None:
    page.route("**/duckdb.js", lambda route: route.fulfill(body="document.title = 'run'"))
    page.goto(address)
    expect(page.locator("#obstacle-bundle")).to_be_visible()
    assert page.title() != "run"
    only_told(problems, "integrity")


@contextmanager
def plain_server(folder: Path) -> Iterator[str]:
    """Python's own web server, which gives no ranges."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "http.server", "--bind", "127.0.0.1", str(port)]
    run = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(100):
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        run.terminate()
        run.wait()


@pytest.mark.parametrize("wasm", ["packed", "unpacked by the server"])
def test_it_runs_from_a_server_without_ranges(
    page: Page, released: Path, folder: Path, tmp_path: Path, wasm: str
) -> None:
    for each in [folder, *released.glob("duckdb-wasm-*")]:
        shutil.copytree(each, tmp_path / each.name)
    if wasm != "packed":
        (packed,) = tmp_path.glob("*/duckdb-eh.wasm.gz")
        packed.write_bytes(gzip.decompress(packed.read_bytes()))
    query = quote("SELECT count(*) > 0 FROM quotes")
    with plain_server(tmp_path) as base:
        page.goto(f"{base}/{folder.name}/sql.html#q={query}")
        expect(page.locator("#rows td")).to_have_text("true", timeout=START)


@pytest.mark.parametrize("width", [320, 1280, 2560])
def test_nothing_but_wide_tables_scrolls_sideways(sql: Page, width: int) -> None:
    sql.set_viewport_size({"width": width, "height": 800})
    sql.get_by_role("button", name=QUERIES[0].title, exact=True).click()
    expect(sql.locator("#rows table")).to_be_visible()
    sql.locator("#schema summary").first.click()
    assert sql.evaluate("document.documentElement.scrollWidth") <= width


def test_it_breaks_no_rule_of_wcag_in_any_scheme_and_width(
    new_page: Callable[..., Page], address: str
) -> None:
    page = new_page(bypass_csp=True)
    page.goto(address)
    expect(page.locator("#run")).to_be_enabled(timeout=START)
    page.get_by_role("button", name=QUERIES[0].title, exact=True).click()
    expect(page.locator("#rows table")).to_be_visible()
    page.locator("#schema summary").first.click()
    for look in looks(page):
        assert violations(page) == "", look
        keep_picture(page, f"sql {look}")
