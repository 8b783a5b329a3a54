"""Rendering of the texts in templates/. Belongs here: the settings of Jinja, nothing else."""

import re
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    autoescape=False,  # the texts are Markdown and code, not HTML
)


def render(template: str, **values: Any) -> str:
    """The template filled in; a name it uses and does not get is an error."""
    return ENVIRONMENT.get_template(template).render(**values)


def _cell(value: object) -> str:
    """A value as the content of a cell in a Markdown table, taken literally; null is empty."""
    text = "" if value is None else str(value)
    return re.sub(r"([\\|*<`])", r"\\\1", " ".join(text.split()))


ENVIRONMENT.filters["cell"] = _cell
