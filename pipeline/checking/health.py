"""Warnings about sources: what their source.yml promises or states, and what is there.

A source that dries up is no fault of the rows that are released: none of these stops a release.
What is told changes only when the data do, or on the day on which a source counts as silent, so
that a day that passes is no reason for a new version.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pyarrow as pa

from pipeline.checking.results import CheckResult, outcome
from pipeline.schema.tables import TableSchema
from pipeline.sources import Source


def check_health(
    articles: pa.Table,
    schema: TableSchema,
    manifest: pa.Table,
    sources: Sequence[Source],
    today: date,
) -> list[CheckResult]:
    """Every warning about the sources on the day `today`; `schema` is that of `sources`."""
    newest = newest_by_source(articles, today)
    counts = articles["source_id"].to_pandas().value_counts()
    rows = pd.DataFrame(
        {
            "source_id": [source.source_id for source in sources],
            "promised": [source.minimum_articles for source in sources],
            "found": [int(counts.get(source.source_id, 0)) for source in sources],
            "newest": [newest.get(source.source_id, "") for source in sources],
            "days": [source.silent_after_days for source in sources],
            "silent": [
                is_silent(source, newest.get(source.source_id), today) for source in sources
            ],
        }
    )
    found = [
        outcome(
            schema,
            "minimum_articles",
            "at least as many articles as source.yml promises",
            rows,
            rows["found"] < rows["promised"],
            lambda row: f"{row['found']} articles, minimum_articles is {row['promised']}",
        ),
        outcome(
            schema,
            "not_silent",
            "an article of the last days, as many of them as source.yml states",
            rows,
            rows["silent"].astype(bool),
            lambda row: silence(row["newest"], int(row["days"])),
        ),
        _as_added(schema, manifest, sources),
    ]
    return [replace(result, severity="warning") for result in found]


def newest_by_source(articles: pa.Table, today: date) -> dict[str, str]:
    """The date of each source's newest article, as precise as it is known.

    A month or a year counts as its last day. What bears a date to come tells nothing.
    """
    rows = articles.select(["source_id", "published_on"]).to_pandas().dropna()
    rows = rows[rows["published_on"] <= today.isoformat()]
    newest = rows.assign(until=rows["published_on"].map(_last_day)).sort_values("until")
    return dict(newest.groupby("source_id")["published_on"].last())


def is_silent(source: Source, newest: str | None, today: date) -> bool:
    """Whether the newest article of a source is older than its source.yml allows, or unknown."""
    if source.silent_after_days is None:
        return False
    first = (today - timedelta(days=source.silent_after_days)).isoformat()
    return newest is None or _last_day(newest) < first


def silence(newest: str | None, days: int) -> str:
    """A silent source in words; the same words on every day that it is silent."""
    told = f"its newest article is of {newest}" if newest else "no article has a known date"
    return f"{told}, silent_after_days is {days}"


def _last_day(published_on: str) -> str:
    """For comparison alone: no month is longer."""
    return published_on + "-12-31"[len(published_on) - len("2020") :]


def _as_added(schema: TableSchema, manifest: pa.Table, sources: Sequence[Source]) -> CheckResult:
    """Files whose checksum source.yml states have it still."""
    digests = dict(
        zip(*(manifest[name].to_pylist() for name in ("file", "file_sha256")), strict=True)
    )
    rows = pd.DataFrame(
        [
            (source.source_id, file, facts.sha256, digests.get(file) or "")
            for source in sources
            for name, facts in source.documents.items()
            if facts.sha256 is not None
            for file in [f"{source.source_id}/{name}"]
        ],
        columns=["source_id", "file", "stated", "found"],
    )
    return outcome(
        schema,
        "document_as_added",
        "the SHA-256 that source.yml states of a document",
        rows,
        rows["stated"] != rows["found"],
        lambda row: (
            f"{row['file']} has {row['found'] or 'no readable bytes'}, "
            f"source.yml states {row['stated']}"
        ),
    )
