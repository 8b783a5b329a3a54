"""Files of every sort in a raw folder, and what reading makes of them."""

from pathlib import Path

from pipeline.reading.decoding import read
from pipeline.reading.document import Document, Received, Rejection
from pipeline.reading.receiving import receive
from pipeline.sources import Facts, RawDocument, Source

SOURCE = Source(source_id="a-paper", name="A", kind="news")


def store(folder: Path, data: bytes, name: str = "file", facts: Facts | None = None) -> RawDocument:
    """The file of a source below `folder`."""
    path = folder / "raw" / SOURCE.source_id / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    source = SOURCE.model_copy(update={"documents": {name: facts} if facts else {}})
    return RawDocument(source, path, f"{SOURCE.source_id}/{name}")


def opened(raw: RawDocument) -> list[Document | Rejection]:
    """All that comes of a file."""
    return [read(found) if isinstance(found, Received) else found for found in receive(raw)]


def opened_one(folder: Path, data: bytes, name: str = "file") -> Document | Rejection:
    """What comes of a file that holds one document."""
    (found,) = opened(store(folder, data, name))
    return found


def document(folder: Path, data: bytes, name: str = "file") -> Document:
    found = opened_one(folder, data, name)
    assert isinstance(found, Document), found
    return found


def rejection(folder: Path, data: bytes, name: str = "file") -> Rejection:
    found = opened_one(folder, data, name)
    assert isinstance(found, Rejection), found
    assert found.detail.endswith(".")
    return found


def outcomes(raw: RawDocument) -> dict[str, str]:
    """By the name of each record: its text, or the reason why it has none."""
    prefix = f"{raw.raw_path}/"
    return {
        (found.raw.raw_path if isinstance(found, Document) else found.raw_path).removeprefix(
            prefix
        ): found.text if isinstance(found, Document) else found.reason
        for found in opened(raw)
    }
