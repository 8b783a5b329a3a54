"""A run killed at any instant loses no finished batch; the next does the rest, and only that."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline import batches, manifest, shards
from pipeline.paths import PROJECT
from pipeline.raw_folder import list_documents, load_sources
from pipeline.shards import TEXTS, ShardStore
from tests import batch_work
from tests.conftest import AddSource

DOCUMENTS = {f"n{number}": b"Text %d" % number for number in range(13)}


def die(raw: Path, folder: Path, processes: int, *instants: object) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "tests.extraction.dying", raw, folder, processes, *instants]
    done = subprocess.run(
        [str(part) for part in command], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(found) == len(instants), done.stderr
    return found


def finish(raw: Path, work: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The next run in this process; the documents that it extracted."""
    extracted: list[str] = []

    def extract(batch: Any, version: str) -> Any:
        extracted.extend(each.received.raw_path for each in batch)
        return batch_work.extract(batch, version)

    with monkeypatch.context() as patch:
        patch.setattr(batches, "extract", extract)
        patch.setattr(batches, "BATCH", 2)
        patch.setattr(shards, "MERGED", 2)
        documents = list_documents(raw, load_sources(raw))
        batches.process(documents, manifest.make(documents), work)
    return extracted


def assert_nothing_lost_or_done_twice(
    raw: Path, work: Path, monkeypatch: pytest.MonkeyPatch
) -> int:
    """How many documents the killed run had finished."""
    store = ShardStore(work, batches.extractor_version())
    before = store.done()
    extracted = finish(raw, work, monkeypatch)
    assert len(extracted) == len(set(extracted)) == len(DOCUMENTS) - len(before)
    listed = manifest.make(list_documents(raw, load_sources(raw)))
    found = store.select(listed["key"])
    texts = sorted(text.decode() for text in DOCUMENTS.values())
    assert sorted(found.table(TEXTS)["text"].to_pylist()) == texts
    assert found.table("sentences").num_rows == 3 * len(DOCUMENTS)
    assert len(store.shards()) < 8
    kept = {*(path.name for path in store.shards()), ".lock"}
    assert {path.name for path in store.folder.iterdir()} <= kept
    assert finish(raw, work, monkeypatch) == []
    return len(before)


@pytest.mark.parametrize(
    ("processes", "every"),
    [
        pytest.param(0, 7, id="here-some"),
        pytest.param(2, 19, id="processes-some"),
        pytest.param(0, 1, id="here-every", marks=pytest.mark.slow),
        pytest.param(2, 3, id="processes-many", marks=pytest.mark.slow),
    ],
)
def test_killed_before_any_operation(
    processes: int,
    every: int,
    add_source: AddSource,
    raw: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    add_source("daily", **DOCUMENTS)
    (end,) = die(raw, tmp_path, processes, "end")
    n_operations = int(end["told"])
    assert n_operations > 20
    # With other processes at work, no two runs take quite the same way.
    instants = range(0, n_operations - (4 if processes else 0), every)
    finished = set()
    for died in die(raw, tmp_path, processes, *instants):
        assert died["killed"], died
        finished.add(
            assert_nothing_lost_or_done_twice(raw, tmp_path / died["instant"], monkeypatch)
        )
    assert len(finished) > 2
    assert assert_nothing_lost_or_done_twice(raw, tmp_path / "end", monkeypatch) == len(DOCUMENTS)


def test_what_is_written_when_the_disk_is_full_is_told_and_done_again(
    add_source: AddSource, raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_source("daily", **DOCUMENTS)
    replace = Path.replace
    replaced = 0

    def full(self: Path, target: Path) -> Path:
        nonlocal replaced
        replaced += 1
        if replaced > 3:
            raise OSError(28, os.strerror(28))
        return replace(self, target)

    with monkeypatch.context() as patch, pytest.raises(batches.UserError, match="No space left"):
        patch.setattr(Path, "replace", full)
        finish(raw, tmp_path / "work", monkeypatch)
    assert assert_nothing_lost_or_done_twice(raw, tmp_path / "work", monkeypatch) > 0
