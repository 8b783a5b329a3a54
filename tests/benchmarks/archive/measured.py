"""The measured process: a run over an archive, or its extraction alone; tells what each part took.

`python -m tests.benchmarks.archive.measured ROOT extract|release`. Workers are those that the
environment names, as in any run. Prints a line of JSON: seconds by part.
"""

import json
import os
import sys
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import dagster as dg

from pipeline import batches, manifest
from pipeline.paths import Folders
from pipeline.raw_folder import list_documents, load_sources
from pipeline.running import execute
from pipeline.workers import ADDRESS, PROCESSES, Finished, Workers, chosen


class Noting:
    """Workers, and when they had finished how many documents."""

    def __init__(self, workers: Workers) -> None:
        self.workers = workers
        self.finished: list[tuple[float, int]] = []

    def run(self, work: Any, arriving: Iterable[Any]) -> Finished:
        for batch, result in self.workers.run(work, arriving):
            self.finished.append((time.perf_counter(), len(batch)))
            yield batch, result

    def rate(self) -> float:
        """Documents a second, from the first finished batch to the last: without the loading."""
        (first, _), (last, _) = self.finished[0], self.finished[-1]
        return sum(n for _, n in self.finished[1:]) / (last - first)


def extract(folders: Folders) -> dict[str, float]:
    """The manifest and the extraction, without Dagster."""
    begun = time.perf_counter()
    documents = list_documents(folders.raw, load_sources(folders.raw))
    listed = manifest.make(documents)
    made = time.perf_counter()
    workers = Noting(chosen(os.environ.get(ADDRESS), os.environ.get(PROCESSES)))
    batches.process(documents, listed, folders.work, workers)
    ended = time.perf_counter()
    return {"documents": made - begun, "extracted": ended - made, "rate": workers.rate()}


def release(folders: Folders) -> dict[str, float]:
    """The whole job as `gids release` runs it, by step."""
    begun = time.perf_counter()
    with dg.DagsterInstance.ephemeral(settings={"telemetry": {"enabled": False}}) as instance:
        result = execute("release", folders, date.today(), instance)
    seconds = {
        event.step_key or "": (event.step_success_data.duration_ms) / 1000
        for event in result.all_events
        if event.is_step_success
    }
    return {**seconds, "whole": time.perf_counter() - begun}


if __name__ == "__main__":
    _, root, job = sys.argv
    print(json.dumps({"extract": extract, "release": release}[job](Folders.below(Path(root)))))
