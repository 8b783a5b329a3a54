"""sql.html is one page without addresses of others, and its worked queries answer."""

import json
import re
from html import unescape
from pathlib import Path

import duckdb
import pytest

from pipeline.explorer import bundle, sql_page
from pipeline.explorer.sql_page import Query
from pipeline.paths import PROJECT
from pipeline.publishing import index
from pipeline.publishing.release import publish
from tests.builders import PROVENANCE, TODAY, build_tables

QUERIES = list(sql_page.queries())
RELEASES = PROJECT / "releases"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("releases")
    made = publish(build_tables(), folder, today=TODAY, provenance=PROVENANCE)
    return (made.folder / sql_page.FILE).read_text(encoding="utf-8")


def data(page: str) -> dict[str, object]:
    (found,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page)
    loaded: dict[str, object] = json.loads(found)
    return loaded


@pytest.fixture(scope="module")
def newest() -> Path:
    listed = index.read(RELEASES, "gids-discourse")
    return RELEASES / str(listed.newest) / "gids-discourse.duckdb"


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.title)
def test_every_worked_query_gives_rows(query: Query, newest: Path) -> None:
    with duckdb.connect(newest, read_only=True) as connection:
        assert connection.execute(query.sql).fetchall()


def test_there_are_a_dozen_each_with_a_question_and_a_sentence() -> None:
    assert len(QUERIES) >= 12
    assert len({query.title for query in QUERIES}) == len(QUERIES)
    for query in QUERIES:
        assert len(query.title) <= 70
        assert query.shows.endswith(".")
        assert query.sql.endswith(";")


def test_a_query_without_title_and_sentence_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bare.sql").write_text("-- Title\nSELECT 1;\nFROM x;\n", encoding="utf-8")
    monkeypatch.setattr(sql_page, "QUERIES", tmp_path)
    with pytest.raises(ValueError, match=r"bare\.sql: two lines of comment"):
        list(sql_page.queries())


def test_the_page_allows_itself_and_the_bundle_and_no_other_place(page: str) -> None:
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    rules = dict(rule.strip().split(" ", 1) for rule in unescape(policy).split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["connect-src"] == "'self' blob:"
    assert "unsafe-inline" not in policy
    sources = {source for rule in rules.values() for source in rule.split()}
    named = {"'none'", "'self'", "'wasm-unsafe-eval'", "blob:", "data:"}
    assert {s for s in sources if not re.fullmatch(r"'sha256-[\w+/]{43}='", s)} == named
    fetched = re.findall(r'<(?:script|link|img|iframe)[^>]*(?:src|href)="([^"]*)"', page)
    assert fetched == ["data:,"]


def test_the_page_finds_bundle_database_and_queries(page: str) -> None:
    found = data(page)
    assert found["database"] == "gids-discourse.duckdb"
    assert found["version"] == "0.1.0"
    assert found["bundle"]["folder"] == bundle.name()  # type: ignore[index]
    assert [each["title"] for each in found["queries"]] == [  # type: ignore[attr-defined]
        query.title for query in QUERIES
    ]


def test_no_script_makes_html_of_a_text() -> None:
    for name in sql_page.SCRIPTS:
        text = (Path(sql_page.__file__).with_name("page") / name).read_text(encoding="utf-8")
        assert not re.findall(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", text
        )
