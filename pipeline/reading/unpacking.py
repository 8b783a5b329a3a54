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


_DAMAGE = (gzip.BadGzipFile, EOFError, zlib.error)


class BombError(Exception):
    """A file unpacks to far more than any text would."""


class Unpacked(io.BufferedReader):
    """The unpacked bytes of a gzip file from where it stands; reading may raise BombError.

    It ends where the file is damaged or breaks off, and then `damage` says so.
    """

    def __init__(self, packed: BinaryIO) -> None:
        self._source = _Unpacking(packed)
        super().__init__(self._source, 1 << 16)

    @property
    def damage(self) -> str | None:
        """What is wrong with the file, as far as it was read."""
        return self._source.damage


class _Unpacking(io.RawIOBase):
    def __init__(self, packed: BinaryIO) -> None:
        self._packed = packed
        self._file = gzip.GzipFile(fileobj=packed)
        self._size = 0
        self.damage: str | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = b"" if self.damage else self._file.read1(len(buffer))
        except _DAMAGE as error:
            self.damage = str(error)
            return 0
        buffer[: len(data)] = data
        self._size += len(data)
        if self._size > MAX_BYTES and self._size > MAX_RATIO * self._packed.tell():
            raise BombError
        return len(data)


def unpack_document(data: bytes) -> bytes | Fault:
    """One packed document, or why it cannot be had; what is not packed stays as it is."""
    if not data.startswith(PACKED):
        return data
    stream = Unpacked(io.BytesIO(data))
    try:
        found = stream.read(MAX_BYTES + 1)
    except BombError:
        return "too_large", BOMB
    if stream.damage:
        return "damaged", damaged(stream.damage)
    return too_large("The unpacked file") if len(found) > MAX_BYTES else found


def damaged(why: str) -> str:
    """What is said of a packed file that is damaged."""
    return f"The file is packed with gzip and damaged ({why}). Fetch it again."
