"""Work already done, kept as Parquet: what was extracted from which document.

Belongs here: the store under the work folder. A shard is one file with a row for each document: its
key, and for each table a list of its rows; written aside and renamed, so it is there whole or not
at all. A document is done when its key stands in a shard. Small shards are merged as they become
many: reading a hundred thousand documents takes dozens of files, not thousands. Removing the folder
costs time and nothing else.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from math import log
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from filelock import FileLock

from pipeline.errors import UserError
from pipeline.schema.arrow import arrow_schema
from pipeline.schema.tables import load_tables

Row = dict[str, Any]

FROM_DOCUMENTS = (
    "articles", "sentences", "entities", "entity_aliases", "entity_mentions", "quotes", "claims",
    "principle_mentions", "rejected_documents",
)  # fmt: skip
"""Tables whose rows come out of single documents; the others come from codebook and sources."""

TEXTS = "texts"
"""Of a shard alone: the text of each article, and by what texts are known to be the same."""

_TEXTS_SCHEMA = pa.schema(
    [
        pa.field("article_id", pa.string(), nullable=False),
        pa.field("text", pa.string(), nullable=False),
        pa.field("normalised_sha256", pa.string(), nullable=False),
        pa.field("signature", pa.binary(), nullable=False),
    ]
)

MERGED = 16
"""As many shards of about one size become one."""
LARGEST = 4096, 32 * 2**20
"""Documents and bytes of a shard that is merged no more."""
_SHARDS = "[0-9]*.parquet"
_LEFT = "left.parquet"


def document_key(raw_path: str, digest: str, facts: Mapping[str, Any]) -> str:
    """What a result depends on beside the extractor: path, bytes, stated facts."""
    stated = json.dumps(facts, sort_keys=True, default=str)
    return hashlib.sha256("\x1f".join((raw_path, digest, stated)).encode()).hexdigest()


@cache
def table_schema(name: str) -> pa.Schema:
    """The columns of a table as shards hold it: those of the dataset."""
    return _TEXTS_SCHEMA if name == TEXTS else arrow_schema(load_tables()[name])


def shard_of(documents: Sequence[tuple[str, Mapping[str, Sequence[Row]]]]) -> pa.Table:
    """A shard: of each document its key, and its rows by table."""
    nothing: dict[str, list[Row]] = {name: [] for name in (*FROM_DOCUMENTS, TEXTS)}
    rows = [{"key": key, **nothing, **tables} for key, tables in documents]
    return pa.Table.from_pylist(rows, schema=_shard_schema())


@cache
def _shard_schema() -> pa.Schema:
    lists = [
        pa.field(name, pa.list_(pa.struct(list(table_schema(name).remove_metadata()))))
        for name in (*FROM_DOCUMENTS, TEXTS)
    ]
    return pa.schema([pa.field("key", pa.string(), nullable=False), *lists])


@dataclass(frozen=True)
class Selection:
    """Documents of a store, each from one shard: `parts` are shards, with the rows wanted of each.

    None stands for all rows.
    """

    parts: tuple[tuple[Path, pa.Array | None], ...]

    def read(self, name: str, columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
        """The rows of one table, shard by shard: never more than a shard of them in memory."""
        schema = table_schema(name)
        for path, wanted in self.parts:
            paths = [f"{name}.list.element.{column}" for column in columns or ()]
            lists = _read(path, paths or [name])[name]
            if wanted is not None:
                lists = lists.take(wanted)
            rows = pa.Table.from_struct_array(pc.list_flatten(lists))
            yield rows.cast(pa.schema([schema.field(column) for column in rows.column_names]))

    def table(self, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        """The same as one table."""
        fields = [
            table_schema(name).field(column) for column in columns or table_schema(name).names
        ]
        return pa.concat_tables([pa.schema(fields).empty_table(), *self.read(name, columns)])


class ShardStore:
    """The shards of one extractor version."""

    def __init__(self, work: Path, extractor_version: str) -> None:
        self.folder = work / "shards" / extractor_version

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the only one that writes: others wait. What a run that died has left is removed."""
        lock = FileLock(self.folder / ".lock")
        with self._told_if_it_fails():
            self.folder.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        try:
            for path in self.folder.glob(".*.unfinished"):
                path.unlink()
            self._remove_merged()
            yield
        finally:
            lock.release()

    def shards(self) -> list[Path]:
        """Finished shards, the largest first, else in a fixed order."""
        return sorted(self.folder.glob(_SHARDS), key=lambda path: (-_n_documents(path), path.name))

    def done(self) -> set[str]:
        """The keys of the documents that are done."""
        return {key for path in self.shards() for key in _read(path, ["key"])["key"].to_pylist()}

    def select(self, keys: pa.ChunkedArray | pa.Array) -> Selection:
        """The documents with these keys, as far as they are there."""
        left = self.folder / _LEFT
        wanted = set(keys.drop_null().to_pylist())
        parts: list[tuple[Path, pa.Array | None]] = []
        for path in [*self.shards(), *([left] if left.exists() else [])]:
            there = _read(path, ["key"])["key"].to_pylist()
            rows = [row for row, key in enumerate(there) if key in wanted]
            wanted.difference_update(there)
            if rows:
                parts.append((path, pa.array(rows) if len(rows) < len(there) else None))
        return Selection(tuple(parts))

    def add(self, shard: pa.Table) -> None:
        """Write one shard: all or nothing."""
        self._write(shard, _name(shard))
        while paths := self._to_be_merged():
            merged = _without_repeats(pa.concat_tables([_read(path) for path in paths]))
            self._write(merged, _name(merged))
            for path in paths:
                path.unlink()

    def leave(self, shard: pa.Table) -> None:
        """Keep what is true of this run alone: documents that are not done, with the reason."""
        if shard.num_rows:
            self._write(shard, _LEFT)
        else:
            (self.folder / _LEFT).unlink(missing_ok=True)

    def _write(self, shard: pa.Table, name: str) -> None:
        unfinished = self.folder / f".{name}.{os.getpid()}.unfinished"
        with self._told_if_it_fails():
            self.folder.mkdir(parents=True, exist_ok=True)
            try:
                pq.write_table(shard, unfinished)
                unfinished.replace(self.folder / name)
            except OSError:
                unfinished.unlink(missing_ok=True)
                raise

    @contextmanager
    def _told_if_it_fails(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise UserError(f"{self.folder}: cannot be written: {error}") from error

    def _to_be_merged(self) -> list[Path]:
        """Shards of about one size, where there are many."""
        small = [path for path in self.shards() if not _is_large(path)]
        groups = [list(group) for _, group in groupby(small, key=_size_class)]
        return next((group for group in groups if len(group) >= MERGED), [])

    def _remove_merged(self) -> None:
        """Remove shards that a run which died had merged already."""
        seen: set[str] = set()
        for path in self.shards():
            keys = set(_read(path, ["key"])["key"].to_pylist())
            if keys <= seen:
                path.unlink()
            seen |= keys


def _read(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """Columns of a shard. UserError where the disk has damaged it."""
    try:
        with pq.ParquetFile(path) as file:
            return file.read(columns=columns)
    except (pa.ArrowException, OSError) as error:
        raise UserError(
            f"{path}: cannot be read ({error}). Remove it: its documents are read again."
        ) from error


def _without_repeats(shard: pa.Table) -> pa.Table:
    """Each document once."""
    keys = shard["key"].to_pylist()
    first = {key: row for row, key in reversed(list(enumerate(keys)))}
    return shard if len(first) == len(keys) else shard.take(pa.array(sorted(first.values())))


def _name(shard: pa.Table) -> str:
    """Of its file: the number of its documents, and a hash of which they are."""
    digest = hashlib.sha256("\n".join(sorted(shard["key"].to_pylist())).encode()).hexdigest()
    return f"{shard.num_rows}-{digest[:16]}.parquet"


def _n_documents(shard: Path) -> int:
    return int(shard.name.partition("-")[0])


def _size_class(shard: Path) -> int:
    return int(log(_n_documents(shard), MERGED))


def _is_large(shard: Path) -> bool:
    n_documents, n_bytes = LARGEST
    return _n_documents(shard) >= n_documents or shard.stat().st_size >= n_bytes
