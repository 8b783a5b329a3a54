"""What Dagster loads: the graph, its jobs and its resources.

    release   everything, up to a new version below releases/
    check     the same without publishing

A sensor and a schedule start the first (pipeline.automation).

The folders are those of the project unless GIDS_RAW, GIDS_RELEASES or GIDS_WORK name others.
"""

import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import dagster as dg

from pipeline import assets, automation, checks
from pipeline.paths import Folders
from pipeline.resources import resources
from pipeline.schema.dataset import load_dataset


def folders_of(environment: Mapping[str, str]) -> Folders:
    """The folders that the environment names, else the usual ones; as absolute paths."""
    usual = asdict(Folders.default())
    chosen = {name: environment.get(f"GIDS_{name.upper()}", path) for name, path in usual.items()}
    return Folders(**{name: Path(path).absolute() for name, path in chosen.items()})


FOLDERS = folders_of(os.environ)
EVERYTHING = dg.AssetSelection.all()

defs = dg.Definitions(
    assets=[assets.documents, assets.extracted, assets.tables, assets.checks, assets.published],
    asset_checks=checks.ALL,
    jobs=[
        dg.define_asset_job(automation.JOB, EVERYTHING),
        dg.define_asset_job("check", EVERYTHING - dg.AssetSelection.assets(assets.published)),
    ],
    sensors=[automation.arrivals(FOLDERS.raw)],
    schedules=[automation.regularly(load_dataset().schedule)],
    resources=resources(FOLDERS),
    # Dagster's usual executor starts a process for each step, which costs seconds.
    executor=dg.in_process_executor,
)
