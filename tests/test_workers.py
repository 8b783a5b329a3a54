"""Batches are worked on wherever there is room, and what dies costs its own batch alone."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from pipeline import workers
from pipeline.errors import UserError
from pipeline.paths import PROJECT
from pipeline.workers import Processes, ThisProcess, Workers, chosen
from tests.batch_work import echo, never_begins, who

BATCHES = [["a", "b", "c"], ["d"], ["e", "f"], ["g", "h"]]
ITEMS = "abcdefgh"


def outcome(of: Workers, batches: Sequence[Sequence[str]]) -> tuple[list[str], list[str]]:
    """What was done, and what was given up; each result is that of its batch."""
    done, given_up = [], []
    for batch, result in of.run(echo, batches):
        if result is None:
            given_up += batch
        else:
            assert result == batch
            done += result
    return sorted(done), sorted(given_up)


@pytest.mark.parametrize("of", [ThisProcess(), Processes(1), Processes(3)])
def test_every_batch_is_done_once(of: Workers) -> None:
    assert outcome(of, BATCHES) == (list(ITEMS), [])
    assert outcome(of, []) == ([], [])


@pytest.mark.parametrize("harm", ["kill", "crash", "sleep", "spin"])
def test_what_ends_its_process_is_given_up_and_nothing_else(harm: str) -> None:
    batches = [["a", harm, "b"], *BATCHES[1:], [f"{harm}:again"], ["c"]]
    assert outcome(Processes(2), batches) == (list(ITEMS), sorted([harm, f"{harm}:again"]))


def test_an_error_of_the_work_ends_it_with_its_traceback() -> None:
    with pytest.raises(ZeroDivisionError, match="error:x") as raised:
        outcome(Processes(2), [["a"], ["error:x"], ["b"]])
    assert "batch_work.py" in raised.value.__notes__[0]
    assert multiprocessing.active_children() == []


def test_processes_that_die_before_they_begin_end_it_with_a_message() -> None:
    with pytest.raises(UserError, match=r"die before they have begun \(the last with exit code 3"):
        list(Processes(2).run(never_begins, BATCHES))


def test_no_more_batches_are_taken_than_there_are_workers_for() -> None:
    taken = 0

    def counted() -> Iterator[list[str]]:
        nonlocal taken
        for number in range(20):
            taken += 1
            yield [str(number)]

    for finished, _ in enumerate(Processes(2).run(echo, counted()), 1):
        assert taken <= finished + 2
    assert taken == 20


@pytest.mark.parametrize("instant", [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.9])
def test_a_process_killed_at_any_moment_costs_nothing_but_time(instant: float) -> None:
    killed: list[int | None] = []

    def kill() -> None:
        time.sleep(instant)
        for child in multiprocessing.active_children()[:2]:
            child.kill()
            killed.append(child.pid)

    batches = [[f"slow:{number}", f"slow:{number} too"] for number in range(8)]
    killer = threading.Thread(target=kill)
    killer.start()
    done, given_up = outcome(Processes(2), batches)
    killer.join()
    assert (done, given_up) == (sorted(item for batch in batches for item in batch), [])
    assert killed or instant in (0, 0.9)  # then there may be none yet, or none any more


def test_processes_are_replaced_after_some_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "BATCHES", 2)
    found = [result[0] for _, result in Processes(1).run(who, [["a"]] * 5) if result]
    assert [found.count(pid) for pid in dict.fromkeys(found)] == [2, 2, 1]


PROGRAM = """
import multiprocessing, signal
from pipeline.workers import Processes
from tests.batch_work import echo
if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # what a shell starts aside ignores it
    for _ in Processes(2).run(echo, ([f"slow:{n}"] for n in range(10_000))):
        print(*(child.pid for child in multiprocessing.active_children()), flush=True)
"""


def test_no_process_outlives_a_main_process_that_was_killed(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    environment = os.environ | {"PYTHONPATH": str(PROJECT)}
    with subprocess.Popen(
        [sys.executable, program], stdout=subprocess.PIPE, text=True, env=environment
    ) as main:
        assert main.stdout
        pids = [int(pid) for pid in main.stdout.readline().split()]
        main.kill()
    assert pids
    until = time.monotonic() + 30
    while any(_is_running(pid) for pid in pids) and time.monotonic() < until:
        time.sleep(0.02)
    assert not any(_is_running(pid) for pid in pids)


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not (status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z")


def test_an_interruption_ends_the_main_process_and_with_it_the_others(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM.replace("Processes(2)", "Processes(1)"))  # none is only starting
    with subprocess.Popen(
        [sys.executable, program],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
        start_new_session=True,
    ) as main:
        assert main.stdout
        main.stdout.readline()
        os.killpg(main.pid, signal.SIGINT)  # as a terminal does: to all of them
        _, told = main.communicate(timeout=30)
    assert told.count("KeyboardInterrupt") == 1


def test_the_settings_choose(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_cores", lambda: 7)
    seven = chosen(None, None)
    assert isinstance(seven, Processes)
    assert seven.number == 7
    two = chosen(None, "2")
    assert isinstance(two, Processes)
    assert two.number == 2
    assert isinstance(chosen(None, "0"), ThisProcess)
    for wrong in ("-1", "two", "1.5"):
        with pytest.raises(UserError, match="GIDS_WORKERS is"):
            chosen(None, wrong)


def test_a_scheduler_without_dask_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "pipeline.cluster", raising=False)
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UserError, match=r"pip install 'gids-discourse\[distributed\]'"):
        chosen("tcp://127.0.0.1:8786", None)
    assert isinstance(chosen("", None), Processes)
