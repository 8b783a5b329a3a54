"""What is asked for: files, their source, and what is stated of both."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from pipeline.errors import UserError
from pipeline.sources import ID, SOURCE_FILE, Facts, Settings

M = TypeVar("M", bound=BaseModel)

FLAGS = {
    "name": "--publisher",
    "kind": "--kind",
    "country_code": "--country",
    "homepage": "--homepage",
    "url": "--url",
    "published_on": "--date",
    "title": "--title",
    "authors": "--authors",
}
"""By field of source.yml."""


@dataclass(frozen=True)
class Order:
    """`publisher` has the fields of a source that were given, `facts` is true of every file."""

    files: tuple[Path, ...]
    source_id: str
    publisher: Mapping[str, str]
    facts: Facts


def order(files: tuple[Path, ...], source_id: str, given: Mapping[str, str | None]) -> Order:
    """The order of these files with the values given by field. UserError names a faulty one."""
    _require_id(source_id)
    values = {name: " ".join(value.split()) for name, value in given.items() if value is not None}
    facts = {name: value for name, value in values.items() if name in Facts.model_fields}
    publisher = {name: value for name, value in values.items() if name not in facts}
    asked = Order(files, source_id, publisher, _valid(Facts, facts))
    of_one = of_one_document(asked.facts)
    if len(files) > 1 and of_one:
        raise UserError(f"{of_one} can be said of one file only. Add the files one by one.")
    return asked


def of_one_document(facts: Facts) -> str:
    """The flags given that cannot be true of several documents, in words."""
    return " and ".join(FLAGS[name] for name in ("url", "title") if getattr(facts, name))


def is_new(raw: Path, source_id: str) -> bool:
    """Whether there is no such source yet. UserError where its folder has no source.yml."""
    _require_id(source_id)
    folder = raw / source_id
    if folder.exists() and not (folder / SOURCE_FILE).is_file():
        raise UserError(f"{folder / SOURCE_FILE}: missing. Write one, or rename the folder.")
    return not folder.exists()


def new_settings(raw: Path, order: Order) -> Settings:
    """Of a source that does not exist yet. UserError names the flags that are missing."""
    missing = [FLAGS[name] for name in ("name", "kind") if name not in order.publisher]
    if missing:
        known = sorted(path.parent.name for path in raw.glob(f"*/{SOURCE_FILE}"))
        raise UserError(
            f"there is no source {order.source_id} yet: say {' and '.join(missing)} to make it. "
            f"Sources that there are: {', '.join(known) or 'none'}."
        )
    return _valid(Settings, {**order.publisher, "minimum_articles": 1})


def require_as_stated(order: Order, source: Settings, file: Path) -> None:
    """UserError if the order says otherwise of a source than its source.yml."""
    for name, value in order.publisher.items():
        stated = getattr(source, name)
        if value != stated:
            raise UserError(
                f"{FLAGS[name]} {value}: {file} states {stated or 'nothing'}. Correct that file, "
                "or leave the option out."
            )


def _require_id(source_id: str) -> None:
    if not ID.fullmatch(source_id):
        raise UserError(
            f"--source {source_id}: a source is named in small letters, digits and hyphens, a "
            "letter first."
        )


def _valid(model: type[M], values: Mapping[str, Any]) -> M:
    try:
        return model(**values)
    except ValidationError as error:
        faults = (
            f"{FLAGS[str(fault['loc'][0])]}: {fault['msg'].removeprefix('Value error, ')}"
            for fault in error.errors()
        )
        raise UserError("\n".join(faults)) from None
