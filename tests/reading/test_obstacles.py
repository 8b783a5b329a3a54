"""A file that cannot be opened, must not be, or becomes another while it is read is rejected."""

import os
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from pipeline.raw_folder import list_documents, load_sources
from pipeline.reading import receiving
from pipeline.reading.decoding import read
from pipeline.reading.document import MAX_BYTES, Document, Received, Rejection
from tests.conftest import AddSource
from tests.reading.files import opened, opened_one, rejection, store


def all_opened(raw: Path) -> dict[str, Document | Rejection]:
    files = list_documents(raw, load_sources(raw))
    received = chain.from_iterable(map(receiving.receive, files))
    return {
        Path(each.raw_path).name: read(each) if isinstance(each, Received) else each
        for each in received
    }


def test_link_out_of_the_raw_folder_is_unreadable(
    raw: Path, add_source: AddSource, tmp_path: Path
) -> None:
    folder = add_source("a-paper", real=b"text")
    (tmp_path / "secret.txt").write_text("not for publication")
    links = {
        "out.txt": tmp_path / "secret.txt",
        "gone.txt": folder / "nowhere.txt",
        "circle.txt": folder / "circle.txt",
        "folder.txt": folder,
    }
    for name, target in links.items():
        (folder / name).symlink_to(target)
    (folder / "inside.txt").symlink_to("real.txt")
    outcomes = all_opened(raw)
    for name in links:
        outcome = outcomes[name]
        assert isinstance(outcome, Rejection), name
        assert (outcome.reason, outcome.raw_sha256) == ("unreadable", None)
    assert isinstance(outcomes["inside.txt"], Document)


def test_pipe_that_would_block_is_unreadable(raw: Path, add_source: AddSource) -> None:
    os.mkfifo(add_source("a-paper") / "pipe.txt")
    (pipe,) = all_opened(raw).values()
    assert isinstance(pipe, Rejection)
    assert pipe.reason == "unreadable"


def test_file_that_fails_to_open_is_unreadable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = store(tmp_path, b"text")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    (found,) = opened(raw)
    assert isinstance(found, Rejection)
    assert (found.reason, found.raw_sha256) == ("unreadable", None)
    assert "Permission denied" in found.detail


def test_a_document_may_have_so_many_bytes_and_no_more(tmp_path: Path) -> None:
    assert isinstance(opened_one(tmp_path, b"a" * MAX_BYTES), Document)
    found = rejection(tmp_path, b"a" * (MAX_BYTES + 1))
    assert found.reason == "too_large"
    assert found.raw_sha256 is not None


def changing(monkeypatch: pytest.MonkeyPatch, path: Path, change: Callable[[], None]) -> None:
    """Let the file be changed as soon as its beginning has been looked at."""
    recognise = receiving.recognise

    def then_change(*arguments: Any) -> Any:
        change()
        return recognise(*arguments)

    monkeypatch.setattr(receiving, "recognise", then_change)


def test_file_that_grows_while_it_is_read_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = store(tmp_path, b"One word.")
    changing(monkeypatch, raw.path, lambda: raw.path.open("ab").write(b" And another."))
    (found,) = opened(raw)
    assert isinstance(found, Rejection)
    assert (found.reason, found.raw_path) == ("changed", raw.raw_path)


def test_archive_that_is_cut_while_it_is_read_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = b'{"text": "The words of an article."}\n'
    raw = store(tmp_path, line * 3)
    changing(monkeypatch, raw.path, lambda: os.truncate(raw.path, len(line)))
    one, rest = opened(raw)
    assert isinstance(one, Document)
    assert isinstance(rest, Rejection)
    assert (rest.reason, rest.raw_path) == ("changed", f"{raw.raw_path}/#2-")
