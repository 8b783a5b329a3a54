"""Work is done once, survives a kill, follows what lies in raw/, and joins the articles."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from pipeline import batches, gathering, manifest
from pipeline.extraction.article import Extractor
from pipeline.reading.document import Document
from pipeline.schema.tables import load_tables
from pipeline.shards import ShardStore, document_key
from pipeline.sources import RawDocument, Source, list_documents, load_sources
from tests.conftest import AddSource

ONE = b"""Ministers fail to settle data dispute

Elena Novak, the trade minister, came to Geneva. "States should not ask companies to break the \
laws of other states," Novak said.
"""
TWO = b"""Talks on data end early

Elena Novak was there. "States should not ask companies to break the laws of other states," \
Elena Novak told reporters. Huawei was not.
"""


class Runs:
    """A corpus run on a raw folder; `extracted` lists the documents that were extracted."""

    def __init__(self, raw: Path, work: Path) -> None:
        self.raw, self.work = raw, work
        self.extracted: list[str] = []

    def found(self) -> tuple[list[RawDocument], list[Source]]:
        sources = load_sources(self.raw)
        return list_documents(self.raw, sources), sources

    def process(self) -> None:
        documents, _ = self.found()
        batches.process(documents, manifest.make(documents), self.work)

    def tables(self) -> dict[str, pa.Table]:
        self.process()
        documents, sources = self.found()
        return gathering.gather(manifest.make(documents), sources, self.work)


@pytest.fixture
def runs(
    raw: Path, tmp_path: Path, extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Runs]:
    counted = Runs(raw, tmp_path / "work")

    class Counting:
        def __init__(self, codebook: object) -> None: ...

        def extract(self, document: Document) -> object:
            counted.extracted.append(document.raw.raw_path)
            return extractor.extract(document)

    monkeypatch.setattr("pipeline.extraction.article.Extractor", Counting)
    monkeypatch.setattr(batches, "Codebook", lambda: extractor.codebook)
    yield counted


def paths(tables: dict[str, pa.Table]) -> list[str]:
    return sorted(tables["articles"]["raw_path"].to_pylist())


def test_work_is_done_once(runs: Runs, add_source: AddSource) -> None:
    add_source("daily", one=ONE)
    first = runs.tables()
    assert runs.extracted == ["daily/one.txt"]
    assert runs.tables() == first
    assert runs.extracted == ["daily/one.txt"]


def test_only_a_new_or_changed_document_is_extracted(runs: Runs, add_source: AddSource) -> None:
    folder = add_source("daily", one=ONE)
    runs.process()
    (folder / "two.txt").write_bytes(TWO)
    runs.process()
    (folder / "one.txt").write_bytes(ONE + b"\nIt rained.\n")
    runs.process()
    assert runs.extracted == ["daily/one.txt", "daily/two.txt", "daily/one.txt"]


def test_a_new_source_folder_adds_its_rows_and_changes_no_others(
    runs: Runs, add_source: AddSource
) -> None:
    add_source("daily", one=ONE)
    before = runs.tables()
    add_source("weekly", two=TWO)
    after = runs.tables()
    assert paths(after) == ["daily/one.txt", "weekly/two.txt"]
    for table in ("sentences", "claims", "entity_mentions"):
        old, new = before[table].to_pylist(), after[table].to_pylist()
        assert all(row in new for row in old)
        assert len(new) > len(old) or table == "claims"
    assert {q["quote_id"] for q in before["quotes"].to_pylist()} < {
        q["quote_id"] for q in after["quotes"].to_pylist()
    }


def test_a_document_removed_takes_its_rows_with_it(runs: Runs, add_source: AddSource) -> None:
    folder = add_source("daily", one=ONE)
    alone = runs.tables()
    (folder / "two.txt").write_bytes(TWO)
    assert paths(runs.tables()) == ["daily/one.txt", "daily/two.txt"]
    (folder / "two.txt").unlink()
    assert runs.tables() == alone


def test_documents_together_in_one_shard_part_again(runs: Runs, add_source: AddSource) -> None:
    folder = add_source("daily", one=ONE, two=TWO)
    runs.tables()
    (folder / "one.txt").unlink()
    assert paths(runs.tables()) == ["daily/two.txt"]
    assert runs.extracted == ["daily/one.txt", "daily/two.txt"]


def test_what_cannot_be_taken_is_listed_with_its_reason(runs: Runs, add_source: AddSource) -> None:
    add_source("daily", one=ONE, broken=b"%PDF-1.7", german=GERMAN.encode())
    tables = runs.tables()
    rejected = {r["raw_path"]: r["reason"] for r in tables["rejected_documents"].to_pylist()}
    assert rejected == {"daily/broken.txt": "binary", "daily/german.txt": "not_english"}
    assert paths(tables) == ["daily/one.txt"]


GERMAN = "Die Minister streiten\n\n" + (
    "Die Minister trafen sich am Montag, um den langen Streit über die Daten beizulegen, und sie"
    " verließen die Stadt ohne ein Wort. Beamte in beiden Hauptstädten hatten erwartet, dass die"
    " Gespräche wochenlang dauern würden, und nur wenige waren überrascht.\n"
)


def test_entities_and_utterances_join_the_articles(runs: Runs, add_source: AddSource) -> None:
    add_source("daily", one=ONE)
    add_source("weekly", two=TWO)
    tables = runs.tables()
    entities = [e for e in tables["entities"].to_pylist() if e["entity_id"] == "elena-novak"]
    assert [(e["name"], e["role"]) for e in entities] == [("Elena Novak", "trade minister")]
    (utterance,) = tables["utterances"].to_pylist()
    assert (utterance["speaker_id"], utterance["n_articles"]) == ("elena-novak", 2)
    direct = [q["utterance_id"] for q in tables["quotes"].to_pylist() if q["kind"] == "direct"]
    assert direct == [utterance["utterance_id"]] * 2


def test_the_same_text_twice_is_marked(runs: Runs, add_source: AddSource) -> None:
    add_source("daily", one=ONE)
    add_source("weekly", one=ONE)
    articles = runs.tables()["articles"].to_pylist()
    (original,) = [a for a in articles if a["duplicate_of"] is None]
    assert [a["duplicate_of"] for a in articles if a is not original] == [original["article_id"]]


def test_a_run_killed_while_it_writes_leaves_no_half_shard(
    runs: Runs, add_source: AddSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_source("daily", one=ONE)
    written: list[Path] = []

    def kill(table: pa.Table, path: Path) -> None:
        written.append(path)
        if len(written) > 3:
            raise KeyboardInterrupt
        path.write_bytes(b"half")

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("pipeline.shards.pq.write_table", kill)
        runs.process()
    store = ShardStore(runs.work, batches.extractor_version())
    assert len(written) == 4
    assert store.shards() == []
    assert store.done() == {}
    assert paths(runs.tables()) == ["daily/one.txt"]


def test_a_run_killed_between_batches_keeps_the_finished_ones(
    runs: Runs, add_source: AddSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_source("daily", one=ONE, two=TWO)
    monkeypatch.setattr(batches, "BATCH", 1)
    rename = Path.rename

    def kill(self: Path, target: Path) -> Path:
        if len(runs.extracted) > 1:
            raise KeyboardInterrupt
        return rename(self, target)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Path, "rename", kill)
        runs.process()
    assert paths(runs.tables()) == ["daily/one.txt", "daily/two.txt"]
    assert runs.extracted == ["daily/one.txt", "daily/two.txt", "daily/two.txt"]


def test_a_shard_written_by_another_run_meanwhile_is_kept(tmp_path: Path) -> None:
    store = ShardStore(tmp_path, "1")
    key = document_key("daily/one.txt", "0" * 64, {})
    store.add({"daily/one.txt": key}, {})
    store.add({"daily/one.txt": key}, {})
    assert list(store.done()) == [key]
    assert [path for path in store.folder.iterdir() if path.name.startswith(".")] == []


def test_a_documents_key_changes_with_path_bytes_and_facts() -> None:
    facts = {"url": None, "title": "A"}
    keys = {
        document_key("daily/one.txt", "0" * 64, facts),
        document_key("daily/two.txt", "0" * 64, facts),
        document_key("daily/one.txt", "1" * 64, facts),
        document_key("daily/one.txt", "0" * 64, facts | {"title": "B"}),
    }
    assert len(keys) == 4
    assert document_key("daily/one.txt", "0" * 64, dict(reversed(facts.items()))) in keys


def test_every_table_is_there_without_documents(runs: Runs, add_source: AddSource) -> None:
    add_source("daily")
    tables = runs.tables()
    assert tables.keys() == load_tables().keys() - {"checks"}
    assert runs.extracted == []
    assert tables["articles"].num_rows == 0
    assert tables["frameworks"].num_rows > 0
