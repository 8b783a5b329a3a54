"""Writing source.yml: a new one whole, documents into one that a person wrote.

Belongs here: texts of the file. What is added is spliced in and every other character stays, so
that comments, order and layout are the person's own; a YAML library that writes the file again
moves comments that stand between two fields. Where the file lies is in placing.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml

from pipeline import strict_yaml
from pipeline.sources import Settings, Stated

Edit = tuple[int, int, str]
"""Characters from, to, and what stands there instead."""


def new(settings: Settings) -> str:
    """The source.yml of a new source."""
    return strict_yaml.dump(settings.model_dump(exclude_none=True, exclude_defaults=True))


def with_documents(text: str, stated: Mapping[str, Stated], read_until: date) -> str:
    """The text of a sound source.yml with documents that it does not have, and the day.

    A later day that stands there already stays.
    """
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    assert isinstance(node, yaml.MappingNode)
    fields = {key.value: (key, value) for key, value in node.value}
    entries = {name: entry.model_dump(exclude_none=True) for name, entry in stated.items()}
    # Of two at one place the one made last stands first.
    edits = [*_entries(text, fields, entries), *_day(text, node, fields, read_until)]
    for start, end, replacement in sorted(edits, key=lambda edit: -edit[0]):
        text = text[:start] + replacement + text[end:]
    return text


def _day(text: str, node: yaml.MappingNode, fields: Mapping[str, Any], day: date) -> list[Edit]:
    if "read_until" in fields:
        value = fields["read_until"][1]
        latest = max(value.value, day.isoformat())
        return [(value.start_mark.index, value.end_mark.index, latest)]
    names = list(fields)
    before = names.index("documents") - 1 if "documents" in names else len(names) - 1
    last = node.value[max(before, 0)][1] if before >= 0 else node
    return [_after(text, last, strict_yaml.dump({"read_until": day}))]


def _entries(text: str, fields: Mapping[str, Any], entries: Mapping[str, Any]) -> list[Edit]:
    if not entries:
        return []
    if "documents" not in fields:
        last = list(fields.values())[-1][1]
        return [_after(text, last, strict_yaml.dump({"documents": entries}))]
    key, value = fields["documents"]
    if not value.value:  # {}
        block = _indented(strict_yaml.dump(entries), key.start_mark.column + 2)
        return [(value.start_mark.index, value.end_mark.index, ""), _after(text, value, block)]
    if value.flow_style:
        last_entry = value.value[-1][1].end_mark.index
        listed = "".join(f", {strict_yaml.dump_flow({n: e})[1:-1]}" for n, e in entries.items())
        return [(last_entry, last_entry, listed)]
    column = value.value[0][0].start_mark.column
    return [_after(text, value, _indented(strict_yaml.dump(entries), column))]


def _after(text: str, node: yaml.Node, lines: str) -> Edit:
    """New lines after the one on which a value ends; a comment beside it stays there."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = lines.replace("\n", newline)
    end = node.end_mark
    if end.column == 0 and end.index > node.start_mark.index:  # a block scalar ends with its line
        return end.index, end.index, lines
    stop = text.find("\n", end.index)
    if stop < 0:
        return len(text), len(text), newline + lines
    return stop + 1, stop + 1, lines


def _indented(lines: str, column: int) -> str:
    return "".join(f"{' ' * column}{line}\n" for line in lines.rstrip("\n").split("\n"))
