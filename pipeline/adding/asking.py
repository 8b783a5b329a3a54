"""Asking at the terminal for what is to be known of a new source."""

from collections.abc import Mapping
from typing import Any, get_args

import click

from pipeline.sources import Settings


def asked(source_id: str, given: Mapping[str, str | None]) -> dict[str, str | None]:
    """The answers by field, to every question that `given` does not answer."""
    click.echo(f"{source_id} is a new source. An empty answer leaves out what may be left out.")
    kinds = click.Choice(get_args(Settings.model_fields["kind"].annotation))
    questions: dict[str, tuple[str, Any, str | None]] = {
        "name": ("Name of the publisher", str, None),
        "kind": ("Kind", kinds, None),
        "country_code": ("Country (ISO code, such as CA)", str, ""),
        "homepage": ("Homepage", str, ""),
    }
    return {
        field: click.prompt(text, type=kind, default=default, show_default=False) or None
        for field, (text, kind, default) in questions.items()
        if given.get(field) is None
    }
