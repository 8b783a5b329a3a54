"""Additions that are killed at a chosen instant.

python -m tests.adding.dying TEMPLATE FOLDER N, in a process of its own: it forks. For each number
up to N the folder raw/ of TEMPLATE is copied to FOLDER/<number>, and a child adds the files of
TEMPLATE there that end in .txt, to the source of the first argument after N; it is killed before
its operation on the file system of that number. A line tells of each whether it was killed.
"""

import os
import shutil
import signal
import sys
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from pipeline.adding.add import add
from pipeline.adding.examining import Examiner
from pipeline.adding.order import order
from pipeline.paths import Folders

CHANGING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
OPERATIONS = ("os.mkdir", "os.rename", "os.remove", "os.rmdir")


def kill_before(instant: int, folder: Path) -> None:
    """Kill this process before the operation of this number."""
    count = 0

    def step(_: Any = None) -> None:
        nonlocal count
        if count == instant:
            os.kill(os.getpid(), signal.SIGKILL)
        count += 1

    def on_event(event: str, args: tuple[Any, ...]) -> None:
        changes = event in OPERATIONS or (event == "open" and bool(args[2] & CHANGING))
        if changes and str(args[0]).startswith(f"{folder}/"):
            step()

    sys.addaudithook(on_event)
    os.fsync = step  # type: ignore[assignment]


def main(template: Path, folder: Path, last: int, source_id: str) -> None:
    """One child for each instant."""
    # What is killed is the placing: every text is taken for English.
    Examiner._extractor = SimpleNamespace(unfit=lambda article: None)  # type: ignore[assignment]
    publisher = {} if source_id == "example" else {"name": "New Post", "kind": "news"}
    asked = order(tuple(sorted(template.glob("*.txt"))), source_id, {**publisher, "authors": "A"})
    for instant in range(last):
        folders = Folders.below(folder / str(instant))
        shutil.copytree(template / "raw", folders.raw)
        child = os.fork()
        if not child:
            try:
                kill_before(instant, folders.raw)
                add(asked, folders, date(2021, 3, 4))
            finally:
                os._exit(0)
        _, status = os.waitpid(child, 0)
        print("killed" if os.WIFSIGNALED(status) else "done", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
