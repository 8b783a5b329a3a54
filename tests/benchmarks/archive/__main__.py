"""The command: `python -m tests.benchmarks.archive TEXTS --documents 1000 --documents 10000`.

Belongs here: what is measured in which order, and telling it. Everything is made in a temporary
folder and removed.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from shlex import join

import click

from pipeline.errors import UserError
from pipeline.progress import progress
from tests.benchmarks.archive import watching
from tests.benchmarks.archive.texts import Archive, sentences_of
from tests.benchmarks.archive.watching import Measured
from tests.benchmarks.setting import this_setting

WAYS = {
    "one process": (1, False),
    "two processes": (2, False),
    "one Dask worker": (1, True),
    "two Dask workers": (2, True),
}
"""How many workers, and whether of a cluster."""
FASTEST = "two processes"
MEBIBYTE = 2**20
CHECKS = "checks"


@click.command()
@click.argument("texts", type=click.Path(file_okay=False, exists=True, path_type=Path))
@click.option("--documents", multiple=True, default=(1_000, 10_000), show_default=True, type=int)
@click.option("--fastest", is_flag=True, help=f"Only {FASTEST}, not every kind of workers.")
def main(texts: Path, documents: tuple[int, ...], fastest: bool) -> None:
    """Measure archives of DOCUMENTS articles made of the sentences in TEXTS; prints Markdown."""
    ways = [FASTEST] if fastest else list(WAYS)
    lines: dict[str, list[str]] = {"extraction": [], "release": []}
    try:
        sentences = sentences_of(texts)
        with progress("Measuring", len(documents) * (len(ways) + 2)) as advance:
            for number in documents:
                with tempfile.TemporaryDirectory() as folder:
                    for table, line in _measured(Path(folder), sentences, number, ways):
                        lines[table].append(line)
                        advance(1)
    except UserError as error:
        raise click.ClickException(str(error)) from error
    setting = this_setting(join(["python", "-m", "tests.benchmarks.archive", *sys.argv[1:]]))
    print(f"- date: {setting.day}")
    print(f"- command: `{setting.command}`")
    print(f"- machine: {setting.cpu}; {setting.system}; Python {setting.python}")
    print(f"- {len(sentences)} sentences to draw from\n")
    print("\n".join([*EXTRACTION, *lines["extraction"], "", *RELEASE, *lines["release"]]))


EXTRACTION = (
    "| articles | by | seconds | articles/s | × one | manifest s | main MiB | worker MiB |",
    "| --: | --- | --: | --: | --: | --: | --: | --: |",
)
RELEASE = (
    "| articles | run | manifest s | extraction s | tables s | checks s | release s | whole s "
    "| without release s | main MiB |",
    "| --: | --- | --: | --: | --: | --: | --: | --: | --: | --: |",
)


def _measured(
    root: Path, sentences: list[str], number: int, ways: list[str]
) -> Iterator[tuple[str, str]]:
    """The lines of both tables for one size; the releases begin with the last extraction."""
    archive = Archive(root, sentences)
    archive.add(number)
    rates: dict[bool, float] = {}
    for way in sorted(ways, key=FASTEST.__eq__):
        workers, dask = WAYS[way]
        shutil.rmtree(archive.folders.work, ignore_errors=True)
        found = watching.run(root, "extract", workers, dask=dask)
        rate = rates.setdefault(dask, found.seconds["rate"])
        yield "extraction", _extraction(number, way, found, rate)
    workers, dask = WAYS[FASTEST]
    yield (
        "release",
        _release(number, "tables, first release", watching.run(root, "release", workers)),
    )
    archive.add(1)
    yield "release", _release(number, "one more article", watching.run(root, "release", workers))


def _extraction(number: int, way: str, found: Measured, one: float) -> str:
    seconds = found.seconds
    return _line(
        f"{number:,}",
        way,
        f"{seconds['extracted']:.1f}",
        f"{seconds['rate']:.1f}",
        f"{seconds['rate'] / one:.2f}",
        f"{seconds['documents']:.1f}",
        f"{found.main_bytes / MEBIBYTE:.0f}",
        f"{found.worker_bytes / MEBIBYTE:.0f}",
    )


def _release(number: int, what: str, found: Measured) -> str:
    seconds = found.seconds
    checks = sum(value for name, value in seconds.items() if CHECKS in name)
    parts = (
        seconds["documents"],
        seconds["extracted"],
        seconds["tables"],
        checks,
        seconds["published"],
        seconds["whole"],
        seconds["whole"] - seconds["published"],
    )
    memory = f"{found.main_bytes / MEBIBYTE:.0f}"
    return _line(f"{number:,}", what, *(f"{part:.1f}" for part in parts), memory)


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
