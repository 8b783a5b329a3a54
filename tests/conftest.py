"""Raw folders in small, and a corpus that needs no extraction, for any test that wants them."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from pipeline import batches, gathering
from pipeline.checking import validating
from pipeline.checking.results import CheckResult
from pipeline.checking.suites import suite
from pipeline.paths import Folders
from pipeline.running import Finished, run
from pipeline.schema.tables import TableSchema
from tests import example

RELEASED_ON = date(2020, 9, 8)
MINIMAL_SOURCE = "name: Example Post\nkind: news\n"

AddSource = Callable[..., Path]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slow", action="store_true", help="run the slow tests too, as .ci/run does")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the slow tests, and say so."""
    if not config.getoption("--slow"):
        for item in items:
            if "slow" in item.keywords:
                item.add_marker(pytest.mark.skip(reason="slow: runs with --slow, as in .ci/run"))


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """An empty raw folder."""
    folder = tmp_path / "raw"
    folder.mkdir()
    return folder


@pytest.fixture
def add_source(raw: Path) -> AddSource:
    """Call with a source's id, its source.yml and its documents by name."""

    def add(source_id: str, settings: str = MINIMAL_SOURCE, **documents: bytes) -> Path:
        folder = raw / source_id
        folder.mkdir()
        (folder / "source.yml").write_text(settings, encoding="utf-8")
        for name, data in documents.items():
            (folder / f"{name}.txt").write_bytes(data)
        return folder

    return add


def use_example_corpus(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the corpus be the tables of tests.example, without extraction."""
    monkeypatch.setattr(batches, "extractor_version", lambda: "1")
    monkeypatch.setattr(batches, "process", lambda documents, manifest, work: None)
    monkeypatch.setattr(gathering, "gather", lambda manifest, sources, work: example.tables())
    monkeypatch.setattr(gathering, "texts", lambda documents: {example.ARTICLE: example.TEXT})


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose one source yields the tables of tests.example; the current directory."""
    use_example_corpus(monkeypatch)
    _write_source(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def quick_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Really check quotes alone: all suites together take seconds."""
    check_table = validating.check_table

    def check_quotes(schema: TableSchema, data: pa.Table) -> list[CheckResult]:
        if schema.name == "quotes":
            return check_table(schema, data)
        found = [expectation["meta"] for expectation in suite(schema)]
        return [
            CheckResult(
                schema.name, meta["check"], "error", True, data.num_rows, 0, None, meta["expected"]
            )
            for meta in found
        ]

    monkeypatch.setattr(validating, "check_table", check_quotes)


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """The first release of the example project; look, but do not touch."""
    root = tmp_path_factory.mktemp("finished")
    _write_source(root)
    with pytest.MonkeyPatch.context() as monkeypatch:
        use_example_corpus(monkeypatch)
        return run("release", Folders.below(root), RELEASED_ON)


@pytest.fixture
def released(finished: Finished, project: Path) -> Path:
    """The project of `project`, with its first release."""
    assert finished.published
    shutil.copytree(finished.published.folder.parent, project / "releases")
    return project


def _write_source(root: Path) -> None:
    source = root / "raw" / "example"
    source.mkdir(parents=True)
    (source / "source.yml").write_text(MINIMAL_SOURCE, encoding="utf-8")
    (source / "one.txt").write_text(example.TEXT, encoding="utf-8")
    (source / "empty.txt").write_bytes(b"")
