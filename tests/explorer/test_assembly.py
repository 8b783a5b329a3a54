"""A page is put together so that no text ends its element, and no other script may run."""

import base64
import hashlib
from pathlib import Path

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from pipeline.explorer import assembly

EVIL = "<script>alert('x')</script>"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where scripts, styles and libraries are taken from."""
    monkeypatch.setattr(assembly, "PAGE", tmp_path)
    monkeypatch.setattr(assembly, "VENDOR", tmp_path)
    return tmp_path


def test_scripts_come_in_the_order_given_and_their_names_stay_inside(folder: Path) -> None:
    (folder / "a.js").write_text("const a = 1;\n")
    (folder / "b.js").write_text("const b = a;\n")
    script = assembly.own_script(["a.js", "b.js"])
    assert script.startswith('(() => {\n"use strict";\n')
    assert script.endswith("})();\n")
    assert script.index("const a = 1;") < script.index("const b = a;")
    assert assembly.own_script(["b.js", "a.js"]) != script


def test_a_script_is_let_run_by_its_hash_and_any_other_is_not() -> None:
    scripts = [Markup("first()"), Markup("zwei('ü')")]
    listed = assembly.allowed(scripts).split(" ")
    digests = [hashlib.sha256(script.encode("utf-8")).digest() for script in scripts]
    assert listed == [f"'sha256-{base64.b64encode(each).decode()}'" for each in digests]


@pytest.mark.parametrize("end", ["</script>", "</SCRIPT ", "x</Script/", "<!--<script>"])
def test_a_script_that_would_move_the_end_of_its_element_is_refused(folder: Path, end: str) -> None:
    (folder / "a.js").write_text(f"const a = '{end}';")
    for made in (lambda: assembly.own_script(["a.js"]), lambda: assembly.library("a.js")):
        with pytest.raises(ValueError, match="cannot stand inside"):
            made()


def test_a_style_that_would_end_its_element_is_refused(folder: Path) -> None:
    (folder / "a.css").write_text("a { content: '</style>' }")
    with pytest.raises(ValueError, match="cannot stand inside"):
        assembly.style(["a.css"])


def test_texts_are_escaped_and_only_markup_is_not() -> None:
    template = assembly.ENVIRONMENT.from_string("<p title='{{ text }}'>{{ text }}{{ markup }}</p>")
    shown = template.render(text=EVIL, markup=Markup("<b>bold</b>"))
    assert shown.count("<") == shown.count(">") == 4
    assert "&lt;script&gt;alert(&#39;x&#39;)" in shown


def test_a_value_that_is_missing_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        assembly.render("index.html.j2")
