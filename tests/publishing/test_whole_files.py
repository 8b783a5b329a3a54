"""A file of the catalogue is replaced in one step or not at all."""

import errno
import os
from pathlib import Path

import pytest

from pipeline.publishing import whole_files


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "index.json"
    path.write_text("old", "utf-8")
    return path


def test_until_the_new_content_is_on_the_disk_the_old_one_stays(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    monkeypatch.setattr(os, "fsync", lambda handle: seen.append(file.read_text("utf-8")))
    whole_files.write(file, "new")
    assert (seen[0], seen[-1], file.read_text("utf-8")) == ("old", "new", "new")


def test_a_write_that_fails_leaves_the_old_content_and_nothing_beside(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        whole_files.write(file, "new")
    assert file.read_text("utf-8") == "old"
    assert list(file.parent.iterdir()) == [file]


def test_equal_content_is_not_written_again(file: Path) -> None:
    before = file.stat().st_mtime_ns, file.stat().st_ino
    whole_files.write(file, "old")
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == before
