"""Read the CSV files of this release with pandas, every column with its type, every text exact.

    from load import load
    gids = load()          # a dictionary of data frames: gids["quotes"]
"""

import re
from pathlib import Path

import pandas as pd

TYPES = {
    "sources": {
        "source_id": "string",
        "name": "string",
        "kind": "string",
        "country_code": "string",
        "homepage": "string",
        "text_policy": "string",
        "rights": "string",
        "excerpt_limit": "Float64",
    },
    "articles": {
        "article_id": "string",
        "source_id": "string",
        "title": "string",
        "subtitle": "string",
        "authors": "string",
        "published_on": "string",
        "url": "string",
        "language": "string",
        "raw_path": "string",
        "raw_sha256": "string",
        "text_sha256": "string",
        "n_characters": "Int64",
        "n_words": "Int64",
        "n_sentences": "Int64",
        "duplicate_of": "string",
    },
    "sentences": {
        "sentence_id": "string",
        "article_id": "string",
        "region": "string",
        "paragraph": "Int64",
        "position": "Int64",
        "start": "Int64",
        "end": "Int64",
    },
    "entities": {
        "entity_id": "string",
        "name": "string",
        "kind": "string",
        "affiliation": "string",
        "role": "string",
        "country_code": "string",
        "wikidata_id": "string",
    },
    "entity_aliases": {
        "entity_id": "string",
        "alias": "string",
    },
    "entity_mentions": {
        "mention_id": "string",
        "article_id": "string",
        "sentence_id": "string",
        "start": "Int64",
        "end": "Int64",
        "text": "string",
        "entity_id": "string",
    },
    "quotes": {
        "quote_id": "string",
        "article_id": "string",
        "sentence_id": "string",
        "region": "string",
        "turn_id": "string",
        "parent_quote_id": "string",
        "start": "Int64",
        "end": "Int64",
        "text": "string",
        "kind": "string",
        "cue": "string",
        "cue_start": "Int64",
        "cue_end": "Int64",
        "speaker_text": "string",
        "speaker_start": "Int64",
        "speaker_end": "Int64",
        "speaker_id": "string",
        "via_id": "string",
        "utterance_id": "string",
        "confidence": "Float64",
    },
    "claims": {
        "claim_id": "string",
        "article_id": "string",
        "sentence_id": "string",
        "region": "string",
        "start": "Int64",
        "end": "Int64",
        "text": "string",
        "claimant_kind": "string",
        "claimant_id": "string",
        "quote_id": "string",
        "claim_type": "string",
        "hedged": "boolean",
        "stance": "string",
        "stance_target": "string",
        "confidence": "Float64",
    },
    "frameworks": {
        "framework_id": "string",
        "name": "string",
        "sponsor_id": "string",
        "announced_on": "datetime64[s]",
        "url": "string",
        "summary": "string",
    },
    "principles": {
        "principle_id": "string",
        "framework_id": "string",
        "position": "Int64",
        "title": "string",
        "summary": "string",
    },
    "principle_elements": {
        "element_id": "string",
        "principle_id": "string",
        "position": "Int64",
        "summary": "string",
    },
    "principle_mentions": {
        "mention_id": "string",
        "article_id": "string",
        "sentence_id": "string",
        "region": "string",
        "start": "Int64",
        "end": "Int64",
        "text": "string",
        "principle_id": "string",
        "element_id": "string",
        "mention_type": "string",
        "speaker_id": "string",
        "quote_id": "string",
        "confidence": "Float64",
    },
    "utterances": {
        "utterance_id": "string",
        "speaker_id": "string",
        "text": "string",
        "n_quotes": "Int64",
        "n_articles": "Int64",
    },
    "rejected_documents": {
        "raw_path": "string",
        "source_id": "string",
        "raw_sha256": "string",
        "reason": "string",
        "detail": "string",
    },
    "checks": {
        "table": "string",
        "check": "string",
        "severity": "string",
        "passed": "boolean",
        "n_rows": "Int64",
        "n_failed": "Int64",
        "observed": "string",
        "expected": "string",
    },
}
ESCAPE = re.compile(r"\\u([0-9a-f]{4})")


def exact(cell):
    """The exact text of a cell: without the apostrophe in front that keeps a spreadsheet from
    running it, and with the characters that are written as their numbers."""
    cell = cell[1:] if cell.startswith("'") else cell
    return ESCAPE.sub(lambda found: chr(int(found[1], 16)), cell)


def read(table, folder=Path(__file__).parent):
    """One table as a data frame. Null is pandas.NA (NaT in dates); "NA" is text."""
    types = TYPES[table]
    frame = pd.read_csv(
        Path(folder) / "csv" / f"{table}.csv",
        # Numbers with a fraction as text first: some versions of pandas would round them.
        dtype={n: t if t in ("Int64", "boolean") else "string" for n, t in types.items()},
        keep_default_na=False,
        na_values=[""],
        encoding="utf-8",
    )
    for name, kind in types.items():
        if kind == "string":
            frame[name] = frame[name].map(exact, na_action="ignore").astype(kind)
        elif kind == "Float64":
            frame[name] = frame[name].map(float, na_action="ignore").astype(kind)
        elif kind.startswith("datetime64"):
            frame[name] = pd.to_datetime(frame[name], format="%Y-%m-%d").astype(kind)
    return frame


def load(folder=Path(__file__).parent):
    """All tables by name."""
    return {table: read(table, folder) for table in TYPES}
