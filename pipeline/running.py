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

from pipeline import assets, outcomes
from pipeline.checking import results
from pipeline.checking.results import CheckResult
from pipeline.definitions import defs
from pipeline.errors import UserError
from pipeline.outcomes import STARTED_BY
from pipeline.paths import Folders
from pipeline.publishing.release import Published
from pipeline.resources import checks_folder, resources, run_lock


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
    """Run a job of the graph; a release bears the date `today`.

    Returns also when a check failed: nothing is published then. Raises UserError for bad input.
    """
    with _alone(folders.work):
        with dg.DagsterInstance.ephemeral(settings={"telemetry": {"enabled": False}}) as instance:
            result = defs.resolve_job_def(job).execute_in_process(
                run_config=_config(job, today),
                resources=resources(folders),
                instance=instance,
                raise_on_error=False,
                tags={STARTED_BY: "command line"},
            )
        return _finished(result, folders)


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


def _config(job: str, today: date) -> dict[str, Any]:
    quiet = {"console": {"config": {"log_level": "CRITICAL"}}}
    dated = {"published": {"config": {"released_on": today.isoformat()}}}
    return {"loggers": quiet, "ops": dated if job == "release" else {}}


def _finished(result: dg.ExecuteInProcessResult, folders: Folders) -> Finished:
    checks = results.load(checks_folder(folders.work))
    refused = bool(outcomes.refusals(checks))
    if not result.success and not refused:
        raise outcomes.failure(result.all_events) or RuntimeError("the run failed without a word")
    tables = {name: result.asset_value(name) for name in assets.MADE_FROM_DOCUMENTS}
    return Finished(checks, tables, refused, outcomes.published(result.all_events))
