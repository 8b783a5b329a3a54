"""Part of the Dagster layer: running a job in this process, and saying in words how it ended.

The command line calls this; what is printed of it is decided there.
"""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, cast

import dagster as dg
import pyarrow as pa
from filelock import FileLock, Timeout

from pipeline import assets
from pipeline.checking import results
from pipeline.checking.results import CheckResult
from pipeline.definitions import defs
from pipeline.errors import UserError
from pipeline.paths import Folders
from pipeline.publishing.release import Published
from pipeline.resources import resources

Result = dg.ExecuteInProcessResult


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
    with _alone(folders.work):
        shutil.rmtree(folders.work / assets.CHECKS, ignore_errors=True)
        with dg.DagsterInstance.ephemeral(settings={"telemetry": {"enabled": False}}) as instance:
            result = defs.resolve_job_def(job).execute_in_process(
                run_config=_config(job, today),
                resources=resources(folders),
                instance=instance,
                raise_on_error=False,
            )
        return _finished(result, folders)


@contextmanager
def _alone(work: Path) -> Iterator[None]:
    """Two runs must not share a work folder; the system lifts the lock of a run that dies."""
    lock = FileLock(work / "run.lock", timeout=0)
    try:
        work.mkdir(parents=True, exist_ok=True)
        lock.acquire()
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
    dated = ["checks_across_tables", *(["published"] if job == "release" else [])]
    day = {"config": {"released_on": today.isoformat()}}
    return {"loggers": quiet, "ops": dict.fromkeys(dated, day)}


def _finished(result: Result, folders: Folders) -> Finished:
    checks = results.load(folders.work / assets.CHECKS)
    refused = any(not check.passed and check.severity == "error" for check in checks)
    if not result.success and not refused:
        raise _failure(result)
    tables = {name: result.asset_value(name) for name in assets.MADE_FROM_DOCUMENTS}
    return Finished(checks, tables, refused, _published(result))


def _published(result: Result) -> Published | None:
    for event in result.get_asset_materialization_events():
        if event.asset_key == dg.AssetKey("published"):
            metadata = event.materialization.metadata
            return Published(
                version=str(metadata["version"].value),
                folder=Path(str(metadata["folder"].value)),
                is_new=bool(metadata["is_new"].value),
                counts=cast("dict[str, int]", metadata["counts"].value),
            )
    return None


def _failure(result: Result) -> Exception:
    """The first failure of a step: the message of a UserError, anything else with its traceback."""
    errors = [
        event.step_failure_data.error
        for event in result.get_step_failure_events()
        if event.step_failure_data.error
    ]
    for error in errors:
        cause: Any = error
        while cause:
            if cause.cls_name == UserError.__name__:
                return UserError(cause.message.partition(": ")[2].strip())
            if cause.cls_name == dg.DagsterExecutionInterruptedError.__name__:
                return UserError("interrupted. Run again: what was done so far is kept.")
            cause = cause.cause
    return RuntimeError("\n".join(error.to_string() for error in errors))
