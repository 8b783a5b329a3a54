"""What Dagster loads: the graph, its jobs and its resources.

    release   everything, up to a new version below releases/
    check     the same without publishing

The folders are those of the project unless GIDS_RAW, GIDS_RELEASES or GIDS_WORK name others.
"""

import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import dagster as dg

from pipeline import assets, checks
from pipeline.paths import Folders
from pipeline.resources import resources


def folders_of(environment: Mapping[str, str]) -> Folders:
    """The folders that the environment names, else the usual ones; as absolute paths."""
    usual = asdict(Folders.default())
    chosen = {name: environment.get(f"GIDS_{name.upper()}", path) for name, path in usual.items()}
    return Folders(**{name: Path(path).absolute() for name, path in chosen.items()})


EVERYTHING = dg.AssetSelection.all()

defs = dg.Definitions(
    assets=[assets.documents, assets.extracted, assets.tables, assets.checks, assets.published],
    asset_checks=checks.ALL,
    jobs=[
        dg.define_asset_job("release", EVERYTHING),
        dg.define_asset_job("check", EVERYTHING - dg.AssetSelection.assets(assets.published)),
    ],
    resources=resources(folders_of(os.environ)),
    # Dagster's usual executor starts a process for each step, which costs seconds.
    executor=dg.in_process_executor,
)
