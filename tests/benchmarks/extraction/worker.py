"""Runs one system over the texts, once, and measures it: the program of a measured process.

`python -m tests.benchmarks.extraction.worker MODULE TEXTS RESULT`: TEXTS is a JSON array of texts,
RESULT is written: versions, cost, and the quotes of each text. Loading and a first text that
belongs to no gold are not part of the CPU time.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks.cost import measured, stay_on_one_core

WARM_UP = """Harbour to close for a week

The harbour will close on Monday, the port authority said in a statement. "We have no choice,"
its director, Ana Novak, told reporters. "The cranes must be repaired."

According to two officials, the work was planned in May. They added that it would cost little.
"""


def run(module: str, texts: Sequence[str]) -> dict[str, object]:
    """What a system finds in each text, what that cost, and which versions it is made of."""
    system = import_module(f"tests.benchmarks.extraction.systems.{module}")
    find = system.load()
    find(WARM_UP)
    found, cost = measured(lambda: [find(text) for text in texts])
    return {
        "versions": {package: version(package) for package in system.PACKAGES},
        "cost": asdict(cost),
        "quotes": [[asdict(quote) for quote in quotes] for quotes in found],
    }


if __name__ == "__main__":
    stay_on_one_core()
    _, name, given, result = sys.argv
    Path(result).write_text(json.dumps(run(name, json.loads(Path(given).read_text()))))
