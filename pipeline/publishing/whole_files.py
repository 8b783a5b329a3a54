"""Writing a file of the catalogue whole or not at all."""

import os
from pathlib import Path

UNFINISHED = ".{}.unfinished"


def write(path: Path, text: str) -> None:
    """Replace the file in one step; leave it alone if it says so already."""
    data = text.encode()
    if path.is_file() and path.read_bytes() == data:
        return
    unfinished = path.with_name(UNFINISHED.format(path.name))
    try:
        with unfinished.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise
    sync(path.parent)


def sync(path: Path) -> None:
    """Have the system write file or folder to the disk, so that no power cut leaves half of it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
