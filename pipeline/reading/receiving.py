"""From a file below raw/ to the documents in it, as bytes.

Belongs here: opening files, whatever they are, and nothing that looks into their text.
"""

import hashlib
import stat
from collections.abc import Iterator
from pathlib import PurePosixPath

from pipeline.reading.decoding import MAX_BYTES, too_large
from pipeline.reading.document import Received, Rejection, reject
from pipeline.sources import RawDocument


def receive(raw: RawDocument) -> Iterator[Received | Rejection]:
    """The documents in a file; never raises for what is wrong with the file."""
    try:
        obstacle = _obstacle(raw)
        if obstacle:
            yield reject(raw, None, "unreadable", obstacle)
            return
        size = raw.path.stat().st_size
        if size > MAX_BYTES:
            with raw.path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            yield reject(raw, digest, "too_large", too_large(size))
            return
        data = raw.read()
    except OSError as error:
        detail = f"The file cannot be opened ({error.strerror}). Make it readable, or remove it."
        yield reject(raw, None, "unreadable", detail)
        return
    yield Received(raw, data, raw.facts)


def _obstacle(raw: RawDocument) -> str | None:
    """Why the file must not or cannot be opened at all."""
    root = raw.path.parents[len(PurePosixPath(raw.raw_path).parts) - 1]
    try:
        target = raw.path.resolve(strict=True)
    except (FileNotFoundError, RuntimeError):  # RuntimeError: links that lead to each other
        return "The file is a link that leads nowhere. Copy the document itself."
    if not target.is_relative_to(root.resolve()):
        return "The file is a link that leads out of the raw folder. Copy the document itself."
    if not stat.S_ISREG(target.stat().st_mode):
        return "It is not an ordinary file, or a link to a folder. Copy the documents themselves."
    return None
