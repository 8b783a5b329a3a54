"""A small dataset that is right in every way, for tests to break, and a corpus that yields it."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

import pyarrow as pa

from pipeline.schema.arrow import to_arrow
from pipeline.schema.tables import TableSchema, load_tables

SCHEMAS = load_tables()
ARTICLE = "a-example-one"
TITLE = "Rules for data"
SAID = "Ana Novak said “the draft, “a start”, helps states”."
TEXT = f"{TITLE}\n\n{SAID}\n\nRead more"
SHA = sha256(TEXT.encode()).hexdigest()


def row(table: str, **values: Any) -> dict[str, Any]:
    """A row of the table in which everything not given is null."""
    return dict.fromkeys(SCHEMAS[table].column_names) | values


def at(words: str) -> dict[str, Any]:
    """The offsets of words in the text, and the words themselves."""
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def place(words: str) -> dict[str, Any]:
    return {"article_id": ARTICLE, "sentence_id": "s-1", "region": "body", **at(words)}


def _sentence(position: int, region: str, words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return row(
        "sentences",
        sentence_id=f"s-{position}",
        article_id=ARTICLE,
        region=region,
        paragraph=position,
        position=position,
        start=start,
        end=start + len(words),
    )


def _rows() -> Mapping[str, Sequence[dict[str, Any]]]:
    cue, speaker = at("said"), at("Ana Novak")
    quote = row(
        "quotes",
        **place("the draft, “a start”, helps states"),
        quote_id="q-1",
        turn_id="t-1",
        kind="direct",
        cue=cue["text"],
        cue_start=cue["start"],
        cue_end=cue["end"],
        speaker_text=speaker["text"],
        speaker_start=speaker["start"],
        speaker_end=speaker["end"],
        speaker_id="ana-novak",
        utterance_id="u-1",
        confidence=0.9,
    )
    inner = row(
        "quotes",
        **place("a start"),
        quote_id="q-2",
        turn_id="t-2",
        parent_quote_id="q-1",
        kind="direct",
        confidence=0.5,
    )
    return {
        "sources": [
            row(
                "sources",
                source_id="example",
                name="Example",
                kind="news",
                text_policy="excerpts",
                excerpt_limit=0.9,
            )
        ],
        "articles": [
            row(
                "articles",
                article_id=ARTICLE,
                source_id="example",
                title=TITLE,
                language="en",
                raw_path="example/one.txt",
                raw_sha256=SHA,
                text_sha256=SHA,
                n_characters=len(TEXT),
                n_words=11,
                n_sentences=3,
            )
        ],
        "sentences": [
            _sentence(0, "title", TITLE),
            _sentence(1, "body", SAID),
            _sentence(2, "back_matter", "Read more"),
        ],
        "entities": [row("entities", entity_id="ana-novak", name="Ana Novak", kind="person")],
        "entity_aliases": [row("entity_aliases", entity_id="ana-novak", alias="Novak")],
        "entity_mentions": [
            row(
                "entity_mentions",
                mention_id="e-1",
                article_id=ARTICLE,
                sentence_id="s-1",
                entity_id="ana-novak",
                **speaker,
            )
        ],
        "quotes": [quote, inner],
        "claims": [
            row(
                "claims",
                **place("the draft, “a start”, helps states"),
                claim_id="c-1",
                claimant_kind="speaker",
                claimant_id="ana-novak",
                quote_id="q-1",
                claim_type="value",
                hedged=False,
                stance="favor",
                stance_target="GIDS",
                confidence=0.7,
            )
        ],
        "frameworks": [row("frameworks", framework_id="GIDS", name="Initiative", summary="Rules.")],
        "principles": [
            row(
                "principles",
                principle_id="GIDS-1",
                framework_id="GIDS",
                position=1,
                title="Supply",
                summary="Keep it open.",
            )
        ],
        "principle_mentions": [
            row(
                "principle_mentions",
                **place("helps states"),
                mention_id="m-1",
                principle_id="GIDS-1",
                mention_type="comment",
                speaker_id="ana-novak",
                quote_id="q-1",
                confidence=0.6,
            )
        ],
        "utterances": [
            row(
                "utterances",
                utterance_id="u-1",
                speaker_id="ana-novak",
                text="the draft, “a start”, helps states",
                n_quotes=1,
                n_articles=1,
            )
        ],
        "rejected_documents": [
            row(
                "rejected_documents",
                raw_path="example/empty.txt",
                source_id="example",
                raw_sha256=sha256(b"").hexdigest(),
                reason="empty",
                detail="The file holds no bytes.",
            )
        ],
    }


def tables() -> dict[str, pa.Table]:
    """Every table but `checks`, without a fault."""
    rows = _rows()
    return {
        name: to_arrow(schema, rows.get(name, []))
        for name, schema in SCHEMAS.items()
        if name != "checks"
    }


def with_value(schema: TableSchema, data: pa.Table, index: int, **values: Any) -> pa.Table:
    """The table with some values of one row replaced, whether the schema allows them or not."""
    for name, value in values.items():
        position = schema.column_names.index(name)
        column = data[name].to_pylist()
        column[index] = value
        data = data.set_column(position, data.schema.field(name), pa.array(column, data[name].type))
    return data
