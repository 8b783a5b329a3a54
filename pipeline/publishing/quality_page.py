"""quality/index.html: checks, scores and row counts of the last versions on one page, offline.

Belongs here: gathering what the page shows from this release and those beside it. Does not belong
here: how it looks (templates/quality.html.j2), and which scores are told first (measured.py).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.publishing import index, measured, parquet_files, templates
from pipeline.publishing.content import Release
from pipeline.publishing.measured import Key, Score

FILE = "quality/index.html"
DIGITS = 2  # of shares
SHOWN = 6  # versions side by side; each page has those up to its own

Check = tuple[str, str]
"""Table and name of a check."""


@dataclass(frozen=True)
class Version:
    """What the page needs to know of one version."""

    version: str
    date: date
    withdrawn: bool
    counts: Mapping[str, int]
    checks: Mapping[Check, Mapping[str, Any]]
    scores: Mapping[Key, Score]


@dataclass(frozen=True)
class Line:
    """Values of one thing by version; None where a version has none. `top`: a full bar."""

    name: str
    values: Sequence[float | None]
    top: float
    n: int | None = None

    @property
    def change(self) -> float | None:
        """The last value against the one before, as both are shown; None if there are no two."""
        given = [round(value, DIGITS) for value in self.values if value is not None]
        return given[-1] - given[-2] if len(given) > 1 and self.values[-1] is not None else None


@dataclass(frozen=True)
class CheckLine:
    """A check with its rows in `checks` by version; None where a version did not make it."""

    name: str
    expected: str | None
    results: Sequence[Mapping[str, Any] | None]

    @property
    def passed(self) -> bool:
        """Whether it holds now, or is no longer made."""
        return self.results[-1] is None or bool(self.results[-1]["passed"])


def write(folder: Path, release: Release, extra: Mapping[str, bytes]) -> None:
    """Write the page of the release; the versions before lie beside `folder`."""
    name = release.description.dataset.name
    before = [_published(folder.parent, each) for each in index.read(folder.parent, name).releases]
    now = Version(
        version=release.version,
        date=release.published,
        withdrawn=False,
        counts=release.counts,
        checks=_checks(release.tables["checks"]),
        scores=measured.scores(extra),
    )
    text = render(release.description.dataset.title, [*before, now][-SHOWN:])
    (folder / FILE).write_text(text, encoding="utf-8", newline="\n")


def render(title: str, versions: Sequence[Version]) -> str:
    """The page of the last of `versions`, with those before it for comparison."""
    return templates.render(
        "quality.html.j2",
        title=title,
        versions=versions,
        now=versions[-1],
        headlines=list(_headlines(versions)),
        scores=list(_scores(versions)),
        counts=list(_counts(versions)),
        checks=list(_check_lines(versions)),
    )


def _published(releases: Path, entry: index.Entry) -> Version:
    folder = releases / entry.version
    scores = folder / measured.SCORES
    files = {measured.SCORES: scores.read_bytes()} if scores.is_file() else {}
    return Version(
        version=entry.version,
        date=entry.date,
        withdrawn=entry.withdrawn,
        counts=entry.counts,
        checks=_checks(parquet_files.read(folder / "parquet" / "checks.parquet")),
        scores=measured.scores(files),
    )


def _checks(table: pa.Table) -> dict[Check, Mapping[str, Any]]:
    return {(row["table"], row["check"]): row for row in table.to_pylist()}


def _united(keys: Iterable[Iterable[Any]]) -> list[Any]:
    """Every key of any version once, those of the newest first and in its order."""
    return list(dict.fromkeys(key for each in reversed(list(keys)) for key in each))


def _headlines(versions: Sequence[Version]) -> Iterator[tuple[str, list[Line]]]:
    """By gold, the measures told first."""
    for gold in dict.fromkeys(gold for gold, _, _ in versions[-1].scores):
        lines = [
            _score(versions, (gold, head.table, head.measure), head.title)
            for head in measured.HEADLINES
        ]
        yield gold, [line for line in lines if line.values[-1] is not None]


def _scores(versions: Sequence[Version]) -> Iterator[tuple[str, list[Line]]]:
    """By gold and table, everything that was measured."""
    keys = _united(version.scores for version in versions)
    for gold, table in dict.fromkeys((gold, table) for gold, table, _ in keys):
        yield (
            f"{gold}: {table}",
            [_score(versions, key, key[2]) for key in keys if key[:2] == (gold, table)],
        )


def _score(versions: Sequence[Version], key: Key, name: str) -> Line:
    found = [version.scores.get(key) for version in versions]
    values = [score.share if score else None for score in found]
    return Line(name, values, top=1.0, n=found[-1].n if found[-1] else None)


def _counts(versions: Sequence[Version]) -> Iterator[Line]:
    for table in _united(version.counts for version in versions):
        values = [version.counts.get(table) for version in versions]
        yield Line(table, values, top=max(value or 0 for value in values) or 1)


def _check_lines(versions: Sequence[Version]) -> Iterator[tuple[str, list[CheckLine]]]:
    """By table, every check with its results."""
    keys = _united(version.checks for version in versions)
    for table in dict.fromkeys(table for table, _ in keys):
        lines = []
        for key in (key for key in keys if key[0] == table):
            results = [version.checks.get(key) for version in versions]
            newest = next(result for result in reversed(results) if result)
            lines.append(CheckLine(key[1], newest["expected"], results))
        yield table, lines
