"""Work already done, kept as Parquet: what was extracted from which document.

Belongs here: the store under the work folder. A shard is the result of one batch of documents, a
folder with one file a table, written aside and renamed last; a document is done when its key stands
in a shard. Removing the folder costs time and nothing else.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.schema.arrow import arrow_schema
from pipeline.schema.tables import TableSchema

KEYS = "documents"
"""Table of a shard that names the documents done in it."""

_KEY_SCHEMA = pa.schema([("key", pa.string()), ("raw_path", pa.string())])
OWNER = pa.field("raw_path_of_row", pa.string(), nullable=False)
"""Column of a shard's tables beside those of the dataset: the document that a row came from."""


def document_key(raw_path: str, digest: str, facts: Mapping[str, Any]) -> str:
    """What a result depends on beside the extractor: path, bytes, stated facts."""
    stated = json.dumps(facts, sort_keys=True, default=str)
    return hashlib.sha256("\x1f".join((raw_path, digest, stated)).encode()).hexdigest()


class ShardStore:
    """The shards of one extractor version."""

    def __init__(self, work: Path, extractor_version: str) -> None:
        self.folder = work / "shards" / extractor_version

    def shards(self) -> list[Path]:
        """Finished shards, in a fixed order."""
        if not self.folder.is_dir():
            return []
        return sorted(p for p in self.folder.iterdir() if not p.name.startswith("."))

    def done(self) -> dict[str, Path]:
        """The shard of each document key."""
        found: dict[str, Path] = {}
        for shard in self.shards():
            for key in pq.read_table(shard / f"{KEYS}.parquet")["key"].to_pylist():
                found[key] = shard
        return found

    def add(self, keys: Mapping[str, str], rows: Mapping[str, pa.Table]) -> None:
        """Write one shard: all or nothing. `keys` maps raw_path to document key."""
        name = hashlib.sha256("\n".join(sorted(keys.values())).encode()).hexdigest()[:16]
        self.folder.mkdir(parents=True, exist_ok=True)
        aside = self.folder / f".{name}.{os.getpid()}"
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir()
        listed = pa.table({"key": list(keys.values()), "raw_path": list(keys)}, schema=_KEY_SCHEMA)
        pq.write_table(listed, aside / f"{KEYS}.parquet")
        for table, data in rows.items():
            pq.write_table(data, aside / f"{table}.parquet")
        final = self.folder / name
        if final.exists():
            shutil.rmtree(aside)
        else:
            aside.rename(final)


def shard_schema(table: TableSchema) -> pa.Schema:
    """The columns of a table in a shard."""
    return arrow_schema(table).append(OWNER)


def read_rows(shards: Iterable[Path], table: TableSchema, wanted: pa.Array) -> pa.Table:
    """The rows of one table that came from wanted documents, in the dataset's columns."""
    schema = shard_schema(table)
    parts = [pq.read_table(shard / f"{table.name}.parquet", schema=schema) for shard in shards]
    rows = pa.concat_tables([schema.empty_table(), *parts])
    return rows.filter(pc.is_in(rows[OWNER.name], value_set=wanted)).drop_columns([OWNER.name])
