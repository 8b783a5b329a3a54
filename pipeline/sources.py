"""The sources below raw/: what source.yml says of a publisher, and which documents lie there.

Every file is listed, whether it can be read or not (reading decides that), so that none gets
lost; only source.yml itself and names that begin with a dot are left out. Nothing is opened but
source.yml.
"""

import hashlib
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Self

import pyarrow as pa
import pycountry
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from pipeline import strict_yaml
from pipeline.errors import UserError

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


Text = Annotated[str, Field(min_length=1)]
WebAddress = Annotated[Text, AfterValidator(_web_address)]


class Facts(BaseModel):
    """What is known of one document and does not stand in its text; absent is unknown."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: WebAddress | None = None
    published_on: Annotated[Text, AfterValidator(_partial_date)] | None = None
    authors: Text | None = None
    title: Text | None = None
    subtitle: Text | None = None


class Stated(Facts):
    """What source.yml says of one document: its facts, and the checksum it was added with."""

    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] | None = None


class Settings(BaseModel):
    """A source.yml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Text
    kind: Literal["news", "think_tank", "university", "observatory", "government", "other"]
    country_code: Annotated[Text, AfterValidator(_country)] | None = None
    homepage: WebAddress | None = None
    text_policy: Literal["full", "excerpts", "offsets"] = "excerpts"
    excerpt_limit: Annotated[float, Field(gt=0, le=1)] | None = None  # share of an article
    rights: Text | None = None
    minimum_articles: Annotated[int, Field(ge=0)] = 0  # fewer articles are warned of
    silent_after_days: Annotated[int, Field(ge=1)] | None = None  # without a new article
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


def load_sources(raw: Path) -> list[Source]:
    """The sources below `raw`, by id. UserError names the file at fault and the way out."""
    if not raw.is_dir():
        raise UserError(f"{raw}: there is no such folder. Name the one with --raw, or create it.")
    entries = sorted(entry for entry in raw.iterdir() if not entry.name.startswith("."))
    if not entries:
        raise UserError(f"{raw}: the folder holds no source. Add {raw}/<source>/{SOURCE_FILE}.")
    return [_load_source(entry) for entry in entries]


def _load_source(folder: Path) -> Source:
    if folder.is_symlink() or not folder.is_dir():
        raise UserError(
            f"{folder}: only folders of sources belong here. Move it into a source's folder."
        )
    if not ID.fullmatch(folder.name):
        raise UserError(
            f"{folder}: a source's folder is named in small letters, digits and hyphens, a letter "
            "first. Rename it."
        )
    file = folder / SOURCE_FILE
    if not file.is_file():
        raise UserError(
            f"{file}: missing. Write one with at least `name` and `kind`, as in the other folders."
        )
    text = strict_yaml.read(file)
    settings = strict_yaml.validated(text, file, Settings)
    present = {path.relative_to(folder).as_posix() for path in _files(folder)}
    for name in settings.documents:
        if name not in present:
            raise UserError(
                f"{file}: documents: {name}: there is no such file in {folder}. "
                "Add it, or correct the name."
            )
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Source(source_id=folder.name, sha256=digest, **dict(settings))


def to_table(sources: Sequence[Source]) -> pa.Table:
    """The sources as a table, from which `from_table` makes them again."""
    rows = [{"source_id": each.source_id, "stated": each.model_dump_json()} for each in sources]
    return pa.Table.from_pylist(
        rows, schema=pa.schema([("source_id", pa.string()), ("stated", pa.string())])
    )


def from_table(table: pa.Table) -> list[Source]:
    """The sources that `to_table` made a table of."""
    return [Source.model_validate_json(stated) for stated in table["stated"].to_pylist()]


def list_documents(raw: Path, sources: Sequence[Source]) -> list[RawDocument]:
    """Every file of the sources except source.yml and dot files, sorted by raw_path."""
    documents = []
    for source in sources:
        for path in _files(raw / source.source_id):
            # A name that is no Unicode could be stored nowhere: its odd bytes are written out.
            raw_path = path.relative_to(raw).as_posix().encode("utf-8", "backslashreplace").decode()
            documents.append(RawDocument(source, path, raw_path))
    return sorted(documents, key=lambda document: document.raw_path)


def _files(folder: Path) -> list[Path]:
    found = []
    for parent, folders, files in os.walk(folder, onerror=_unreadable_folder):
        here = Path(parent)
        folders[:] = [name for name in folders if not name.startswith(".")]
        # A link to a folder is not followed; it is listed, and reading rejects it.
        links = [name for name in folders if (here / name).is_symlink()]
        found += [here / name for name in [*files, *links] if not name.startswith(".")]
    return [path for path in found if path != folder / SOURCE_FILE]


def _unreadable_folder(error: OSError) -> None:
    raise UserError(f"{error.filename}: {error.strerror}. Make the folder readable.") from error
