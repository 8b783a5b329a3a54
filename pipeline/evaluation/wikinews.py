"""Reading gold: whole Wikinews texts with attributions, as JSON Lines.

Attributions from the Georgetown University Multilayer corpus (Zeldes 2017); no claims, no mentions.
As is usual in scoring on them, annotations that are nested in another or have no cue are left out;
so nested quotes that were found are left out too. All else found counts, although this gold differs
from our guide: thinking and believing are sayings in it, and of an answer in an interview, or of a
quotation over several sentences, often only the first is annotated. Its spans take in quotation
marks, conjunction and full stop, so exact spans are not scored; of speakers it has the phrase only.
"""

import json
from pathlib import Path
from typing import Any

from pipeline.errors import UserError
from pipeline.evaluation.gold import Article, Gold, Row, gold_columns

PATTERN = "*.jsonl"
PARTS = {"news": "news", "interview": "interviews"}


def read_wikinews(folder: Path) -> Gold:
    """The gold in the one JSON Lines file of `folder`. Raises UserError where it is malformed."""
    files = sorted(folder.glob(PATTERN))
    if len(files) != 1:
        raise UserError(f"{folder}: {len(files)} files {PATTERN} where one is expected.")
    articles = []
    for number, line in enumerate(files[0].read_text(encoding="utf-8").splitlines(), 1):
        try:
            articles.append(_article(json.loads(line)))
        except (ValueError, KeyError) as error:
            raise UserError(
                f"{files[0]}: line {number}: not an annotated text: {error!r}"
            ) from error
    return Gold(folder.name, tuple(articles), tables=("quotes",), by_guide=False)


def _article(entry: dict[str, Any]) -> Article:
    raw_path = f"{entry['doc_id']}.txt"
    usual = [a for a in entry["annotations"] if a["cue_text"] and not a["nested"]]
    quotes = [_quote(raw_path, annotation) for annotation in usual]
    rows = {"quotes": sorted(quotes, key=lambda r: (r["start"], -r["end"]))}
    return Article(raw_path, PARTS[entry["genre"]], entry["text"], rows)


def _quote(raw_path: str, annotation: dict[str, Any]) -> Row:
    facts = {
        "raw_path": raw_path,
        "quote_key": annotation["id"],
        "turn_key": annotation["id"],
        "region": "body",
        "start": annotation["quote_start"],
        "end": annotation["quote_end"],
        "text": annotation["quote_text"],
        "kind": annotation["type"],
        "cue": annotation["cue_text"],
        "cue_start": annotation["cue_start"],
        "cue_end": annotation["cue_end"],
        "speaker_text": annotation["speaker_text"],
        "speaker_start": annotation["speaker_start"],
        "speaker_end": annotation["speaker_end"],
    }
    return {name: facts.get(name) for name in gold_columns("quotes")}
