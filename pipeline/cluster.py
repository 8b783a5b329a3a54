"""Workers of a Dask cluster; needs the `distributed` extra, and is imported only to use one.

The workers need the project installed in the same version, and nothing else: documents are sent to
them, results come back. A worker that dies is replaced by its nanny, or by nobody; the scheduler
tries its batches elsewhere before it gives them back.
"""

import gc
from collections.abc import Iterable
from itertools import chain

from pipeline.errors import UserError
from pipeline.workers import ADDRESS, Batch, Finished, Result, Work, expendable, through

try:
    from distributed import Client, Future, as_completed
    from distributed.scheduler import KilledWorker
except ImportError as error:
    raise UserError(
        f"{ADDRESS} names a scheduler, and Dask is not installed. Install the extra: "
        f"pip install 'gids-discourse[distributed]'. Or unset {ADDRESS}."
    ) from error

SECONDS = 10
"""To wait for the scheduler, and for a first worker."""
AHEAD = 2
"""Batches for each thread of the cluster, so that none waits for its next."""


class Cluster:
    """The workers of a scheduler, who may come and go."""

    def __init__(self, address: str) -> None:
        self.address = address

    def run(self, work: Work, batches: Iterable[Batch]) -> Finished:
        """See pipeline.workers.Workers. UserError where there is no scheduler, or no worker."""
        arriving = iter(batches)
        first = next(arriving, None)
        if first is None:
            return
        client = self._client()
        if client is None:
            raise UserError(
                f"{self.address}: no Dask scheduler answers. Start it, or correct {ADDRESS}."
            )
        with client:
            self._try(client, work)
            yield from through(_Pool(client, work), chain([first], arriving))

    def _client(self) -> Client | None:
        """None where nobody answers; kept in no error, the failed client would tell of itself."""
        try:
            return Client(self.address, timeout=SECONDS, set_as_default=False)
        except (OSError, ValueError):
            pass
        gc.collect()  # now: a failed client that closes while another begins waits for its lock
        return None

    def _try(self, client: Client, work: Work) -> None:
        """Do an empty batch: what fails there would fail with every document."""
        try:
            client.wait_for_workers(1, timeout=SECONDS)
            client.submit(_do, work, [], pure=False).result()
        except TimeoutError:
            raise UserError(
                f"{self.address}: the scheduler has no workers. Start some: "
                f"dask worker {self.address}"
            ) from None
        except KilledWorker as error:
            raise UserError(
                f"{self.address}: workers die before they have begun. Look at what they log."
            ) from error
        except ImportError as error:
            raise UserError(
                f"{self.address}: the workers lack a package ({error}). Install this project there."
            ) from error


class _Pool:
    """The cluster as through() wants it."""

    def __init__(self, client: Client, work: Work) -> None:
        self._client = client
        self._work = work
        self._batches: dict[str, Batch] = {}
        self._done = as_completed(loop=client.loop)

    def has_room(self) -> bool:
        n_threads = sum(self._client.nthreads().values())
        return bool(len(self._batches) < max(1, n_threads * AHEAD))

    def give(self, batch: Batch) -> None:
        future = self._client.submit(_do, self._work, batch, pure=False)
        self._batches[future.key] = batch
        self._done.add(future)

    def take(self) -> tuple[Batch, Result | None]:
        future: Future = next(self._done)
        batch = self._batches.pop(future.key)
        if future.cancelled():
            raise UserError("The Dask scheduler is gone. Run again: what was done so far is kept.")
        try:
            return batch, future.result()
        except KilledWorker:
            return batch, None


def _do(work: Work, batch: Batch) -> Result:
    with expendable():
        return work(batch)
