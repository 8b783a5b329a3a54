"""What archives and front matter may state of an article, under which names.

Belongs here: the names of fields, and making facts of their values. A value that cannot be
understood, such as a date that could be two days, counts as not stated.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from dateutil import parser
from pydantic import ValidationError

from pipeline.sources import Facts

FIELDS: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article_text", "article_body", "full_text", "maintext"),
    "html": ("html", "content_html", "body_html", "raw_html"),
    "id": ("id", "article_id", "document_id", "doc_id", "uid", "guid"),
    "title": ("title", "headline"),
    "subtitle": ("subtitle", "subheadline", "standfirst"),
    "url": ("url", "link", "canonical_url", "source_url", "permalink"),
    "published_on": (
        "published_on", "date", "published", "published_at", "date_published", "date_publish",
        "publish_date", "publication_date", "pubdate", "datetime",
    ),
    "authors": ("authors", "author", "byline", "creator"),
}  # fmt: skip
"""What a field is called, best name first; small and capital letters, spaces and hyphens alike."""

STATED = ("title", "subtitle", "url", "published_on", "authors")
"""Fields that become facts of the article."""

_NAMES = {name: field for field, names in FIELDS.items() for name in names}
_LONGEST_DATE = 100  # characters, of a date in words


def field_of(name: str) -> str | None:
    """The field that a column or key of this name is; None for one that is not known."""
    return _NAMES.get(re.sub(r"[\s-]+", "_", name.strip().lower()))


def by_field(record: Mapping[str, Any]) -> dict[str, Any]:
    """The known fields of a record that have a value; of several names of one the best counts."""
    found: dict[str, tuple[int, Any]] = {}
    for name, value in record.items():
        field = field_of(name)
        if field is None or value is None or value == "" or value == []:
            continue
        rank = FIELDS[field].index(re.sub(r"[\s-]+", "_", name.strip().lower()))
        if field not in found or rank < found[field][0]:
            found[field] = (rank, value)
    return {field: value for field, (_, value) in found.items()}


def facts_of(fields: Mapping[str, Any]) -> Facts:
    """What is stated of an article, of values by field."""
    stated: dict[str, str] = {}
    for field in STATED:
        value = _understood(field, fields.get(field))
        if value is not None:
            try:
                Facts.model_validate({field: value})
            except ValidationError:
                continue
            stated[field] = value
    return Facts(**stated)


def merged(first: Facts, second: Facts) -> Facts:
    """What is stated first, and what only the second states."""
    return second.model_copy(update=first.model_dump(exclude_none=True))


def with_title(title: str | None, text: str) -> str:
    """A text with its title as the first paragraph, unless it begins with it."""
    beginning = text.lstrip().partition("\n")[0]
    if title is None or " ".join(beginning.split()).casefold() == title.casefold():
        return text
    return f"{title}\n\n{text}"


def _understood(field: str, value: Any) -> str | None:
    if field == "authors":
        return "; ".join(filter(None, map(_author, _listed(value)))) or None
    text = _plain(value)
    return understood_date(text) if field == "published_on" and text else text


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _author(value: Any) -> str | None:
    return _plain(value.get("name")) if isinstance(value, dict) else _plain(value)


def _plain(value: Any) -> str | None:
    """A text of one line; None for what is none, or holds what no text may hold."""
    if not isinstance(value, str):
        return None
    text = " ".join(value.split())
    return text if text and not re.search("[\x00-\x1f\x7f\ud800-\udfff]", text) else None


def understood_date(value: str) -> str | None:
    """A date as ISO 8601 day, month or year; None where it is ambiguous or none."""
    iso = re.match(r"([0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?)(?:[T ][0-9:.,]+.*)?$", value)
    if iso:
        return iso[1]
    compact = re.fullmatch(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:[T ]?[0-9]{4,6}Z?)?", value)
    if compact:
        return "-".join(compact.groups())
    if len(value) > _LONGEST_DATE or not re.search(r"[A-Za-z]{3}", value):
        return None
    days = set()
    for default in (datetime(1904, 1, 1), datetime(2003, 12, 28)):  # what is missing differs
        try:
            days.add(parser.parse(value, default=default, ignoretz=True).date())
        except (ValueError, OverflowError):
            return None
    return days.pop().isoformat() if len(days) == 1 else None
