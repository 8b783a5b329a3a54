"""Of a folder of hostile files the sound ones are taken, each other one has its reason."""

import json
import resource
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from pipeline import batches, gathering, manifest
from pipeline.errors import UserError
from pipeline.paths import PROJECT
from pipeline.raw_folder import list_documents, load_sources
from tests.reading import hostile, read_folder

MEMORY = 300_000_000
ADDRESSES = 4 << 30
SECONDS = 300

Rows = dict[str, list[dict[str, str]]]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


@pytest.fixture(scope="module")
def reasons(root: Path) -> dict[str, str]:
    return hostile.write(root)


@pytest.fixture(scope="module")
def rows(root: Path, reasons: dict[str, str]) -> Rows:
    raw, work = root / "raw", root / "work"
    sources = load_sources(raw)
    documents = list_documents(raw, sources)
    listed = manifest.make(documents)
    batches.process(documents, listed, work)
    tables = gathering.gather(listed, sources, work)
    return {name: tables[name].to_pylist() for name in ("articles", "rejected_documents")}


def name_of(raw_path: str) -> str:
    return raw_path.split("/")[1]


def test_the_sound_ones_are_taken(rows: Rows) -> None:
    taken = {name_of(row["raw_path"]) for row in rows["articles"]}
    assert taken == {*hostile.GOOD, *hostile.SOUND_UNDER_ODD_NAMES}


def test_each_bad_one_has_its_reason_and_a_way_out(rows: Rows, reasons: dict[str, str]) -> None:
    found = defaultdict(set)
    for row in rows["rejected_documents"]:
        found[name_of(row["raw_path"])].add(row["reason"])
        assert row["detail"].count(". ") or row["detail"].count("(")
        assert len(row["detail"]) < 600
    assert found == {name: {reason} for name, reason in reasons.items()}


def test_they_are_read_within_bounds_of_memory_and_time(
    root: Path, reasons: dict[str, str]
) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

    done = subprocess.run(
        [sys.executable, "-m", read_folder.__name__, str(root / "raw")],
        cwd=PROJECT, preexec_fn=limit, capture_output=True, text=True, check=True,
    )  # fmt: skip
    answer = json.loads(done.stdout)
    found = {name_of(path): reason for path, reason in answer["outcomes"]}
    assert found == reasons | dict.fromkeys(
        (*hostile.GOOD, *hostile.SOUND_UNDER_ODD_NAMES), "document"
    )
    assert answer["peak"] < MEMORY


@pytest.mark.parametrize("change", ["Other words are in this text.", None])
def test_a_file_that_changes_before_its_batch_is_rejected_and_taken_by_the_next_run(
    tmp_path: Path, change: str | None
) -> None:
    raw, work = tmp_path / "raw", tmp_path / "work"
    folder = raw / "a-paper"
    folder.mkdir(parents=True)
    (folder / "source.yml").write_text("name: A Paper\nkind: news\n")
    (folder / "kept.txt").write_text("Words that stay.")
    (folder / "other.txt").write_text("Words that do not.")
    sources = load_sources(raw)
    documents = list_documents(raw, sources)
    listed = manifest.make(documents)
    if change:
        (folder / "other.txt").write_text(change)
    else:
        (folder / "other.txt").unlink()
    batches.process(documents, listed, work)
    tables = gathering.gather(listed, sources, work)
    assert tables["articles"]["raw_path"].to_pylist() == ["a-paper/kept.txt"]
    (row,) = tables["rejected_documents"].to_pylist()
    assert (row["raw_path"], row["reason"]) == ("a-paper/other.txt", "changed")
    if change:
        listed = manifest.make(documents)
        batches.process(documents, listed, work)
        tables = gathering.gather(listed, sources, work)
        assert len(tables["articles"]) == 2
        assert len(tables["rejected_documents"]) == 0


@pytest.mark.parametrize(
    ("settings", "what"),
    [
        ("a: &a [x, x]\nb: [*a, *a]\n", "source.yml:1: anchors and aliases are not allowed"),
        ("name: !!python/object/apply:os.system [ls]\n", "source.yml:1: tags"),
        ("name: " + "[" * 100_000, "nested too deeply"),
        ('name: "\\UFFFFFFFF"\n', "not valid YAML"),
    ],
)
def test_a_hostile_source_file_is_named_with_its_line(
    settings: str, what: str, tmp_path: Path
) -> None:
    (tmp_path / "a-paper").mkdir()
    (tmp_path / "a-paper" / "source.yml").write_text(settings)
    with pytest.raises(UserError, match=what):
        load_sources(tmp_path)
