"""Surroundings that must change nothing in the data: environment, folder, file order, cores."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.paths import PROJECT

# Imported by Python itself at its start: every folder is listed backwards, on so many cores.
SITE = """
import os
_scandir, _listdir = os.scandir, os.listdir
class _Backwards:
    def __init__(self, *path):
        with _scandir(*path) as entries:
            self._entries = iter(sorted(entries, key=lambda entry: entry.name, reverse=True))
    def __iter__(self): return self
    def __next__(self): return next(self._entries)
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def close(self): pass
if "BACKWARDS" in os.environ:
    os.scandir = _Backwards
    os.listdir = lambda *path: sorted(_listdir(*path), reverse=True)
if "CORES" in os.environ:
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: int(os.environ["CORES"])])
"""
ASCII = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}


@dataclass(frozen=True)
class Odd:
    """What is other than usual for a program."""

    name: str
    environment: Mapping[str, str] = field(default_factory=dict)
    elsewhere: bool = False


USUAL = Odd("usual", {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC"})
ODD = [
    Odd("hash seed", {"PYTHONHASHSEED": "4242"}),
    Odd("ASCII locale", ASCII),
    Odd("Turkish locale", {"LC_ALL": "tr_TR.ISO-8859-9", "PYTHONUTF8": "0"}),
    Odd("time zone", {"TZ": "Pacific/Kiritimati"}),
    Odd("working directory", elsewhere=True),
    Odd("file order", {"BACKWARDS": "1"}),
    Odd("one core", {"CORES": "1", "OMP_NUM_THREADS": "1"}),
]
ALL_AT_ONCE = Odd(
    "all at once",
    {key: value for odd in ODD for key, value in odd.environment.items()} | ASCII,
    True,
)


def run(program: str, odd: Odd, scratch: Path, *args: object) -> str:
    """The output of a Python program in these surroundings; it may import pipeline and tests."""
    site = scratch / "site"
    site.mkdir(exist_ok=True)
    (site / "sitecustomize.py").write_text(SITE, "utf-8")
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))
    }
    environment |= USUAL.environment | odd.environment
    environment |= {"PYTHONPATH": f"{site}{os.pathsep}{PROJECT}"}
    if "tr_TR" in environment["LC_ALL"]:
        environment["LOCPATH"] = str(turkish(scratch))
    folder = scratch / "elsewhere" if odd.elsewhere else PROJECT
    folder.mkdir(exist_ok=True)
    command = [sys.executable, "-c", program, *map(str, args)]
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{odd.name}: {done.stderr}"
    return done.stdout


def can_be_had(odd: Odd) -> bool:
    """Whether this machine has what the surroundings need."""
    needs_locale = "tr_TR" in odd.environment.get("LC_ALL", "")
    described = Path("/usr/share/i18n/locales/tr_TR").exists()
    return not needs_locale or (described and shutil.which("localedef") is not None)


def turkish(scratch: Path) -> Path:
    """A locale in which I is not the capital of i, and the encoding not UTF-8."""
    folder = scratch / "locales"
    if not folder.exists():
        folder.mkdir()
        name = str(folder / "tr_TR.ISO-8859-9")
        command = ["localedef", "-i", "tr_TR", "-f", "ISO-8859-9", name]
        subprocess.run(command, check=True, capture_output=True)
    return folder
