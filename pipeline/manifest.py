"""The manifest of a run: every document that lies below raw/ when it begins, with its hash.

Belongs here: opening each file, and the key under which the work on a document is kept. What
arrives later waits for the next run.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import chain, islice
from textwrap import shorten
from typing import Any

import pyarrow as pa

from pipeline.publishing.checksums import sha256
from pipeline.raw_folder import Stray
from pipeline.reading.document import Received, Rejection
from pipeline.reading.receiving import receive
from pipeline.shards import document_key
from pipeline.sources import RawDocument

SCHEMA = pa.schema(
    [
        pa.field("raw_path", pa.string(), nullable=False),
        pa.field("source_id", pa.string(), nullable=False),
        pa.field("file", pa.string(), nullable=False),  # the file that the document lies in
        pa.field("file_sha256", pa.string()),
        pa.field("sha256", pa.string()),  # of the document
        pa.field("key", pa.string()),  # null: it could not be received, for the reason beside
        pa.field("reason", pa.string()),
        pa.field("detail", pa.string()),
    ]
)

ROWS = 10_000
"""As many at a time are Python's; the others are Arrow's, which takes a tenth of the memory."""

DETAIL = 300
"""Characters of what is wrong with a source, repeated with each of its files."""


def make(documents: Sequence[RawDocument], strays: Sequence[Stray] = ()) -> pa.Table:
    """Every document of the files, in their order, then the strays; null hashes where the bytes
    cannot be had.
    """
    rows = chain(chain.from_iterable(map(_rows, documents)), map(_stray, strays))
    parts = [SCHEMA.empty_table()]
    while part := list(islice(rows, ROWS)):
        parts.append(pa.Table.from_pylist(part, schema=SCHEMA))
    return pa.concat_tables(parts)


def key_of(received: Received, digest: str) -> str:
    """Under which the work on a document is kept: it changes with path, bytes and all that is
    stated of it. `digest` is the hash of its bytes.
    """
    stated = {name: value for name, value in vars(received).items() if name not in ("raw", "data")}
    return document_key(
        received.raw_path, digest, stated | {"facts": received.facts.model_dump(mode="json")}
    )


def _rows(raw: RawDocument) -> Iterator[dict[str, Any]]:
    found = (_row(raw, document) for document in receive(raw))
    first = next(found, None)
    if first is None:
        return
    digest = first["sha256"]
    if first["raw_path"] != raw.raw_path:  # an archive: its documents have names below its own
        digest = sha256(raw.path)
    for row in chain([first], found):
        yield {**row, "file_sha256": digest}


def _row(raw: RawDocument, document: Received | Rejection) -> dict[str, Any]:
    about: dict[str, Any] = {
        "source_id": raw.source.source_id,
        "file": raw.raw_path,
        "raw_path": document.raw_path,
    }
    if isinstance(document, Rejection):
        return about | {
            "sha256": document.raw_sha256,
            "reason": document.reason,
            "detail": document.detail,
        }
    digest = document.sha256
    return about | {"sha256": digest, "key": key_of(document, digest)}


def _stray(stray: Stray) -> dict[str, Any]:
    digest = None
    if stray.path.is_file() and not stray.path.is_symlink():
        with suppress(OSError):
            digest = sha256(stray.path)
    return {
        "source_id": stray.name,
        "file": stray.raw_path,
        "raw_path": stray.raw_path,
        "file_sha256": digest,
        "sha256": digest,
        "reason": "no_source",
        "detail": shorten(stray.fault.splitlines()[0], DETAIL, placeholder=" …"),
    }
