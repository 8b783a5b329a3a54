"""The command: `python -m tests.benchmarks.extraction`, or `make benchmark` with all set up.

Belongs here: which golds, the order of things, and what is written where.
"""

import os
from pathlib import Path
from shlex import quote

import click
from rich.console import Console

from pipeline.errors import UserError
from pipeline.evaluation.evaluate import read
from pipeline.paths import PROJECT, Folders
from tests.benchmarks.extraction import quality, report
from tests.benchmarks.extraction.rounds import run_rounds
from tests.benchmarks.setting import this_setting

GOLD = PROJECT / "tests" / "gold"
OUTSIDE = "GIDS_WIKINEWS"
"""Names the folder of the Wikinews texts, which are not part of the project."""


@click.command()
@click.argument("gold", nargs=-1, type=click.Path(path_type=Path))
@click.option("--rounds", default=5, show_default=True, type=click.IntRange(1))
@click.option("--csv", type=click.Path(file_okay=False, path_type=Path), help="Folder for CSV.")
@click.option("--markdown", type=click.Path(dir_okay=False, path_type=Path), help="File to write.")
def main(gold: tuple[Path, ...], rounds: int, csv: Path | None, markdown: Path | None) -> None:
    """Compare the extraction with its peers on the texts of GOLD, folders of annotated texts."""
    try:
        comparison = _compare(gold, rounds, _command(gold, markdown))
        if csv is not None:
            for name, data in report.csv_files(comparison).items():
                report.write(csv / name, data)
        if markdown is not None:
            report.write(markdown, report.markdown(comparison).encode())
    except UserError as error:
        raise click.ClickException(str(error)) from error
    Console(highlight=False, emoji=False).print(report.render(comparison))


def _compare(named: tuple[Path, ...], rounds: int, command: str) -> report.Comparison:
    folders, absent = (named, ()) if named else _usual()
    golds = [read(folder, Folders.default().raw) for folder in folders]
    texts = [article.text for gold in golds for article in gold.articles]
    runs = run_rounds(texts, rounds)
    return report.Comparison(
        this_setting(command),
        sum(len(text.split()) for text in texts),
        runs,
        [q for run in runs[0] if run.system.finds_quotes for q in quality.score(golds, run)],
        absent,
    )


def _usual() -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """The golds of the project and the Wikinews texts; what is absent of them, by name."""
    own = (GOLD / "articles", GOLD / "invented")
    wikinews = Path(os.environ.get(OUTSIDE, PROJECT / ".." / "shared" / "eval" / "wikinews"))
    if wikinews.is_dir():
        return (*own, wikinews), ()
    return own, (f"the folder of the Wikinews texts ({OUTSIDE} names it)",)


def _command(gold: tuple[Path, ...], markdown: Path | None) -> str:
    """The command as make takes it."""
    given = {"GOLD": " ".join(map(str, gold)), "MARKDOWN": str(markdown or "")}
    return " ".join(["make benchmark", *(f"{k}={quote(v)}" for k, v in given.items() if v)])


if __name__ == "__main__":
    main()
