"""The annotators' agreement is computed from their files, and the README shows it."""

from pathlib import Path

from pipeline.evaluation.agreement import agreement, as_csv, as_markdown
from pipeline.paths import PROJECT

GOLD = PROJECT / "tests" / "gold"


def test_the_readme_shows_the_agreement_as_it_is() -> None:
    table = as_markdown(agreement(GOLD, PROJECT / "raw"))
    assert table in (GOLD / "README.md").read_text(encoding="utf-8")


def test_an_annotator_agrees_with_himself_in_everything(tmp_path: Path) -> None:
    for name in ("annotator-a", "annotator-b"):
        (tmp_path / name).symlink_to(GOLD / "annotator-a")
    found = agreement(tmp_path, PROJECT / "raw")
    assert all(each.agreement == 1 for each in found)
    assert {each.kappa for each in found} == {None, 1}


def test_the_csv_has_a_row_for_each_measure() -> None:
    found = agreement(GOLD, PROJECT / "raw")
    lines = as_csv(found).decode().splitlines()
    assert lines[0] == "table,measure,n_a,n_b,n_both,agreement,kappa"
    assert len(lines) == 1 + len(found)
