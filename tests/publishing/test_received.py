"""RAW_SHA256SUMS names every received file, for sha256sum and for us."""

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.publishing import checksums, received
from tests.builders import RAW

NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
HASHES = st.text("0123456789abcdef", min_size=64, max_size=64)


@given(st.dictionaries(NAMES, HASHES))
def test_any_name_survives(sums: dict[str, str]) -> None:
    assert checksums.parse(checksums.render(sums)) == sums


def test_a_release_lists_what_it_was_made_from(one: Path) -> None:
    folder = one / "0.1.0"
    assert received.read(folder) == RAW
    assert f"`{received.snapshot_sha256(RAW)}`" in (folder / "README.md").read_text("utf-8")


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not installed")
def test_sha256sum_reads_it(tmp_path: Path) -> None:
    for name in ("plain.txt", "with space", "back\\slash", "line\nfeed", "Größe"):
        (tmp_path / name).write_text(name, "utf-8")
    checksums.write(tmp_path)
    command = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.count(": OK")) == (0, 5), done.stderr
