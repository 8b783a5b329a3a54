"""Publishing: from tables to a new folder releases/<version>/, all of it or nothing.

Belongs here: the order in which things happen. Does not belong here: how any file is written; that
is in a module for each beside this one.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.errors import UserError
from pipeline.explorer import bundle, page, sql_page
from pipeline.paths import SCHEMAS
from pipeline.publishing import (
    changes,
    checksums,
    citation,
    coverage,
    croissant,
    csv_files,
    datapackage,
    dictionary,
    difference,
    forms,
    index,
    loaders,
    parquet_files,
    placing,
    quality_page,
    readme,
    received,
    verify,
    whole_files,
)
from pipeline.publishing.content import Description, Provenance, Release
from pipeline.publishing.described import Level
from pipeline.publishing.lock import alone
from pipeline.publishing.version import next_version
from pipeline.schema.dataset import load_dataset


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
    shown = forms.as_published(tables, description)
    _require_passed_checks(shown["checks"])
    new = difference.Side(
        datapackage.describe(description),
        shown.__getitem__,
        provenance.extractor_version,
        provenance.raw,
    )
    with _failures_told(releases), alone(releases):
        placing.remove_leftovers(releases)
        listed = index.refresh(releases, description.dataset.name)
        last = listed.newest_valid
        found = _compared(None if last is None else releases / last.version, new)
        if last is not None and found.level is Level.NONE:
            return Published(last.version, releases / last.version, False, last.counts)
        withdrawn = _withdrawn_since(last, listed)
        for entry in withdrawn:
            _require_other_than(entry, releases, new, provenance)
        newest = listed.releases[-1].version if listed.releases else None
        release = Release(
            version=next_version(newest, found.level, stable=description.dataset.stable),
            published=today,
            description=description,
            tables=shown,
            provenance=provenance,
            difference=found,
            previous=None if last is None else last.version,
            withdrawn_since={entry.version: entry.reason or "" for entry in withdrawn},
        )
        folder = releases / release.version
        with placing.build_folder(releases, release.version) as building:
            _write(building, release, extra or {})
            verify.verify(building, release)
            bundle.place(releases)
            placing.put_into_place(building, folder)
        _list(releases, release)
    return Published(release.version, folder, True, release.counts)


def published_sources(releases: Path) -> list[str]:
    """Ids of the sources of the newest release; none where there is no release. UserError where it
    was damaged.
    """
    last = index.read(releases, load_dataset().name).newest_valid
    if last is None:
        return []
    folder = releases / last.version
    checksums.verify(folder)
    sources = parquet_files.read(folder / "parquet" / "sources.parquet")
    ids: list[str] = sources["source_id"].to_pylist()
    return ids


def _write(folder: Path, release: Release, extra: Mapping[str, bytes]) -> None:
    """Every file of the release; the checksums last."""
    described = release.description
    forms.write(folder, release.tables, described)
    for name in ("quality", changes.FOLDER):
        (folder / name).mkdir()
    csv_files.write(folder / "quality" / "checks.csv", release.tables["checks"])
    received.write(folder, release.provenance.raw)
    changes.write(folder, release)
    datapackage.write(folder, release)
    croissant.write(folder, release)
    dictionary.write(folder, described)
    loaders.write(folder, described)
    citation.write(folder, release)
    readme.write(folder, release, extra)
    coverage.write(folder, release)
    quality_page.write(folder, release, extra)
    page.write(folder, release, extra)
    sql_page.write(folder, release)
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


def _compared(last: Path | None, new: difference.Side) -> difference.Difference:
    """How this differs from the release in the folder `last` (None: there is none)."""
    if last is None:
        return difference.of_first(new)
    checksums.verify(last)
    return difference.compare(changes.side(last), new)


def _withdrawn_since(last: index.Entry | None, listed: index.Index) -> tuple[index.Entry, ...]:
    """The versions after the one compared with; they are all withdrawn."""
    entries = listed.releases
    return entries if last is None else entries[entries.index(last) + 1 :]


def _require_other_than(
    withdrawn: index.Entry, releases: Path, new: difference.Side, provenance: Provenance
) -> None:
    """The same code must not publish again what was withdrawn."""
    if withdrawn.code_sha256 != provenance.code_sha256:
        return
    again = difference.compare(changes.side(releases / withdrawn.version), new)
    if again.level is Level.NONE:
        raise UserError(
            f"nothing was published: the same code gives again what version {withdrawn.version} "
            f"holds, which was withdrawn: {withdrawn.reason}"
        )


def _require_passed_checks(checks: pa.Table) -> None:
    fatal = pc.and_(pc.equal(checks["severity"], "error"), pc.invert(checks["passed"]))
    failed = [f"{row['table']}: {row['check']}" for row in checks.filter(fatal).to_pylist()]
    if failed:
        raise UserError("not published, checks failed:\n  " + "\n  ".join(failed))


def _list(releases: Path, release: Release) -> None:
    """Tell of the new version; it is published even if that fails."""
    try:
        whole_files.sync(releases)
        index.refresh(releases, release.description.dataset.name)
    except OSError as error:
        raise UserError(
            f"{releases}: version {release.version} is published, but could not be listed: "
            f"{error}; run again to have it listed"
        ) from error


@contextmanager
def _failures_told(releases: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, duckdb.Error) as error:
        raise UserError(f"{releases}: nothing was published: {error}") from error
