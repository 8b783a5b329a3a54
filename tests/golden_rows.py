"""The rows that the five first articles give, kept in tests/golden/ to show every change.

`python -m tests.golden_rows` writes them anew, after a look at what has changed.
"""

import tempfile
from pathlib import Path

import pyarrow as pa

from pipeline import batches, gathering, manifest
from pipeline.paths import PROJECT
from pipeline.publishing import csv_files
from pipeline.raw_folder import list_documents, load_sources

GOLDEN = Path(__file__).parent / "golden"
SOURCES = ("asia-pacific-foundation", "digital-watch", "etcentric", "newswise", "the-diplomat")
TABLES = (
    "articles", "sentences", "quotes", "claims", "principle_mentions", "entities",
    "entity_mentions", "utterances",
)  # fmt: skip


def tables(work: Path) -> dict[str, pa.Table]:
    """All tables of the five articles, extracted in `work`."""
    raw = PROJECT / "raw"
    sources = [source for source in load_sources(raw) if source.source_id in SOURCES]
    documents = list_documents(raw, sources)
    listed = manifest.make(documents)
    batches.process(documents, listed, work)
    return gathering.gather(listed, sources, work)


def write(folder: Path, made: dict[str, pa.Table]) -> None:
    """One CSV file a table, as in a release."""
    folder.mkdir(exist_ok=True)
    for name in TABLES:
        csv_files.write(folder / f"{name}.csv", made[name])


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as work:
        write(GOLDEN, tables(Path(work)))
