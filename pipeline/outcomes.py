"""Part of the Dagster layer: how a run ended, read off its events, and the log of all runs.

Each run leaves a line in runs.jsonl in its work folder, whoever started it: the command line, the
sensor, the schedule, or a person on Dagster's page.
"""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, cast

import dagster as dg

from pipeline.checking.results import CheckResult
from pipeline.errors import UserError
from pipeline.publishing.release import Published

LOG = "runs.jsonl"
STARTED_BY = "gids/started_by"
"""Tag of a run that tells who started it, where Dagster's own tags do not."""

_DAGSTERS_TAGS = {"dagster/sensor_name": "sensor", "dagster/schedule_name": "schedule"}

Outcome = Literal["published", "nothing new", "checked", "refused", "failed"]


@dataclass(frozen=True)
class Ended:
    """How a run ended: `version` is the one published, or the newest if there was nothing new."""

    outcome: Outcome
    version: str | None
    told: str


def how_it_ended(events: Sequence[dg.DagsterEvent], checks: Sequence[CheckResult]) -> Ended:
    """The end of a run, by its events and the results of its checks."""
    release = published(events)
    if release is not None:
        outcome: Outcome = "published" if release.is_new else "nothing new"
        told = str(release.folder) if release.is_new else "the same rows as before"
        return Ended(outcome, release.version, told)
    refused = refusals(checks)
    if refused:
        told = "\n".join(
            f"{check.table}: {check.check}: {'; '.join(check.failed_rows) or check.observed}"
            for check in refused
        )
        return Ended("refused", None, told)
    error = failure(events)
    return Ended("failed", None, str(error)) if error else Ended("checked", None, "all as it must")


def refusals(checks: Iterable[CheckResult]) -> list[CheckResult]:
    """The checks that forbid publishing."""
    return [check for check in checks if not check.passed and check.severity == "error"]


def published(events: Iterable[dg.DagsterEvent]) -> Published | None:
    """The release that a run made or found up to date; None where it came to neither."""
    for event in events:
        if event.is_step_materialization and event.asset_key == dg.AssetKey("published"):
            metadata = event.step_materialization_data.materialization.metadata
            return Published(
                version=str(metadata["version"].value),
                folder=Path(str(metadata["folder"].value)),
                is_new=bool(metadata["is_new"].value),
                counts=cast("dict[str, int]", metadata["counts"].value),
            )
    return None


def failure(events: Iterable[dg.DagsterEvent]) -> Exception | None:
    """The first failure of a step: the message of a UserError, anything else with its traceback."""
    errors = [
        event.step_failure_data.error
        for event in events
        if event.is_step_failure and event.step_failure_data.error
    ]
    for error in errors:
        cause: Any = error
        while cause:
            if cause.cls_name == UserError.__name__:
                return UserError(cause.message.partition(": ")[2].strip())
            if cause.cls_name == dg.DagsterExecutionInterruptedError.__name__:
                return UserError("interrupted. Run again: what was done so far is kept.")
            cause = cause.cause
    return RuntimeError("\n".join(error.to_string() for error in errors)) if errors else None


def started_by(tags: Mapping[str, str]) -> str:
    """Who started a run, by its tags."""
    dagsters = [who for tag, who in _DAGSTERS_TAGS.items() if tag in tags]
    return dagsters[0] if dagsters else tags.get(STARTED_BY, "Dagster's page")


def write_down(work: Path, job: str, by: str, started: datetime, ended: Ended) -> None:
    """Add a line to the log of runs; one write, so that no reader sees half of it."""
    about = {
        "started": started.isoformat(timespec="seconds"),
        "ended": datetime.now(UTC).isoformat(timespec="seconds"),
        "job": job,
        "by": by,
    }
    line = json.dumps(about | asdict(ended), ensure_ascii=False) + "\n"
    log = os.open(work / LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    try:
        os.write(log, line.encode())
    finally:
        os.close(log)
