"""The manifest of a run: every document that lies below raw/ when it begins, with its hash.

Belongs here: opening each file once, and the key under which the work on a document is kept. What
arrives later waits for the next run.
"""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa

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


def make(documents: Sequence[RawDocument]) -> pa.Table:
    """Every document of the files, in their order; null hashes where the bytes cannot be had."""
    rows = [row for raw in documents for row in _rows(raw)]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def key_of(received: Received) -> str:
    """Under which the work on a document is kept: it changes with path, bytes and stated facts."""
    return document_key(received.raw_path, received.sha256, received.facts.model_dump())


def _rows(raw: RawDocument) -> Iterator[dict[str, Any]]:
    found = [_row(raw, document) for document in receive(raw)]
    if [row["raw_path"] for row in found] == [raw.raw_path]:
        digest = found[0]["sha256"]
    else:  # an archive
        with raw.path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    yield from ({**row, "file_sha256": digest} for row in found)


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
    return about | {"sha256": document.sha256, "key": key_of(document)}
