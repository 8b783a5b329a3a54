"""gids show: a quote of the newest release, in the passage it stands in."""

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from pipeline.cli import main
from pipeline.paths import PROJECT, Folders
from pipeline.raw_folder import list_documents, load_sources
from pipeline.reading.decoding import read
from pipeline.reading.document import Document, Received
from pipeline.reading.receiving import receive
from pipeline.show import STYLES, Shown, find, render
from tests import example


def show(quote_id: str) -> Result:
    result = CliRunner().invoke(main, ["show", quote_id])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def test_quote_is_shown_with_its_row_and_passage(released: Path) -> None:
    result = show("q-1")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "q-1 in release 0.1.0"
    assert "  speaker_id      ana-novak" in lines
    assert "  title           Rules for data" in lines
    quote = "the draft, “a start”, helps states"
    assert example.SAID.replace(quote, f"⟦{quote}⟧") in lines
    assert "via_id" not in result.stdout


def test_quote_cue_and_speaker_stand_out_on_a_terminal(released: Path) -> None:
    terminal = StringIO()
    text = render(find("q-1", Folders.default()))
    Console(file=terminal, force_terminal=True, width=200).print(text)
    written = terminal.getvalue()
    assert "\x1b[1;7mthe draft, “a start”, helps states\x1b[0m" in written
    assert "\x1b[3msaid\x1b[0m" in written
    assert "\x1b[4mAna Novak\x1b[0m" in written


def test_speaker_far_before_the_quote_is_part_of_the_passage() -> None:
    before = "Ana Novak answers:\n" + "A line between.\n" * 99
    row = example.row("quotes", start=len(before), end=len(before) + 2, text="No")
    row |= {"speaker_start": 0, "speaker_end": 9, "quote_id": "q-1"}
    shown = Shown(row, example.row("articles"), "0.1.0", f"{before}No\n" + "Later.\n" * 999)
    text = render(shown)
    styled = {text.plain[span.start : span.end] for span in text.spans if span.style in STYLES}
    assert styled == {"Ana Novak", "No"}
    assert text.plain.count("Later.") < 99


def test_unknown_id_names_near_ones(released: Path) -> None:
    result = show("q-11")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: q-11: no quote of release 0.1.0 has this id. Near")
    assert "q-1" in result.stderr


def test_without_a_release_it_says_how_to_make_one(project: Path) -> None:
    result = show("q-1")
    assert result.exit_code == 1
    assert "no release yet. Make one with: gids release" in result.stderr


def test_document_that_changed_since_the_release_is_told(released: Path) -> None:
    (released / "raw" / "example" / "one.txt").write_text("other words")
    result = show("q-1")
    assert result.exit_code == 1
    assert "raw/example/one.txt: changed since the release" in result.stderr


def test_document_that_is_gone_is_told(released: Path) -> None:
    (released / "raw" / "example" / "one.txt").unlink()
    result = show("q-1")
    assert result.exit_code == 1
    assert "raw/example/one.txt: the document is gone" in result.stderr


def test_showing_needs_none_of_the_slow_libraries(released: Path) -> None:
    slow = ["dagster", "great_expectations", "spacy"]
    args = ["show", "q-1", "--raw", f"{released}/raw", "--releases", f"{released}/releases"]
    code = (
        f"import sys; from pipeline.cli import main; main({args}, standalone_mode=False); "
        f"sys.exit(' '.join(name for name in {slow} if name in sys.modules) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr.strip()) == (0, "")


PAGE = (
    "<!DOCTYPE html><html><head><title>Talks go on</title></head><body><nav>Home</nav><article>"
    "<h1>Talks go on</h1><p>The minister came to Geneva on Monday, and stayed for the week.</p>"
    f"<p>{example.SAID}</p></article></body></html>"
)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (PAGE, "page"),
        (json.dumps({"id": "a/1", "html": PAGE}), "archive/a%2F1"),
        (f"id;text\n0;no\n1;{example.SAID}\n", "archive/1"),
    ],
)
def test_document_of_any_format_is_shown_by_the_text_made_of_it(
    data: str, name: str, released: Path
) -> None:
    file, _, _ = name.partition("/")
    (released / "raw" / "example" / file).write_text(data, encoding="utf-8")
    raw_path = f"example/{name}"
    found = received(released / "raw", raw_path)
    parquet = released / "releases" / "0.1.0" / "parquet" / "articles.parquet"
    (article,) = pq.read_table(parquet).to_pylist()
    article |= {"raw_path": raw_path, "raw_sha256": found.raw_sha256}
    pq.write_table(pa.Table.from_pylist([article], pq.read_schema(parquet)), parquet)
    shown = find("q-1", Folders.default())
    assert shown.text == found.text
    assert example.SAID in shown.text


def received(raw: Path, raw_path: str) -> Document:
    """The document of this path, as reading makes it."""
    files = list_documents(raw, load_sources(raw))
    documents = [read(d) for file in files for d in receive(file) if isinstance(d, Received)]
    (found,) = [d for d in documents if isinstance(d, Document) and d.raw.raw_path == raw_path]
    return found
