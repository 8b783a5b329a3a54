"""README.md and LICENSE.md of a release.

Belongs here: putting together the numbers that these texts tell. Does not belong here: their words;
those are in templates/.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow.compute as pc

from pipeline.publishing import coverage, measured, neutral, templates
from pipeline.publishing.changes import NOT_TOLD
from pipeline.publishing.content import Release

CHANGES = ("added", "removed", "changed")


def write(folder: Path, release: Release, extra: Mapping[str, bytes]) -> None:
    """Write both texts; `extra` may hold what was measured of the extraction."""
    values = {
        "release": release,
        "dataset": release.description.dataset,
        "tables": release.description.tables,
        "views": release.description.views,
        "counts": release.counts,
        "covered": coverage.by_source(release),
    }
    _write(
        folder,
        "README.md",
        headlines=measured.HEADLINES,
        measured=measured.headlines(extra),
        agreement=measured.agreement(extra),
        thresholds=measured.thresholds(extra),
        gaps=_gaps(release),
        warned=[row for row in release.tables["checks"].to_pylist() if not row["passed"]],
        changed=_changed(release),
        csv_text=neutral.WORDS,
        **values,
    )
    _write(folder, "LICENSE.md", **values)


def _write(folder: Path, name: str, **values: Any) -> None:
    text = templates.render(f"{name}.j2", **values)
    (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _gaps(release: Release) -> dict[str, Any]:
    """What is not known, or not shown, in numbers."""
    quotes, articles = release.tables["quotes"], release.tables["articles"]
    days = pc.equal(pc.utf8_length(articles["published_on"].drop_null()), len("2020-09-08"))
    return {
        "speakers": quotes["speaker_id"].null_count,
        "days": articles.num_rows - int(pc.sum(days).as_py() or 0),
        "repeated": articles.num_rows - articles["duplicate_of"].null_count,
        "texts": [
            (name, release.tables[name]["text"].null_count, release.counts[name])
            for name in release.description.dataset.excerpts.first
        ],
    }


def _changed(release: Release) -> dict[str, int]:
    """Number of rows of all tables by change since the version before."""
    count = release.difference.count
    tables = [name for name in release.difference.rows if name not in NOT_TOLD]
    return {change: sum(count(name, change) for name in tables) for change in CHANGES}
