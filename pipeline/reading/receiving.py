"""From a file below raw/ to the documents in it, as bytes.

Belongs here: opening files, whatever they are, and telling one document from an archive of many.
Archives are read as a stream. The text of a document is made elsewhere.
"""

import hashlib
import stat
from collections.abc import Iterator
from dataclasses import replace
from io import BufferedReader
from pathlib import PurePosixPath
from typing import BinaryIO

from pipeline.reading.document import MAX_BYTES, Received, Rejection, reject, too_large
from pipeline.reading.encodings import is_wide
from pipeline.reading.formats import HEAD, Archive, recognise
from pipeline.reading.records import Records
from pipeline.reading.tables import csv_records, jsonl_records
from pipeline.reading.unpacking import BOMB, PACKED, BombError, Unpacked, damaged
from pipeline.reading.warc import warc_records
from pipeline.sources import RawDocument

State = tuple[int, int, int]


def receive(raw: RawDocument) -> Iterator[Received | Rejection]:
    """The documents in a file; never raises for what is wrong with the file.

    A file whose documents are many is received whole in their place: each record stands for
    itself, and what cannot be told apart is one rejection.
    """
    try:
        obstacle = _obstacle(raw)
        if obstacle:
            yield reject(raw, None, "unreadable", obstacle)
            return
        with raw.path.open("rb") as file:
            yield from _received(raw, file)
    except OSError as error:
        why = error.strerror or str(error)
        detail = f"The file cannot be read ({why}). Make it readable, or remove it."
        yield reject(raw, None, "unreadable", detail)


def _received(raw: RawDocument, file: BufferedReader) -> Iterator[Received | Rejection]:
    before = _state(raw)
    head, packed, damage = _head(file)
    if damage and not head:
        yield reject(raw, _sha256(file), "damaged", damaged(damage))
        return
    found = recognise(head, _unpacked_name(raw.name))
    if isinstance(found, tuple):
        yield reject(raw, _sha256(file), *found)
    elif found == "jsonl" or found == "csv" or found == "warc":
        yield from _archive(raw, found, file, packed, head, before)
    else:
        data = file.read(MAX_BYTES + 1)
        if _state(raw) != before:
            yield reject(raw, None, "changed", _CHANGED)
        elif len(data) > MAX_BYTES:
            yield reject(raw, _sha256(file), *too_large("The file"))
        else:
            yield Received(raw, data, raw.facts, found)


def _archive(
    raw: RawDocument,
    archive: Archive,
    file: BufferedReader,
    packed: bool,
    head: bytes,
    before: State,
) -> Iterator[Received | Rejection]:
    if is_wide(head):
        yield reject(raw, _sha256(file), "encoding", (
            "The archive is in UTF-16 or UTF-32. Convert it: iconv -f UTF-16 -t UTF-8."
        ))  # fmt: skip
        return
    records = Records(raw)
    for document in _records(archive, Unpacked(file) if packed else file, head, records):
        if isinstance(document, Rejection) and document.raw_path == raw.raw_path:
            document = replace(document, raw_sha256=_sha256(file))
        yield document
    if _state(raw) != before and not records.ended:
        records.next()
        yield records.rest("changed", _CHANGED)


def _records(
    archive: Archive, stream: BinaryIO, head: bytes, records: Records
) -> Iterator[Received | Rejection]:
    """The documents of an archive, up to where it breaks off."""
    found = {
        "jsonl": lambda: jsonl_records(stream, records),
        "csv": lambda: csv_records(stream, head, records),
        "warc": lambda: warc_records(stream, records),
    }[archive]()
    none = True
    try:
        for document in found:
            none = False
            yield document
    except BombError:
        records.next()
        yield records.rest("too_large", BOMB)
        return
    if isinstance(stream, Unpacked) and stream.damage and not records.ended:
        records.next()
        yield records.rest("damaged", damaged(stream.damage))
    elif none:
        yield records.whole("empty", "The archive holds no article. Fill it, or remove it.")


def _head(file: BufferedReader) -> tuple[bytes, bool, str | None]:
    """The beginning of a file, unpacked if it is packed; whether it is; what is wrong with that.

    The file stands at its beginning after it.
    """
    head = file.read(HEAD)
    file.seek(0)
    if not head.startswith(PACKED):
        return head, False, None
    stream = Unpacked(file)
    head = stream.read(HEAD)
    file.seek(0)
    return head, True, stream.damage


def _unpacked_name(name: str) -> str:
    return name[:-3] if name.lower().endswith(".gz") else name


_CHANGED = "The file changed while it was read. The next run takes it as it is then."


def _state(raw: RawDocument) -> State:
    """What another state of the file would not share."""
    found = raw.path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns


def _sha256(file: BufferedReader) -> str:
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()


def _obstacle(raw: RawDocument) -> str | None:
    """Why the file must not or cannot be opened at all."""
    if raw.path.is_symlink():  # listing follows no link to a folder: no other part can be one
        try:
            target = raw.path.resolve(strict=True)
        except (FileNotFoundError, RuntimeError):  # RuntimeError: links that lead to each other
            return "The file is a link that leads nowhere. Copy the document itself."
        root = raw.path.parents[len(PurePosixPath(raw.raw_path).parts) - 1]
        if not target.is_relative_to(root.resolve()):
            return "The file is a link that leads out of the raw folder. Copy the document itself."
    if not stat.S_ISREG(raw.path.stat().st_mode):
        return "It is not an ordinary file, or a link to a folder. Copy the documents themselves."
    return None
