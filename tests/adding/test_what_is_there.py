"""What was extracted is known from the work folder; only the rest is read again."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from pipeline import batches, manifest
from pipeline.adding import present
from pipeline.cli import main
from pipeline.extracted import MANIFEST
from pipeline.paths import Folders
from pipeline.raw_folder import list_documents, load_sources
from pipeline.reading import receiving
from pipeline.reading.document import Received, Rejection
from pipeline.resources import ParquetTables
from pipeline.sources import RawDocument
from tests.adding.conftest import ARTICLE, OTHER


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents that are opened for their words."""
    found: list[str] = []

    def receive(raw: RawDocument) -> Iterator[Received | Rejection]:
        found.append(raw.raw_path)
        return receiving.receive(raw)

    monkeypatch.setattr(present, "receive", receive)
    return found


@pytest.fixture
def extracted(here: Path) -> Folders:
    """The project, after a run has extracted its article."""
    folders = Folders.below(here)
    documents = list_documents(folders.raw, load_sources(folders.raw))
    listed = manifest.make(documents)
    (folders.work / MANIFEST).parent.mkdir(parents=True)
    pq.write_table(listed, folders.work / MANIFEST)
    batches.process(documents, listed, folders.work)
    return folders


def add_copy(here: Path) -> Result:
    (here / "copy.txt").write_text(ARTICLE.lower(), encoding="utf-8")
    return CliRunner().invoke(main, ["add", "copy.txt", "--source", "example"])


def test_an_extracted_article_is_known_without_reading_it(
    here: Path, extracted: Folders, opened: list[str]
) -> None:
    assert "example/one.txt has the same words" in add_copy(here).stdout
    assert opened == []


def test_a_document_that_came_or_changed_since_is_read(
    here: Path, extracted: Folders, opened: list[str]
) -> None:
    (here / "raw/example/one.txt").write_text(OTHER, encoding="utf-8")
    (here / "raw/example/two.txt").write_text(OTHER + OTHER, encoding="utf-8")
    assert "added   copy.txt as example/copy.txt" in add_copy(here).stdout
    assert opened == ["example/one.txt", "example/two.txt"]


def test_without_what_a_run_has_finished_everything_is_read(
    here: Path, extracted: Folders, opened: list[str]
) -> None:
    (shard,) = (extracted.work / "shards").glob("*/[0-9]*.parquet")
    shard.unlink()
    assert "example/one.txt has the same words" in add_copy(here).stdout
    assert opened == ["example/one.txt"]


def test_the_manifest_lies_where_a_run_keeps_it(tmp_path: Path) -> None:
    tables = ParquetTables(folder=str(tmp_path / MANIFEST.parent))
    assert tables._path("documents") == tmp_path / MANIFEST


def test_a_link_that_leads_nowhere_is_no_obstacle(here: Path) -> None:
    (here / "raw" / "example" / "gone.txt").symlink_to("nowhere")
    assert "example/one.txt has the same words" in add_copy(here).stdout
