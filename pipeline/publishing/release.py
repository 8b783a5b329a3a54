"""Publishing: from tables to a new folder releases/<version>/, all of it or nothing.

Belongs here: the order in which things happen. Does not belong here: how any file is written; that
is in a module for each beside this one.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.errors import UserError
from pipeline.paths import SCHEMAS
from pipeline.publishing import (
    checksums,
    citation,
    coverage,
    croissant,
    csv_files,
    datapackage,
    dictionary,
    difference,
    duckdb_file,
    index,
    loaders,
    parquet_files,
    quality_page,
    readme,
    verify,
)
from pipeline.publishing.content import Description, Provenance, Release
from pipeline.publishing.lock import alone
from pipeline.publishing.text_policy import withhold
from pipeline.publishing.version import next_version
from pipeline.schema.arrow import arrow_schema, in_order

BUILDING = ".building-"


@dataclass(frozen=True)
class Published:
    """The newest release: one just made, or the one before if there was nothing new to publish."""

    version: str
    folder: Path
    is_new: bool
    counts: dict[str, int]


def publish(
    tables: Mapping[str, pa.Table],
    releases: Path,
    schemas: Path = SCHEMAS,
    *,
    today: date,
    provenance: Provenance,
    extra: Mapping[str, bytes] | None = None,
) -> Published:
    """Publish `tables` as the next version below `releases`, unless nothing differs from the last.

    `tables` are all tables of the schemas, as made by schema.arrow.to_arrow; `extra` has further
    files for the release by path within it, such as quality/report.html.

    Raises UserError, and publishes nothing, if a check of severity error failed, another run is
    publishing, an earlier release was damaged, or the disk fails.
    """
    description = Description.load(schemas)
    _require_conforming(tables, description)
    _require_passed_checks(tables["checks"])
    shown = withhold(tables, description.tables)
    shown = {name: in_order(table, shown[name]) for name, table in description.tables.items()}
    with _failures_told(releases), alone(releases):
        _remove_leftovers(releases)
        listed = index.refresh(releases, description.dataset.name)
        last = listed.newest_valid
        found = _compare(None if last is None else releases / last.version, description, shown)
        if last is not None and found.level is difference.Level.NONE:
            return Published(last.version, releases / last.version, False, last.counts)
        newest = None if listed.newest is None else listed.newest.version
        release = Release(
            version=next_version(newest, found.level, stable=description.dataset.stable),
            published=today,
            description=description,
            tables=shown,
            provenance=provenance,
            difference=found,
            previous=None if last is None else last.version,
        )
        folder = releases / release.version
        with _build_folder(releases, release.version) as building:
            _write(building, release, extra or {})
            verify.verify(building, release)
            _put_into_place(building, folder)
        index.refresh(releases, description.dataset.name)
    return Published(release.version, folder, True, release.counts)


def _write(folder: Path, release: Release, extra: Mapping[str, bytes]) -> None:
    """Every file of the release; the checksums last."""
    for name in ("csv", "parquet", "quality", "changes"):
        (folder / name).mkdir()
    for name, table in release.tables.items():
        csv_files.write(folder / "csv" / f"{name}.csv", table)
        parquet_files.write(folder / "parquet" / f"{name}.parquet", table)
    for name, changes in release.difference.rows.items():
        csv_files.write(folder / "changes" / f"{name}.csv", changes)
    csv_files.write(folder / "quality" / "checks.csv", release.tables["checks"])
    described = release.description
    database = folder / f"{described.dataset.name}.duckdb"
    duckdb_file.write(database, release.tables, described.tables, described.views)
    datapackage.write(folder, release)
    croissant.write(folder, release)
    dictionary.write(folder, described)
    loaders.write(folder, described)
    citation.write(folder, release)
    readme.write(folder, release, extra)
    coverage.write(folder, release)
    quality_page.write(folder, release, extra)
    for path, data in extra.items():
        _write_extra(folder, path, data)
    checksums.write(folder)


def _write_extra(folder: Path, path: str, data: bytes) -> None:
    relative = PurePosixPath(path)
    target = folder / relative
    if relative.is_absolute() or ".." in relative.parts or target.exists():
        raise ValueError(f"{path}: outside of the release, or one of its own files")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)


def _compare(
    last: Path | None, description: Description, tables: Mapping[str, pa.Table]
) -> difference.Difference:
    """How this differs from the release in the folder `last` (None: there is none)."""
    described = datapackage.describe(description)
    if last is None:
        return difference.of_first(described, tables)
    checksums.verify(last)
    return difference.compare(
        datapackage.without_release_facts(datapackage.read(last)),
        described,
        lambda name: parquet_files.read(last / "parquet" / f"{name}.parquet"),
        tables,
    )


def _require_conforming(tables: Mapping[str, pa.Table], description: Description) -> None:
    if tables.keys() != description.tables.keys():
        odd = sorted(tables.keys() ^ description.tables.keys())
        raise ValueError(f"tables missing, or described nowhere: {odd}")
    for name, table in description.tables.items():
        if not tables[name].schema.equals(arrow_schema(table)):
            raise ValueError(f"table {name} does not have the columns of its schema")


def _require_passed_checks(checks: pa.Table) -> None:
    fatal = pc.and_(pc.equal(checks["severity"], "error"), pc.invert(checks["passed"]))
    failed = [f"{row['table']}: {row['check']}" for row in checks.filter(fatal).to_pylist()]
    if failed:
        raise UserError("not published, checks failed:\n  " + "\n  ".join(failed))


@contextmanager
def _failures_told(releases: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, duckdb.Error) as error:
        raise UserError(f"{releases}: nothing was published: {error}") from error


def _remove_leftovers(releases: Path) -> None:
    """What a killed run had begun to build; called under the lock, so nobody builds now."""
    for path in releases.glob(f"{BUILDING}*"):
        shutil.rmtree(path)


@contextmanager
def _build_folder(releases: Path, version: str) -> Iterator[Path]:
    folder = releases / f"{BUILDING}{version}-{os.getpid()}"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)  # in place by now, if all went well


def _put_into_place(building: Path, folder: Path) -> None:
    """Make the finished folder the release, in one step that happens or does not."""
    if folder.exists():
        raise UserError(f"{folder}: is there already and is never overwritten; move it elsewhere")
    for path in [*building.rglob("*"), building]:
        _sync(path)
    building.rename(folder)
    _sync(folder.parent)


def _sync(path: Path) -> None:
    """Have the system write file or folder to the disk, so that no power cut leaves half of it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
