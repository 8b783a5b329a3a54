"""Work is done once, survives a kill, follows what lies in raw/, and joins the articles."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, ClassVar

import pyarrow as pa
import pytest
from distributed import LocalCluster

from pipeline import batches, gathering, manifest
from pipeline.cluster import Cluster
from pipeline.extraction.article import Extractor
from pipeline.raw_folder import list_documents, load_sources
from pipeline.reading.document import Document
from pipeline.schema.tables import load_tables
from pipeline.shards import ShardStore
from pipeline.sources import RawDocument, Source
from pipeline.workers import Processes, ThisProcess, Workers
from tests import batch_work
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
        def extract(self, document: Document) -> object:
            counted.extracted.append(document.raw.raw_path)
            return extractor.extract(document)

    monkeypatch.setattr(batches, "_extractor", Counting)
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
    assert rejected == {"daily/broken.txt": "damaged", "daily/german.txt": "not_english"}
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


def test_every_table_is_there_without_documents(runs: Runs, add_source: AddSource) -> None:
    add_source("daily")
    tables = runs.tables()
    assert tables.keys() == load_tables().keys() - {"checks"}
    assert runs.extracted == []
    assert tables["articles"].num_rows == 0
    assert tables["frameworks"].num_rows > 0


def test_a_file_that_changes_meanwhile_is_left_to_the_next_run(
    runs: Runs, add_source: AddSource
) -> None:
    folder = add_source("daily", one=ONE, two=TWO)
    documents, sources = runs.found()
    listed = manifest.make(documents)
    (folder / "one.txt").write_bytes(ONE + b"\nIt rained.\n")
    batches.process(documents, listed, runs.work)
    tables = gathering.gather(listed, sources, runs.work)
    (rejected,) = tables["rejected_documents"].to_pylist()
    assert (rejected["raw_path"], rejected["reason"]) == ("daily/one.txt", "changed")
    assert "next run" in rejected["detail"]
    assert paths(tables) == ["daily/two.txt"]
    assert paths(runs.tables()) == ["daily/one.txt", "daily/two.txt"]
    assert runs.extracted == ["daily/two.txt", "daily/one.txt"]


def test_a_file_that_vanishes_and_returns_is_taken(runs: Runs, add_source: AddSource) -> None:
    folder = add_source("daily", one=ONE, two=TWO)
    documents, _ = runs.found()
    listed = manifest.make(documents)
    (folder / "one.txt").unlink()
    batches.process(documents, listed, runs.work)
    (folder / "one.txt").write_bytes(ONE)
    assert paths(runs.tables()) == ["daily/one.txt", "daily/two.txt"]


def test_a_document_that_the_program_fails_on_stops_no_other(
    runs: Runs, add_source: AddSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail_on_novak(text: str) -> str:
        if "not ask companies" in text and "Geneva" in text:
            raise RecursionError("too deep")
        return "0" * 64

    monkeypatch.setattr(batches, "normalised_sha256", fail_on_novak)
    add_source("daily", one=ONE, two=TWO)
    tables = runs.tables()
    (rejected,) = tables["rejected_documents"].to_pylist()
    assert (rejected["raw_path"], rejected["reason"]) == ("daily/one.txt", "not_processed")
    assert rejected["detail"].startswith("The program failed on it: RecursionError in line ")
    assert paths(tables) == ["daily/two.txt"]


def test_a_document_that_processes_die_of_is_rejected_alone(
    add_source: AddSource, tmp_path: Path, raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_source("daily", one=ONE, two=b"kill", three=TWO)
    monkeypatch.setattr(batches, "extract", batch_work.extract)
    sources = load_sources(raw)
    documents = list_documents(raw, sources)
    listed = manifest.make(documents)
    batches.process(documents, listed, tmp_path / "work", Processes(2))
    selection = ShardStore(tmp_path / "work", batches.extractor_version()).select(listed["key"])
    (rejected,) = selection.table("rejected_documents").to_pylist()
    assert (rejected["raw_path"], rejected["reason"]) == ("daily/two.txt", "not_processed")
    assert rejected["raw_sha256"] == sha256(b"kill").hexdigest()
    assert "more than 60 seconds" in rejected["detail"]
    assert len(selection.table("articles")) == 2


@pytest.mark.parametrize("limit", ["BATCH", "BATCH_BYTES"])
def test_batches_are_no_larger_than_they_may_be(
    limit: str, add_source: AddSource, runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Noting(ThisProcess):
        sizes: ClassVar[list[int]] = []

        def run(self, work: Any, batches: Any) -> Any:
            kept = list(batches)
            self.sizes += map(len, kept)
            return super().run(work, kept)

    monkeypatch.setattr(batches, limit, {"BATCH": 2, "BATCH_BYTES": 600}[limit])
    add_source("daily", **{f"n{n}": ONE.replace(b"Geneva", b"Bern %d" % n) for n in range(5)})
    documents, _ = runs.found()
    batches.process(documents, manifest.make(documents), runs.work, Noting())
    assert max(Noting.sizes) <= 4
    assert sum(Noting.sizes) == 5


def test_the_same_comes_out_whoever_does_the_work(
    add_source: AddSource, raw: Path, tmp_path: Path
) -> None:
    add_source("daily", one=ONE, two=TWO, broken=b"%PDF-1.7", german=GERMAN.encode())
    sources = load_sources(raw)
    documents = list_documents(raw, sources)
    listed = manifest.make(documents)

    def tables(workers: Workers, work: Path) -> dict[str, pa.Table]:
        batches.process(documents, listed, work, workers)
        return gathering.gather(listed, sources, work)

    here = tables(ThisProcess(), tmp_path / "here")
    assert tables(Processes(1), tmp_path / "processes") == here
    with LocalCluster(n_workers=1, threads_per_worker=2, dashboard_address=":0") as local:
        assert tables(Cluster(local.scheduler_address), tmp_path / "cluster") == here
