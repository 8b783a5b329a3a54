"""What the last run has left in the work folder, told without opening any document.

Belongs here: which files were extracted in full and did not change since, and the words of their
articles. A file counts as changed when the file system says so.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.batches import extractor_version
from pipeline.duplicates import FINGERPRINTS
from pipeline.shards import TEXTS, ShardStore
from pipeline.sources import RawDocument

MANIFEST = Path("tables") / "documents.parquet"  # as the run keeps its first asset


class Extracted:
    """Of these documents, those that the last run has extracted."""

    def __init__(self, documents: Sequence[RawDocument], work: Path) -> None:
        self._documents = documents
        self._manifest = work / MANIFEST
        self._store = ShardStore(work, extractor_version())

    @cached_property
    def files(self) -> dict[str, list[str]]:
        """The files by their raw_path, with the raw_paths of the documents in them."""
        if not self._manifest.is_file():
            return {}
        made = self._manifest.stat().st_mtime_ns
        unchanged = {raw.raw_path for raw in self._documents if last_change(raw.path) < made}
        done = self._store.done()
        found: dict[str, list[str]] = defaultdict(list)
        unfinished = set()
        for raw_path, file, key in self._rows("raw_path", "file", "key"):
            found[file].append(raw_path)
            if key is not None and key not in done:
                unfinished.add(file)
        return {
            file: paths
            for file, paths in found.items()
            if file in unchanged and file not in unfinished
        }

    def fingerprints(self) -> Iterator[tuple[str, str, bytes]]:
        """The columns FINGERPRINTS (id, hash of words, signature) of all articles in `files`."""
        if not self.files:
            return
        keys = [key for file, key in self._rows("file", "key") if file in self.files]
        for part in self._store.select(pa.array(keys, pa.string())).read(TEXTS, FINGERPRINTS):
            yield from zip(*(part[name].to_pylist() for name in FINGERPRINTS), strict=True)

    def _rows(self, *columns: str) -> Iterator[tuple[Any, ...]]:
        table = pq.read_table(self._manifest, columns=list(columns))
        return zip(*(table[name].to_pylist() for name in columns), strict=True)


def last_change(path: Path) -> int:
    """When the system saw the file change, in nanoseconds; a link is asked itself."""
    status = path.lstat()
    return max(status.st_mtime_ns, status.st_ctime_ns)
