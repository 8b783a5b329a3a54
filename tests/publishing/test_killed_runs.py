"""A run that dies at any instant leaves the complete new version or none; the next run works."""

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import UserError
from pipeline.explorer import bundle
from pipeline.paths import PROJECT
from pipeline.publishing import checksums, index, placing, whole_files, withdrawals
from tests.publishing.conftest import WITH_BO, Publish, snapshot

NAME = "gids-discourse"
PLACES = {".lock", "README.md", "index.json", bundle.name(), "0.1.0", "0.1.1"}
LIMITS = (0, 300, 4000, 6000, 18_000, 300_000)
"""Bytes that a file may have: fewer than any file of a release, more than most, than nearly all."""


OWN_DISK = ("unshare", "--map-root-user", "--mount")


def die(
    template: Path, folder: Path, *instants: str, prefix: Sequence[str] = ()
) -> list[dict[str, Any]]:
    program = [*prefix, sys.executable, "-m", "tests.publishing.dying"]
    command = [*program, str(template), str(folder)]
    run = subprocess.run(
        [*command, *instants], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    found = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(found) == len(instants), run.stderr
    return found


def assert_all_or_nothing(releases: Path, first: Path) -> bool:
    """Whether the second version is there; the first is untouched, the catalogue can be read."""
    assert snapshot(releases / "0.1.0") == snapshot(first / "0.1.0")
    strange = {p.name for p in releases.iterdir() if not p.name.startswith(".")} - PLACES
    assert not strange
    listed = index.Index.model_validate_json((releases / "index.json").read_bytes())
    versions = [entry.version for entry in listed.releases]
    there = (releases / "0.1.1").exists()
    assert versions in (["0.1.0"], ["0.1.0", "0.1.1"][: 1 + there])
    if there:
        checksums.verify(releases / "0.1.1")
        listed = checksums.read(releases / "0.1.1").keys() | {checksums.FILE}
        assert snapshot(releases / "0.1.1").keys() == listed
    return there


def assert_next_run_works(releases: Path, publish_rows: Publish, *, was_there: bool) -> None:
    again = publish_rows({"releases": releases}, entities=WITH_BO)
    assert (again.version, again.is_new) == ("0.1.1", not was_there)
    checksums.verify(again.folder)
    assert {path.name for path in releases.iterdir()} == PLACES
    written = json.loads((releases / "index.json").read_text("utf-8"))
    assert written == index.read(releases, NAME).model_dump(mode="json", by_alias=True)
    assert written["newest"] == "0.1.1"
    assert "The newest is [0.1.1]" in (releases / "README.md").read_text("utf-8")


@pytest.mark.parametrize(
    "every",
    [pytest.param(False, id="some"), pytest.param(True, id="every", marks=pytest.mark.slow)],
)
def test_killed_before_any_operation(
    templates: tuple[Path, Path], tmp_path: Path, publish_rows: Publish, every: bool
) -> None:
    (end,) = die(templates[0], tmp_path, "end")
    n_operations = int(end["told"])
    assert n_operations > 100
    last = range(n_operations - 10, n_operations)  # from the build folder to the written README
    instants = range(n_operations) if every else [9, last.start // 2, *last]
    found = die(templates[0], tmp_path, *map(str, instants))
    assert all(each["killed"] for each in found)
    there = [assert_all_or_nothing(tmp_path / each["instant"], templates[0]) for each in found]
    assert there == sorted(there)  # once it is there, it stays
    assert set(there) == {False, True}
    repaired = [*range(0, len(found) - len(last), 9), *range(len(found) - len(last), len(found))]
    for position in repaired:  # while building, what is left behind is much the same
        releases = tmp_path / found[position]["instant"]
        assert_next_run_works(releases, publish_rows, was_there=there[position])


def test_killed_within_a_write(
    templates: tuple[Path, Path], tmp_path: Path, publish_rows: Publish
) -> None:
    for each in die(templates[0], tmp_path, *(f"kill:{limit}" for limit in LIMITS)):
        assert each["killed"], each
        releases = tmp_path / each["instant"]
        assert not assert_all_or_nothing(releases, templates[0])
    assert_next_run_works(releases, publish_rows, was_there=False)


def test_a_disk_that_is_full_within_a_write(
    templates: tuple[Path, Path], tmp_path: Path, publish_rows: Publish
) -> None:
    for each in die(templates[0], tmp_path, *(f"full:{limit}" for limit in LIMITS)):
        assert not each["killed"], each
        assert "nothing was published: " in each["told"], each
        # Where nothing at all can be written, nothing can be put aside to compute either.
        full = "File too large", "No usable temporary directory"
        assert any(reason in each["told"] for reason in full), each
        releases = tmp_path / each["instant"]
        assert not assert_all_or_nothing(releases, templates[0])
        assert {path.name for path in releases.iterdir()} == PLACES - {"0.1.1"}
    assert_next_run_works(releases, publish_rows, was_there=False)


def can_mount() -> bool:
    tried = [*OWN_DISK, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    unshare = shutil.which("unshare")
    return unshare is not None and subprocess.run(tried, capture_output=True).returncode == 0


@pytest.mark.slow
def test_a_disk_without_enough_space(
    templates: tuple[Path, Path], tmp_path: Path, publish_rows: Publish
) -> None:
    if not can_mount():
        pytest.skip("a disk of our own cannot be mounted here")
    instants = [f"space:{n}" for n in (0, 4096, 50_000, 200_000, 1_000_000, 4_600_000, 20_000_000)]
    *full, enough = die(templates[0], tmp_path, *instants, prefix=OWN_DISK)
    for each in full:
        assert "nothing was published: " in each["told"], each
        assert "No space left on device" in each["told"], each
        releases = tmp_path / each["instant"]
        assert not assert_all_or_nothing(releases, templates[0])
        assert {path.name for path in releases.iterdir()} <= PLACES - {"0.1.1"}
        assert_next_run_works(releases, publish_rows, was_there=False)
    assert assert_all_or_nothing(tmp_path / enough["instant"], templates[0])


def test_a_catalogue_that_cannot_be_written_is_told_and_made_up_for(
    one: Path, publish_rows: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full just after the new version was put into place."""
    original = placing.put_into_place

    def put_into_place(building: Path, folder: Path) -> None:
        original(building, folder)
        monkeypatch.setattr(os, "fsync", no_space)

    def no_space(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(placing, "put_into_place", put_into_place)
        with pytest.raises(
            UserError, match=r"0\.1\.1 is published, but could not be listed: .*No sp"
        ):
            publish_rows(entities=WITH_BO)
    monkeypatch.setattr(os, "fsync", lambda handle: None)
    assert assert_all_or_nothing(one, one)
    assert_next_run_works(one, publish_rows, was_there=True)


def test_a_withdrawal_that_dies_is_in_the_catalogue_after_the_next_run(
    two: Path, publish_rows: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die_before_the_catalogue(releases: Path, reasons: Mapping[str, str]) -> None:
        written(releases, reasons)
        raise KeyboardInterrupt

    written = withdrawals.write
    with monkeypatch.context() as dying:
        dying.setattr(withdrawals, "write", die_before_the_catalogue)
        with pytest.raises(KeyboardInterrupt):
            index.withdraw(two, NAME, "0.1.1", "wrong names")
    (two / ".withdrawn.json.unfinished").touch()  # of a run that died a moment before
    assert b"wrong names" not in (two / "index.json").read_bytes()
    assert publish_rows().version == "0.1.0"
    assert b"wrong names" in (two / "index.json").read_bytes()
    assert "wrong names" in (two / "README.md").read_text("utf-8")
    assert not [path for path in two.iterdir() if path.name.endswith(".unfinished")]


def test_everything_is_on_the_disk_before_it_is_put_into_place(
    one: Path, publish_rows: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise a power cut may leave a complete folder of empty files."""
    synced: list[Path] = []
    rename = Path.rename

    def check(building: Path, folder: Path) -> Path:
        there = [building, *building.rglob("*")]
        assert set(there) <= set(synced)
        return rename(building, folder)

    monkeypatch.setattr(whole_files, "sync", synced.append)
    monkeypatch.setattr(Path, "rename", check)
    publish_rows(entities=WITH_BO)
    assert synced.count(one) >= 1
