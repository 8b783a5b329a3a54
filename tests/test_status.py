"""`gids status`: how things stand, on a fresh clone as well as after runs that failed."""

import json
import os
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from pipeline import batches, manifest
from pipeline.cli import main
from pipeline.extracted import MANIFEST
from pipeline.paths import Folders
from pipeline.raw_folder import list_documents, load_sources
from pipeline.status import LAST_BYTES, RUNS, Status, in_words, status
from tests.conftest import MINIMAL_SOURCE

TODAY = date(2021, 3, 4)


def found(root: Path, today: date = TODAY) -> Status:
    return status(Folders.below(root), today)


def told() -> list[str]:
    result = CliRunner().invoke(main, ["status"])
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


def test_without_work_and_releases_everything_is_new(project: Path) -> None:
    lines = told()
    assert lines[0].split() == [
        "source", "name", "files", "articles", "rejected", "new", "newest",
    ]  # fmt: skip
    assert lines[1].split() == ["example", "Example", "Post", "2", "0", "0", "2"]
    assert "Last release: none yet" in lines
    assert "Last run: none that was written down" in lines
    assert "New: files that the last release does not have as they are: 2, extracted: 0" in lines
    assert not (project / ".gids").exists()
    assert not (project / "releases").exists()


def test_a_release_is_told_with_what_it_rejected(released: Path) -> None:
    lines = told()
    assert lines[1].split()[-4:] == ["2", "1", "1", "0"]
    assert "Documents: files: 2; in the last release: articles 1, rejected 1" in lines
    assert "Last release: 0.1.0, 2020-09-08" in lines
    assert "New: nothing, the last release has every file" in lines
    assert "  rejected example/empty.txt: empty: The file holds no bytes." in lines


def test_new_changed_and_lost_files_are_told_by_name(released: Path) -> None:
    source = released / "raw" / "example"
    (source / "one.txt").write_text("another text", encoding="utf-8")
    (source / "two.txt").write_text("a new text", encoding="utf-8")
    (source / "empty.txt").unlink()
    now = found(released)
    assert now.new == ("example/one.txt", "example/two.txt")
    assert now.gone == ("example/empty.txt",)
    assert now.sources[0].n_new == 2
    assert "  example/empty.txt" in in_words(now).splitlines()


def test_a_file_that_was_only_touched_is_not_new(released: Path) -> None:
    os.utime(released / "raw" / "example" / "one.txt")
    assert found(released).new == ()


def test_what_waits_is_told_apart_from_what_was_extracted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = Folders.below(tmp_path)
    source = folders.raw / "example"
    source.mkdir(parents=True)
    (source / "source.yml").write_text(MINIMAL_SOURCE, encoding="utf-8")
    (source / "one.txt").write_text("A text of a few words.", encoding="utf-8")
    documents = list_documents(folders.raw, load_sources(folders.raw))
    listed = manifest.make(documents)
    (folders.work / MANIFEST).parent.mkdir(parents=True)
    pq.write_table(listed, folders.work / MANIFEST)
    assert found(tmp_path).waiting == ("example/one.txt",)
    batches.process(documents, listed, folders.work)
    assert found(tmp_path).waiting == ()
    assert found(tmp_path).new == ("example/one.txt",)


def test_sources_below_their_promise_or_silent_are_warned_of(released: Path) -> None:
    with (released / "raw" / "example" / "source.yml").open("a", encoding="utf-8") as file:
        file.write("minimum_articles: 2\nsilent_after_days: 30\n")
    lines = in_words(found(released)).splitlines()
    assert "[yellow]warning[/] example: 1 articles, minimum_articles is 2" in lines
    assert any("silent_after_days is 30" in line for line in lines)


def test_the_last_run_is_told_with_how_it_ended(released: Path) -> None:
    log = released / ".gids" / "work" / RUNS
    log.parent.mkdir(parents=True)
    runs = [
        {"ended": "2021-03-03T10:00:00", "job": "release", "by": "schedule",
         "outcome": "published", "version": "0.1.0", "told": "x" * LAST_BYTES},
        {"ended": "2021-03-04T10:00:00", "job": "release", "by": "sensor",
         "outcome": "refused", "version": None, "told": "quotes: kind_in_set\nq-2: [kind]"},
    ]  # fmt: skip
    text = "".join(f"{json.dumps(run)}\n" for run in runs)
    log.write_text(text + '{"ended": "2021-0', encoding="utf-8")  # a process died here
    lines = told()
    index = lines.index("Last run: refused, 2021-03-04T10:00:00, by sensor")
    assert lines[index + 1 : index + 3] == ["  quotes: kind_in_set", "  q-2: [kind]"]


def test_a_fault_in_a_source_is_one_message(released: Path) -> None:
    (released / "raw" / "example" / "source.yml").write_text("name: A\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["status"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "kind: missing field" in result.stderr
