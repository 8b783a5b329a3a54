"""An addition that dies at any instant leaves whole files, and the next one finishes it."""

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.adding import placing
from pipeline.errors import UserError
from pipeline.paths import PROJECT
from pipeline.raw_folder import load_sources
from tests.adding.conftest import ARTICLE, OTHER, SOURCE_YML, files

INSTANTS = 32  # more than there are
TEXTS = {"two.txt": OTHER, "three.txt": OTHER.replace("cranes", "ships")}
WHOLE = {text.encode() for text in (*TEXTS.values(), ARTICLE)}


@pytest.mark.parametrize("source_id", ["example", "new-post"])
def test_whenever_it_is_killed_all_is_sound_and_the_next_addition_finishes_it(
    here: Path, tmp_path_factory: pytest.TempPathFactory, source_id: str
) -> None:
    for name, text in TEXTS.items():
        (here / name).write_text(text, encoding="utf-8")
    folder = tmp_path_factory.mktemp("killed")
    command = ["-m", "tests.adding.dying", str(here), str(folder), str(INSTANTS), source_id]
    run = subprocess.run(
        [sys.executable, *command], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    ends = run.stdout.split()
    assert len(ends) == INSTANTS, run.stderr
    n_killed = ends.count("killed")
    assert ends == ["killed"] * n_killed + ["done"] * (INSTANTS - n_killed)
    assert 10 < n_killed < INSTANTS

    n_partly = 0
    for instant in range(INSTANTS):
        raw = folder / str(instant) / "raw"
        visible = {name: data for name, data in files(raw).items() if "/." not in f"/{name}"}
        assert {data for name, data in visible.items() if name.endswith(".txt")} <= WHOLE
        stated_before = stated(raw)  # every source.yml is sound, and what it names is there
        placing.finish(raw)
        assert all("/." not in f"/{name}" for name in files(raw))
        there = {name for name in files(raw) if name.endswith(".txt")}
        assert stated(raw) == there
        n_partly += stated_before != there
        if instant >= n_killed:
            assert len(there) == 3
    assert (n_partly > 0) == (source_id == "example")


def stated(raw: Path) -> set[str]:
    return {
        f"{source.source_id}/{name}"
        for source in load_sources(raw)
        for name, facts in source.documents.items()
        if name == "one.txt" or (facts.sha256 and facts.authors == "A")
    }


def test_what_a_person_wrote_meanwhile_stays(here: Path) -> None:
    left = here / "raw" / ".adding" / "example"
    left.mkdir(parents=True)
    stated = f"{SOURCE_YML}\nread_until: 2021-03-04\n".replace(
        "documents:", f"documents:\n  lost.txt: {{sha256: {'0' * 64}}}"
    )
    (left / "source.yml").write_text(stated, encoding="utf-8")
    before = files(here / "raw" / "example")
    placing.finish(here / "raw")
    assert files(here / "raw" / "example") == before
    assert not left.exists()


def test_two_additions_at_once_are_refused(here: Path) -> None:
    raw = here / "raw"
    with placing.aside(raw), pytest.raises(UserError, match="something else is being added"):  # noqa: SIM117
        with placing.aside(raw):
            pytest.fail("both have the folder")


def test_a_disk_that_fails_is_told_and_nothing_is_added(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = here / "raw"
    before = files(raw)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfileobj", fail)
    with pytest.raises(UserError, match="No space left on device"), placing.aside(raw) as aside:
        placing.copy(here / "New article.TXT", aside / "a.txt")
    assert files(raw) == before
