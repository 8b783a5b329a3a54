"""How good the extraction is, as a release's texts tell it: read from the CSV files in quality/.

Belongs here: which of the measured figures are told first, and under what name. Does not belong
here: measuring (pipeline.evaluation), which writes these files.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

SCORES = "quality/extraction_scores.csv"
AGREEMENT = "quality/annotator_agreement.csv"
SIZES = "quality/gold_sizes.csv"
CALIBRATION = "quality/calibration.csv"
THRESHOLDS = ("0.0", "0.6", "0.7", "0.8")
SHARES = ("mean_confidence", "share_right", "recall")
"""Thresholds of confidence that are told of, and what is told of each."""

Key = tuple[str, str, str]
"""What was measured: on which gold, of which table, by which measure."""


@dataclass(frozen=True)
class Headline:
    """A measure told first. `between_annotators`: its name among those of their agreement."""

    title: str
    table: str
    measure: str
    between_annotators: str | None


HEADLINES = (
    Headline("quotes found", "quotes", "overlap", "overlap"),
    Headline("quotes found, right speaker", "quotes", "overlap and speaker", None),
    Headline("claims found", "claims", "detection", "detection"),
    Headline("claims found, right claimant", "claims", "detection and claimant", None),
    Headline("stance right", "claims", "stance", "stance"),
    Headline("framework of the stance right", "claims", "stance_target", "stance_target"),
    Headline("principle mentions found", "principle_mentions", "detection", "detection"),
)


@dataclass(frozen=True)
class Score:
    """F1 where something was to be found, else the share of right values; `n`: annotated rows."""

    share: float
    n: int


@dataclass(frozen=True)
class Measured:
    """One line of figures, in the order of HEADLINES; None where there is none."""

    name: str
    n_articles: int | None
    scores: tuple[Score | None, ...]


def scores(files: Mapping[str, bytes]) -> dict[Key, Score]:
    """Everything that was measured on all rows together; empty where nothing was."""
    return {
        (row["gold"], row["table"], row["measure"]): Score(float(share), int(row["n_gold"]))
        for row in _rows(files, SCORES)
        if row["group"] == "all" and (share := row["f1"] or row["value"])
    }


def headlines(files: Mapping[str, bytes]) -> list[Measured]:
    """The figures told first, by gold in the order it was measured."""
    sizes = {row["gold"]: int(row["n_articles"]) for row in _rows(files, SIZES)}
    found = scores(files)
    return [
        Measured(
            name=gold,
            n_articles=sizes.get(gold),
            scores=tuple(found.get((gold, head.table, head.measure)) for head in HEADLINES),
        )
        for gold in dict.fromkeys(gold for gold, _, _ in found)
    ]


def agreement(files: Mapping[str, bytes]) -> tuple[Score | None, ...] | None:
    """How far the annotators agree with each other, by HEADLINES; None if nobody measured it."""
    found = {
        (row["table"], row["measure"]): Score(float(row["agreement"]), int(row["n_a"]))
        for row in _rows(files, AGREEMENT)
        if row["agreement"]
    }
    if not found:
        return None
    return tuple(found.get((head.table, head.between_annotators or "")) for head in HEADLINES)


def thresholds(files: Mapping[str, bytes]) -> list[list[str]]:
    """Table, threshold of confidence, then rows kept, their mean confidence, share right and
    recall: of all annotated articles, and of those held out. Nothing where no row is so sure.
    """
    found: dict[tuple[str, str], dict[bool, list[str]]] = {}
    for row in _rows(files, CALIBRATION):
        held_out = row["part"].endswith("/held_out")
        wanted = row["measure"] == "threshold" and row["at_least"] in THRESHOLDS
        if wanted and (held_out or row["part"] == "all") and row["n_rows"] != "0":
            shares = (f"{float(row[name]):.2f}" for name in SHARES)
            parts = found.setdefault((row["table"], row["at_least"]), {})
            parts[held_out] = [row["n_rows"], *shares]
    none = [""] * (1 + len(SHARES))
    return [[*key, *parts.get(False, none), *parts.get(True, none)] for key, parts in found.items()]


def _rows(files: Mapping[str, bytes], path: str) -> Iterator[dict[str, str]]:
    yield from csv.DictReader(io.StringIO(files.get(path, b"").decode()))
