"""Strict loading of the hand-written YAML files into pydantic models, and writing parts of them.

Belongs here: reading one YAML file and reporting every fault with file and line, and writing text
that is read back as what it was. Does not belong here: what the files mean; that is in the models
of the modules which load them.

Scalars follow the core schema of YAML 1.2: only `true` and `false` are booleans (so the country
code NO stays text), and dates stay text for the model to parse. Anchors, aliases, merge keys and
tags are refused, so what a file says is what it visibly says.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from pipeline.errors import UserError

M = TypeVar("M", bound=BaseModel)
Location = tuple[str | int, ...]

LARGEST = 10_000_000  # bytes of a file: seconds to read
MOST = 500_000  # values and keys in it: together at most half a gigabyte of memory

_IN_OTHER_WORDS = {
    "extra_forbidden": "unknown field",
    "missing": "missing field",
    "model_type": "must consist of fields (name: value)",
    "dict_type": "must consist of fields (name: value)",
    "string_type": "must be text: put it in quotes",
}


def load(path: Path, model: type[M]) -> M:
    """Return the YAML file at `path` as a validated `model`.

    Raises UserError with one line `path:line: field: what is wrong` a fault.
    """
    return validated(read(path), path, model)


def validated(text: str, path: Path, model: type[M]) -> M:
    """The same for a text that was read from `path`."""
    lines: dict[Location, int] = {}
    data = parse(text, path, lines)
    try:
        # JSON mode: strict about types, yet lists become tuples and ISO texts become dates.
        return model.model_validate_json(json.dumps(data), strict=True)
    except ValidationError as error:
        raise UserError(
            "\n".join(_describe(path, fault, lines) for fault in error.errors())
        ) from None


def parse(text: str, path: Path, lines: dict[Location, int] | None = None) -> Any:
    """Return the YAML text as plain values: dicts, lists, text, numbers, true, false, None.

    Raises UserError with one line `path:line: what is wrong`; `lines` receives the line number of
    every value.
    """
    try:
        node = yaml.compose(text, Loader=_CoreSchemaLoader)
    except yaml.YAMLError as error:
        raise UserError(_describe_syntax_error(path, text, error)) from None
    except RecursionError:
        raise UserError(f"{path}:1: nested too deeply") from None
    except (ValueError, OverflowError) as error:  # an escape that is no character
        raise UserError(f"{path}:1: not valid YAML: {error}") from None
    if node is None:
        raise UserError(f"{path}:1: the file is empty")
    return _plain(path, node, (), {} if lines is None else lines)


class _Refused(yaml.MarkedYAMLError):
    """What YAML allows and these files do not."""


class _CoreSchemaLoader(yaml.SafeLoader):
    """SafeLoader for the scalars of the YAML 1.2 core schema, without anchors, aliases and tags."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._n_nodes = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        self._n_nodes += 1
        problem = None
        if self._n_nodes > MOST:
            problem = f"more than the {MOST:,} values and keys that are read; divide it"
        elif getattr(event, "anchor", None) is not None:  # an alias has one too
            problem = "anchors and aliases are not allowed; write the value out"
        elif getattr(event, "tag", None) is not None:
            problem = f"tags ({event.tag}) are not allowed; write a plain value"
        if problem:
            raise _Refused(problem=problem, problem_mark=event.start_mark)
        return super().compose_node(parent, index)


class _CoreSchemaDumper(yaml.SafeDumper):
    """Quotes what either version of YAML takes for something else than text."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def represent_text(self, data: str) -> yaml.ScalarNode:
        """On one line, with escapes for what cannot be seen."""
        style = None if data.isprintable() else '"'
        return self.represent_scalar("tag:yaml.org,2002:str", data, style)


_CoreSchemaDumper.add_representer(str, _CoreSchemaDumper.represent_text)

for _tag, _pattern, _first in (
    ("null", r"^(?:~|null|)$", ["~", "n", ""]),
    ("bool", r"^(?:true|false)$", ["t", "f"]),
    ("int", r"^[-+]?(?:0|[1-9][0-9]{0,17})$", list("-+0123456789")),
    ("float", r"^[-+]?[0-9]{1,18}(?:\.[0-9]+)?(?:[eE][-+]?[0-9]{1,3})?$", list("-+0123456789")),
):
    for _class in (_CoreSchemaLoader, _CoreSchemaDumper):
        _class.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), _first)


def read(path: Path) -> str:
    """The text of the file, to the byte. UserError where it has none."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise UserError(f"{path}: the file is missing") from None
    except OSError as error:
        raise UserError(f"{path}: cannot be read: {error.strerror}") from None
    if len(data) > LARGEST:
        raise UserError(f"{path}: more than the {LARGEST:,} bytes that are read; divide it")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UserError(f"{path}:{line}: not UTF-8; save the file as UTF-8") from None


def _plain(path: Path, node: yaml.Node, at: Location, lines: dict[Location, int]) -> Any:
    """The node as plain values; `lines` receives the line number of every location."""
    lines.setdefault(at, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = _key(path, key_node)
            line = key_node.start_mark.line + 1
            if key in mapping:
                raise UserError(f"{path}:{line}: {_dotted((*at, key))}: the key is there twice")
            lines[(*at, key)] = line
            mapping[key] = _plain(path, value_node, (*at, key), lines)
        return mapping
    if isinstance(node, yaml.SequenceNode):
        return [_plain(path, item, (*at, i), lines) for i, item in enumerate(node.value)]
    kind = node.tag.rpartition(":")[2]
    if kind == "null":
        return None
    if kind == "bool":
        return node.value == "true"
    if kind == "int":
        return int(node.value)
    if kind == "float":
        return float(node.value)
    return _text(path, node)


def _key(path: Path, node: yaml.Node) -> str:
    if not node.tag.endswith(":str"):
        line = node.start_mark.line + 1
        what = f"{node.value}: " if isinstance(node, yaml.ScalarNode) else ""
        raise UserError(f"{path}:{line}: {what}a key must be text; put it in quotes")
    return _text(path, node)


def _text(path: Path, node: yaml.Node) -> str:
    text = str(node.value)
    if re.search("[\ud800-\udfff]", text):
        raise UserError(
            f"{path}:{node.start_mark.line + 1}: half of a surrogate pair is no character"
        )
    return text


def _describe_syntax_error(path: Path, text: str, error: yaml.YAMLError) -> str:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        line = error.problem_mark.line + 1
        what = "" if isinstance(error, _Refused) else "not valid YAML: "
        return f"{path}:{line}: {what}{error.problem or error.context}"
    if isinstance(error, yaml.reader.ReaderError):
        line = text.count("\n", 0, error.position) + 1
        return f"{path}:{line}: not valid YAML: {error.reason} (character {error.character!r})"
    return f"{path}:1: not valid YAML: {error}"


def _describe(path: Path, fault: ErrorDetails, lines: dict[Location, int]) -> str:
    at: Location = fault["loc"]
    known = at
    while known not in lines:  # a missing field has its parent's line
        known = known[:-1]
    what = _IN_OTHER_WORDS.get(fault["type"], fault["msg"].removeprefix("Value error, "))
    where = f"{_dotted(at)}: " if at else ""
    return f"{path}:{lines[known]}: {where}{what}"


def _dotted(at: Location) -> str:
    return ".".join(str(part) for part in at)


def dump(data: Mapping[str, Any]) -> str:
    """The fields as lines of YAML, which `load` reads as what they are here."""
    return _dump(data, flow=False)


def dump_flow(data: Mapping[str, Any]) -> str:
    """The same on one line, in braces."""
    return _dump(data, flow=True).strip()


def _dump(data: Mapping[str, Any], *, flow: bool) -> str:
    text: str = yaml.dump(
        dict(data),
        Dumper=_CoreSchemaDumper,
        allow_unicode=True,
        default_flow_style=flow,
        sort_keys=False,
        width=10**9,
    )
    return text
