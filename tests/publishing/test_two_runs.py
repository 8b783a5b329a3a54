"""Two runs at once: one gives up with a clear message, whatever becomes of the other."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.errors import UserError
from pipeline.paths import PROJECT
from pipeline.publishing import checksums, index
from tests.publishing.conftest import WITH_BO, Publish, snapshot

HOLD = """
import sys, time
from pathlib import Path
from pipeline.publishing.lock import alone
with alone(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""
PUBLISH = """
import sys
from pathlib import Path
from pipeline.errors import UserError
from pipeline.publishing.release import publish
from tests.builders import PROVENANCE, TODAY, build_tables
tables = build_tables(entities=[{"entity_id": sys.argv[2], "name": "New"}])
print("ready", flush=True)
sys.stdin.readline()
try:
    print(publish(tables, Path(sys.argv[1]), today=TODAY, provenance=PROVENANCE).version)
except UserError as error:
    print(error)
"""


def start(program: str, *args: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", program, *map(str, args)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=PROJECT, stdin=pipe, stdout=pipe, text=True)


def read_line(run: subprocess.Popen[str]) -> str:
    assert run.stdout
    return run.stdout.readline().strip()


def test_the_second_is_refused_while_the_first_lives_and_not_after_it_was_killed(
    one: Path, publish_rows: Publish
) -> None:
    first = start(HOLD, one)
    try:
        assert read_line(first) == "held"
        before = snapshot(one)
        with pytest.raises(UserError, match=r"another run is publishing; try again when it has"):
            publish_rows(entities=WITH_BO)
        args = ["withdraw", "0.1.0", "--reason", "x", "--releases", str(one)]
        assert "another run is publishing" in CliRunner().invoke(main, args).output
        assert snapshot(one) == before
    finally:
        first.kill()
        first.communicate()
    assert publish_rows(entities=WITH_BO).version == "0.1.1"


def test_two_that_start_together_never_share_a_version(one: Path) -> None:
    runs = [start(PUBLISH, one, name) for name in ("bo", "cy")]
    assert [read_line(run) for run in runs] == ["ready", "ready"]
    for run in runs:
        assert run.stdin
        run.stdin.write("\n")
        run.stdin.flush()
    told = [run.communicate()[0].strip() for run in runs]
    published = sorted(line for line in told if line.startswith("0."))
    refused = [line for line in told if "another run is publishing" in line]
    assert published in (["0.1.1"], ["0.1.1", "0.1.2"])
    assert len(published) + len(refused) == 2, told
    listed = index.Index.model_validate_json((one / "index.json").read_bytes())
    assert [entry.version for entry in listed.releases] == ["0.1.0", *published]
    for version in published:
        checksums.verify(one / version)
