"""Runs over a few documents that are killed at a chosen instant.

python -m tests.extraction.dying RAW FOLDER PROCESSES INSTANT..., in a process of its own: it forks,
and only a process that has never run Arrow may. For each instant a child works in FOLDER/INSTANT,
with so many worker processes, none for 0; a line of JSON tells how it ended, and how many instants
there were. An instant is a number, killed before that operation: a change of the work folder, the
writing of a shard, a document extracted in this process. It is `end` for a run that is not killed.
"""

import json
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pipeline import batches, manifest, shards
from pipeline.raw_folder import list_documents, load_sources
from pipeline.workers import chosen
from tests import batch_work

OPERATIONS = ("os.mkdir", "os.rename", "os.remove")


def small() -> None:
    """Make batches and shards small, and extraction quick: what matters happens more often."""
    batches.extract = batch_work.extract
    batches.BATCH = 2
    shards.MERGED = 2


def kill_before(instant: int, work: Path) -> Callable[[], int]:
    """Kill this process before the operation of this number; tells how many there were."""
    count = 0

    def step() -> None:
        nonlocal count
        if count == instant:
            os.kill(os.getpid(), signal.SIGKILL)
        count += 1

    def on_event(event: str, args: tuple[Any, ...]) -> None:
        if event in OPERATIONS and str(args[0]).startswith(str(work)):
            step()

    def before(function: Callable[..., Any]) -> Callable[..., Any]:
        def stepping(*args: Any, **named: Any) -> Any:
            step()
            return function(*args, **named)

        return stepping

    sys.addaudithook(on_event)
    shards.pq.write_table = before(shards.pq.write_table)
    batch_work.rows_of = before(batch_work.rows_of)
    return lambda: count


def run(instant: str, raw: Path, folder: Path, processes: str) -> int:
    """One run; the number of operations."""
    work = folder / instant
    count = kill_before(int(instant) if instant.isdigit() else -1, work)
    documents = list_documents(raw, load_sources(raw))
    batches.process(documents, manifest.make(documents), work, chosen(None, processes))
    return count()


def main(raw: Path, folder: Path, processes: str, instants: Sequence[str]) -> None:
    """One child for each instant."""
    small()
    for instant in instants:
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            try:
                os.write(writing, str(run(instant, raw, folder, processes)).encode())
            finally:
                os._exit(0)
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            told = pipe.read().decode()
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status)
        print(json.dumps({"instant": instant, "killed": killed, "told": told}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4:])
