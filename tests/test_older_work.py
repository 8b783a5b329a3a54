"""The work folder keeps what this extractor and the one before it have done, and no more."""

import os
from pathlib import Path

from pipeline.older_work import remove_older
from pipeline.shards import ShardStore, shard_of


def test_of_several_extractors_the_two_at_work_last_are_kept(tmp_path: Path) -> None:
    for age, version in enumerate(["now", "before", "older", "oldest"]):
        store = ShardStore(tmp_path, version)
        store.add(shard_of([(f"key of {version}", {})]))
        os.utime(store.folder, (1_000_000 - age, 1_000_000 - age))
    remove_older(tmp_path, "now")
    left = {path.name for path in ShardStore(tmp_path, "now").folder.parent.iterdir()}
    assert left == {"now", "before"}
    assert ShardStore(tmp_path, "before").done() == {"key of before"}


def test_who_goes_back_a_step_finds_the_work_and_keeps_what_was_newer(tmp_path: Path) -> None:
    for version in ("before", "now"):
        ShardStore(tmp_path, version).add(shard_of([(f"key of {version}", {})]))
    remove_older(tmp_path, "before")
    assert ShardStore(tmp_path, "before").done() == {"key of before"}
    assert ShardStore(tmp_path, "now").done() == {"key of now"}


def test_without_any_work_there_is_nothing_to_remove(tmp_path: Path) -> None:
    remove_older(tmp_path, "now")
    assert list(tmp_path.iterdir()) == []
