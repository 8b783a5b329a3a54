"""Keeping two runs apart that would change the releases.

Belongs here: the lock. Does not belong here: what is done under it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.errors import UserError


@contextmanager
def alone(releases: Path) -> Iterator[None]:
    """Raise UserError if another run changes `releases`. The lock of a run that dies is freed."""
    releases.mkdir(parents=True, exist_ok=True)
    path = releases / ".lock"
    try:
        with FileLock(path, timeout=0):
            yield
    except Timeout:
        raise UserError(f"{path}: another run is publishing; try again when it has ended") from None
