"""Small invented tables that satisfy all schemas: a test gives the values it is about."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from pipeline.publishing.content import Provenance
from pipeline.schema.arrow import to_arrow
from pipeline.schema.tables import Column, load_tables

SCHEMAS = load_tables()
TODAY = date(2021, 3, 4)
RAW = {"daily/1.txt": "0" * 64, "daily/2.txt": "0" * 64, "daily/source.yml": "1" * 64}
PROVENANCE = Provenance(extractor_version="test-1", code_sha256="c" * 64, raw=RAW)

Rows = Sequence[Mapping[str, Any]]

# The values that tie the rows to one another; everything else is filled in from the schema.
LINKED: dict[str, Rows] = {
    "sources": [{"source_id": "daily", "name": "Daily"}],
    "articles": [{"article_id": "a-1", "source_id": "daily", "raw_path": "daily/1.txt"}],
    "sentences": [{"sentence_id": "s-1", "article_id": "a-1"}],
    "entities": [{"entity_id": "ana-novak", "name": "Ana Novak"}],
    "entity_aliases": [{"entity_id": "ana-novak", "alias": "Novak"}],
    "entity_mentions": [
        {
            "mention_id": "e-1",
            "article_id": "a-1",
            "sentence_id": "s-1",
            "entity_id": "ana-novak",
            "text": "Novak",
        }
    ],
    "quotes": [
        {
            "quote_id": "q-1",
            "article_id": "a-1",
            "sentence_id": "s-1",
            "turn_id": "t-1",
            "text": "We tried.",
            "speaker_id": "ana-novak",
            "utterance_id": "u-1",
        }
    ],
    "claims": [
        {"claim_id": "c-1", "article_id": "a-1", "sentence_id": "s-1", "text": "It was a farce."}
    ],
    "frameworks": [{"framework_id": "GIDS", "announced_on": date(2020, 9, 8)}],
    "principles": [{"principle_id": "GIDS-1", "framework_id": "GIDS"}],
    "principle_elements": [{"element_id": "GIDS-1a", "principle_id": "GIDS-1"}],
    "principle_mentions": [
        {
            "mention_id": "m-1",
            "article_id": "a-1",
            "sentence_id": "s-1",
            "principle_id": "GIDS-1",
            "text": "open supply chains",
        }
    ],
    "utterances": [{"utterance_id": "u-1", "text": "We tried.", "speaker_id": "ana-novak"}],
    "rejected_documents": [{"raw_path": "daily/2.txt", "source_id": "daily"}],
    "checks": [{"table": "quotes", "check": "unique"}],
}


def row(table: str, /, **values: Any) -> dict[str, Any]:
    """A row with `values`, a valid value in every other required column, else null."""
    columns = SCHEMAS[table].columns
    return {c.name: _valid(c) for c in columns if c.name not in values} | values


def build_tables(**rows: Rows) -> dict[str, pa.Table]:
    """All tables, linked and valid; the rows of a table named here take the place of its own."""
    return {
        name: to_arrow(schema, [row(name, **values) for values in (LINKED | rows)[name]])
        for name, schema in SCHEMAS.items()
    }


def _valid(column: Column) -> Any:
    if not column.required:
        return None
    if column.enum:
        return column.enum[-1] if column.name == "severity" else column.enum[0]
    if column.type == "string":
        candidates = ("something", "en", "0" * 64)
        return next(text for text in candidates if re.fullmatch(column.pattern or ".*", text))
    if column.name == "n_characters":
        return 1000  # of which the spans are a small share
    if column.type == "integer":
        return int(column.minimum or 0)
    return {"number": 0.5, "boolean": True, "date": TODAY}[column.type]
