"""Other programs open a release: old and new ones, each in an environment of its own, and R.

Making the environments takes minutes and the network: .ci/run does it (GIDS_ELSEWHERE=1), below
.ci/cache, and says what it left out. What cannot be installed is skipped with the reason.
"""

import json
import os
import random
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline.paths import PROJECT
from pipeline.publishing.release import publish
from tests.builders import LINKED, PROVENANCE, TODAY, build_tables

HERE = Path(__file__).parent
CACHE = PROJECT / ".ci" / "cache"
PROGRAMS = HERE / "programs"
TEXTS = [
    *("NA", "N/A", "null", "NULL", "None", "nan", "TRUE", "1e5", "007", "2020-09-08", "-5"),
    *("Müller 北京 🙂", "e\u0301", "\u00a0wide", " a ", "\ufeffmark", "<b>bold</b> &amp;"),
    *("=1+1", "+1", "@SUM(A1)", "'", "''quoted", "\t=1", "\r\nx", "a\r\nb", "a\nb", "x\ty"),
    *('he said "no", twice', '"', ",", ";", "\\", "\\n", "\\u202e", "\\\u202e\u2069", "\x85\x1f"),
]

ALPHABET = "=+-@'\\u0029e\"\n\r\t ,é北\u202e\u2069\u200f\x1b"

Rows = dict[str, list[dict[str, Any]]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not os.environ.get("GIDS_ELSEWHERE"):
        reason = "needs programs of other versions: run by .ci/run (GIDS_ELSEWHERE=1)"
        for item in items:
            if item.path.is_relative_to(HERE):
                item.add_marker(pytest.mark.skip(reason=reason))


def python_with(*requirements: str) -> Path:
    """The Python of an environment with these packages, made on first use."""
    folder = CACHE / "-".join(sorted(requirements)).replace("==", "-")
    python, ready = folder / "bin" / "python", folder / ".ready"
    if not ready.is_file():
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        pip = [python, "-m", "pip", "-q", "--disable-pip-version-check", "install"]
        done = subprocess.run([*pip, *requirements], capture_output=True, text=True, check=False)
        if done.returncode:
            reason = done.stderr.strip().splitlines()[-1]
            pytest.skip(f"{' '.join(requirements)} cannot be installed: {reason}")
        ready.touch()
    return python


def run(*command: str | Path, env: Mapping[str, str] | None = None) -> str:
    """What the program prints; its complaints, if it fails."""
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **(env or {})},
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


def answer(*command: str | Path, env: Mapping[str, str] | None = None) -> Any:
    """What the program prints, as JSON."""
    return json.loads(run(*command, env=env))


def plain(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows as they come out of JSON: dates as ISO texts."""
    made: list[dict[str, Any]] = json.loads(json.dumps(rows, default=str))
    return made


@pytest.fixture(scope="session")
def tables() -> dict[str, pa.Table]:
    """Every table with rows; texts, numbers and nulls of every kind."""
    draw = random.Random(1)
    drawn = ["".join(draw.choices(ALPHABET, k=draw.randint(1, 8))) for _ in range(300)]
    texts = [*TEXTS, *drawn]
    people = [{"entity_id": f"e{i}", "name": t, "role": t} for i, t in enumerate(texts)]
    claim = LINKED["claims"][0]
    return build_tables(
        entities=[*LINKED["entities"], *people, {"entity_id": "last", "name": "Last"}],
        articles=[{**LINKED["articles"][0], "title": "=<i>“Title”</i>", "published_on": "2020-09"}],
        claims=[
            {**claim, "confidence": 0.1 + 0.2, "hedged": True},
            {**claim, "claim_id": "c-2", "confidence": 1e-12, "hedged": False, "text": None}
            | {"start": 5, "end": 123456789},
        ],
    )


@pytest.fixture(scope="session")
def expected(tables: dict[str, pa.Table], folder: Path) -> Rows:
    """The rows of every table, exactly."""
    return {name: plain(table.to_pylist()) for name, table in tables.items()}


@pytest.fixture(scope="session")
def folder(tables: dict[str, pa.Table], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of them."""
    releases = tmp_path_factory.mktemp("releases")
    return publish(tables, releases, today=TODAY, provenance=PROVENANCE).folder
