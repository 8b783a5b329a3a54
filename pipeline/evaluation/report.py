"""Telling an evaluation: tables for a terminal, CSV for a release or another program."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, fields
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Group
from rich.table import Table

from pipeline.errors import UserError
from pipeline.evaluation.evaluate import Evaluation
from pipeline.evaluation.scores import Confusion, Score

SCORES = "extraction_scores.csv"
CONFUSIONS = "extraction_confusions.csv"
DIGITS = 4


def csv_files(evaluations: Sequence[Evaluation]) -> dict[str, bytes]:
    """The scores and the confusions as CSV, by file name; the same bytes for the same numbers."""
    scores = ((e.gold, *astuple(row)) for e in evaluations for row in e.scores)
    confusions = ((e.gold, *astuple(row)) for e in evaluations for row in e.confusions)
    return {
        SCORES: to_csv(["gold", *(f.name for f in fields(Score))], scores),
        CONFUSIONS: to_csv(["gold", *(f.name for f in fields(Confusion))], confusions),
    }


def write(folder: Path, evaluations: Sequence[Evaluation]) -> None:
    """Write the CSV files into `folder`. UserError where that is not possible."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in csv_files(evaluations).items():
            (folder / name).write_bytes(data)
    except OSError as error:
        raise UserError(f"{folder}: {error.strerror}. Name another folder with --csv.") from error


def to_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Rows as CSV in UTF-8 with line feeds; shares rounded, absent values empty."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow(round(v, DIGITS) if isinstance(v, float) else v for v in row)
    return file.getvalue().encode()


def to_markdown(columns: Sequence[str], rows: Iterable[Sequence[Any]], n_words: int) -> str:
    """Rows as a Markdown table, in two digits; after the first `n_words` columns come numbers."""
    rules = ["---"] * n_words + ["--:"] * (len(columns) - n_words)
    lines = [columns, rules]
    for row in rows:
        cells = ("" if v is None else f"{v:.2f}" if isinstance(v, float) else str(v) for v in row)
        lines.append([*cells])
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def render(evaluations: Sequence[Evaluation]) -> Group:
    """Everything measured, as tables of no more than 80 columns."""
    return Group(*(table for each in evaluations for table in _tables(each)))


def _tables(evaluation: Evaluation) -> Iterator[Table]:
    for table in dict.fromkeys(score.table for score in evaluation.scores):
        title = f"{evaluation.gold}: {table.replace('_', ' ')}"
        yield _scores(title, [s for s in evaluation.scores if s.table == table])
        confusions = [c for c in evaluation.confusions if c.table == table]
        for column in dict.fromkeys(c.column for c in confusions):
            yield _confusion(column, [c for c in confusions if c.column == column])


def _scores(title: str, scores: Sequence[Score]) -> Table:
    told = _table(title, ["measure", "of"], ["gold", "found", "right", "P", "R", "F1", "share"])
    for score in scores:
        counts = (score.n_gold, score.n_found, score.n_matched)
        shares = (score.precision, score.recall, score.f1, score.value)
        told.add_row(
            score.measure,
            score.group,
            *("" if n is None else str(n) for n in counts),
            *("" if share is None else f"{share:.2f}" for share in shares),
        )
    return told


def _confusion(column: str, confusions: Sequence[Confusion]) -> Table:
    found = list(dict.fromkeys(c.found_value for c in confusions if c.found_value is not None))
    counts = {(c.gold_value, c.found_value): c.n_rows for c in confusions}
    told = _table(f"{column}: gold down, found across", [""], [*sorted(found), "missed"])
    gold = sorted({c.gold_value for c in confusions if c.gold_value is not None})
    for value in [*gold, None]:
        cells = [str(counts.get((value, other), "")) for other in [*sorted(found), None]]
        told.add_row(value or "extra", *cells)
    return told


def _table(title: str, words: Sequence[str], numbers: Sequence[str]) -> Table:
    told = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    told.padding = (0, 1, 0, 0)
    for name in words:
        told.add_column(name)
    for name in numbers:
        told.add_column(name, justify="right")
    return told
