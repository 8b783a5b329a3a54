"""Part of the Dagster layer: running a job in this process, and saying in words how it ended.

The command line calls this; what is printed of it is decided there.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

import dagster as dg
import pyarrow as pa
from filelock import Timeout

from pipeline import outcomes
from pipeline.checking import results
from pipeline.checking.results import CheckResult
from pipeline.definitions import defs
from pipeline.errors import UserError
from pipeline.outcomes import STARTED_BY
from pipeline.paths import Folders
from pipeline.publishing.release import Published
from pipeline.resources import checks_folder, made_tables, resources, run_lock
from pipeline.run_config import run_config


@dataclass(frozen=True)
class Finished:
    """A run to the end. `refused`: a check failed that forbids publishing.

    `published` is None then, and where the job does not publish.
    """

    checks: list[CheckResult]
    tables: Mapping[str, pa.Table]
    refused: bool
    published: Published | None


def run(job: Literal["release", "check"], folders: Folders, today: date) -> Finished:
    """Run a job of the graph on the day `today`, the date that a release bears.

    Returns also when a check failed: nothing is published then. Raises UserError for bad input.
    """
    settings = {"telemetry": {"enabled": False}}
    with _alone(folders.work), dg.DagsterInstance.ephemeral(settings=settings) as instance:
        return _finished(execute(job, folders, today, instance), folders)


def execute(
    job: Literal["release", "check"], folders: Folders, today: date, instance: dg.DagsterInstance
) -> dg.JobExecutionResult:
    """The run itself, with all its events; whoever asks for it sees to it that it is alone."""
    # Not execute_in_process: it would keep every table in memory until the run is over.
    return dg.execute_job(
        dg.reconstructable({"release": release_job, "check": check_job}[job]),
        instance,
        run_config=run_config(job, today) | _resources(folders),
        raise_on_error=False,
        tags={STARTED_BY: "command line"},
    )


def release_job() -> dg.JobDefinition:
    """The job `release`, by the name under which Dagster finds it again."""
    return defs.resolve_job_def("release")


def check_job() -> dg.JobDefinition:
    """The job `check`, likewise."""
    return defs.resolve_job_def("check")


def _resources(folders: Folders) -> dict[str, Any]:
    """The configuration of a run with these folders, in place of those of the definitions."""
    settings = {name: each.model_dump() for name, each in resources(folders).items()}
    return {
        "resources": {
            name: {"config": {key: value for key, value in stated.items() if value is not None}}
            for name, stated in settings.items()
        }
    }


@contextmanager
def _alone(work: Path) -> Iterator[None]:
    """Two runs must not share a work folder; the system lifts the lock of a run that dies."""
    try:
        work.mkdir(parents=True, exist_ok=True)
        lock = run_lock(work)
        lock.acquire(timeout=0)
    except Timeout:
        raise UserError(f"{work}: another run is using this folder. Wait until it ends.") from None
    except OSError as error:
        raise UserError(f"{work}: {error.strerror}. Name another folder with --work.") from error
    try:
        yield
    finally:
        lock.release()


def _finished(result: dg.JobExecutionResult, folders: Folders) -> Finished:
    checks = results.load(checks_folder(folders.work))
    refused = bool(outcomes.refusals(checks))
    if not result.success and not refused:
        raise outcomes.failure(result.all_events) or RuntimeError("the run failed without a word")
    return Finished(
        checks, made_tables(folders.work), refused, outcomes.published(result.all_events)
    )
