"""A page becomes its main text, the title first, and what the page states of itself."""

import socket
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from pipeline.reading import html
from pipeline.reading.document import Document
from pipeline.sources import Facts
from tests.reading.files import document, opened, rejection, store

FIRST = (
    "China's Global Initiative on Data Security asks firms to install no backdoors in their "
    "products, the ministry of a neighbour said."
)
SECOND = (
    "“We welcome every rule that protects the privacy of our citizens,” said Rita Alvés, a "
    "spokesperson for the justice ministry, on Thursday."
)
HEAD = (
    "<title>Ministry praises data rules | Example</title>"
    '<meta name="author" content="Ana Novak"><meta name="author" content="Bo Li">'
    '<link rel="canonical" href="https://example.org/a">'
    '<meta property="article:published_time" content="2020-09-09T10:00:00Z">'
)
BODY = (
    "<nav><ul><li><a href='/'>Home</a></li><li><a href='/w'>World</a></li></ul></nav>"
    f"<article><h1>Ministry praises data rules</h1><p>{FIRST}</p><p>{SECOND}</p></article>"
    "<script>document.write('A script wrote this.')</script><footer>© 2021 Example</footer>"
)


def page(body: str = BODY, head: str = HEAD) -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def test_text_is_the_title_and_the_paragraphs_a_blank_line_between(tmp_path: Path) -> None:
    found = document(tmp_path, page().encode())
    assert found.text == f"Ministry praises data rules\n\n{FIRST}\n\n{SECOND}"


def test_short_news_keep_their_paragraphs(tmp_path: Path) -> None:
    short = (
        "<article><h1>Talks end</h1><p>The talks on the rules came to an <b>end</b>.</p>"
        "<blockquote><p>“We tried,” Novak said.</p></blockquote><ul><li>One item</li></ul>"
        "</article>"
    )
    assert document(tmp_path, page(short, "<title>Talks end</title>").encode()).text == (
        "Talks end\n\nThe talks on the rules came to an end.\n\n“We tried,” Novak said.\n\n"
        "- One item"
    )


def test_what_the_page_states_becomes_facts(tmp_path: Path) -> None:
    assert document(tmp_path, page().encode()).facts == Facts(
        title="Ministry praises data rules",
        url="https://example.org/a",
        published_on="2020-09-09",
        authors="Ana Novak; Bo Li",
    )


def test_what_the_source_states_goes_before_it(tmp_path: Path) -> None:
    stated = Facts(title="Rules praised", published_on="2020-09")
    (found,) = opened(store(tmp_path, page().encode(), facts=stated))
    assert isinstance(found, Document)
    assert found.facts == Facts(
        title="Rules praised",
        url="https://example.org/a",
        published_on="2020-09",
        authors="Ana Novak; Bo Li",
    )


@pytest.mark.parametrize(
    "data",
    [
        page(head=f'<meta charset="windows-1252">{HEAD}').encode("cp1252"),
        page(head=f'<meta charset="iso-8859-1">{HEAD}').encode("cp1252"),
        page().encode("utf-16"),
        page().encode("cp1252"),
        ("<?xml version='1.0' encoding='cp1252'?>" + page()).encode("cp1252"),
        page(head=f'<meta charset="no-such-thing">{HEAD}').encode(),
        page(head=f'<meta charset="windows-1252">{HEAD}').encode(),  # and is UTF-8
    ],
)
def test_characters_are_those_of_the_page_in_any_encoding(data: bytes, tmp_path: Path) -> None:
    assert SECOND in document(tmp_path, data).text


def test_a_page_is_recognised_under_any_name_and_after_comments(tmp_path: Path) -> None:
    data = ("\n<!-- a --><!-- b -->\n" + page()).encode()
    assert document(tmp_path, data, "saved.txt").text.startswith("Ministry praises")


def test_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: Any, **others: Any) -> None:
        raise AssertionError("the network was asked for")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    head = '<base href="http://example.org/"><link rel="stylesheet" href="http://example.org/s">'
    doctype = '<!DOCTYPE html SYSTEM "http://example.org/x.dtd">'
    assert FIRST in document(tmp_path, (doctype + page(head=head)).encode()).text


def test_pages_before_change_nothing(tmp_path: Path) -> None:
    first = document(tmp_path, page().encode())
    for _ in range(3):
        assert document(tmp_path, page().encode()) == first


@pytest.mark.parametrize("year", [1994, 2101])
def test_a_date_that_cannot_be_is_left_out(year: int, tmp_path: Path) -> None:
    head = f'<meta property="article:published_time" content="{year}-09-09">'
    assert document(tmp_path, page(head=head).encode()).facts.published_on is None


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "ul><li", "svg><g"])
def test_nesting_deeper_than_any_article_is_too_complex(tag: str, tmp_path: Path) -> None:
    assert rejection(tmp_path, page(f"<{tag}>" * 100_000).encode()).reason == "too_complex"


def test_more_elements_than_any_article_are_too_complex(tmp_path: Path) -> None:
    many = page("<p>x</p>" * (html.MAX_ELEMENTS + 1)).encode()
    found = rejection(tmp_path, many)
    assert found.reason == "too_complex"
    assert str(html.MAX_ELEMENTS) in found.detail


def test_entities_that_explode_do_not(tmp_path: Path) -> None:
    entities = "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)
    )  # a billion times ten characters
    laughs = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY l0 "lol lol lol">{entities}]>'
    bomb = f"{laughs}<html><body><p>{FIRST}</p><p>&l9;</p></body></html>".encode()
    tracemalloc.start()
    try:
        assert len(document(tmp_path, bomb).text) < 1000
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
    finally:
        tracemalloc.stop()
    other = f"{laughs.replace('DOCTYPE html', 'DOCTYPE l')}<l>&l9;</l>".encode()
    assert rejection(tmp_path, other).reason == "unsupported_format"


def test_metadata_of_absurd_length_is_left_out(tmp_path: Path) -> None:
    names = "Nobody At All, " * (html.MAX_METADATA // 10)
    absurd = f'<script type="application/ld+json">{{"@type":"Article","author":"{names}"}}</script>'
    found = document(tmp_path, page(head=f"{HEAD}{absurd}").encode())
    assert found.facts.authors == "Ana Novak; Bo Li"


@pytest.mark.parametrize("body", ["", "<script>let x = 'words of a script'</script>", "<!-- a -->"])
def test_a_page_without_an_article_has_no_text(body: str, tmp_path: Path) -> None:
    assert rejection(tmp_path, page(body, "<title>A title</title>").encode()).reason == "no_text"


def test_nul_in_a_page_is_told(tmp_path: Path) -> None:
    assert rejection(tmp_path, page("<p>One \0 here</p>").encode()).reason == "nul"
