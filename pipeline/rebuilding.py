"""Part of the Dagster layer: a release made again from what it was made from, and compared.

CSV and Parquet must come out the same to the byte, the database with the same content; all else in
a release tells of these, or bears its date. Nothing below raw/ or releases/ is written.
"""

import shutil
from collections.abc import Iterator
from itertools import chain, zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline import provenance
from pipeline.checking import results
from pipeline.errors import CannotRebuildError, UserError
from pipeline.paths import Folders
from pipeline.publishing import checksums, duckdb_content, forms, index, received
from pipeline.publishing.changes import side
from pipeline.publishing.content import Description
from pipeline.raw_folder import raw_path
from pipeline.running import run
from pipeline.sources import SOURCE_FILE

SHOWN = 10


def verify(version: str, folders: Folders) -> str:
    """Rebuild a release and say in words that it came out the same.

    Raises UserError if the release was damaged, or came out otherwise although code and documents
    are those it was made with; CannotRebuildError if they are not.
    """
    description = Description.load()
    entry = index.read(folders.releases, description.dataset.name).entry(version)
    folder = folders.releases / version
    checksums.verify(folder)
    database = f"{description.dataset.name}.duckdb"
    with TemporaryDirectory(prefix="gids-") as name:
        aside, rebuilt = Folders.below(Path(name)), Path(name) / "rebuilt"
        _restore(version, folder, folders.raw, aside.raw)
        rebuilt.mkdir()
        forms.write(rebuilt, _tables(entry, aside, description), description)
        differing = list(_differing(folder, rebuilt, database))
    if differing:
        raise _failure(entry, differing)
    return _success(entry, folder / database, len(description.tables))


def _restore(version: str, folder: Path, raw: Path, target: Path) -> None:
    """Copy the documents of the release, and no others, to `target`.

    Raises CannotRebuildError, naming them, if some are not in `raw` as they were.
    """
    tables = side(folder).table
    rows = chain.from_iterable(
        tables(name).select(["raw_path", "raw_sha256"]).to_pylist()
        for name in ("articles", "rejected_documents")
    )
    needed: dict[str, str | None] = {row["raw_path"]: row["raw_sha256"] for row in rows}
    present = {raw_path(path, raw): path for path in sorted(raw.rglob("*"))}
    stated = received.read(folder)
    if stated is None:  # the first release does not list the files: each is one document
        sources = {path.partition("/")[0] for path in needed}
        paths = [present.get(f"{source}/{SOURCE_FILE}") for source in sources]
        needed |= {raw_path(path, raw): checksums.sha256(path) for path in paths if path}
    else:  # what has no hash is not among the files
        needed = {path: None for path, digest in needed.items() if digest is None} | stated
    other = [path for path, digest in needed.items() if not _is_as_then(present.get(path), digest)]
    if other:
        raise CannotRebuildError(
            f"version {version} cannot be rebuilt: {len(other)} of the files it was made from are "
            f"not in {raw} as they were then (put them back, or name their folder with --raw):\n"
            f"{_listed(sorted(other))}"
        )
    for name in needed:
        path = present[name]
        copy = target / path.relative_to(raw)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy, follow_symlinks=needed[name] is not None)


def _is_as_then(path: Path | None, digest: str | None) -> bool:
    """Whether a file has its bytes still; one without a hash was a link that led nowhere."""
    if path is None or digest is None:
        return path is not None and path.is_symlink()
    return path.is_file() and checksums.sha256(path) == digest


def _tables(entry: index.Entry, folders: Folders, description: Description) -> dict[str, pa.Table]:
    """The tables as this code makes them."""
    try:
        finished = run("check", folders, entry.date)
    except UserError as error:
        raise CannotRebuildError(f"version {entry.version} cannot be rebuilt: {error}") from error
    checks = results.checks_table(description.tables["checks"], finished.checks)
    return forms.as_published({**finished.tables, "checks": checks}, description)


def _differing(folder: Path, rebuilt: Path, database: str) -> Iterator[str]:
    """Every file of the three forms that is not the same, in words."""
    for form in ("csv", "parquet"):
        names = {path.name for each in (folder, rebuilt) for path in (each / form).iterdir()}
        for name in sorted(names):
            then, now = (each / form / name for each in (folder, rebuilt))
            if not (then.is_file() and now.is_file()):
                where = "the release" if then.is_file() else "the rebuilt tables"
                yield f"{form}/{name}: only in {where}"
            elif then.read_bytes() != now.read_bytes():
                yield f"{form}/{name}: {_where(then, now)}"
    if duckdb_content.sha256(folder / database) != duckdb_content.sha256(rebuilt / database):
        yield f"{database}: other content"


def _where(then: Path, now: Path) -> str:
    if then.suffix == ".parquet":
        writers = [pq.read_metadata(path).created_by for path in (then, now)]
        return "other bytes" if writers[0] == writers[1] else f"written by {' and '.join(writers)}"
    lines = zip_longest(*(path.read_bytes().splitlines() for path in (then, now)))
    return f"from line {next(n for n, (a, b) in enumerate(lines, 1) if a != b)}"


def _failure(entry: index.Entry, differing: list[str]) -> UserError:
    otherwise = f"These files come out otherwise:\n{_listed(differing)}"
    if entry.code_sha256 == provenance.code_sha256():
        return UserError(
            f"version {entry.version} is not reproducible: code and documents are those that it "
            f"was made with. {otherwise}"
        )
    return CannotRebuildError(
        f"version {entry.version} cannot be rebuilt with this code: it was made by "
        f"{_code(entry.extractor_version, entry.code_sha256)}, this is "
        f"{_code(provenance.extractor_version(), provenance.code_sha256())}. Take the code that "
        f"was published with it (git log -- releases/{entry.version}). {otherwise}"
    )


def _code(extractor: str, code: str | None) -> str:
    return f"extractor {extractor}, code {code[:12] if code else 'unknown'}"


def _success(entry: index.Entry, database: Path, n_tables: int) -> str:
    lines = [
        f"Version {entry.version}: rebuilt from its documents, {entry.counts['articles']} of them "
        f"articles, {entry.counts['rejected_documents']} rejected.",
        f"{n_tables} CSV and {n_tables} Parquet files are the same to the byte; the database has "
        f"the same content (SHA-256 {duckdb_content.sha256(database)}).",
    ]
    if entry.code_sha256 != provenance.code_sha256():
        lines.append("This code is not the one that made it, but makes the same of it.")
    if entry.withdrawn:
        lines.append(f"The version was withdrawn: {entry.reason}")
    return "\n".join(lines)


def _listed(names: list[str]) -> str:
    more = [f"and {len(names) - SHOWN} more"] if len(names) > SHOWN else []
    return "\n".join(f"  {name}" for name in [*names[:SHOWN], *more])
