"""Wikinews gold is read in the form of our own, without what is usually left out."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import UserError
from pipeline.evaluation.evaluate import read
from pipeline.paths import PROJECT

TEXT = "Crisis grows\n\nIt will end soon, said Ana Novak."


def annotation(**facts: Any) -> dict[str, Any]:
    usual = {
        "id": "1", "type": "indirect", "nested": False,
        "quote_start": 14, "quote_end": 30, "quote_text": "It will end soon",
        "speaker_start": 37, "speaker_end": 46, "speaker_text": "Ana Novak",
        "cue_start": 32, "cue_end": 36, "cue_text": "said",
    }  # fmt: skip
    return usual | facts


def write(folder: Path, *annotations: dict[str, Any], genre: str = "news") -> Path:
    entry = {"doc_id": "d1", "genre": genre, "text": TEXT, "annotations": list(annotations)}
    (folder / "wikinews.jsonl").write_text(json.dumps(entry) + "\n", encoding="utf-8")
    return folder


def test_annotations_become_quotes_without_nested_and_without_cue(tmp_path: Path) -> None:
    nested, silent = annotation(id="2", nested=True), annotation(id="3", cue_text="")
    gold = read(write(tmp_path, annotation(), nested, silent), tmp_path)
    (quote,) = gold.articles[0].rows["quotes"]
    assert TEXT[quote["start"] : quote["end"]] == quote["text"] == "It will end soon"
    assert (quote["kind"], quote["speaker_text"], quote["region"]) == (
        "indirect",
        "Ana Novak",
        "body",
    )
    assert gold.tables == ("quotes",)
    assert not gold.by_guide


def test_a_malformed_line_is_told_by_its_number(tmp_path: Path) -> None:
    write(tmp_path, {"id": "1"})
    with pytest.raises(UserError, match=r"wikinews\.jsonl: line 1: "):
        read(tmp_path, tmp_path)
    write(tmp_path, annotation(), genre="poem")
    with pytest.raises(UserError, match=r"line 1: .*poem"):
        read(tmp_path, tmp_path)


def test_the_whole_corpus_is_read_in_two_groups() -> None:
    folder = Path(os.environ.get("GIDS_WIKINEWS", PROJECT / ".." / "shared" / "eval" / "wikinews"))
    if not folder.is_dir():
        pytest.skip(f"{folder}: no Wikinews texts; GIDS_WIKINEWS names their folder")
    gold = read(folder, PROJECT / "raw")
    sizes = {name.partition("/")[2]: len(articles) for name, articles in gold.parts.items()}
    assert sizes == {"interviews": 13, "news": 17}
    for article in gold.articles:
        for row in article.rows["quotes"]:
            assert article.text[row["start"] : row["end"]] == row["text"]
