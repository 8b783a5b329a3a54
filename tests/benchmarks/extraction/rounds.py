"""Running the systems: by turns, each in a process and an environment of its own, several rounds.

By turns, so that a slow minute of the machine falls on all of them.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import UserError
from pipeline.paths import PROJECT
from pipeline.progress import progress
from tests.benchmarks.cost import ONE_THREAD, Cost
from tests.benchmarks.extraction.found_quote import FoundQuote
from tests.benchmarks.extraction.systems import SYSTEMS, System

ENVIRONMENTS = PROJECT / ".gids" / "benchmarks"
WORKER = "tests.benchmarks.extraction.worker"


@dataclass(frozen=True)
class Run:
    """One system, once over all texts: its cost, its versions, the quotes of each text."""

    system: System
    cost: Cost
    versions: dict[str, str]
    quotes: list[list[FoundQuote]]


def run_rounds(texts: Sequence[str], rounds: int) -> list[list[Run]]:
    """The runs of each round, in the order of SYSTEMS. UserError where a system cannot run."""
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder, "texts.json")
        given.write_text(json.dumps(texts))
        with progress("Running the systems by turns", rounds * len(SYSTEMS)) as advance:
            return [[_run(system, given, advance) for system in SYSTEMS] for _ in range(rounds)]


def _run(system: System, given: Path, advance: Any) -> Run:
    result = given.with_name("result.json")
    done = subprocess.run(
        [_python(system), "-m", WORKER, system.module, given, result],
        cwd=PROJECT,
        env=os.environ | ONE_THREAD,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise UserError(f"{system.name} failed:\n{done.stderr}")
    advance(1)
    return read_run(system, json.loads(result.read_text()))


def _python(system: System) -> Path:
    if system.peer is None:
        return Path(sys.executable)
    python = ENVIRONMENTS / system.peer / "bin" / "python"
    if not python.is_file():
        raise UserError(f"{system.name} has no environment: run `make benchmark`.")
    return python


def read_run(system: System, result: dict[str, Any]) -> Run:
    """A worker's result."""
    quotes = [[_quote(quote) for quote in of_text] for of_text in result["quotes"]]
    return Run(system, Cost(**result["cost"]), result["versions"], quotes)


def _quote(entry: dict[str, Any]) -> FoundQuote:
    speaker = entry["speaker"] and tuple(entry["speaker"])
    return FoundQuote(**entry | {"span": tuple(entry["span"]), "speaker": speaker})
