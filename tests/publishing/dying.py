"""Runs that publish a second version and are killed, or find the disk full, at a chosen instant.

python -m tests.publishing.dying TEMPLATE FOLDER INSTANT..., in a process of its own: it forks, and
only a process that has never run Arrow or DuckDB may. For each instant TEMPLATE is copied to
FOLDER/INSTANT, and a child publishes there; a line of JSON tells how it ended. An instant is

- a number: killed before the operation on the file system of that number;
- kill:N: killed within the first write that makes a file longer than N bytes;
- full:N: told by the system, at that write, that it fails;
- space:N: on a disk of its own with N bytes left (to be run by unshare --map-root-user --mount);
- end: never; its line tells the number of operations.
"""

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline.errors import UserError
from pipeline.publishing import csv_files, duckdb_file, parquet_files
from pipeline.publishing.release import publish
from tests.builders import PROVENANCE, TODAY, build_tables
from tests.publishing.conftest import WITH_BO

CHANGING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
OPERATIONS = ("os.mkdir", "os.rename", "os.remove", "os.rmdir")


def kill_before(instant: int, releases: Path) -> Callable[[], int]:
    """Kill this process before the operation of this number; tells how many there were."""
    count = 0

    def step(_: Any = None) -> None:
        nonlocal count
        if count == instant:
            os.kill(os.getpid(), signal.SIGKILL)
        count += 1

    def on_event(event: str, args: tuple[Any, ...]) -> None:
        changes = event in OPERATIONS or (event == "open" and bool(args[2] & CHANGING))
        if changes and str(args[0]).startswith(f"{releases}/"):
            step()

    sys.addaudithook(on_event)
    os.fsync = step  # type: ignore[assignment]
    for module in (csv_files, duckdb_file, parquet_files):  # these write without Python's open

        def write(*args: Any, original: Callable[..., None] = module.write) -> None:
            step()
            original(*args)

        module.write = write  # type: ignore[attr-defined]
    return lambda: count


def limit_files(n_bytes: int, reaction: signal.Handlers) -> None:
    """Let no file grow beyond `n_bytes`."""
    signal.signal(signal.SIGXFSZ, reaction)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (n_bytes, resource.RLIM_INFINITY))


def run(instant: str, releases: Path, told: int) -> None:
    """Publish the second version, which has one entity more than the first."""
    kind, _, number = instant.partition(":")
    count = kill_before(int(kind) if kind.isdigit() else -1, releases)
    if kind in ("kill", "full"):
        limit_files(int(number), signal.SIG_DFL if kind == "kill" else signal.SIG_IGN)
    try:
        publish(build_tables(entities=WITH_BO), releases, today=TODAY, provenance=PROVENANCE)
    except UserError as error:
        os.write(told, str(error).encode())
    else:
        os.write(told, str(count()).encode())


def mount(options: str, disk: Path) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", disk], check=True)


def prepare(instant: str, template: Path, folder: Path) -> Path:
    """A copy of the template, on a disk with as much space left as the instant says."""
    kind, _, number = instant.partition(":")
    releases = folder / instant
    if kind == "space":
        releases = folder / "disk"
        releases.mkdir(exist_ok=True)
        mount("size=1g", releases)
    shutil.copytree(template, releases, dirs_exist_ok=True)
    if kind == "space":
        disk = os.statvfs(releases)
        used = (disk.f_blocks - disk.f_bfree) * disk.f_frsize
        mount(f"remount,size={used + int(number)}", releases)
    return releases


def main(template: Path, folder: Path, instants: list[str]) -> None:
    """One child for each instant."""
    for instant in instants:
        releases = prepare(instant, template, folder)
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            try:
                run(instant, releases, writing)
            finally:
                os._exit(0)
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            told = pipe.read().decode()
        _, status = os.waitpid(child, 0)
        if releases.name != instant:
            shutil.copytree(releases, folder / instant)
            subprocess.run(["umount", releases], check=True)
        killed = os.WIFSIGNALED(status)
        print(json.dumps({"instant": instant, "killed": killed, "told": told}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
