"""Who does the work on batches: this process, processes of this machine, or a Dask cluster.

Belongs here: handing out batches, and what happens when a process that works on one dies. What a
batch is, and what is done with it, is in `pipeline.batches`: a function of one batch that can be
pickled, as can batches and results.

A process that dies (killed, out of memory, a crash in a library) takes its batch with it. The batch
is done again item by item; an item that a process dies of twice more, the second time with nothing
else under way, is given up. The processes here have a pipe each, for in the queue that those of a
common pool share, one that dies at a bad moment leaves a lock or half a message.
"""

import faulthandler
import multiprocessing
import os
import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import wait
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

from pipeline.errors import UserError

Batch = Sequence[Any]
Result = Any
Work = Callable[[Batch], Result]

ADDRESS = "GIDS_DASK"
PROCESSES = "GIDS_WORKERS"
"""Variables of the environment: the address of a Dask scheduler, the number of processes."""
STARTS = 5
"""Processes that die one after another before they are ready, and it is no accident."""


class Workers(Protocol):
    """Whoever can do work on batches."""

    def run(self, work: Work, batches: Iterable[Batch]) -> Iterator[tuple[Batch, Result | None]]:
        """Batches with their results as they are finished; None for an item that was given up.

        Takes no more batches than it has workers for. An exception of `work` ends it all.
        """
        ...


class ThisProcess:
    """No other process: what dies takes the run with it."""

    def run(self, work: Work, batches: Iterable[Batch]) -> Iterator[tuple[Batch, Result | None]]:
        """See Workers."""
        for batch in batches:
            yield batch, work(batch)


class Processes:
    """Processes of this machine; none is started that has nothing to do."""

    def __init__(self, number: int) -> None:
        self.number = number

    def run(self, work: Work, batches: Iterable[Batch]) -> Iterator[tuple[Batch, Result | None]]:
        """See Workers."""
        pool = _Pool(work, self.number)
        try:
            yield from through(pool, iter(batches))
        finally:
            pool.close()


def chosen(address: str | None, processes: str | None) -> Workers:
    """Those of a scheduler, else so many processes; as many as there are cores if not stated.

    UserError for a number that is none, and where Dask is not installed.
    """
    if address:
        from pipeline.cluster import Cluster

        return Cluster(address)
    number = processes or str(_cores())
    if not number.isdecimal():
        raise UserError(f"{PROCESSES} is {number!r}. Set it to a number; 0 is this process alone.")
    return Processes(int(number)) if int(number) else ThisProcess()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Pool(Protocol):
    """Takes batches, and gives back each with its result."""

    def has_room(self) -> bool:
        """Whether another batch should be given to it."""
        ...

    def give(self, batch: Batch) -> None:
        """Have work begin on a batch."""
        ...

    def take(self) -> tuple[Batch, Result | None]:
        """Wait for a batch, None if its process died. Raises what the work raised."""
        ...


def through(pool: Pool, batches: Iterator[Batch]) -> Iterator[tuple[Batch, Result | None]]:
    """All batches through a pool, again where a process died."""
    again: deque[Batch] = deque()
    suspects: list[Batch] = []
    under_way = 0
    while True:
        while pool.has_room():
            batch = again.popleft() if again else next(batches, None)
            if batch is None:
                break
            pool.give(batch)
            under_way += 1
        if not under_way:
            break
        batch, result = pool.take()
        under_way -= 1
        if result is not None:
            yield batch, result
        elif len(batch) > 1:
            again += [[item] for item in batch]
        else:
            suspects.append(batch)
    for batch in suspects:
        pool.give(batch)
        yield pool.take()


class _Pool:
    """Processes with a pipe each. A process that dies is replaced when one is needed."""

    def __init__(self, work: Work, number: int) -> None:
        self._work = work
        self._number = number
        self._idle: list[_Process] = []
        self._busy: dict[Any, tuple[_Process, Batch]] = {}
        self._failed_starts = 0

    def has_room(self) -> bool:
        return len(self._busy) < self._number

    def give(self, batch: Batch) -> None:
        self._begin(self._idle.pop() if self._idle else _Process(self._work), batch)

    def take(self) -> tuple[Batch, Result | None]:
        while True:
            process, batch = self._busy.pop(wait(self._busy)[0])
            try:
                error, result = process.pipe.recv()
            except (EOFError, OSError):
                process.end(patience=1)
                if process.ready:
                    return batch, None
                self._count_failed_start(process)
                self.give(batch)
                continue
            if error is not None:
                process.end()
                raise error
            if process.ready:
                self._idle.append(process)
                return batch, result
            process.ready, self._failed_starts = True, 0
            self._begin(process, batch)

    def close(self) -> None:
        """End all processes, whatever they are doing."""
        for process in [*self._idle, *(process for process, _ in self._busy.values())]:
            process.end()

    def _begin(self, process: "_Process", batch: Batch) -> None:
        self._busy[process.pipe] = process, batch
        if process.ready:  # sending waits for who is to receive
            with suppress(OSError):  # it died while it was idle: taking tells
                process.pipe.send(batch)

    def _count_failed_start(self, process: "_Process") -> None:
        self._failed_starts += 1
        if self._failed_starts == STARTS:
            raise UserError(
                f"Worker processes die before they have begun (the last with exit code "
                f"{process.exit_code}). Look for a lack of memory; {PROCESSES}=1 needs less of it."
            )


class _Process:
    """One process, started afresh rather than forked: this one may have threads.

    It first does an empty batch, which loads what the work needs: it is `ready` then.
    """

    def __init__(self, work: Work) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.ready = False
        self._process = context.Process(target=_serve, args=(work, theirs), daemon=True)
        self._process.start()
        theirs.close()  # so that reading ends when the process does

    @property
    def exit_code(self) -> int | None:
        return self._process.exitcode

    def end(self, patience: float = 0) -> None:
        """Kill it, unless it ends by itself within so many seconds."""
        self.pipe.close()
        self._process.join(patience)
        self._process.kill()
        self._process.join()


def _serve(work: Work, pipe: Any) -> None:
    """The program of a process: work until nobody is at the other end of the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interruption is for the main process
    with suppress(EOFError, OSError):
        pipe.send(_outcome(work, []))
        while True:
            pipe.send(_outcome(work, pipe.recv()))


def _outcome(work: Work, batch: Batch) -> tuple[Exception | None, Result | None]:
    try:
        with expendable():
            return None, work(batch)
    except Exception as error:
        error.add_note("".join(traceback.format_exception(error)))
        return error, None


_ONE_AT_A_TIME = Lock()
_expendable = False


@contextmanager
def expendable() -> Iterator[None]:
    """Say that this process may be ended for taking too long; one such block at a time."""
    global _expendable
    with _ONE_AT_A_TIME:
        _expendable = True
        try:
            yield
        finally:
            _expendable = False


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """End the process if the block takes longer and the process is expendable.

    The watch is kept outside of Python, which a library that hangs may never come back to.
    """
    if not _expendable:
        yield
        return
    with Path(os.devnull).open("w") as nowhere:
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
