"""Rendering of the texts in templates/. Belongs here: the settings of Jinja and its filters."""

import re
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.publishing.neutral import visible


def _is_page(template: str | None) -> bool:
    """Whether what it renders is HTML; the other texts are Markdown and code."""
    return template is not None and template.endswith(".html.j2")


ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    autoescape=_is_page,
)


def render(template: str, **values: Any) -> str:
    """The template filled in; a name it uses and does not get is an error."""
    return ENVIRONMENT.get_template(template).render(**values)


def _cell(value: object) -> str:
    """A value as the content of a cell in a Markdown table, taken literally; null is empty."""
    text = "" if value is None else " ".join(visible(str(value)).split())
    return re.sub(r"([\\|*<`\[\]])", r"\\\1", text)


def _percent(share: float) -> str:
    return f"{share:.0%}"


def _code(name: str) -> str:
    return f"`{name}`"


ENVIRONMENT.filters |= {"cell": _cell, "percent": _percent, "code": _code, "visible": visible}
