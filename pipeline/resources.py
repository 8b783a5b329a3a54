"""Part of the Dagster layer: folders and workers of a run, and the keeping of tables between steps.

What the steps do is in assets and checks.
"""

import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

import dagster as dg
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.errors import UserError
from pipeline.paths import Folders
from pipeline.workers import ADDRESS, PROCESSES, Workers, chosen


class RunFolders(dg.ConfigurableResource[Any]):
    """The folders of a run, as paths."""

    raw: str
    releases: str
    work: str

    def paths(self) -> Folders:
        """The same for the rest of the pipeline."""
        return Folders(Path(self.raw), Path(self.releases), Path(self.work))


class RunWorkers(dg.ConfigurableResource[Any]):
    """Who extracts: the workers of a Dask scheduler, or so many processes of this machine."""

    address: str | None = None
    processes: str | None = None

    def chosen(self) -> Workers:
        """The same for the rest of the pipeline. UserError for a setting that makes no sense."""
        return chosen(self.address, self.processes)


class ParquetTables(dg.ConfigurableIOManager):
    """Arrow tables as Parquet files in one folder, so that each can be made anew alone."""

    folder: str

    def handle_output(self, context: dg.OutputContext, obj: pa.Table) -> None:
        """Write the table whole, or leave what was there. UserError when the disk fails."""
        path = self._path(context.asset_key)
        unfinished = path.with_suffix(".unfinished")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            pq.write_table(obj, unfinished)
            unfinished.replace(path)
        except OSError as error:
            raise UserError(f"{path}: cannot be written: {error}") from error

    def load_input(self, context: dg.InputContext) -> pa.Table:
        """Read it back. UserError when no run has made it yet."""
        path = self._path(context.asset_key)
        if not path.exists():
            raise UserError(f"{path}: not made yet. Materialize {path.stem} first.")
        return pq.read_table(path)

    def _path(self, key: dg.AssetKey) -> Path:
        return Path(self.folder) / f"{key.to_python_identifier()}.parquet"


def resources(folders: Folders) -> dict[str, Any]:
    """What the assets need, for a run with these folders and the workers of the environment."""
    return {
        "folders": RunFolders(**{name: str(path) for name, path in asdict(folders).items()}),
        "workers": RunWorkers(
            address=os.environ.get(ADDRESS) or None, processes=os.environ.get(PROCESSES) or None
        ),
        "io_manager": ParquetTables(folder=str(folders.work / "tables")),
    }
