"""The lines of an archive, one after the other, none longer than a document may be."""

from collections.abc import Iterator
from typing import BinaryIO

from pipeline.reading.document import MAX_BYTES

_CHUNK = 1 << 20


def bounded_lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """Every line with its end; None in place of one with more than `MAX_BYTES` bytes."""
    while line := stream.readline(MAX_BYTES + 1):
        if len(line) <= MAX_BYTES:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_CHUNK)
        yield None
