"""From what was extracted of each document to every table of the dataset but the checks.

Belongs here: joining the articles: entities that several name, words that several quote, articles
that repeat one another. Nothing is extracted here.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.batches import extractor_version
from pipeline.codebook import Codebook
from pipeline.duplicates import FINGERPRINTS, duplicate_of
from pipeline.extraction.gazetteer import Gazetteer
from pipeline.ids import entity_id_of
from pipeline.schema.arrow import arrow_schema, conforming, to_arrow
from pipeline.schema.dataset import load_dataset
from pipeline.schema.tables import TableSchema, load_tables
from pipeline.shards import FROM_DOCUMENTS, TEXTS, Selection, ShardStore, table_schema
from pipeline.sources import Source
from pipeline.utterances import group

Row = dict[str, Any]

_PUBLISHING = ("organization", "company")


def gather(manifest: pa.Table, sources: Sequence[Source], work: Path) -> dict[str, pa.Table]:
    """Every table of the dataset except the checks, from what `process` left in the work folder."""
    schemas = load_tables()
    done = _done(manifest, work)
    found = {name: done.table(name) for name in FROM_DOCUMENTS}
    codebook = Codebook()
    limit = load_dataset().excerpts.limit
    rows: dict[str, list[Row]] = {
        "sources": [_source_row(source, schemas["sources"], limit) for source in sources],
        **_framework_rows(codebook),
    }
    rows["entities"], rows["entity_aliases"] = _entities(
        found.pop("entities"), found.pop("entity_aliases"), sources, codebook
    )
    found["quotes"], rows["utterances"] = _with_utterances(found["quotes"])
    found["articles"] = _with_duplicates(found["articles"], done.table(TEXTS, FINGERPRINTS))
    ids = [source.source_id for source in sources]
    not_received = _not_received(manifest, ids, schemas["rejected_documents"])
    found["rejected_documents"] = pa.concat_tables([found["rejected_documents"], not_received])
    made: dict[str, pa.Table] = {}
    for name, schema in schemas.items():
        if name in rows:
            made[name] = to_arrow(schema, rows[name])
        elif name in found:
            made[name] = conforming(schema, found.pop(name))
    return made


def texts(manifest: pa.Table, work: Path) -> pa.RecordBatchReader:
    """The article_id and text of every article, as they are read: they need not fit into memory."""
    columns = ["article_id", "text"]
    schema = pa.schema([table_schema(TEXTS).field(name) for name in columns])
    parts = _done(manifest, work).read(TEXTS, columns)
    batches = (batch for part in parts for batch in part.to_batches(max_chunksize=1000))
    return pa.RecordBatchReader.from_batches(schema, batches)


def _done(manifest: pa.Table, work: Path) -> Selection:
    """What was extracted of the documents at hand."""
    return ShardStore(work, extractor_version()).select(manifest["key"])


def _not_received(manifest: pa.Table, sources: Sequence[str], schema: TableSchema) -> pa.Table:
    """The rows of rejected documents for what could not be received; what lies in the folder of no
    source is of none.
    """
    rejected = manifest.filter(pc.is_valid(manifest["reason"]))
    known = pc.is_in(rejected["source_id"], value_set=pa.array(sources, pa.string()))
    named = pc.if_else(known, rejected["source_id"], pa.scalar(None, pa.string()))
    renamed = _with_column(rejected, "source_id", named).rename_columns({"sha256": "raw_sha256"})
    return renamed.select(schema.column_names).cast(arrow_schema(schema))


def _with_duplicates(articles: pa.Table, fingerprints: pa.Table) -> pa.Table:
    return _with_column(articles, "duplicate_of", duplicate_of(articles, fingerprints))


def _with_utterances(quotes: pa.Table) -> tuple[pa.Table, list[Row]]:
    """The quotes with the utterances that they belong to, and the rows of these."""
    compared = quotes.select(["quote_id", "article_id", "speaker_id", "kind", "text"])
    compared = compared.filter(pc.is_valid(quotes["speaker_id"]))
    members, utterances = group(compared.to_pylist())
    place = pc.index_in(quotes["quote_id"], value_set=pa.array(list(members), pa.string()))
    ids = pa.array(list(members.values()), pa.string()).take(place.combine_chunks())
    return _with_column(quotes, "utterance_id", ids), utterances


def _with_column(table: pa.Table, name: str, values: pa.Array) -> pa.Table:
    index = table.schema.get_field_index(name)
    return table.set_column(index, table.schema.field(index), values)


def _source_row(source: Source, schema: TableSchema, usual_limit: float) -> Row:
    facts = source.model_dump() | {"excerpt_limit": source.largest_share(usual_limit)}
    return {name: facts[name] for name in schema.column_names}


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
    entities: pa.Table, aliases: pa.Table, sources: Sequence[Source], codebook: Codebook
) -> tuple[list[Row], list[Row]]:
    """One row an entity, whatever number of articles names it, and its aliases once each.

    Publishers and the sponsors of frameworks are there even if nobody names them. Of several
    descriptions of a person the first that is not empty stays, in the order of their wording, so
    that it depends on no order of files.
    """
    gazetteer = Gazetteer(codebook)
    publishers = [_publisher(source, codebook, gazetteer) for source in sources]
    rows = (
        _different(entities)
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
    known_as = {(row["entity_id"], row["alias"]) for row in _different(aliases)}
    known_as |= {(row["entity_id"], row["name"]) for row in merged.values()}
    return list(merged.values()), [
        {"entity_id": entity_id, "alias": alias} for entity_id, alias in sorted(known_as)
    ]


def _different(table: pa.Table) -> list[Row]:
    """Its rows, each once."""
    rows: list[Row] = table.group_by(table.column_names).aggregate([]).to_pylist()
    return rows
