"""Telling the comparison: tables for a terminal, Markdown for the documentation, CSV for programs.

A ratio is taken within each round and the median told, with the smallest and the largest.
"""

from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass, fields
from itertools import groupby
from pathlib import Path
from statistics import median

from rich import box
from rich.console import Group
from rich.table import Table

from pipeline.errors import UserError
from pipeline.evaluation.report import to_csv
from pipeline.evaluation.scores import Score
from tests.benchmarks.extraction.quality import Quality
from tests.benchmarks.extraction.rounds import Run
from tests.benchmarks.extraction.systems import BASELINE
from tests.benchmarks.setting import Setting

MEBIBYTE = 2**20
QUALITY_COLUMNS = {
    "P": ("overlap", "all", "precision"),
    "R": ("overlap", "all", "recall"),
    "F1": ("overlap", "all", "f1"),
    "tokens": ("tokens", "all", "f1"),
    "speaker": ("overlap and speaker", "all", "f1"),
    "direct": ("overlap", "direct", "f1"),
    "+speaker": ("overlap and speaker", "direct", "f1"),
    "mixed": ("overlap", "mixed", "f1"),
    "indirect": ("overlap", "indirect", "f1"),
}
"""By heading: measure, kind of quote, and which of its figures."""


@dataclass(frozen=True)
class Comparison:
    """All that was measured: runs by round, the words of the texts, the quality of each system."""

    setting: Setting
    n_words: int
    rounds: list[list[Run]]
    quality: list[Quality]
    absent: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A table to be told; its first column has words, the others numbers."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def sheets(comparison: Comparison) -> list[Sheet]:
    """Speed and memory, then quality on each part of each gold."""
    parts = groupby(sorted(comparison.quality, key=lambda q: q.gold), key=lambda q: q.gold)
    return [_costs(comparison), *(_quality(part, list(scored)) for part, scored in parts)]


def _costs(comparison: Comparison) -> Sheet:
    def speed(run: Run, _: Run) -> float:
        return comparison.n_words / run.cost.cpu_seconds

    def time_ratio(run: Run, baseline: Run) -> float:
        return run.cost.cpu_seconds / baseline.cost.cpu_seconds

    def memory(run: Run, _: Run) -> float:
        return run.cost.peak_bytes / MEBIBYTE

    def memory_ratio(run: Run, baseline: Run) -> float:
        return run.cost.peak_bytes / baseline.cost.peak_bytes

    def told(system: str, figure: Callable[[Run, Run], float], form: str) -> list[str]:
        figures = [
            figure(by_name[system], by_name[BASELINE.name])
            for of_round in comparison.rounds
            for by_name in [{run.system.name: run for run in of_round}]
        ]
        return [format(median(figures), form), f"{min(figures):{form}}–{max(figures):{form}}"]

    rows = [
        (
            run.system.name,
            *told(run.system.name, speed, ".0f"),
            *told(run.system.name, time_ratio, ".2f"),
            told(run.system.name, memory, ".0f")[0],
            told(run.system.name, memory_ratio, ".2f")[0],
        )
        for run in comparison.rounds[0]
    ]
    title = f"Speed and memory: {comparison.n_words} words, {len(comparison.rounds)} rounds"
    columns = ("system", "words/CPU-s", "range", "× time", "range", "MiB", "× memory")
    return Sheet(title, columns, tuple(rows))


def _quality(part: str, scored: Sequence[Quality]) -> Sheet:
    kinds = {s.group: s.n_gold for s in scored[0].scores if s.measure == "overlap"}
    n_quotes = kinds.pop("all")
    counts = ", ".join(f"{n} {kind}" for kind, n in kinds.items())
    rows = []
    for quality in scored:
        scores = {(s.measure, s.group): s for s in quality.scores}
        cells = [
            _figure(scores[measure, kind], figure)
            for measure, kind, figure in QUALITY_COLUMNS.values()
        ]
        rows.append((quality.system, str(scores["overlap", "all"].n_found), *cells))
    title = f"{part}: {scored[0].n_texts} texts, {n_quotes} quotes ({counts})"
    return Sheet(title, ("system", "found", *QUALITY_COLUMNS), tuple(rows))


def _figure(score: Score, name: str) -> str:
    value = getattr(score, name)
    return "" if value is None else f"{value:.2f}"


def render(comparison: Comparison) -> Group:
    """For a terminal, in no more than 80 columns."""
    return Group(*map(_table, sheets(comparison)), *map(_absence, comparison.absent))


def _table(sheet: Sheet) -> Table:
    told = Table(title=sheet.title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    told.padding = 0
    for number, name in enumerate(sheet.columns):
        told.add_column(name, justify="right" if number else "left")
    for row in sheet.rows:
        told.add_row(*row)
    return told


def _absence(folder: str) -> str:
    return f"Not measured: {folder} is not there."


def markdown(comparison: Comparison) -> str:
    """For the documentation, with what the figures depend on."""
    setting = comparison.setting
    versions = [
        f"- {run.system.name}: " + ", ".join(f"{name} {v}" for name, v in run.versions.items())
        for run in comparison.rounds[0]
    ]
    lines = [
        "# Results: extraction of quotes",
        "",
        "Written by the benchmark; [README.md](README.md) says what the columns mean.",
        "",
        f"- date: {setting.day}",
        f"- command: `{setting.command}`",
        f"- machine: {setting.cpu}; {setting.system}; Python {setting.python}",
        *versions,
        *(f"- {_absence(folder)}" for folder in comparison.absent),
    ]
    for sheet in sheets(comparison):
        lines += ["", f"## {sheet.title}", "", *_markdown_table(sheet)]
    return "\n".join(lines) + "\n"


def _markdown_table(sheet: Sheet) -> list[str]:
    rule = ["---", *["--:"] * (len(sheet.columns) - 1)]
    return ["| " + " | ".join(row) + " |" for row in (sheet.columns, rule, *sheet.rows)]


def csv_files(comparison: Comparison) -> dict[str, bytes]:
    """Everything measured, unrounded by medians: each run, and all scores."""
    runs = [
        (run.system.name, number, comparison.n_words, *astuple(run.cost))
        for number, of_round in enumerate(comparison.rounds, 1)
        for run in of_round
    ]
    scores = [(q.gold, q.system, *astuple(s)) for q in comparison.quality for s in q.scores]
    return {
        "speed.csv": to_csv(["system", "round", "words", "cpu_seconds", "peak_bytes"], runs),
        "quality.csv": to_csv(["gold", "system", *(f.name for f in fields(Score))], scores),
    }


def write(path: Path, data: bytes) -> None:
    """Write a file, and its folder where there is none. UserError where that is not possible."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise UserError(f"{path}: {error.strerror}. Name another place for it.") from error
