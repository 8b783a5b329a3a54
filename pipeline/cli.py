"""The command line: gids add, status, release, check and the others that `gids --help` lists.

Each command calls one function of the pipeline and prints its result; what it needs is imported
when it runs, so that help and usage errors come at once. Exit codes: 0 done, 1 refused (failed
checks, bad input), 2 wrong usage, 3 a release that cannot be rebuilt with this code or these
documents.
"""

import io
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from pipeline.errors import CannotRebuildError, UserError
from pipeline.paths import Folders

WIDE = 200  # characters of a line where no terminal sets a limit

Command = TypeVar("Command", bound=Callable[..., Any])


class CannotRebuild(click.ClickException):
    """A CannotRebuildError, with an exit code of its own."""

    exit_code = 3


class Commands(click.Group):
    """The commands; a message for the user is printed as such, with exit code 1 or 3."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except UserError as error:
            cannot = isinstance(error, CannotRebuildError)
            raise (CannotRebuild if cannot else click.ClickException)(str(error)) from error


def _option(name: str, what: str) -> Callable[[Command], Command]:
    folder = click.Path(file_okay=False, path_type=Path)
    return click.option(f"--{name}", type=folder, metavar="DIR", help=f"Folder of {what}.")


raw_option = _option("raw", "the documents as received")
releases_option = _option("releases", "the published releases")
work_option = _option("work", "work that can be redone")


def _folders(**given: Path | None) -> Folders:
    return replace(Folders.default(), **{name: path for name, path in given.items() if path})


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """GIDS Discourse: from documents below raw/ to a dataset below releases/."""


@main.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)
@click.option("--source", "source_id", required=True, metavar="ID", help="Its folder below raw/.")
@click.option("--publisher", "name", metavar="NAME", help="Name of a new source.")
@click.option("--kind", metavar="KIND", help="Of a new source: news, think_tank, ...")
@click.option("--country", "country_code", metavar="CODE", help="Of a new source, such as CA.")
@click.option("--homepage", metavar="URL", help="Of a new source.")
@click.option("--url", help="Where the document was published.")
@click.option("--date", "published_on", metavar="DATE", help="When: 2020-09-08, 2020-09 or 2020.")
@click.option("--title", help="Its headline, if the document has none.")
@click.option("--authors", help="Who wrote it, separated by '; '.")
@raw_option
@work_option
def add(
    files: tuple[Path, ...],
    source_id: str,
    raw: Path | None,
    work: Path | None,
    **given: str | None,
) -> None:
    """Add documents to raw/, and what is known of them to source.yml."""
    from pipeline.adding import add, asking, order, report

    folders = _folders(raw=raw, work=work)
    if sys.stdin.isatty() and order.is_new(folders.raw, source_id):
        given |= asking.asked(source_id, given)
    results = add.add(order.order(files, source_id, given), folders, date.today())
    _print(report.of_added(results))
    refused = sum(result.fault is not None for result in results)
    if refused:
        raise UserError(f"{refused} of {len(results)} not added.")


@main.command()
@raw_option
@releases_option
@work_option
def status(raw: Path | None, releases: Path | None, work: Path | None) -> None:
    """Show sources, what is new, what was rejected, the last release and the last run."""
    from pipeline import status

    found = status.status(_folders(raw=raw, releases=releases, work=work), date.today())
    _print(status.of_sources(found))
    _print(f"\n{status.in_words(found)}")


@main.command()
@raw_option
@releases_option
@work_option
def release(raw: Path | None, releases: Path | None, work: Path | None) -> None:
    """Extract what is new, check everything, publish what has changed."""
    from pipeline import summary
    from pipeline.running import run

    finished = run("release", _folders(raw=raw, releases=releases, work=work), date.today())
    if finished.published is None:
        _print(summary.of_checks(finished.checks))
        raise UserError("checks failed, nothing was published.")
    _print(summary.of_release(finished.published, finished.checks, finished.tables))


@main.command()
@raw_option
@work_option
def check(raw: Path | None, work: Path | None) -> None:
    """Extract and check everything, without publishing."""
    from pipeline import summary
    from pipeline.running import run

    finished = run("check", _folders(raw=raw, work=work), date.today())
    _print(summary.of_check(finished.checks, finished.tables))
    if finished.refused:
        raise UserError("checks failed.")


@main.command()
@_option("gold", "annotated articles [default: tests/gold/articles]")
@_option("csv", "the scores as CSV; nothing is written without it")
@raw_option
def evaluate(gold: Path | None, csv: Path | None, raw: Path | None) -> None:
    """Score the extraction against annotated articles."""
    from pipeline.evaluation import report
    from pipeline.evaluation.evaluate import evaluate, read
    from pipeline.evaluation.gold import gold_beside

    documents = _folders(raw=raw).raw
    evaluations = evaluate(read(gold or gold_beside(documents) / "articles", documents))
    _print(report.render(evaluations))
    if csv is not None:
        report.write(csv, evaluations)


@main.command()
@click.argument("quote_id")
@raw_option
@releases_option
def show(quote_id: str, raw: Path | None, releases: Path | None) -> None:
    """Show a quote of the newest release where it stands in its article."""
    from pipeline.show import find, render

    _print(render(find(quote_id, _folders(raw=raw, releases=releases))))


@main.command()
@click.argument("old")
@click.argument("new")
@click.option("--rows", is_flag=True, help="List every row that differs, tab between values.")
@releases_option
def diff(old: str, new: str, rows: bool, releases: Path | None) -> None:
    """Tell what differs between two releases, by their versions."""
    from pipeline import summary

    folder = _folders(releases=releases).releases
    _print_plain(summary.of_difference(folder, old, new, rows=rows))


@main.command()
@click.argument("version", required=False)
@releases_option
@click.option("--port", type=click.IntRange(1, 65535), help="Its port [default: a free one].")
@click.option("--no-browser", is_flag=True, help="Print the address, open nothing.")
def explore(version: str | None, releases: Path | None, port: int | None, no_browser: bool) -> None:
    """Show a release in the browser, on this machine only, until Ctrl-C."""
    from pipeline.explorer import serving
    from pipeline.schema.dataset import load_dataset

    folder = _folders(releases=releases).releases
    start = serving.first_page(folder, load_dataset().name, version)
    listener = serving.listening(port or 0)
    _print(f"{serving.address(listener, start)}\nCtrl-C ends it.")
    serving.serve(folder, listener, start, browser=not no_browser)


@main.command()
@click.argument("version")
@raw_option
@releases_option
def verify(version: str, raw: Path | None, releases: Path | None) -> None:
    """Rebuild a release from the documents it was made from, and compare."""
    from pipeline.rebuilding import verify

    _print_plain(verify(version, _folders(raw=raw, releases=releases)))


@main.command()
@click.argument("version")
@click.option("--reason", required=True, help="Why nobody should use it any more.")
@releases_option
def withdraw(version: str, reason: str, releases: Path | None) -> None:
    """Mark a release as withdrawn; nothing is deleted."""
    from pipeline import summary
    from pipeline.publishing import index
    from pipeline.schema.dataset import load_dataset

    folder = _folders(releases=releases).releases
    listed = index.withdraw(folder, load_dataset().name, version, reason)
    _print(summary.of_withdrawal(listed, version))


def _print(text: Any) -> None:
    """To standard output: highlighted on a terminal, plain elsewhere."""
    from rich.console import Console

    _escape_what_cannot_be_shown()
    width = None if sys.stdout.isatty() else WIDE
    Console(highlight=False, emoji=False, width=width).print(text, soft_wrap=True)


def _print_plain(text: str) -> None:
    """To standard output as it is: brackets and tabs mean nothing."""
    _escape_what_cannot_be_shown()
    print(text)


def _escape_what_cannot_be_shown() -> None:
    """For a terminal that knows only ASCII."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
