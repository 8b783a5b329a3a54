"""Part of the Dagster layer: the folders of a run, and the keeping of tables between its steps.

What the steps do is in assets and checks.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import dagster as dg
import pyarrow as pa
import pyarrow.parquet as pq
from filelock import FileLock

from pipeline import outcomes
from pipeline.checking import results
from pipeline.errors import UserError
from pipeline.paths import Folders


def checks_folder(work: Path) -> Path:
    """Where the results of a run's checks are kept until they become a table."""
    return work / "checks"


def run_lock(work: Path) -> FileLock:
    """Held by the run that uses the work folder; a process that holds it may take it again."""
    return FileLock(work / "run.lock", is_singleton=True, thread_local=False)


class RunFolders(dg.ConfigurableResource[Any]):
    """The folders of a run, as paths; the work folder is its own as long as it lasts."""

    raw: str
    releases: str
    work: str

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator["RunFolders"]:
        """Wait for a run that uses the work folder; at the end, write down how this one ended."""
        work, started = self.paths().work, datetime.now(UTC)
        work.mkdir(parents=True, exist_ok=True)
        with run_lock(work):
            shutil.rmtree(checks_folder(work), ignore_errors=True)
            try:
                yield self
            finally:
                run, instance = context.run, context.instance
                if run is not None and instance is not None:
                    logged = (entry.dagster_event for entry in instance.all_logs(run.run_id))
                    events = [event for event in logged if event is not None]
                    ended = outcomes.how_it_ended(events, results.load(checks_folder(work)))
                    by = outcomes.started_by(run.tags)
                    outcomes.write_down(work, run.job_name, by, started, ended)

    def paths(self) -> Folders:
        """The same for the rest of the pipeline."""
        return Folders(Path(self.raw), Path(self.releases), Path(self.work))


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
    """What the assets need, for a run with these folders."""
    return {
        "folders": RunFolders(**{name: str(path) for name, path in asdict(folders).items()}),
        "io_manager": ParquetTables(folder=str(folders.work / "tables")),
    }
