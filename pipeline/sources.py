"""What source.yml says of a publisher and of each of its documents.

Belongs here: the fields of source.yml with their rules, and a document as it lies below raw/. Does
not belong here: listing what is there (raw_folder.py).
"""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Self

import pycountry
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

SOURCE_FILE = "source.yml"
ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def _country(code: str) -> str:
    if pycountry.countries.get(alpha_2=code) is None or code != code.upper():
        raise ValueError(f"{code!r} is not an ISO 3166-1 alpha-2 country code, such as CA")
    return code


def _partial_date(value: str) -> str:
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", value):
        raise ValueError(f"{value!r} is not a date such as 2020-09-08, 2020-09 or 2020")
    date.fromisoformat((value + "-01-01")[:10])
    return value


def _web_address(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s/]+\S*", value):
        raise ValueError(f"{value!r} is not an address that begins with https:// or http://")
    return value


def _visible(value: str) -> str:
    if not value.strip() or re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", value):
        raise ValueError("must be text without control characters")
    return value


def _one_line(value: str) -> str:
    if value.splitlines() != [value]:
        raise ValueError("must be one line")
    return value


Words = Annotated[str, Field(min_length=1, max_length=5000), AfterValidator(_visible)]
Line = Annotated[
    str,
    Field(min_length=1, max_length=2000),
    AfterValidator(_visible),
    AfterValidator(_one_line),
]
WebAddress = Annotated[Line, AfterValidator(_web_address)]


class Facts(BaseModel):
    """What is known of one document and does not stand in its text; absent is unknown."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: WebAddress | None = None
    published_on: Annotated[str, AfterValidator(_partial_date)] | None = None
    authors: Line | None = None
    title: Line | None = None
    subtitle: Line | None = None


class Stated(Facts):
    """What source.yml says of one document: its facts, and the checksum it was added with."""

    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] | None = None


class Settings(BaseModel):
    """A source.yml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Line
    kind: Literal["news", "think_tank", "university", "observatory", "government", "other"]
    country_code: Annotated[str, AfterValidator(_country)] | None = None
    homepage: WebAddress | None = None
    text_policy: Literal["full", "excerpts", "offsets"] = "excerpts"
    excerpt_limit: Annotated[float, Field(gt=0, le=1)] | None = None  # share of an article
    rights: Words | None = None
    minimum_articles: Annotated[int, Field(ge=0, le=10**9)] = 0  # fewer articles are warned of
    silent_after_days: Annotated[int, Field(ge=1, le=36_500)] | None = None  # without a new article
    read_until: date | None = None  # the day up to which its documents were taken in
    documents: dict[str, Stated] = {}

    @model_validator(mode="after")
    def _limit_has_an_effect(self) -> Self:
        if self.excerpt_limit is not None and self.text_policy != "excerpts":
            raise ValueError(f"excerpt_limit has no effect with text_policy {self.text_policy}")
        return self

    def largest_share(self, usual: float) -> float:
        """How much of an article a release may show, 0 to 1; `usual` unless the file sets it."""
        return {"full": 1.0, "excerpts": self.excerpt_limit or usual, "offsets": 0.0}[
            self.text_policy
        ]


class Source(Settings):
    """A publisher; its id is the name of its folder."""

    source_id: str
    sha256: str | None = None  # of its source.yml


@dataclass(frozen=True)
class RawDocument:
    """A file as received. `raw_path` is relative to raw/, with forward slashes."""

    source: Source
    path: Path
    raw_path: str

    @property
    def name(self) -> str:
        """The path of the document within its source."""
        return self.raw_path.removeprefix(f"{self.source.source_id}/")

    @property
    def facts(self) -> Facts:
        """What source.yml states about this document, its checksum left out."""
        stated = self.source.documents.get(self.name, Stated())
        return Facts(**stated.model_dump(exclude={"sha256"}))

    def read(self) -> bytes:
        """The bytes of the file; OSError when it cannot be opened."""
        return self.path.read_bytes()
