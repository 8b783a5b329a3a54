"""quality/index.html shows checks, scores and counts of the last versions, offline and harmless."""

import re
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest

from pipeline.publishing import measured, quality_page
from pipeline.publishing.quality_page import Version
from pipeline.publishing.release import publish
from pipeline.publishing.templates import ENVIRONMENT
from tests.builders import LINKED, PROVENANCE, TODAY, build_tables
from tests.publishing.conftest import Publish

EVIL = "<script>alert('x')</script><img src=//e.org> \u202e& more"
VOID = {"meta", "rect", "br", "img", "link", "input"}


class Page(HTMLParser):
    """Elements of a page with their attributes; rows of its tables as texts by caption."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.rows: list[list[str]] = []
        self.feed(text)
        assert not self.open, f"never closed: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "td" in self.open or "th" in self.open:
            self.rows[-1][-1] = " ".join(f"{self.rows[-1][-1]} {data}".split())

    def row(self, first: str) -> list[str]:
        """The cells after the first in the only row that begins with it."""
        (found,) = (row[1:] for row in self.rows if row and row[0] == first)
        return found


def scores(f1: float) -> dict[str, bytes]:
    head = "gold,table,measure,group,n_gold,n_found,n_matched,precision,recall,f1,value\n"
    found = f"articles,quotes,overlap,all,41,37,37,1.0,0.9,{f1},\n"
    right = "articles,quotes,kind,all,7,,6,,,,0.5\n"
    return {measured.SCORES: (head + found + right).encode()}


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of the second of two releases: a worse score, an alias more, a check that warns."""
    releases = tmp_path_factory.mktemp("releases")
    check = {"table": "quotes", "check": "unique", "severity": "warning", "n_rows": 4}
    first = build_tables(checks=[{**check, "passed": True, "n_failed": 0}])
    second = build_tables(
        checks=[{**check, "passed": False, "n_failed": 3, "observed": EVIL, "expected": EVIL}],
        entity_aliases=[*LINKED["entity_aliases"], {"entity_id": "ana-novak", "alias": "Ana"}],
    )
    made: dict[str, Any] = {"releases": releases, "provenance": PROVENANCE}
    publish(first, today=TODAY, extra=scores(0.9), **made)
    folder = publish(second, today=date(2021, 4, 5), extra=scores(0.8), **made).folder
    return (folder / quality_page.FILE).read_text("utf-8")


def test_every_check_has_its_result_in_every_version(text: str) -> None:
    page = Page(text)
    assert page.row("unique")[1:] == ["✗ warning: 3 of 4", "✓ passed"]
    assert "1 checks" in text
    assert re.search(r"<details open>\s*<summary>quotes", text)


def test_scores_have_their_trend(text: str) -> None:
    assert Page(text).row("quotes found") == ["41", "0.80", "-0.10", "", "0.90"]
    assert Page(text).row("kind") == ["7", "0.50", "", "", "0.50"]
    assert [int(float(h)) for h in re.findall(r'<rect .*?height="([\d.]+)"', text)[:2]] == [18, 16]


def test_rows_are_counted_by_table_and_version(text: str) -> None:
    page = Page(text)
    assert page.row("entity_aliases") == ["2", "+1", "", "1"]
    assert page.row("claims") == ["1", "", "", "1"]
    assert page.row("table") == ["0.1.1 2021-04-05", "change", "trend", "0.1.0 2021-03-04"]


def test_texts_from_documents_stay_texts(text: str) -> None:
    assert "<script" not in text
    assert "<img" not in text
    assert "\u202e" not in text
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;" in text
    assert "\\u202e&amp; more" in text
    assert Page(text).row("unique")[0] == EVIL.replace("\u202e", "\\u202e")


def test_it_asks_nobody_for_anything(text: str) -> None:
    page = Page(text)
    policies = [a["content"] for tag, a in page.elements if "http-equiv" in a and tag == "meta"]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'"]
    assert not {tag for tag, _ in page.elements} & {"script", "link", "img", "iframe", "object"}
    for _, attributes in page.elements:
        assert not {"src", "href", "srcset", "style", "action"} & attributes.keys()
    assert "url(" not in text
    assert "@import" not in text
    assert "://" not in text.replace("https?://\\S+", "")


def test_it_can_be_read_without_seeing_it(text: str) -> None:
    page = Page(text)
    assert ("html", {"lang": "en"}) in page.elements
    assert all("scope" in attributes for tag, attributes in page.elements if tag == "th")
    assert all(a.get("aria-hidden") == "true" for tag, a in page.elements if tag == "svg")
    assert [tag for tag, _ in page.elements if re.fullmatch(r"h\d", tag)] == ["h1", *["h2"] * 3]
    for tag, attributes in page.elements:
        if attributes.get("class") == "scroll":
            assert attributes.keys() >= {"role", "aria-label", "tabindex"}, tag


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it, of #rrggbb."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_every_colour_of_text_stands_out_in_light_and_dark() -> None:
    source, *_ = ENVIRONMENT.loader.get_source(ENVIRONMENT, "quality.html.j2")  # type: ignore[union-attr]
    themes = [
        dict(re.findall(r"--(\w+): (#\w{6})", block))
        for block in re.findall(r":root \{([^}]*)\}", source)
    ]
    assert len(themes) == 2
    for theme in themes:
        for name in ("text", "quiet", "good", "bad", "warn"):
            for ground in ("page", "raised"):
                light, dark = sorted(map(luminance, (theme[name], theme[ground])), reverse=True)
                assert (light + 0.05) / (dark + 0.05) >= 4.5, (name, ground)


def version(number: int, **facts: Any) -> Version:
    counts = {"articles": 1, "quotes": number, "claims": 1, "principle_mentions": 1}
    usual: dict[str, Any] = {"withdrawn": False, "counts": counts, "checks": {}, "scores": {}}
    return Version(f"0.1.{number}", date(2021, 1, 1), **usual | facts)


def test_a_change_fits_the_figures_beside_it() -> None:
    key = ("gold", "quotes", "overlap")
    before, now = measured.Score(0.9487, 41), measured.Score(0.9744, 41)
    versions = [version(1, scores={key: before}), version(2, scores={key: now})]
    page = Page(quality_page.render("Title", versions))
    assert page.row("quotes found") == ["41", "0.97", "+0.02", "", "0.95"]


def test_what_came_and_went_is_told() -> None:
    check = {"passed": True, "expected": None, "severity": "error", "n_rows": 1, "n_failed": 0}
    old = version(1, withdrawn=True, checks={("quotes", "gone"): check})
    page = Page(quality_page.render("Title", [old, version(2, checks={("quotes", "new"): check})]))
    assert page.row("gone")[1:] == ["not made", "✓ passed"]
    assert page.row("new")[1:] == ["✓ passed", "not made"]
    assert page.row("table")[-1] == "0.1.1 2021-01-01 withdrawn"


def test_without_annotation_no_score_is_shown(publish_rows: Publish) -> None:
    text = (publish_rows().folder / quality_page.FILE).read_text("utf-8")
    assert "no annotation to measure against" in text
    assert "trend" not in re.sub(r"(?s)<style>.*?</style>", "", text)


def test_only_the_last_versions_are_shown(
    publish_rows: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quality_page, "SHOWN", 2)
    for number in range(3):
        aliases = [{"entity_id": "ana-novak", "alias": f"N{i}"} for i in range(number + 1)]
        folder = publish_rows(entity_aliases=aliases).folder
    page = Page((folder / quality_page.FILE).read_text("utf-8"))
    assert page.row("entity_aliases") == ["3", "+1", "", "2"]
