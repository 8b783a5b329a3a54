"""A Dask cluster does what processes of this machine do; what is wrong with it is told."""

import gc
from collections.abc import Iterator

import dask
import pytest
from distributed import Client, LocalCluster

from pipeline import batches, cluster
from pipeline.cluster import Cluster
from pipeline.errors import UserError
from tests.batch_work import never_begins
from tests.test_workers import BATCHES, ITEMS, outcome


@pytest.fixture(scope="module")
def local() -> Iterator[LocalCluster]:
    """Two workers of one thread, processes of their own; reached by the scheduler's address."""
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as found,
    ):
        yield found


@pytest.fixture
def remote(local: LocalCluster) -> Cluster:
    return Cluster(local.scheduler_address)


def test_every_batch_is_done_once(remote: Cluster) -> None:
    assert outcome(remote, BATCHES) == (list(ITEMS), [])
    assert outcome(remote, []) == ([], [])


def test_what_ends_its_worker_is_given_up_and_nothing_else(remote: Cluster) -> None:
    assert outcome(remote, [["a", "kill", "b"], *BATCHES[1:], ["c"]]) == (list(ITEMS), ["kill"])


def test_an_error_of_the_work_ends_it(remote: Cluster) -> None:
    with pytest.raises(ZeroDivisionError, match="error:x"):
        outcome(remote, [["a"], ["error:x"], ["b"]])


def test_workers_that_die_before_they_begin_are_told(remote: Cluster) -> None:
    with pytest.raises(UserError, match="workers die before they have begun"):
        list(remote.run(never_begins, BATCHES))


def test_a_worker_with_other_code_is_told() -> None:
    with pytest.raises(UserError, match=r"A worker has extractor \w+, this is other\. Install"):
        batches.extract([], "other")


def test_no_scheduler_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "SECONDS", 0.5)
    for address in ("tcp://127.0.0.1:1", "nonsense", "http://127.0.0.1"):
        with pytest.raises(UserError, match=rf"{address}: no Dask scheduler answers"):
            outcome(Cluster(address), BATCHES)


def test_no_client_that_failed_is_left_to_close_while_another_begins() -> None:
    with pytest.raises(UserError, match="no Dask scheduler answers"):
        outcome(Cluster("nonsense"), BATCHES)
    clients = [found for found in gc.get_objects() if isinstance(found, Client)]
    assert {client.status for client in clients} <= {"closed"}


def test_a_scheduler_without_workers_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "SECONDS", 1)
    with (
        LocalCluster(n_workers=0, dashboard_address=":0") as empty,
        pytest.raises(UserError, match=r"has no workers. Start some: dask worker tcp://"),
    ):
        outcome(Cluster(empty.scheduler_address), BATCHES)
