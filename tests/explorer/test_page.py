"""index.html holds its data and nothing that could run, load or leave; whatever the texts are."""

import base64
import hashlib
import json
import re
from collections import Counter
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.explorer import assembly, page
from pipeline.explorer.rows import LARGEST
from pipeline.publishing.content import Description, Release
from pipeline.publishing.difference import Difference
from pipeline.publishing.release import publish
from tests.builders import LINKED, PROVENANCE, SCHEMAS, TODAY, build_tables
from tests.explorer import corpora
from tests.explorer.corpora import HOSTILE

DESCRIPTION = Description.load()
LOADING = {"src", "srcset", "data", "poster", "background", "action", "formaction", "ping"}


class Parsed(HTMLParser):
    """The elements of a page, what scripts, styles and the title hold, and its visible text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self.texts: dict[str, str] = {}
        self.comments: list[str] = []
        self._open = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._open = tag
        if tag == "script":
            self.scripts.append((dict(attrs), ""))

    def handle_data(self, data: str) -> None:
        self.texts[self._open] = self.texts.get(self._open, "") + data
        if self._open == "script":
            attributes, before = self.scripts[-1]
            self.scripts[-1] = (attributes, before + data)

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    @property
    def data(self) -> Any:
        """What the page's data element holds."""
        (found,) = (text for attributes, text in self.scripts if attributes.get("id") == "data")
        return json.loads(found)

    @property
    def policy(self) -> dict[str, list[str]]:
        """Sources by directive of the content security policy."""
        (content,) = (
            attributes["content"] or ""
            for tag, attributes in self.elements
            if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
        )
        directives = (part.split() for part in content.split(";"))
        return {name: sources for name, *sources in directives}


def release_of(tables: dict[str, pa.Table]) -> Release:
    nothing = Difference((), {}, False, {})  # type: ignore[arg-type]
    return Release("0.1.0", TODAY, DESCRIPTION, tables, PROVENANCE, nothing, None, {})


def rendered(tables: dict[str, pa.Table]) -> str:
    return page.render(release_of(tables), [], corpora.measured())


@pytest.fixture(scope="module")
def usual() -> Parsed:
    return Parsed(rendered(corpora.committed()))


@pytest.fixture(scope="module")
def hostile() -> Parsed:
    return Parsed(rendered(corpora.hostile()))


def test_the_data_is_that_of_the_tables(usual: Parsed) -> None:
    tables = corpora.committed()
    for name in ("articles", "quotes", "claims", "principle_mentions", "principles"):
        rows = json.loads(json.dumps(tables[name].to_pydict(), default=date.isoformat))
        assert usual.data["tables"][name] == rows
        described = usual.data["schema"][name]["columns"]
        assert [column["name"] for column in described] == list(SCHEMAS[name].column_names)
    assert usual.data["sample"] is None
    assert usual.data["scores"]


def test_hostile_texts_are_data_and_no_elements(usual: Parsed, hostile: Parsed) -> None:
    assert hostile.elements == usual.elements
    assert hostile.comments == usual.comments
    found = {text for each in hostile.data["tables"].values() for c in each.values() for text in c}
    assert set(HOSTILE) <= found


texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=4).map("".join),
    st.text("<>/!-&'\"\\scriptSCRIPT\u2028\u2029\0\r\n =", min_size=1),
)


@settings(max_examples=50, deadline=None)
@given(texts)
def test_any_text_comes_out_as_it_went_in(text: str) -> None:
    tables = build_tables(
        articles=[{**LINKED["articles"][0], "title": text, "url": text}],
        quotes=[{**LINKED["quotes"][0], "text": text}],
        entities=[{"entity_id": "ana-novak", "name": text}],
        sources=[{"source_id": "daily", "name": text}],
    )
    html = page.render(release_of(tables), [], {})
    start = html.index('id="data">') + len('id="data">')
    inside = html[start : html.index("</script>", start)]
    assert not re.search(r"[<>&'\0\r\n]", inside)
    held = json.loads(inside)["tables"]
    assert held["articles"]["title"] == held["articles"]["url"] == [text]
    assert held["quotes"]["text"] == held["entities"]["name"] == held["sources"]["name"] == [text]


def test_the_policy_lets_run_what_is_there_and_nothing_else(hostile: Parsed) -> None:
    run = [text for attributes, text in hostile.scripts if attributes == {}]
    assert len(run) == len(hostile.scripts) - 1 == len(page.LIBRARIES) + 1
    digests = [hashlib.sha256(text.encode("utf-8")).digest() for text in run]
    sources = [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]
    assert hostile.policy["script-src"] == sources
    assert hostile.policy["default-src"] == ["'none'"]
    assert hostile.policy["base-uri"] == hostile.policy["form-action"] == ["'none'"]


def test_nothing_is_loaded_from_anywhere(hostile: Parsed) -> None:
    for sources in hostile.policy.values():
        assert not [
            s for s in sources if s.startswith(("http", "//", "*", "'self'", "'unsafe-eval"))
        ]
    for tag, attributes in hostile.elements:
        asked = [attributes[name] or "" for name in attributes.keys() & LOADING]
        if tag == "link":
            asked.append(attributes["href"] or "")
        assert all(address.startswith("data:") for address in asked), (tag, attributes)
        assert not [name for name in attributes if name.startswith("on")], (tag, attributes)
    style = hostile.texts["style"]
    assert "@import" not in style
    assert re.findall(r"url\((?!['\"]?data:)", style) == []


def test_browsers_read_the_very_bytes_that_were_hashed() -> None:
    html = rendered(corpora.hostile())
    assert "\r" not in html
    assert "\0" not in html


def test_the_same_release_gives_the_same_bytes() -> None:
    assert rendered(corpora.committed()) == rendered(corpora.committed())


def test_links_lead_to_files_that_the_release_has(tmp_path: Path) -> None:
    folder = publish(build_tables(), tmp_path, today=TODAY, provenance=PROVENANCE).folder
    parsed = Parsed((folder / page.FILE).read_text(encoding="utf-8"))
    linked = {attributes["href"] or "" for tag, attributes in parsed.elements if tag == "a"}
    beside = {href for href in linked if not re.match(r"#|https://", href)}
    assert beside
    assert not [href for href in beside if not (folder / href).exists()]


def test_a_sample_is_told_of() -> None:
    sample = Parsed(rendered(corpora.repeated(LARGEST + 10_000))).data["sample"]
    assert sample["articles"] < sample["ofArticles"]
    assert sample["rows"] <= LARGEST < LARGEST + 10_000 <= sample["ofRows"]


def test_every_version_is_told_of_with_its_counts(tmp_path: Path) -> None:
    for entities in (LINKED["entities"], [*LINKED["entities"], {"entity_id": "bo", "name": "Bo"}]):
        tables = build_tables(entities=entities)
        last = publish(tables, tmp_path, today=TODAY, provenance=PROVENANCE).folder
    versions = Parsed((last / page.FILE).read_text(encoding="utf-8")).data["versions"]
    assert [each["version"] for each in versions] == ["0.1.0", "0.1.1"]
    assert [each["counts"]["entities"] for each in versions] == [1, 2]


def test_no_two_scripts_give_the_same_name_to_something() -> None:
    declared = re.compile(r"^(?:async )?(?:const|let|class|function\*?) +(\w+)", re.MULTILINE)
    texts = [(assembly.PAGE / name).read_text(encoding="utf-8") for name in page.SCRIPTS]
    names = Counter(name for text in texts for name in declared.findall(text))
    assert "h" in names
    assert [name for name, n in names.items() if n > 1] == []


def test_without_scripts_it_says_where_the_data_is(usual: Parsed) -> None:
    assert "noscript" in [tag for tag, _ in usual.elements]
