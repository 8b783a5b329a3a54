"""A program that reads all of a raw folder, and prints what came of it and its peak memory."""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from pipeline.raw_folder import list_documents, load_sources
from pipeline.reading.decoding import read
from pipeline.reading.document import Document, Received
from pipeline.reading.receiving import receive


def read_all(raw: Path) -> Iterator[tuple[str, str]]:
    """What came of every file: its path and "document" or the reason."""
    for file in list_documents(raw, load_sources(raw)):
        for received in receive(file):
            found = read(received) if isinstance(received, Received) else received
            if isinstance(found, Document):
                yield found.raw.raw_path, "document"
            else:
                yield found.raw_path, found.reason


if __name__ == "__main__":
    outcomes = list(read_all(Path(sys.argv[1])))
    # Not ru_maxrss: that of the parent counts for it.
    status = Path("/proc/self/status").read_text()
    peak = 1024 * int(re.search(r"VmHWM:\s*(\d+) kB", status)[1])  # type: ignore[index]
    json.dump({"outcomes": outcomes, "peak": peak}, sys.stdout)
