"""How things stand: sources, what is new in them, what was rejected, last release, last run.

Belongs here: gathering that without extracting or changing anything, and telling it. It works
without a work folder and without a release; a document is opened only where its file changed since
the release.
"""

import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from rich.markup import escape
from rich.table import Table

from pipeline.checking.health import is_silent, newest_by_source, silence
from pipeline.extracted import Extracted, last_change
from pipeline.paths import Folders
from pipeline.publishing import checksums, index, parquet_files, received
from pipeline.raw_folder import Misfit, list_documents, list_strays, require_sound, survey
from pipeline.schema.dataset import load_dataset
from pipeline.sources import RawDocument, Source

RUNS = "runs.jsonl"  # in the work folder: a line for each run
LAST_BYTES = 65_536  # of that file, in which the last line is
SHOWN = 20


@dataclass(frozen=True)
class OfSource:
    """One source: files that lie there, and what the last release has of them."""

    source_id: str
    name: str
    n_files: int
    n_new: int
    n_articles: int
    n_rejected: int
    newest: str | None
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class Status:
    """`new` are files that the last release does not have as they are, `waiting` those of them that
    were not extracted yet; `gone` are files that it has and that are there no more. `misfits` are
    no sources, and left out.
    """

    sources: tuple[OfSource, ...]
    misfits: tuple[Misfit, ...]
    new: tuple[str, ...]
    waiting: tuple[str, ...]
    gone: tuple[str, ...]
    rejected: tuple[Mapping[str, Any], ...]
    release: index.Entry | None
    run: Mapping[str, Any] | None


def status(folders: Folders, today: date) -> Status:
    """How things stand. UserError where no source or a release is not sound."""
    found = survey(folders.raw)
    require_sound(found, ())
    documents = list_documents(folders.raw, found.sources)
    release = index.read(folders.releases, load_dataset().name).newest_valid
    last = None if release is None else _LastRelease(folders.releases / release.version, today)
    new = [raw for raw in documents if last is None or not last.has(raw)]
    extracted = Extracted(documents, folders.work).files if new else {}
    files, news = (Counter(raw.source.source_id for raw in each) for each in (documents, new))
    strays = list_strays(folders.raw, found.misfits)
    there = {raw.raw_path for raw in documents} | {stray.raw_path for stray in strays}
    return Status(
        sources=tuple(_of_source(each, files, news, last, today) for each in found.sources),
        misfits=tuple(found.misfits),
        new=tuple(raw.raw_path for raw in new),
        waiting=tuple(raw.raw_path for raw in new if raw.raw_path not in extracted),
        gone=tuple(sorted(last.files - there)) if last else (),
        rejected=tuple(last.rejected) if last else (),
        release=release,
        run=_last_run(folders.work / RUNS),
    )


class _LastRelease:
    """What is asked of the last release."""

    def __init__(self, folder: Path, today: date) -> None:
        path = folder / "parquet"
        columns = ["source_id", "raw_path", "raw_sha256"]
        articles = parquet_files.read(path / "articles.parquet", [*columns, "published_on"])
        rejected = parquet_files.read(path / "rejected_documents.parquet")
        self.rejected: list[dict[str, Any]] = rejected.to_pylist()
        self.n_articles = Counter(articles["source_id"].to_pylist())
        self.n_rejected = Counter(rejected["source_id"].to_pylist())
        self.newest = newest_by_source(articles, today)
        self._published = last_change(folder / checksums.FILE)
        self._digests = self._listed(folder) or {
            row["raw_path"]: row["raw_sha256"]
            for table in (articles, rejected)
            for row in table.select(columns).to_pylist()
        }
        # What could not be opened has no hash, and is known from its rejection.
        self._unreadable = {row["raw_path"] for row in self.rejected if row["raw_sha256"] is None}

    @property
    def files(self) -> set[str]:
        """The files that it was made from."""
        return {*self._digests}

    def has(self, raw: RawDocument) -> bool:
        """Whether it was made with the file as it is."""
        digest = self._digests.get(raw.raw_path)
        if digest is None:
            return raw.raw_path in self._unreadable
        try:
            if last_change(raw.path) < self._published:
                return True
            return checksums.sha256(raw.path) == digest
        except OSError:
            return False

    @staticmethod
    def _listed(folder: Path) -> dict[str, str]:
        """Documents by their hash; the first release has no such list."""
        listed = received.read(folder) or {}
        return {path: digest for path, digest in listed.items() if not received.states(path)}


def _of_source(
    source: Source,
    files: Mapping[str, int],
    new: Mapping[str, int],
    last: _LastRelease | None,
    today: date,
) -> OfSource:
    source_id = source.source_id
    n_articles = last.n_articles[source_id] if last else 0
    newest = last.newest.get(source_id) if last else None
    return OfSource(
        source_id=source_id,
        name=source.name,
        n_files=files[source_id],
        n_new=new[source_id],
        n_articles=n_articles,
        n_rejected=last.n_rejected[source_id] if last else 0,
        newest=newest,
        warnings=tuple(_warnings(source, n_articles, newest, today)) if last else (),
    )


def _warnings(source: Source, n_articles: int, newest: str | None, today: date) -> Iterator[str]:
    if n_articles < source.minimum_articles:
        yield f"{n_articles} articles, minimum_articles is {source.minimum_articles}"
    if source.silent_after_days is not None and is_silent(source, newest, today):
        yield silence(newest, source.silent_after_days)


def _last_run(log: Path) -> dict[str, Any] | None:
    """The last line that can be read; None where there is none."""
    try:
        with log.open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - LAST_BYTES))
            lines = file.read().splitlines()
    except OSError:
        return None
    for line in reversed(lines):
        try:
            run = json.loads(line)
        except ValueError:  # cut off: a process died while writing
            continue
        if isinstance(run, dict):
            return run
    return None


def of_sources(found: Status) -> Table:
    """The sources as a table for the terminal."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("source", no_wrap=True)
    table.add_column("name")
    for number in ("files", "articles", "rejected", "new"):
        table.add_column(number, justify="right", no_wrap=True)
    table.add_column("newest", no_wrap=True)
    for each in found.sources:
        numbers = (each.n_files, each.n_articles, each.n_rejected, each.n_new)
        values = (f"{number:,}" for number in numbers)
        table.add_row(each.source_id, escape(each.name), *values, each.newest or "")
    return table


def in_words(found: Status) -> str:
    """All else, with Rich's markup."""
    return "\n".join(
        [
            f"[bold]Documents[/]: {_documents(found)}",
            f"[bold]Last release[/]: {_release(found.release)}",
            f"[bold]Last run[/]: {_run(found.run)}",
            f"[bold]New[/]: {_new(found)}",
            *_listed("", found.new),
            *(["[bold]Gone[/] since the release:"] if found.gone else []),
            *_listed("", found.gone),
            *_listed("[yellow]no source[/] ", [each.fault for each in found.misfits]),
            *(
                f"[yellow]warning[/] {each.source_id}: {escape(warning)}"
                for each in found.sources
                for warning in each.warnings
            ),
            *_listed(
                "[yellow]rejected[/] ",
                [f"{r['raw_path']}: {r['reason']}: {r['detail'] or ''}" for r in found.rejected],
            ),
        ]
    )


def _documents(found: Status) -> str:
    n_files = sum(each.n_files for each in found.sources)
    n_articles = sum(each.n_articles for each in found.sources)
    return (
        f"files: {n_files:,}; in the last release: articles {n_articles:,}, rejected "
        f"{len(found.rejected):,}"
    )


def _release(entry: index.Entry | None) -> str:
    return f"{entry.version}, {entry.date}" if entry else "none yet"


def _run(run: Mapping[str, Any] | None) -> str:
    if run is None:
        return "none that was written down"
    version = f" {run['version']}" if run.get("version") else ""
    facts = f"{run.get('outcome')}{version}, {run.get('ended')}, by {run.get('by')}"
    told = str(run.get("told") or "").splitlines()
    return escape("\n  ".join([facts, *told]))


def _new(found: Status) -> str:
    if not found.new:
        return "nothing, the last release has every file"
    n_extracted = len(found.new) - len(found.waiting)
    return (
        f"files that the last release does not have as they are: {len(found.new):,}, extracted: "
        f"{n_extracted:,}"
    )


def _listed(before: str, names: Sequence[str]) -> Iterator[str]:
    for name in names[:SHOWN]:
        yield f"  {before}{escape(name)}"
    if len(names) > SHOWN:
        yield f"  and {len(names) - SHOWN:,} more"
