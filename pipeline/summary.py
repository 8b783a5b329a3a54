"""What a person reads at the end of a run: what was published, and what the checks found.

Only words; running the job is in running, and printing them is the command line's.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
from rich.markup import escape

from pipeline.checking.results import CheckResult
from pipeline.publishing import changes, index
from pipeline.publishing.release import Published
from pipeline.schema.dataset import load_dataset


def of_release(
    published: Published, checks: Sequence[CheckResult], tables: Mapping[str, pa.Table]
) -> str:
    """The end of a run that published, or had nothing new to publish; with Rich's markup."""
    state = "a new release" if published.is_new else "nothing has changed since this release"
    width = max(len(name) for name in published.counts)
    rows = (f"  {name:<{width}} {n_rows:>9,}" for name, n_rows in published.counts.items())
    heading = f"[bold]GIDS Discourse {published.version}[/]: {state}"
    parts = [heading, "\n".join(rows), of_check(checks, tables), _ways_in(published.folder)]
    return "\n\n".join(parts)


def of_difference(releases: Path, old: str, new: str, *, rows: bool) -> str:
    """What differs between two releases, as in the CHANGES.md of a release; then every row."""
    listed = index.read(releases, load_dataset().name)
    before, after = listed.entry(old), listed.entry(new)
    found = changes.between(releases / old, releases / new)
    withdrawn = {each.version: each.reason for each in (before, after) if each.reason is not None}
    text = changes.render(found, new, after.date, old, withdrawn)
    return "\n".join([text, *changes.lines_of_rows(found)] if rows else [text]).rstrip("\n")


def of_withdrawal(listed: index.Index, version: str) -> str:
    """What withdrawing a version has led to."""
    reason = listed.entry(version).reason or ""
    left = f"The version to use is {listed.newest}." if listed.newest else "None is left to use."
    return f"Version {version} is withdrawn: {escape(reason)}\nIts files stay as they are. {left}"


def of_check(checks: Sequence[CheckResult], tables: Mapping[str, pa.Table]) -> str:
    """What became of the documents, and what the checks found."""
    return "\n".join([*_documents(tables), of_checks(checks)])


def of_checks(checks: Sequence[CheckResult]) -> str:
    """The number of checks by outcome, then each that did not pass, with rows that failed it."""
    failed = [check for check in checks if not check.passed and check.severity == "error"]
    warned = [check for check in checks if not check.passed and check.severity == "warning"]
    passed = len(checks) - len(failed) - len(warned)
    counts = [f"{passed} passed"]
    counts += [f"{len(warned)} warned"] if warned else []
    counts += [f"[red]{len(failed)} failed[/]"] if failed else []
    told = [line for check in [*failed, *warned] for line in _check(check)]
    return "\n".join([f"[bold]Checks[/]: {', '.join(counts)}", *told])


def _check(check: CheckResult) -> Iterator[str]:
    word = "[red]failed[/]" if check.severity == "error" else "[yellow]warning[/]"
    yield f"  {word} {check.table}: {check.check}, {check.n_failed} of {check.n_rows} rows"
    yield f"    expected {escape(check.expected or 'what the name says')}"
    rows = check.failed_rows or ((check.observed,) if check.observed else ())
    for row in rows:
        yield f"    found    {escape(row)}"
    if len(check.failed_rows) < check.n_failed and check.failed_rows:
        yield f"    and {check.n_failed - len(check.failed_rows)} more"


def _documents(tables: Mapping[str, pa.Table]) -> Iterator[str]:
    rejected = tables["rejected_documents"].to_pylist()
    n_articles = tables["articles"].num_rows
    counts = (
        f"{n_articles} {'article' if n_articles == 1 else 'articles'}, {len(rejected)} rejected"
    )
    yield f"[bold]Documents[/]: {n_articles + len(rejected)} received, {counts}"
    for row in rejected:
        told = f"{row['raw_path']}: {row['detail'] or 'no detail'}"
        yield f"  [yellow]{row['reason']}[/] {escape(told)}"


def _ways_in(folder: Path) -> str:
    here = folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder
    place = escape(str(here))
    return "\n".join(
        [
            f"[bold]Files[/]: {place} (begin with README.md)",
            f'  DuckDB  duckdb "{place}/{load_dataset().name}.duckdb" -c "FROM quotes_by_speaker"',
            f'  pandas  pandas.read_parquet("{place}/parquet/quotes.parquet")',
            f'  R       source("{place}/load.R"); gids <- load_gids("{place}")',
        ]
    )
