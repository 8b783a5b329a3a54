"""Pages of many layouts, all invented, in `layouts.txt`: paragraph by paragraph, with its region.

There a letter before each paragraph says its region (T title, S subtitle, F front matter, B body,
X back matter); "F+" is a dateline, on one line with the paragraph after it.
"""

from pathlib import Path

import pytest

from pipeline.parsing.structure import parse_structure

REGIONS = {
    "T": "title",
    "S": "subtitle",
    "F": "front_matter",
    "B": "body",
    "X": "back_matter",
}


def layouts() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in (Path(__file__).parent / "layouts.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            found[line[2:]] = paragraphs = []
        elif line:
            paragraphs.append(line)
    return found


LAYOUTS = layouts()


@pytest.mark.parametrize("separator", ["\n\n", "\n"], ids=["blank lines", "line ends"])
@pytest.mark.parametrize("name", LAYOUTS)
def test_layout(name: str, separator: str) -> None:
    parts = [line.split(" ", 1) for line in LAYOUTS[name]]
    text = "".join(words + (" " if mark == "F+" else separator) for mark, words in parts)
    found = [(p.region, text[p.start : p.end]) for p in parse_structure(text).paragraphs]
    assert found == [(REGIONS[mark[0]], words) for mark, words in parts]


def test_there_are_layouts_enough() -> None:
    assert len(LAYOUTS) >= 25
