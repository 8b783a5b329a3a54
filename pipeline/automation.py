"""Part of the Dagster layer: what starts a run by itself, a sensor and a schedule.

Belongs here: noticing that something lies below raw/ that was not there, or is another. Whether it
makes a new version is decided by the run.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import dagster as dg

from pipeline.errors import UserError
from pipeline.run_config import run_config

JOB = "release"
SECONDS_BETWEEN_LOOKS = 5


def arrivals(raw: Path) -> dg.SensorDefinition:
    """Starts a run when files below `raw` are new, changed or gone, and have come to rest."""

    @dg.sensor(
        job_name=JOB,
        minimum_interval_seconds=SECONDS_BETWEEN_LOOKS,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="New, changed or removed files below raw/",
    )
    def new_documents(context: dg.SensorEvaluationContext) -> dg.SensorResult:
        now = state_of(raw)
        before = json.loads(context.cursor or "{}")
        if now == before.get("run"):
            return dg.SensorResult(
                skip_reason=f"Nothing below {raw} has changed since the last look."
            )
        if now != before.get("seen"):
            # Half of a file must not be published: look again when it has been written.
            reason = f"Files below {raw} have changed: waiting until they stay as they are."
            return dg.SensorResult(skip_reason=reason, cursor=json.dumps(before | {"seen": now}))
        return dg.SensorResult(
            run_requests=[dg.RunRequest(run_config=run_config(JOB, datetime.now(UTC).date()))],
            cursor=json.dumps({"seen": now, "run": now}),
        )

    return new_documents


def regularly(cron: str) -> dg.ScheduleDefinition:
    """Starts a run at fixed times, whatever has changed. UserError for what is no cron line."""
    try:
        return dg.ScheduleDefinition(
            name="regularly",
            job_name=JOB,
            cron_schedule=cron,
            run_config_fn=lambda context: run_config(JOB, context.scheduled_execution_time.date()),
            execution_timezone="UTC",
            default_status=dg.DefaultScheduleStatus.RUNNING,
            description="At the times that schemas/dataset.yml states",
        )
    except dg.DagsterInvalidDefinitionError:
        raise UserError(
            f"schemas/dataset.yml: schedule: {cron!r} is not five fields of cron, such as "
            "'17 3 * * *' for every night at 3:17"
        ) from None


def state_of(raw: Path) -> str:
    """A hash that changes when a file below `raw` comes, goes or is written; none is opened."""
    digest = hashlib.sha256()
    for path in _files(raw):
        try:
            about = path.lstat()
        except FileNotFoundError:  # gone since it was listed: the next look tells
            continue
        facts = (path.as_posix(), about.st_size, about.st_mtime_ns, about.st_ino)
        digest.update(repr(facts).encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    """Every file below the folder, in a fixed order; names that begin with a dot left out."""
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(parent, name) for name in sorted(files) if not name.startswith("."))
