"""CHANGES.md and changes/*.csv: what differs from the version before, for people and for programs.

Belongs here: telling of a difference, also between any two releases. Does not belong here: finding
it (difference.py), and the words; those are in templates/CHANGES.md.j2.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from pipeline.publishing import csv_files, datapackage, parquet_files, received, templates
from pipeline.publishing.content import Release
from pipeline.publishing.difference import CAUSES, Difference, Side, compare

FOLDER = "changes"
SHOWN = 20  # documents of one kind told in words; changes/documents.csv has them all
NOT_TOLD = ("checks",)  # its counts change with every row elsewhere


def write(folder: Path, release: Release) -> None:
    """Write both forms."""
    text = render(
        release.difference,
        release.version,
        release.published,
        release.previous,
        release.withdrawn_since,
    )
    (folder / "CHANGES.md").write_text(text, encoding="utf-8", newline="\n")
    for name, rows in release.difference.rows.items():
        csv_files.write(folder / FOLDER / f"{name}.csv", rows)
    csv_files.write(folder / FOLDER / "documents.csv", release.difference.received.documents)


def render(
    difference: Difference,
    version: str,
    published: date,
    previous: str | None,
    withdrawn: Mapping[str, str] | None = None,
) -> str:
    """The difference of `version` to `previous` in words.

    `withdrawn` gives the reason for each version that was withdrawn since the previous one.
    """
    return templates.render(
        "CHANGES.md.j2",
        difference=difference,
        version=version,
        published=published,
        previous=previous,
        withdrawn=withdrawn or {},
        tables=_counts(difference),
        n_by_extraction=sum(difference.caused(name, "extraction") for name in _told(difference)),
        shown=SHOWN,
    )


def between(old: Path, new: Path) -> Difference:
    """The difference between two published releases. Raises UserError if one cannot be read."""
    return compare(side(old), side(new))


def side(folder: Path) -> Side:
    """A published release as one side of a comparison. Raises UserError if it cannot be read."""
    descriptor = datapackage.read(folder)
    return Side(
        descriptor=datapackage.without_release_facts(descriptor),
        table=lambda name: parquet_files.read(folder / "parquet" / f"{name}.parquet"),
        extractor_version=descriptor["provenance"]["extractorVersion"],
        raw=received.read(folder),
    )


def lines_of_rows(difference: Difference) -> list[str]:
    """Every row that differs, one a line: table, change, key, columns, cause."""
    return [
        "\t".join([name, *(value or "" for value in row.values())])
        for name in _told(difference)
        for row in difference.rows[name].to_pylist()
    ]


def _counts(difference: Difference) -> list[tuple[str, Sequence[int]]]:
    """By table: rows added, removed, changed; then by cause."""
    changes = ("added", "removed", "changed")
    return [
        (
            name,
            [difference.count(name, change) for change in changes]
            + [difference.caused(name, cause) for cause in CAUSES],
        )
        for name in _told(difference)
    ]


def _told(difference: Difference) -> list[str]:
    return [name for name in difference.rows if name not in NOT_TOLD]
