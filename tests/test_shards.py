"""What was put into the store comes out again, each document once, however it was merged."""

import os
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pytest
from filelock import FileLock, Timeout
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import shards
from pipeline.errors import UserError
from pipeline.shards import FROM_DOCUMENTS, TEXTS, ShardStore, document_key, shard_of, table_schema
from tests.builders import row


def rows_of(number: int, n_sentences: int = 2) -> Mapping[str, list[dict[str, object]]]:
    article = f"a-{number}"
    return {
        "articles": [row("articles", article_id=article)],
        "sentences": [
            row("sentences", sentence_id=f"s-{number}-{n}", article_id=article)
            for n in range(n_sentences)
        ],
        TEXTS: [
            {
                "article_id": article,
                "text": "Ana spoke.",
                "normalised_sha256": "0" * 64,
                "signature": b"",
            }
        ],
    }


def shard(*numbers: int) -> pa.Table:
    return shard_of([(f"k{number}", rows_of(number, number % 3)) for number in numbers])


def keys(*numbers: int) -> pa.Array:
    return pa.array([f"k{number}" for number in numbers], pa.string())


def articles(store: ShardStore, *numbers: int) -> list[str]:
    return sorted(store.select(keys(*numbers)).table("articles")["article_id"].to_pylist())


batches = st.lists(st.lists(st.integers(0, 40), min_size=1, max_size=6, unique=True), max_size=25)


@given(batches, st.sets(st.integers(0, 45)))
@settings(max_examples=40, deadline=None)
def test_what_is_wanted_comes_out_once(added: list[list[int]], wanted: set[int]) -> None:
    with TemporaryDirectory() as work, pytest.MonkeyPatch.context() as patch:
        patch.setattr(shards, "MERGED", 3)
        store = ShardStore(Path(work), "1")
        for batch in added:
            store.add(shard(*batch))
        there = {number for batch in added for number in batch}
        assert store.done() == {f"k{number}" for number in there}
        found = store.select(keys(*sorted(wanted)))
        for table, column, expected in (
            ("articles", "article_id", [f"a-{n}" for n in wanted & there]),
            (
                "sentences",
                "sentence_id",
                [f"s-{n}-{m}" for n in wanted & there for m in range(n % 3)],
            ),
            (TEXTS, "article_id", [f"a-{n}" for n in wanted & there]),
            ("claims", "claim_id", []),
        ):
            rows = found.table(table)
            assert rows.schema.equals(table_schema(table), check_metadata=True)
            assert sorted(rows[column].to_pylist()) == sorted(expected)
            assert found.table(table, [column]).equals(rows.select([column]))


def test_there_are_few_shards_however_many_were_added(tmp_path: Path) -> None:
    store = ShardStore(tmp_path, "1")
    for number in range(300):
        store.add(shard(number))
    assert len(store.shards()) < 3 * shards.MERGED
    assert articles(store, *range(300)) == sorted(f"a-{number}" for number in range(300))


def test_large_shards_are_merged_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "MERGED", 2)
    monkeypatch.setattr(shards, "LARGEST", (4, 2**20))
    store = ShardStore(tmp_path, "1")
    for number in range(0, 16, 2):
        store.add(shard(number, number + 1))
    assert [int(path.name.partition("-")[0]) for path in store.shards()] == [4, 4, 4, 4]


def test_every_table_is_there_in_an_empty_store(tmp_path: Path) -> None:
    store = ShardStore(tmp_path, "1")
    assert store.done() == set()
    for name in (*FROM_DOCUMENTS, TEXTS):
        assert store.select(keys(1)).table(name).num_rows == 0


def test_another_version_of_the_extractor_finds_nothing(tmp_path: Path) -> None:
    ShardStore(tmp_path, "1").add(shard(1))
    assert ShardStore(tmp_path, "2").done() == set()


def test_what_was_left_is_true_until_the_next_time_and_never_done(tmp_path: Path) -> None:
    store = ShardStore(tmp_path, "1")
    store.add(shard(1))
    store.leave(shard(1, 2))
    assert articles(store, 1, 2, 3) == ["a-1", "a-2"]
    assert store.done() == {"k1"}
    store.leave(shard())
    assert articles(store, 1, 2, 3) == ["a-1"]


def test_what_a_run_left_that_died_is_removed(tmp_path: Path) -> None:
    store = ShardStore(tmp_path, "1")
    store.add(shard(1, 2))
    (store.folder / ".1-0.parquet.1.unfinished").write_bytes(b"half")
    merged = store.shards()[0].read_bytes()
    store.add(shard(1))
    with store.writing():
        assert [path.read_bytes() for path in store.shards()] == [merged]
    assert {path.name for path in store.folder.iterdir()} <= {store.shards()[0].name, ".lock"}


def test_only_one_run_writes_at_a_time(tmp_path: Path) -> None:
    store = ShardStore(tmp_path, "1")
    with store.writing(), pytest.raises(Timeout):
        FileLock(store.folder / ".lock", timeout=0).acquire()
    with store.writing():
        store.add(shard(1))


def test_a_damaged_shard_is_named(tmp_path: Path) -> None:
    store = ShardStore(tmp_path, "1")
    store.add(shard(1))
    (path,) = store.shards()
    os.truncate(path, 100)
    with pytest.raises(UserError, match=rf"{path.name}: cannot be read .* Remove it"):
        store.done()


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    store = ShardStore(tmp_path, "1")
    (tmp_path / "shards").write_text("in the way")
    with pytest.raises(UserError, match="cannot be written"):
        store.add(shard(1))


def test_a_documents_key_changes_with_path_bytes_and_facts() -> None:
    facts = {"url": None, "title": "A"}
    different = {
        document_key("daily/one.txt", "0" * 64, facts),
        document_key("daily/two.txt", "0" * 64, facts),
        document_key("daily/one.txt", "1" * 64, facts),
        document_key("daily/one.txt", "0" * 64, facts | {"title": "B"}),
    }
    assert len(different) == 4
    assert document_key("daily/one.txt", "0" * 64, dict(reversed(facts.items()))) in different
