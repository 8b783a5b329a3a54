"""From what was extracted of each document to every table of the dataset but the checks.

Belongs here: joining the articles: entities that several name, words that several quote, articles
that repeat one another. Nothing is extracted here.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.batches import FROM_DOCUMENTS, extractor_version
from pipeline.codebook import Codebook
from pipeline.extraction.gazetteer import Gazetteer
from pipeline.ids import article_id_of, entity_id_of
from pipeline.reading.decoding import read
from pipeline.reading.document import Document, Received
from pipeline.reading.receiving import receive
from pipeline.schema.arrow import to_arrow
from pipeline.schema.dataset import load_dataset
from pipeline.schema.tables import TableSchema, load_tables
from pipeline.shards import OWNER, ShardStore, read_rows, shard_schema
from pipeline.sources import RawDocument, Source
from pipeline.utterances import group

Row = dict[str, Any]

_PUBLISHING = ("organization", "company")


def gather(manifest: pa.Table, sources: Sequence[Source], work: Path) -> dict[str, pa.Table]:
    """Every table of the dataset except the checks, from what `process` left in the work folder."""
    schemas = load_tables()
    found = _read(manifest, work, schemas)
    codebook = Codebook()
    limit = load_dataset().excerpts.limit
    rows: dict[str, list[Row]] = {
        "sources": [_source_row(source, schemas["sources"], limit) for source in sources],
        **_framework_rows(codebook),
        "articles": _with_duplicates(found["articles"].to_pylist()),
    }
    quotes = found["quotes"].to_pylist()
    members, rows["utterances"] = group(quotes)
    rows["quotes"] = [{**q, "utterance_id": members.get(q["quote_id"])} for q in quotes]
    rows["rejected_documents"] = _rejected(
        manifest, found["rejected_documents"].to_pylist(), schemas["rejected_documents"]
    )
    rows["entities"], rows["entity_aliases"] = _entities(found, sources, codebook)
    return {
        name: to_arrow(schema, rows[name] if name in rows else found[name].to_pylist())
        for name, schema in schemas.items()
        if name in rows or name in found
    }


def texts(documents: Sequence[RawDocument]) -> dict[str, str]:
    """The text of every document that can be read, by the id of its article."""
    found: dict[str, str] = {}
    for received in chain.from_iterable(map(receive, documents)):
        opened = read(received) if isinstance(received, Received) else received
        if isinstance(opened, Document):
            found[article_id_of(opened.raw.source.source_id, opened.raw.name)] = opened.text
    return found


def _read(
    manifest: pa.Table, work: Path, schemas: Mapping[str, TableSchema]
) -> dict[str, pa.Table]:
    """The rows of the documents at hand, from the shards that hold them."""
    done = ShardStore(work, extractor_version()).done()
    by_shard: dict[Path, list[str]] = {}
    for row in manifest.select(["raw_path", "key"]).to_pylist():
        if row["key"] in done:
            by_shard.setdefault(done[row["key"]], []).append(row["raw_path"])
    return {
        name: pa.concat_tables(
            [
                read_rows([shard], schemas[name], pa.array(by_shard[shard], pa.string()))
                for shard in sorted(by_shard)
            ]
            or [shard_schema(schemas[name]).empty_table().drop_columns([OWNER.name])]
        )
        for name in FROM_DOCUMENTS
    }


def _rejected(manifest: pa.Table, extracted: Sequence[Row], schema: TableSchema) -> list[Row]:
    """What could not be received, and what could not be read."""
    rejected = manifest.filter(pc.is_valid(manifest["reason"]))
    renamed = rejected.rename_columns({"sha256": "raw_sha256"})
    return [*extracted, *renamed.select(schema.column_names).to_pylist()]


def _source_row(source: Source, schema: TableSchema, usual_limit: float) -> Row:
    facts = source.model_dump() | {"excerpt_limit": source.largest_share(usual_limit)}
    return {name: facts[name] for name in schema.column_names}


def _with_duplicates(articles: list[Row]) -> list[Row]:
    """Mark articles whose text another one has, to the character: the one first in order stays."""
    first: dict[str, str] = {}
    for row in sorted(articles, key=lambda r: str(r["raw_path"])):
        original = first.setdefault(row["text_sha256"], row["article_id"])
        row["duplicate_of"] = original if original != row["article_id"] else None
    return articles


def _framework_rows(codebook: Codebook) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {"frameworks": [], "principles": [], "principle_elements": []}
    for framework in codebook.frameworks:
        rows["frameworks"].append(
            {
                "framework_id": framework.framework_id,
                "name": framework.name,
                "sponsor_id": framework.sponsor_id,
                "announced_on": framework.announced_on,
                "url": framework.url,
                "summary": framework.summary,
            }
        )
        for position, principle in enumerate(framework.principles, 1):
            rows["principles"].append(
                {
                    "principle_id": principle.id,
                    "framework_id": framework.framework_id,
                    "position": position,
                    "title": principle.title,
                    "summary": principle.summary,
                }
            )
            rows["principle_elements"] += [
                {
                    "element_id": element.id,
                    "principle_id": principle.id,
                    "position": number,
                    "summary": element.summary,
                }
                for number, element in enumerate(principle.elements, 1)
            ]
    return rows


def _publisher(source: Source, codebook: Codebook, gazetteer: Gazetteer) -> Row:
    """The entity that publishes a source: one of the codebook, or one of the source's name."""
    named = next(gazetteer.find(source.name, [(0, len(source.name))]), None)
    # "Asia Pacific Foundation of Canada, Asia Watch", but not "Reuters Institute".
    whole = named is not None and re.match(r"\s*(?:[,(]|$)", source.name[named.end :])
    if named is not None and whole and codebook.entity_kinds[named.entity_id] in _PUBLISHING:
        return codebook.entity_row(named.entity_id)
    return {
        "entity_id": entity_id_of(source.name) or source.source_id,
        "name": source.name,
        "kind": "organization",
        "affiliation": None,
        "role": None,
        "country_code": source.country_code,
        "wikidata_id": None,
    }


def _entities(
    found: Mapping[str, pa.Table], sources: Sequence[Source], codebook: Codebook
) -> tuple[list[Row], list[Row]]:
    """One row an entity, whatever number of articles names it, and its aliases once each.

    Publishers and the sponsors of frameworks are there even if nobody names them. Of several
    descriptions of a person the first that is not empty stays, in the order of their wording, so
    that it depends on no order of files.
    """
    gazetteer = Gazetteer(codebook)
    publishers = [_publisher(source, codebook, gazetteer) for source in sources]
    rows = (
        found["entities"].to_pylist()
        + publishers
        + [
            codebook.entity_row(entity_id)
            for framework in codebook.frameworks
            for entity_id in (framework.entity_id, framework.sponsor_id)
        ]
    )
    merged: dict[str, Row] = {}
    for row in sorted(rows, key=lambda r: tuple(str(v or "~") for v in r.values())):
        known = merged.setdefault(row["entity_id"], dict(row))
        for column, value in row.items():
            if known[column] is None:
                known[column] = value
    aliases = {(r["entity_id"], r["alias"]) for r in found["entity_aliases"].to_pylist()}
    aliases |= {(row["entity_id"], row["name"]) for row in merged.values()}
    return list(merged.values()), [
        {"entity_id": entity_id, "alias": alias} for entity_id, alias in sorted(aliases)
    ]
