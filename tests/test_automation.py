"""What lies below raw/ starts a run by itself, once it has come to rest, and says why when not."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import dagster as dg
import psutil
import pytest

from pipeline.automation import arrivals, regularly, state_of
from pipeline.definitions import defs
from pipeline.errors import UserError
from pipeline.paths import PROJECT
from pipeline.schema.dataset import load_dataset
from tests.conftest import AddSource

PATIENCE = 300  # seconds: a machine may be slow, a daemon that never acts must still fail the test


class Looks:
    """The sensor's looks at a folder, one after the other, each with the cursor of the last."""

    def __init__(self, raw: Path) -> None:
        self._sensor = arrivals(raw)
        self._cursor: str | None = None

    def look(self) -> str:
        """ "run", or the reason for none."""
        with dg.build_sensor_context(cursor=self._cursor) as context:
            found: Any = self._sensor(context)
        self._cursor = found.cursor or self._cursor
        return "run" if found.run_requests else str(found.skip_reason.skip_message)


@pytest.fixture
def looks(raw: Path, add_source: AddSource) -> Looks:
    add_source("daily", one=b"text")
    at_rest = Looks(raw)
    while at_rest.look() != "run":
        pass
    return at_rest


def test_the_first_look_at_documents_leads_to_a_run(raw: Path, add_source: AddSource) -> None:
    add_source("daily", one=b"text")
    first = Looks(raw)
    assert "waiting until they stay" in first.look()
    assert first.look() == "run"
    assert "has changed since" in first.look()


CHANGES: dict[str, Callable[[Path], object]] = {
    "a new file": lambda folder: (folder / "two.txt").write_bytes(b"more"),
    "other bytes": lambda folder: (folder / "one.txt").write_bytes(b"texts"),
    "as many other bytes": lambda folder: (folder / "one.txt").write_bytes(b"tent"),
    "a file less": lambda folder: (folder / "one.txt").unlink(),
    "another name": lambda folder: (folder / "one.txt").rename(folder / "two.txt"),
    "other facts": lambda folder: (folder / "source.yml").write_text("name: B\nkind: news\n"),
    "a source": lambda folder: shutil.copytree(folder, folder.parent / "weekly"),
    "a source less": lambda folder: shutil.rmtree(folder),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_leads_to_one_run(
    looks: Looks, raw: Path, change: Callable[[Path], object]
) -> None:
    change(raw / "daily")
    assert "waiting until they stay" in looks.look()
    assert looks.look() == "run"
    assert "has changed since" in looks.look()


def test_files_that_still_arrive_are_waited_for(looks: Looks, raw: Path) -> None:
    for n in range(3):
        (raw / "daily" / "two.txt").write_bytes(b"x" * (n + 1))
        assert "waiting until they stay" in looks.look()
    assert looks.look() == "run"


def test_hidden_files_and_folders_start_nothing(looks: Looks, raw: Path) -> None:
    (raw / "daily" / ".one.txt.swp").write_bytes(b"text")
    (raw / ".cache").mkdir()
    (raw / ".cache" / "one.txt").write_bytes(b"text")
    assert "has changed since" in looks.look()


def test_a_state_is_that_of_the_files_not_of_the_look(raw: Path, add_source: AddSource) -> None:
    add_source("daily", one=b"text", two=b"text")
    assert state_of(raw) == state_of(raw)
    assert state_of(raw / "nowhere") == state_of(raw / "nowhere") != state_of(raw)


def test_sensor_and_schedule_run_without_being_switched_on() -> None:
    (sensor,) = defs.sensors or ()
    (schedule,) = defs.schedules or ()
    assert isinstance(sensor, dg.SensorDefinition)
    assert isinstance(schedule, dg.ScheduleDefinition)
    assert sensor.default_status == dg.DefaultSensorStatus.RUNNING
    assert schedule.default_status == dg.DefaultScheduleStatus.RUNNING
    assert (schedule.cron_schedule, schedule.execution_timezone) == (load_dataset().schedule, "UTC")
    assert sensor.job_name == schedule.job_name == "release"


@pytest.mark.parametrize("line", ["soon", "61 * * * *", "* * *"])
def test_a_schedule_that_is_no_cron_line_is_named(line: str) -> None:
    with pytest.raises(UserError, match=r"schemas/dataset.yml: schedule: .* five fields of cron"):
        regularly(line)


@pytest.fixture
def daemon(tmp_path: Path, raw: Path) -> Iterator[Path]:
    """Dagster's daemon on empty folders, as `make dev` starts it; its log file."""
    home = tmp_path / "home"
    home.mkdir()
    shutil.copy(PROJECT / "pipeline" / "dagster.yaml", home)
    folders = {f"GIDS_{name.upper()}": str(tmp_path / name) for name in ("raw", "releases", "work")}
    log = tmp_path / "daemon.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [Path(sys.executable).with_name("dagster-daemon"), "run", "-w", "workspace.yaml"],
            cwd=PROJECT,
            env=os.environ | folders | {"DAGSTER_HOME": str(home)},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            yield log
        finally:
            process.terminate()
            try:
                process.wait(timeout=60)
            finally:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)  # and what it has started


def wait_for_run(work: Path, number: int, daemon: Path) -> dict[str, Any]:
    """The line that run `number` leaves in the log of runs."""
    log = work / "runs.jsonl"
    for _ in range(PATIENCE):
        if log.exists() and len(lines := log.read_text("utf-8").splitlines()) >= number:
            found: dict[str, Any] = json.loads(lines[number - 1])
            return found
        time.sleep(1)
    raise AssertionError(f"no run {number} came to an end:\n{daemon.read_text('utf-8')[-5000:]}")


def test_a_file_dropped_into_raw_is_published_by_the_daemon(
    tmp_path: Path, raw: Path, daemon: Path
) -> None:
    shutil.copytree(PROJECT / "raw" / "newswise", raw / "newswise")
    first = wait_for_run(tmp_path / "work", 1, daemon)
    assert (first["by"], first["outcome"], first["version"]) == ("sensor", "published", "0.1.0")
    shutil.copytree(PROJECT / "raw" / "etcentric", raw / "etcentric")
    second = wait_for_run(tmp_path / "work", 2, daemon)
    assert (second["by"], second["outcome"], second["version"]) == ("sensor", "published", "0.1.1")
    changes = (tmp_path / "releases" / "0.1.1" / "CHANGES.md").read_text("utf-8")
    assert "etcentric" in changes


@pytest.mark.slow
def test_a_run_whose_process_is_killed_starts_again(
    tmp_path: Path, raw: Path, daemon: Path
) -> None:
    shutil.copytree(PROJECT / "raw" / "newswise", raw / "newswise")
    for _ in range(PATIENCE):
        at_work = holders(tmp_path / "work" / "run.lock")
        if at_work:
            break
        time.sleep(1)
    for process in at_work:
        process.kill()
    assert at_work
    assert not (tmp_path / "work" / "runs.jsonl").exists()
    again = wait_for_run(tmp_path / "work", 1, daemon)
    assert (again["by"], again["outcome"], again["version"]) == ("sensor", "published", "0.1.0")


def holders(path: Path) -> list[psutil.Process]:
    """The processes that have a file open."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if str(path) in [each.path for each in process.open_files()]:
                found.append(process)
    return found
