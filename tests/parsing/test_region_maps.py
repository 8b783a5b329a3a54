"""The regions of the articles in raw/, paragraph by paragraph, as read and approved once."""

from pathlib import Path

import pytest

from pipeline.parsing.structure import parse_structure
from pipeline.paths import PROJECT

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.txt"))


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.stem)
def test_region_map(golden: Path) -> None:
    (document,) = (PROJECT / "raw").glob(f"{golden.stem}/*.txt")
    text = document.read_bytes().decode()
    found = [
        f"{p.region} {p.start}-{p.end} {' '.join(text[p.start : p.end].split()[:6])}"
        for p in parse_structure(text).paragraphs
    ]
    assert found == golden.read_text(encoding="utf-8").splitlines()


def test_there_is_a_map_for_five_articles() -> None:
    assert len(GOLDEN) == 5
