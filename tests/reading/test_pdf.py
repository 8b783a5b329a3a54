"""The text layer of a PDF becomes paragraphs; a PDF without one, or a hostile one, is rejected."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.reading import pdf_text
from pipeline.reading.document import Extracted
from pipeline.reading.pdf import read_pdf
from tests.reading.files import document, rejection
from tests.reading.pdf_files import bomb, column, of_contents, pdf, with_password

HEADLINE = ("Ministry praises data rules", 72.0, 720.0, 20.0)
FIRST = ["China's Global Initiative on Data Security asks firms to", "install no backdoors."]
SECOND = ["“We welcome every rule,” said Rita Alves, a spokes-", "person, on Thursday."]


def text_of(data: bytes) -> str:
    found = read_pdf(data)
    assert isinstance(found, Extracted), found
    return found.text


def test_lines_are_rejoined_and_divided_words_made_whole(tmp_path: Path) -> None:
    found = document(tmp_path, pdf([[HEADLINE, *column(FIRST, SECOND)]]), "of no ending")
    assert found.text == (
        "Ministry praises data rules\n\n"
        "China's Global Initiative on Data Security asks firms to install no backdoors.\n\n"
        "“We welcome every rule,” said Rita Alves, a spokesperson, on Thursday."
    )


def test_a_paragraph_goes_on_over_the_page_and_its_number() -> None:
    pages = [
        [
            *column(["The talks on the rules", "and on others went on"]),
            ("Page 1 of 2", 300.0, 40.0, 12.0),
        ],
        [("2", 300.0, 760.0, 12.0), *column(["for weeks and months.", "Nothing was said."])],
    ]
    assert text_of(pdf(pages)) == (
        "The talks on the rules and on others went on for weeks and months. Nothing was said."
    )


def test_an_indented_line_begins_a_paragraph() -> None:
    lines = [
        ("The first of them is here at some length.", 72.0, 700.0, 12.0),
        ("The second is here, and it is the last.", 90.0, 685.6, 12.0),
        ("And goes on at a length like that of others.", 72.0, 671.2, 12.0),
    ]
    assert text_of(pdf([lines])).split("\n\n") == [
        "The first of them is here at some length.",
        "The second is here, and it is the last. And goes on at a length like that of others.",
    ]


@pytest.mark.parametrize(
    ("data", "reason", "way_out"),
    [
        (pdf([[]]), "no_text", "OCR"),
        (with_password(), "protected", "without one"),
        (b"%PDF-1.7 and no more", "damaged", "Fetch it again"),
        (pdf([[HEADLINE]])[:400], "damaged", "Fetch it again"),
        (of_contents([b"BT ET"] * (pdf_text.MAX_PAGES + 1)), "too_complex", "article alone"),
    ],
)
def test_a_pdf_without_text_is_rejected(
    data: bytes, reason: str, way_out: str, tmp_path: Path
) -> None:
    found = rejection(tmp_path, data, "a.pdf")
    assert found.reason == reason
    assert way_out in found.detail


MEASURING = """
import resource, subprocess, sys
subprocess.run([sys.executable, sys.argv[1]], stdin=sys.stdin, capture_output=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def test_a_pdf_that_explodes_is_stopped(tmp_path: Path) -> None:
    data = bomb()
    assert len(data) < 20_000
    assert rejection(tmp_path, data, "a.pdf").reason == "too_complex"
    # By a small process of its own: to a child counts what its parent holds when it is started.
    measured = subprocess.run(
        [sys.executable, "-c", MEASURING, pdf_text.__file__], input=data, capture_output=True
    )
    assert 0 < int(measured.stdout) * 1024 < 1.5 * pdf_text.MEMORY


def test_a_pdf_that_takes_forever_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "forever.py"
    program.write_text(
        "import resource\nresource.setrlimit(resource.RLIMIT_CPU, (1, 1))\nwhile True: pass\n"
    )
    monkeypatch.setattr(pdf_text, "__file__", str(program))
    assert rejection(tmp_path, pdf([[HEADLINE]]), "a.pdf").reason == "too_complex"


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2000), st.binary(min_size=1, max_size=30))
def test_any_damage_is_a_text_or_a_rejection(at: int, junk: bytes) -> None:
    data = pdf([[HEADLINE, *column(FIRST, SECOND)]])
    found = read_pdf(data[:at] + junk + data[at + len(junk) :])
    assert isinstance(found, Extracted) or found[0] in ("damaged", "no_text", "protected")
