"""What a release is made from, and by which code: the hashes that it bears.

Belongs here: hashing the received files and the project's own code. Does not belong here: how a
release tells of them (pipeline.publishing).
"""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from itertools import chain

import pyarrow as pa

from pipeline import batches
from pipeline.paths import PROJECT
from pipeline.publishing.checksums import sha256
from pipeline.publishing.content import Provenance
from pipeline.sources import SOURCE_FILE, Source

BESIDE = (
    "batches.py",
    "duplicates.py",
    "gathering.py",
    "manifest.py",
    "raw_folder.py",
    "sources.py",
    "utterances.py",
    "publishing/text_policy.py",
)
"""Modules that decide rows, beside those that extract from a single document."""

CODE = (
    *("pipeline/**/*.py", "pipeline/**/*.j2", "schemas/**/*.yml", "schemas/**/*.sql"),
    *(f"pipeline/explorer/{name}" for name in ("page/*.js", "page/*.css", "queries/*.sql")),
    "pipeline/explorer/vendor/vendor.json",
)
LOCKED = "requirements.lock"


def provenance(manifest: pa.Table, sources: Sequence[Source]) -> Provenance:
    """What the documents of this manifest and sources are made into a release with."""
    return Provenance(
        extractor_version=extractor_version(),
        code_sha256=code_sha256(),
        raw=files_sha256(manifest) | source_files_sha256(sources),
        sources_read_until=_read_until(sources),
    )


@cache
def extractor_version() -> str:
    """A hash of all code, descriptions and libraries that decide the rows."""
    digest = hashlib.sha256(batches.extractor_version().encode())
    for name in BESIDE:
        digest.update((PROJECT / "pipeline" / name).read_bytes())
    return digest.hexdigest()[:16]


@cache
def code_sha256() -> str:
    """A hash of all code, descriptions and locked libraries, whatever they decide."""
    digest = hashlib.sha256()
    paths = chain.from_iterable(PROJECT.glob(pattern) for pattern in (*CODE, LOCKED))
    for path in sorted(paths):
        digest.update(f"{path.relative_to(PROJECT).as_posix()}\x1f".encode())
        digest.update(f"{sha256(path)}\x1f".encode())
    return digest.hexdigest()


def files_sha256(manifest: pa.Table) -> dict[str, str]:
    """Hash by path of every received file that could be read."""
    files = zip(*(manifest[name].to_pylist() for name in ("file", "file_sha256")), strict=True)
    return {file: digest for file, digest in files if digest}


def source_files_sha256(sources: Iterable[Source]) -> dict[str, str]:
    """Hash by path of what is stated of each source."""
    return {f"{each.source_id}/{SOURCE_FILE}": each.sha256 for each in sources if each.sha256}


def _read_until(sources: Iterable[Source]) -> date | None:
    """The day up to which every source was read: the earliest; None where one does not state it."""
    days = [source.read_until for source in sources]
    stated = [day for day in days if day is not None]
    return min(stated) if stated and len(stated) == len(days) else None
