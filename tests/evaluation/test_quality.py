"""Quality files for a release: computed once for an extractor and its gold, absent without gold."""

import shutil
from pathlib import Path

import pytest

from pipeline.evaluation import calibration, quality
from pipeline.evaluation.evaluate import Evaluation
from pipeline.evaluation.gold import Gold
from pipeline.paths import PROJECT

RAW = PROJECT / "raw"


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of gold that was evaluated, without any extraction."""
    names: list[str] = []

    def instead(gold: Gold) -> list[Evaluation]:
        names.append(gold.name)
        return [Evaluation(gold.name, (), ())]

    monkeypatch.setattr(quality, "evaluate", instead)
    monkeypatch.setattr(calibration, "validated", lambda sets: [])
    return names


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PROJECT / "tests" / "gold", tmp_path / "gold"))


FILES = {
    "quality/annotator_agreement.csv",
    "quality/calibration.csv",
    "quality/extraction_confusions.csv",
    "quality/extraction_scores.csv",
    "quality/gold_sizes.csv",
}


def test_files_are_computed_once_and_the_same_again(
    gold: Path, tmp_path: Path, runs: list[str]
) -> None:
    first = quality.kept_quality_files(gold, RAW, tmp_path / "work")
    assert first.keys() == FILES
    assert quality.kept_quality_files(gold, RAW, tmp_path / "work") == first
    assert quality.quality_files(gold, RAW) == first
    assert runs == ["articles", "invented"] * 2  # once kept, once asked for anew


def test_the_size_of_what_was_annotated_is_told(gold: Path, runs: list[str]) -> None:
    sizes = quality.quality_files(gold, RAW)["quality/gold_sizes.csv"].decode().splitlines()
    assert sizes[0] == "gold,n_articles,n_characters"
    found = {name: int(n) for name, n, _ in (line.split(",") for line in sizes[1:])}
    texts = len(list((gold / "invented" / "texts").iterdir()))
    assert found.pop("articles") == 5
    assert sum(found.values()) == texts
    assert found.keys() == {"invented/development", "invented/held_out"}


@pytest.mark.parametrize("changed", ["extractor", "annotation"])
def test_another_extractor_or_annotation_is_measured_anew(
    gold: Path, tmp_path: Path, runs: list[str], monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    quality.kept_quality_files(gold, RAW, tmp_path / "work")
    if changed == "extractor":
        monkeypatch.setattr(quality, "extractor_version", lambda: "another")
    else:
        path = gold / "articles" / "claims.csv"
        path.write_bytes(path.read_bytes().replace(b",false,", b",true,", 1))
    quality.kept_quality_files(gold, RAW, tmp_path / "work")
    assert len(runs) == 4


def test_a_project_without_gold_has_no_quality_files(tmp_path: Path, runs: list[str]) -> None:
    assert quality.kept_quality_files(tmp_path / "gold", RAW, tmp_path / "work") == {}
    assert runs == []


def test_gold_whose_articles_are_gone_is_left_out(
    gold: Path, tmp_path: Path, runs: list[str]
) -> None:
    found = quality.kept_quality_files(gold, tmp_path / "raw", tmp_path / "work")
    assert runs == ["invented"]
    assert "quality/annotator_agreement.csv" not in found


def test_a_run_that_dies_leaves_nothing_that_counts(
    gold: Path, tmp_path: Path, runs: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(path: Path, data: bytes) -> int:
        raise OSError("disk full")

    with monkeypatch.context() as broken, pytest.raises(OSError, match="disk full"):
        broken.setattr(Path, "write_bytes", dies)
        quality.kept_quality_files(gold, RAW, tmp_path / "work")
    assert quality.kept_quality_files(gold, RAW, tmp_path / "work").keys() == FILES
