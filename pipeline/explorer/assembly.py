"""Putting a page together: template, styles, scripts, and what scripts may do.

Belongs here: the order of our own scripts, the content security policy, texts that end no element.
Does not belong here: what a page says (page.py, sql_page.py).
"""

import base64
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

HERE = Path(__file__).parent
PAGE = HERE / "page"
VENDOR = HERE / "vendor"

ENVIRONMENT = Environment(
    loader=FileSystemLoader(PAGE),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    autoescape=True,
)


def render(template: str, **values: Any) -> str:
    """The page, with every value escaped that is no Markup."""
    return ENVIRONMENT.get_template(template).render(**values)


def own_script(names: Sequence[str]) -> Markup:
    """The scripts of page/ as one, none of whose names is seen outside."""
    texts = (f"// {name}\n{_read(PAGE / name)}" for name in names)
    return _inside("script", "(() => {\n" + '"use strict";\n' + "\n".join(texts) + "})();\n")


def library(name: str) -> Markup:
    """A script of vendor/."""
    return _inside("script", _read(VENDOR / name))


def style(names: Sequence[str]) -> Markup:
    """The styles of page/ as one."""
    return _inside("style", "\n".join(_read(PAGE / name) for name in names))


def allowed(scripts: Sequence[Markup]) -> str:
    """The sources of the policy `script-src` that let these scripts run and no other."""
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _inside(element: str, text: str) -> Markup:
    """The text as the content of an element that holds raw text.

    Raises ValueError if the text would end it, or keep its end from being seen.
    """
    for mark in (f"</{element}", "<!--"):
        if mark in text.lower():
            raise ValueError(f"a text with {mark} in it cannot stand inside of a {element}")
    return Markup(text)
