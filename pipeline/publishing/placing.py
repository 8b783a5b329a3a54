"""A folder built aside and put into place in one step: all of a release, or nothing.

Belongs here: what makes that so. Does not belong here: what the folder holds.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import UserError
from pipeline.publishing import whole_files

BUILDING = ".building-"


def remove_leftovers(releases: Path) -> None:
    """What a killed run had begun to build; called under the lock, so nobody builds now."""
    for path in releases.glob(f"{BUILDING}*"):
        shutil.rmtree(path)
    for path in releases.glob(whole_files.UNFINISHED.format("*")):
        path.unlink()


@contextmanager
def build_folder(releases: Path, version: str) -> Iterator[Path]:
    """A folder to build a version in; removed at the end unless it was put into place."""
    folder = releases / f"{BUILDING}{version}-{os.getpid()}"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def put_into_place(building: Path, folder: Path) -> None:
    """Make the finished folder the release, in one step that happens or does not."""
    if folder.exists():
        raise UserError(f"{folder}: is there already and is never overwritten; move it elsewhere")
    for path in [*building.rglob("*"), building]:
        whole_files.sync(path)
    building.rename(folder)
