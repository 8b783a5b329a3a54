"""Reading gold: annotated articles, from CSV in the columns of a release.

A gold folder has articles.csv (raw_path, split) and a CSV file for each annotated table. Columns
are those of the table in schemas/, but for ids: keys that hold within an article, and entities by
their canonical name. Texts lie in its folder texts/, else among the documents as received.

Belongs here: what gold is, and what is wrong with a file of it. Does not belong here: scoring.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.errors import UserError
from pipeline.schema.tables import Column, load_tables

Row = dict[str, Any]
Rows = Mapping[str, Sequence[Row]]

TABLES = ("quotes", "claims", "principle_mentions")
"""The tables that are annotated and scored."""

SCORED = ("articles", "invented")
"""Folders of gold that a release is scored on, and that confidence is estimated on."""

HELD_OUT = "held_out"
"""The split whose texts nobody looks at while developing."""

IN_PLACE_OF_IDS = {
    "article_id": "raw_path",
    "quote_id": "quote_key",
    "parent_quote_id": "parent_quote_key",
    "turn_id": "turn_key",
    "speaker_id": "speaker",
    "via_id": "via",
    "claimant_id": "claimant",
}
NOT_ANNOTATED = frozenset(
    {"claim_id", "mention_id", "sentence_id", "utterance_id", "confidence"}
)  # what follows from the rest, or is the extractor's own
ARTICLES = "articles.csv"
ARTICLE_COLUMNS = ["raw_path", "split"]
NOTE = "note"  # an annotator's remark: allowed in every file, never read


@dataclass(frozen=True)
class Article:
    """An annotated article. `part` is scored by itself; rows by table, in the order of the text."""

    raw_path: str
    part: str
    text: str
    rows: Rows


@dataclass(frozen=True)
class Gold:
    """Annotated articles. `by_guide`: annotated by our guide.

    Other gold has its own idea of where a span ends, and of speakers only the phrase.
    """

    name: str
    articles: tuple[Article, ...]
    tables: tuple[str, ...] = TABLES
    by_guide: bool = True

    @property
    def parts(self) -> dict[str, list[Article]]:
        """The articles that are scored together, by a name for them."""
        found: dict[str, list[Article]] = {}
        for article in self.articles:
            found.setdefault(article.part, []).append(article)
        several = len(found) > 1
        return {f"{self.name}/{p}" if several else self.name: found[p] for p in sorted(found)}


@cache
def gold_columns(table: str) -> dict[str, Column]:
    """The columns that a table has in gold, with those of the schema that they come from."""
    named = {
        IN_PLACE_OF_IDS.get(column.name, column.name): column
        for column in load_tables()[table].columns
        if column.name not in NOT_ANNOTATED
    }
    return {"raw_path": named.pop("raw_path"), **named}


def gold_beside(raw: Path) -> Path:
    """Where a project has its gold, given its folder of documents; it need not exist."""
    return raw.parent / "tests" / "gold"


def has_texts(folder: Path, raw: Path) -> bool:
    """Whether `folder` has gold, and all of its articles are at hand."""
    listed = folder / ARTICLES
    texts = _texts(folder, raw)
    return listed.is_file() and all(
        (texts / entry["raw_path"]).is_file() for _, entry in _rows(listed, ARTICLE_COLUMNS)
    )


def read_gold(folder: Path, raw: Path) -> Gold:
    """The gold in `folder`; texts that are not beside it come from the folder `raw`.

    Raises UserError naming file and row where gold contradicts its text, its keys or the schemas.
    """
    texts = _texts(folder, raw)
    listed = list(_rows(folder / ARTICLES, ARTICLE_COLUMNS))
    by_table = {name: list(_table(folder, name)) for name in TABLES}
    articles = []
    for number, entry in listed:
        raw_path = entry["raw_path"]
        where = f"{folder / ARTICLES}: row {number}"
        text = _text(texts / raw_path, where)
        rows = {
            name: [(place, row) for place, row in by_table[name] if row["raw_path"] == raw_path]
            for name in TABLES
        }
        _check(text, rows)
        ordered = {
            name: sorted((row for _, row in of_table), key=lambda r: (r["start"], -r["end"]))
            for name, of_table in rows.items()
        }
        articles.append(Article(raw_path, entry["split"], text, ordered))
    _require_listed(by_table, {article.raw_path for article in articles})
    return Gold(folder.name, tuple(articles))


def _texts(folder: Path, raw: Path) -> Path:
    beside = folder / "texts"
    return beside if beside.is_dir() else raw


def _rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a CSV file with their number; the header is row 1."""
    if not path.is_file():
        raise UserError(f"{path}: missing. A folder of gold has one; name another with --gold.")
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            names = [name for name in reader.fieldnames or [] if name != NOTE]
            if names != list(columns):
                raise UserError(f"{path}: row 1: the columns must be {', '.join(columns)}.")
            for number, row in enumerate(reader, 2):
                if None in row or None in row.values():
                    raise UserError(f"{path}: row {number}: not as many fields as columns.")
                yield number, row
    except (UnicodeDecodeError, csv.Error) as error:
        raise UserError(f"{path}: not CSV in UTF-8: {error}.") from error


def _table(folder: Path, table: str) -> Iterator[tuple[str, Row]]:
    """The rows of a gold file in the types of the schema, each with its place for messages."""
    path = folder / f"{table}.csv"
    columns = gold_columns(table)
    for number, row in _rows(path, list(columns)):
        place = f"{path}: row {number}"
        yield place, {n: _value(row[n], c, f"{place}: {n}") for n, c in columns.items()}


def _value(text: str, column: Column, place: str) -> Any:
    if not text:
        if column.required:
            raise UserError(f"{place}: must not be empty.")
        return None
    if column.enum and text not in column.enum:
        raise UserError(f"{place}: {text!r} is none of {', '.join(column.enum)}.")
    if column.type == "integer":
        if not text.isdecimal():
            raise UserError(f"{place}: {text!r} is not a whole number.")
        return int(text)
    if column.type == "boolean":
        if text not in ("true", "false"):
            raise UserError(f"{place}: {text!r} is neither true nor false.")
        return text == "true"
    return text


def _text(path: Path, where: str) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{where}: {path} cannot be read as text in UTF-8.") from error


@cache
def _spans(table: str) -> list[tuple[str, str, str]]:
    """The columns with offsets, and with the text between them."""
    return [(s.start, s.end, s.text) for s in load_tables()[table].spans if s.text is not None]


def _check(text: str, rows: Mapping[str, Sequence[tuple[str, Row]]]) -> None:
    """Whether the rows of one article fit its text and each other."""
    keys = [row["quote_key"] for _, row in rows["quotes"]]
    for name, of_table in rows.items():
        for place, row in of_table:
            for start, end, words in _spans(name):
                if row[words] is not None and text[row[start] : row[end]] != row[words]:
                    raise UserError(
                        f"{place}: {words} is not what stands from {row[start]} to {row[end]}."
                    )
            for column in ("quote_key", "parent_quote_key"):
                key = row.get(column)
                if key is not None and keys.count(key) != 1:
                    raise UserError(f"{place}: {column}: {keys.count(key)} quotes have {key!r}.")


def _require_listed(by_table: Mapping[str, Sequence[tuple[str, Row]]], listed: set[str]) -> None:
    for of_table in by_table.values():
        for place, row in of_table:
            if row["raw_path"] not in listed:
                raise UserError(f"{place}: articles.csv does not list {row['raw_path']}.")
