"""The dataset as a whole as described in schemas/dataset.yml, and its views in schemas/views/.

Belongs here: title, licence, citation facts, the order of the tables, the views' SQL. Does not
belong here: anything about single tables (tables.py) or about one release (pipeline.publishing).
"""

import itertools
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from pipeline import strict_yaml
from pipeline.errors import UserError
from pipeline.paths import SCHEMAS

Text = Annotated[str, Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Licence(_Strict):
    """Licence of what the project itself made; the excerpts keep their owners' rights."""

    id: Text  # SPDX
    title: Text
    url: Text


class Creator(_Strict):
    name: Text


class Excerpts(_Strict):
    """How much text a release shows: the usual limit, and the tables whose texts come first."""

    limit: Annotated[float, Field(gt=0, le=1)]  # share of an article's characters
    first: tuple[Text, ...]


class Dataset(_Strict):
    """schemas/dataset.yml."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    title: Text
    description: Text
    licence: Licence
    excerpt_rights: Text
    excerpts: Excerpts
    known_limits: Annotated[tuple[Text, ...], Field(min_length=1)]
    creators: Annotated[tuple[Creator, ...], Field(min_length=1)]
    citation_message: Text
    keywords: Annotated[tuple[Text, ...], Field(min_length=1)]
    schema_version: Annotated[int, Field(ge=1)]
    stable: bool
    schedule: Text  # cron, in UTC
    tables: Annotated[tuple[Text, ...], Field(min_length=1)]

    def citation(self, version: str, year: int) -> str:
        """How to cite a version, in one line."""
        creators = "; ".join(creator.name for creator in self.creators)
        return f"{creators} ({year}): {self.title}. Version {version}. Dataset."


@dataclass(frozen=True)
class View:
    """A named query of the published database, and what it and its columns mean."""

    name: str
    comment: str
    columns: dict[str, str]
    sql: str


def load_dataset(schemas: Path = SCHEMAS) -> Dataset:
    """The description of the dataset. Raises UserError on any fault."""
    return strict_yaml.load(schemas / "dataset.yml", Dataset)


def load_views(schemas: Path = SCHEMAS) -> list[View]:
    """The views in schemas/views/*.sql, by name. Raises UserError for one without its comments."""
    return [_load_view(path) for path in sorted((schemas / "views").glob("*.sql"))]


def _load_view(path: Path) -> View:
    """First comment line: the view's comment; then a line `-- column: comment` each; the query."""
    lines = path.read_text(encoding="utf-8").splitlines()
    head = list(itertools.takewhile(lambda line: line.startswith("-- "), lines))
    sql = "\n".join(lines[len(head) :]).strip().rstrip(";")
    if not head or not sql:
        raise UserError(f"{path}:1: must begin with a comment line (-- …), then the query")
    columns = {}
    for number, line in enumerate(head[1:], start=2):
        name, colon, comment = line.removeprefix("-- ").partition(": ")
        if not colon:
            raise UserError(f"{path}:{number}: must be `-- column: what it means`")
        columns[name] = comment
    return View(path.stem, head[0].removeprefix("-- "), columns, sql)
