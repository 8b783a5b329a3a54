"""README.md and LICENSE.md of a release.

Belongs here: the numbers that these texts tell. Does not belong here: their words; those are in
templates/.
"""

import csv
import io
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.publishing import templates
from pipeline.publishing.content import Release

COUNTED = ("quotes", "claims", "principle_mentions")


SCORES = "quality/extraction_scores.csv"
HEADLINES = (
    ("quotes", "overlap"),
    ("quotes", "overlap and speaker"),
    ("claims", "detection"),
    ("principle_mentions", "detection"),
)
"""Table and measure of the scores that the release README tells."""


def write(folder: Path, release: Release, extra: Mapping[str, bytes]) -> None:
    """Write both texts; `extra` may hold the scores of the extraction."""
    values = {
        "release": release,
        "dataset": release.description.dataset,
        "tables": release.description.tables,
        "views": release.description.views,
        "counts": release.counts,
        "scores": _scores(extra.get(SCORES)),
    }
    _write(folder, "README.md", by_source=_by_source(release), **values)
    _write(folder, "LICENSE.md", sources=release.tables["sources"].to_pylist(), **values)


def _write(folder: Path, name: str, **values: Any) -> None:
    text = templates.render(f"{name}.j2", **values)
    (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _scores(data: bytes | None) -> list[tuple[str, list[str]]]:
    """F1 of the headline measures by what they were measured on; none without scores."""
    found: dict[str, dict[tuple[str, str], str]] = {}
    for row in csv.DictReader(io.StringIO((data or b"").decode())):
        if row["group"] == "all" and row["f1"]:
            measured = found.setdefault(row["gold"], {})
            measured[row["table"], row["measure"]] = f"{float(row['f1']):.2f}"
    return [(gold, [f1.get(key, "") for key in HEADLINES]) for gold, f1 in found.items()]


def _by_source(release: Release) -> list[tuple[str, list[int]]]:
    """Each source's name with the number of its articles and of their rows in COUNTED."""
    articles = release.tables["articles"].select(["article_id", "source_id"])
    counted = [articles["source_id"]]
    for name in COUNTED:
        rows = release.tables[name].select(["article_id"]).join(articles, "article_id")
        counted.append(rows["source_id"])
    numbers = [Counter(source_ids.to_pylist()) for source_ids in counted]
    return [
        (source["name"], [number[source["source_id"]] for number in numbers])
        for source in release.tables["sources"].to_pylist()
    ]
