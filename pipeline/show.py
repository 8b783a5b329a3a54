"""One quote of the newest release with the passage it stands in, for whoever doubts a row.

The row comes from the release, the passage from the document as received. Nothing is extracted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapidfuzz import process
from rich.text import Text

from pipeline.errors import UserError
from pipeline.paths import Folders
from pipeline.publishing import index, parquet_files
from pipeline.raw_folder import list_documents, load_sources
from pipeline.reading.decoding import read
from pipeline.reading.document import Document, Received, Rejection
from pipeline.reading.receiving import receive
from pipeline.schema.dataset import load_dataset
from pipeline.schema.tables import load_tables

AROUND = 400  # characters of context on each side, then to the end of the line
STYLES = ("bold reverse", "italic", "underline")  # of the quote, its cue, its speaker


@dataclass(frozen=True)
class Shown:
    """A quote, the article it stands in, both as rows of the release, and the article's text."""

    quote: dict[str, Any]
    article: dict[str, Any]
    release: str
    text: str


def find(quote_id: str, folders: Folders) -> Shown:
    """Look the quote up. UserError for an unknown id, or a document that changed since."""
    newest = index.read(folders.releases, load_dataset().name).newest_valid
    if newest is None:
        raise UserError(f"{folders.releases}: no release yet. Make one with: gids release")
    parquet = folders.releases / newest.version / "parquet"
    quotes = _rows(parquet / "quotes.parquet", "quote_id", quote_id)
    if not quotes:
        known = parquet_files.read(parquet / "quotes.parquet", ["quote_id"])[0].to_pylist()
        near = [name for name, _, _ in process.extract(quote_id, known, limit=3)]
        hint = f" Near to it: {', '.join(near)}." if near else ""
        raise UserError(f"{quote_id}: no quote of release {newest.version} has this id.{hint}")
    article = _rows(parquet / "articles.parquet", "article_id", quotes[0]["article_id"])[0]
    return Shown(quotes[0], article, newest.version, _text(article, folders.raw))


def render(shown: Shown) -> Text:
    """The row, its article, and the passage with quote, cue and speaker highlighted."""
    text = Text(end="")
    heading = f"{shown.quote['quote_id']} in release {shown.release}\n\n"
    text.append(heading, style="bold")
    for name, value in _facts(shown):
        text.append(f"  {name:<16}", style="dim")
        text.append(f"{value}\n")
    text.append("\n")
    text.append_text(_passage(shown))
    return text


def _rows(path: Path, column: str, value: str) -> list[dict[str, Any]]:
    table = parquet_files.read(path, filters=[(column, "==", value)])
    rows: list[dict[str, Any]] = table.to_pylist()
    return rows


def _text(article: dict[str, Any], raw: Path) -> str:
    raw_path = article["raw_path"]
    for document in _received(raw, raw_path):
        opened = read(document) if isinstance(document, Received) else document
        if isinstance(opened, Document) and opened.raw_sha256 == article["raw_sha256"]:
            return opened.text
        raise UserError(
            f"{raw / raw_path}: changed since the release. Publish again with: gids release"
        )
    raise UserError(f"{raw / raw_path}: the document is gone. Name its folder with --raw.")


def _received(raw: Path, raw_path: str) -> Iterator[Received | Rejection]:
    """The document of this path, by itself or in an archive; none where it is gone."""
    for file in list_documents(raw, load_sources(raw)):
        if file.raw_path == raw_path or raw_path.startswith(f"{file.raw_path}/"):
            yield from (found for found in receive(file) if found.raw_path == raw_path)


def _facts(shown: Shown) -> Iterator[tuple[str, Any]]:
    """Every value of the row that is there, then what tells the article."""
    yield from ((name, value) for name, value in shown.quote.items() if value is not None)
    for name in ("title", "published_on", "url", "raw_path"):
        if shown.article[name] is not None:
            yield name, shown.article[name]


def _passage(shown: Shown) -> Text:
    """The lines around the quote, its cue and its speaker, each of them styled."""
    row, article = shown.quote, shown.text
    spans = [
        (row[span.start], row[span.end], style)
        for span, style in zip(load_tables()["quotes"].spans, STYLES, strict=True)
        if row[span.start] is not None
    ]
    first = max(0, min(start for start, _, _ in spans) - AROUND)
    last = min(len(article), max(end for _, end, _ in spans) + AROUND)
    begin = article.rfind("\n", 0, first) + 1
    end_of_line = article.find("\n", last)
    passage = Text(article[begin : end_of_line if end_of_line >= 0 else len(article)])
    for start, end, style in spans:
        passage.stylize(style, start - begin, end - begin)
    start, end = row["start"] - begin, row["end"] - begin
    # Brackets as well, for wherever styles do not show.
    return Text.assemble(passage[:start], "⟦", passage[start:end], "⟧", passage[end:])
