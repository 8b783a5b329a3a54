"""What one release consists of, handed to every writer of this package.

Belongs here: the plain record of a release. Does not belong here: how any file of it is written.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa

from pipeline.paths import SCHEMAS
from pipeline.publishing.difference import Difference
from pipeline.publishing.received import snapshot_sha256
from pipeline.schema.dataset import Dataset, View, load_dataset, load_views
from pipeline.schema.tables import TableSchema, load_tables


@dataclass(frozen=True)
class Provenance:
    """What the tables were made from, and by which code.

    `extractor_version`: hash of what decides the rows; `code_sha256`: of all code, descriptions and
    locked libraries; `raw`: hash by path of every received file; `sources_read_until`: the day up
    to which every source was read, None if a source does not state it.
    """

    extractor_version: str
    code_sha256: str
    raw: Mapping[str, str]
    sources_read_until: date | None = None

    @property
    def raw_sha256(self) -> str:
        """One hash for all received files."""
        return snapshot_sha256(self.raw)


@dataclass(frozen=True)
class Description:
    """Everything that schemas/ says of the dataset."""

    dataset: Dataset
    tables: dict[str, TableSchema]
    views: list[View]

    @classmethod
    def load(cls, schemas: Path = SCHEMAS) -> "Description":
        """Raises UserError on any fault in the files."""
        return cls(load_dataset(schemas), load_tables(schemas), load_views(schemas))


@dataclass(frozen=True)
class Release:
    """One version: its description, its tables as published, and how it differs from `previous`.

    `withdrawn_since` has the versions between the two, with the reason for their withdrawal.
    """

    version: str
    published: date
    description: Description
    tables: Mapping[str, pa.Table]
    provenance: Provenance
    difference: Difference
    previous: str | None
    withdrawn_since: Mapping[str, str]

    @property
    def counts(self) -> dict[str, int]:
        """Number of rows by table."""
        return {name: self.tables[name].num_rows for name in self.description.tables}
