"""Running the measured process, with workers of either kind, while its memory is watched."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from distributed import LocalCluster

from pipeline.errors import UserError
from pipeline.paths import PROJECT
from pipeline.workers import ADDRESS, PROCESSES

PAUSE = 0.2  # seconds between two looks


@dataclass(frozen=True)
class Measured:
    """Seconds by part (and `rate` in documents a second); peak bytes of a process of each kind."""

    seconds: dict[str, float]
    main_bytes: int
    worker_bytes: int


def run(root: Path, job: str, workers: int, *, dask: bool = False) -> Measured:
    """One run in a process of its own. UserError where it fails."""
    with _setting(workers, dask) as setting:
        return _watched([sys.executable, "-m", f"{__package__}.measured", str(root), job], setting)


@contextmanager
def _setting(workers: int, dask: bool) -> Iterator[dict[str, str]]:
    if not dask:
        yield {PROCESSES: str(workers), ADDRESS: ""}
        return
    with LocalCluster(
        n_workers=workers, threads_per_worker=1, memory_limit=None, dashboard_address=":0"
    ) as cluster:
        yield {ADDRESS: cluster.scheduler_address}


def _watched(command: list[str], setting: dict[str, str]) -> Measured:
    with subprocess.Popen(
        command,
        cwd=PROJECT,
        env=os.environ | setting,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as main:
        peaks: dict[bool, int] = {True: 0, False: 0}
        ended = threading.Event()
        watch = threading.Thread(target=_watch, args=(main.pid, peaks, ended))
        watch.start()
        told, errors = main.communicate()
        ended.set()
        watch.join()
    if main.returncode:
        raise UserError(f"The measured run failed:\n{errors}")
    return Measured(json.loads(told.splitlines()[-1]), peaks[True], peaks[False])


def _watch(main: int, peaks: dict[bool, int], ended: threading.Event) -> None:
    """Keep the largest size of the main process, and of any other one below this one."""
    while not ended.wait(PAUSE):
        for process in psutil.Process().children(recursive=True):
            try:
                size = process.memory_info().rss
            except psutil.Error:  # it has ended
                continue
            peaks[process.pid == main] = max(peaks[process.pid == main], size)
