"""Part of the Dagster layer: folders and workers of a run, and the keeping of tables between steps.

What the steps do is in assets and checks.
"""

import ctypes
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
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
from pipeline.schema.tables import load_tables
from pipeline.workers import ADDRESS, PROCESSES, Workers, chosen

# The pool that Arrow prefers keeps what was freed, at a hundred thousand articles a gigabyte; the
# system's leaves it in pieces. This one gives it back; it is not made for every system.
if "jemalloc" in pa.supported_memory_backends():
    pa.set_memory_pool(pa.jemalloc_memory_pool())


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
        path = self._path(context.asset_key.to_python_identifier())
        unfinished = path.with_suffix(".unfinished")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            pq.write_table(obj, unfinished)
            unfinished.replace(path)
            _give_back()
        except OSError as error:
            raise UserError(f"{path}: cannot be written: {error}") from error

    def load_input(self, context: dg.InputContext) -> pa.Table:
        """Read it back. UserError when no run has made it yet."""
        _give_back()
        return self.read(context.asset_key.to_python_identifier())

    def read(self, name: str) -> pa.Table:
        """The same for the table of this name."""
        path = self._path(name)
        if not path.exists():
            raise UserError(f"{path}: not made yet. Materialize {name} first.")
        return pq.read_table(path)

    def _path(self, name: str) -> Path:
        return Path(self.folder) / f"{name}.parquet"


def _give_back() -> None:
    """Hand the memory that earlier steps have freed back to the system, where its library can."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


class MadeTables(Mapping[str, pa.Table]):
    """Tables of the dataset that a run has made, read whenever one is asked for.

    All of them together may take more memory than the step that wants some.
    """

    def __init__(self, kept: ParquetTables, names: Sequence[str]) -> None:
        self._kept = kept
        self._names = names

    def __getitem__(self, name: str) -> pa.Table:
        return self._kept.read(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _tables(work: Path) -> ParquetTables:
    return ParquetTables(folder=str(work / "tables"))


def made_tables(work: Path, names: Sequence[str] | None = None) -> MadeTables:
    """The tables of these names in the work folder of a run; all unless given."""
    return MadeTables(_tables(work), list(load_tables()) if names is None else names)


def resources(folders: Folders) -> dict[str, Any]:
    """What the assets need, for a run with these folders and the workers of the environment."""
    return {
        "folders": RunFolders(**{name: str(path) for name, path in asdict(folders).items()}),
        "workers": RunWorkers(
            address=os.environ.get(ADDRESS) or None, processes=os.environ.get(PROCESSES) or None
        ),
        "io_manager": _tables(folders.work),
    }
