"""Part of the Dagster layer: what every run is told, whoever starts it."""

from datetime import date
from typing import Any

DATED = ("checks_across_tables", "published")


def run_config(job: str, day: date) -> dict[str, Any]:
    """The configuration of a run that bears the date `day` in every step.

    A run says hundreds of things: they are in its results and on Dagster's page, and need not fill
    the terminal.
    """
    ops = [op for op in DATED if op != "published" or job == "release"]
    return {
        "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
        "ops": {op: {"config": {"released_on": day.isoformat()}} for op in ops},
    }
