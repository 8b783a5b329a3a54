"""What is packed with gzip, unpacked as a stream that no bomb can blow up."""

import gzip
import io
import zlib
from typing import BinaryIO

from pipeline.reading.document import MAX_BYTES, Fault, too_large

MAX_RATIO = 100
"""Times its packed size that a file may unpack to, beyond the size of one document. Text packs to a
tenth, archives of pages to a thirtieth at best."""

BOMB = (
    "The file unpacks to far more than texts would, as a bomb does. If it is what it should be, "
    "unpack it by hand, and remove the packed one."
)

PACKED = b"\x1f\x8b"


class BombError(Exception):
    """A file unpacks to far more than any text would."""


DAMAGE = (gzip.BadGzipFile, EOFError, zlib.error)
"""What reading raises for a packed file that is damaged or breaks off."""


def unpacked(file: BinaryIO) -> BinaryIO:
    """The unpacked bytes of a gzip file from where it stands; reading may raise BombError."""
    return io.BufferedReader(_Unpacking(file), 1 << 16)


class _Unpacking(io.RawIOBase):
    def __init__(self, packed: BinaryIO) -> None:
        self._packed = packed
        self._file = gzip.GzipFile(fileobj=packed)
        self._size = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._file.read1(len(buffer))
        buffer[: len(data)] = data
        self._size += len(data)
        if self._size > MAX_BYTES and self._size > MAX_RATIO * self._packed.tell():
            raise BombError
        return len(data)


def unpack_document(data: bytes) -> bytes | Fault:
    """One packed document, or why it cannot be had; what is not packed stays as it is."""
    if not data.startswith(PACKED):
        return data
    try:
        found = unpacked(io.BytesIO(data)).read(MAX_BYTES + 1)
    except DAMAGE as error:
        return "damaged", f"The file is packed with gzip and damaged ({error}). Fetch it again."
    except BombError:
        return "too_large", BOMB
    return too_large("The unpacked file") if len(found) > MAX_BYTES else found
