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
from pipeline.schema.dataset import Dataset, View, load_dataset, load_views
from pipeline.schema.tables import TableSchema, load_tables


@dataclass(frozen=True)
class Provenance:
    """What the tables were made from: the extractors' version, a hash of the received documents."""

    extractor_version: str
    raw_sha256: str


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
    """One version: its description, its tables as published, and how it differs from `previous`."""

    version: str
    published: date
    description: Description
    tables: Mapping[str, pa.Table]
    provenance: Provenance
    difference: Difference
    previous: str | None

    @property
    def counts(self) -> dict[str, int]:
        """Number of rows by table."""
        return {name: self.tables[name].num_rows for name in self.description.tables}
