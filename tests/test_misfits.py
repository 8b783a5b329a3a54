"""What lies below raw/ and is no source is told, and stops none of the sources beside it."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from pipeline import manifest
from pipeline.cli import main
from pipeline.errors import UserError
from pipeline.paths import Folders
from pipeline.publishing import received
from pipeline.raw_folder import list_strays, survey
from pipeline.rebuilding import verify
from pipeline.running import Finished, run
from pipeline.status import in_words, status
from tests.conftest import MINIMAL_SOURCE, AddSource

TODAY = date(2020, 9, 10)
ARTICLE = b"The initiative must be read with care, the minister said on Monday."

HOSTILE: dict[str, bytes] = {
    "anchors": b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "tags": b"name: !!python/object/apply:os.system [ls]\nkind: news\n",
    "deep": b"name: " + b"[" * 100_000,
    "large": b"name: A\nkind: news\nrights: " + b"x" * 30_000_000,
    "many-faults": b"".join(b"f%d: x\n" % number for number in range(20_000)),
    "no-utf-8": b"name: caf\xe9\nkind: news\n",
    "binary": bytes(range(256)) * 10,
    "empty": b"",
    "typo": b"name: A Paper\nkynd: news\n",
}


@pytest.fixture
def hostile(raw: Path, add_source: AddSource) -> list[str]:
    """Beside a sound source, one for each of HOSTILE with a document, and what is no folder of a
    source at all; the raw_path of every file that is in no source."""
    add_source("sound", one=b"A text.")
    for name, settings in HOSTILE.items():
        (add_source(name, one=b"A text.") / "source.yml").write_bytes(settings)
    outside = raw.parent / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("secret", encoding="utf-8")
    (raw / "loose.txt").write_bytes(b"A text.")
    (raw / "link").symlink_to(outside)
    for name in ("no-settings", "Not an\nid", "..odd", "caf\udce9"):
        (raw / name).mkdir()
        (raw / name / "one.txt").write_bytes(b"A text.")
    (raw / "folder" / "source.yml").mkdir(parents=True)
    (raw / "folder" / "source.yml" / "one.txt").write_bytes(b"A text.")
    os.mkfifo(add_source("pipe") / "two.txt")
    (raw / "pipe" / "source.yml").unlink()
    os.mkfifo(raw / "pipe" / "source.yml")
    (raw / "nothing").mkdir()
    return [
        *(f"{name}/{file}" for name in HOSTILE for file in ("one.txt", "source.yml")),
        *("loose.txt", "link", "no-settings/one.txt", "Not an\nid/one.txt"),
        *("caf\\udce9/one.txt", "folder/source.yml/one.txt"),
        *("pipe/two.txt", "pipe/source.yml"),
    ]


def test_the_sound_source_stays_and_all_else_is_told(raw: Path, hostile: list[str]) -> None:
    found = survey(raw)
    assert [source.source_id for source in found.sources] == ["sound"]
    strays = list_strays(raw, found.misfits)
    assert [stray.raw_path for stray in strays] == sorted(hostile)
    names = {path.split("/")[0] for path in hostile}
    assert {misfit.name for misfit in found.misfits} == names | {"nothing"}


def test_each_file_has_its_reason_which_names_no_place_of_the_machine(
    raw: Path, hostile: list[str]
) -> None:
    listed = manifest.make([], list_strays(raw, survey(raw).misfits)).to_pylist()
    assert [row["raw_path"] for row in listed] == sorted(hostile)
    for row in listed:
        assert (row["key"], row["reason"]) == (None, "no_source")
        assert 0 < len(row["detail"]) <= manifest.DETAIL
        assert "\n" not in row["detail"]
        assert str(raw) not in row["detail"]
    by_path = {row["raw_path"]: row for row in listed}
    assert by_path["typo/one.txt"]["detail"].startswith("typo/source.yml:")
    assert by_path["typo/one.txt"]["sha256"]
    # What a link leads to, or a pipe would give, is not read.
    assert by_path["link"]["sha256"] is None
    assert by_path["pipe/source.yml"]["sha256"] is None


def test_what_is_gone_since_is_left_out(raw: Path, add_source: AddSource) -> None:
    add_source("sound")
    (raw / "loose.txt").write_bytes(b"A text.")
    found = survey(raw)
    (raw / "loose.txt").unlink()
    assert list_strays(raw, found.misfits) == []


Released = Callable[[], Finished]


@pytest.fixture
def release(raw: Path, add_source: AddSource, quick_checks: None) -> Released:
    """Publishes a sound source of one article, and what is beside it."""
    add_source("sound", one=ARTICLE)
    return lambda: run("release", Folders.below(raw.parent), TODAY)


def rejected(finished: Finished) -> dict[str, tuple[str | None, str]]:
    """By raw_path: source and reason."""
    assert finished.published
    path = finished.published.folder / "parquet" / "rejected_documents.parquet"
    rows = pq.read_table(path).to_pylist()
    return {row["raw_path"]: (row["source_id"], row["reason"]) for row in rows}


def test_a_release_has_the_sound_source_and_lists_the_others_files(
    raw: Path, release: Released, add_source: AddSource
) -> None:
    add_source("typo", "name: A\nkynd: news\n", one=b"There too, it was not. " + ARTICLE)
    finished = release()
    assert finished.published
    assert finished.published.counts["articles"] == 1
    assert rejected(finished) == {
        "typo/one.txt": (None, "no_source"),
        "typo/source.yml": (None, "no_source"),
    }
    told = in_words(status(Folders.below(raw.parent), TODAY))
    assert "in the last release: articles 1, rejected 2\n" in told
    assert "[bold]Gone[/]" not in told
    assert {*(received.read(finished.published.folder) or {})} == {
        "sound/one.txt", "sound/source.yml", "typo/one.txt", "typo/source.yml",
    }  # fmt: skip
    assert "the same" in verify(finished.published.version, Folders.below(raw.parent))

    (raw / "typo" / "source.yml").write_text(MINIMAL_SOURCE, encoding="utf-8")
    mended = release()
    assert mended.published
    assert mended.published.counts["articles"] == 2
    assert rejected(mended) == {}


def test_a_slip_in_the_file_of_a_published_source_publishes_nothing(
    raw: Path, release: Released, add_source: AddSource
) -> None:
    add_source("other", one=ARTICLE)
    first = release()
    assert first.published
    settings = raw / "sound" / "source.yml"
    settings.write_text("name: A\nkynd: news\n", encoding="utf-8")
    with pytest.raises(UserError) as caught:
        release()
    assert str(caught.value).startswith(f"{settings}:1: kind: missing field\n")
    assert "to take its articles out, remove its folder" in str(caught.value)
    assert [path.name for path in (raw.parent / "releases").glob("0.*")] == ["0.1.0"]

    # Nor is anything left out where that release does not tell what it has.
    (first.published.folder / "parquet" / "sources.parquet").write_bytes(b"garbage")
    with pytest.raises(UserError, match=r"sources\.parquet: changed after publishing"):
        release()


def test_where_no_source_is_left_the_first_fault_is_told(raw: Path, add_source: AddSource) -> None:
    settings = add_source("typo", "name: A\nkynd: news\n") / "source.yml"
    with pytest.raises(UserError, match=f"{settings}:1: kind: missing field"):
        run("check", Folders.below(raw.parent), TODAY)


def test_status_tells_them(raw: Path, add_source: AddSource) -> None:
    add_source("sound", one=b"A text.")
    settings = add_source("typo", "name: A\nkind: paper\n") / "source.yml"
    found = status(Folders.below(raw.parent), TODAY)
    assert [each.source_id for each in found.sources] == ["sound"]
    assert f"  [yellow]no source[/] {settings}:2: kind: " in in_words(found)


def test_documents_are_added_to_the_others(
    raw: Path, add_source: AddSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_source("sound")
    settings = add_source("typo", "name: A\nkynd: news\n") / "source.yml"
    monkeypatch.chdir(raw.parent)
    Path("new.txt").write_text("The minister said that he would not go there again.")
    into_sound = CliRunner().invoke(main, ["add", "new.txt", "--source", "sound"])
    assert into_sound.exit_code == 0, into_sound.output
    assert (raw / "sound" / "new.txt").exists()
    into_typo = CliRunner().invoke(main, ["add", "new.txt", "--source", "typo"])
    assert into_typo.exit_code == 1
    assert f"{settings.relative_to(raw.parent)}:1: kind: missing field" in into_typo.output
