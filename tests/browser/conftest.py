"""The explorer in a real browser: chromium, driven by Playwright.

What this needs beside the project's environment takes the network: .ci/run does it
(GIDS_BROWSER=1), below .ci/cache, and says what it left out. Where there is no chromium, all of it
is skipped with the reason. Pictures of what was seen are kept in .ci/cache/pictures.
"""

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.publishing import index
from pipeline.publishing.release import publish
from pipeline.schema.dataset import load_dataset
from tests.browser import driver
from tests.browser.opening import HEIGHT, PICTURES, open_at, watch
from tests.builders import PROVENANCE, TODAY
from tests.explorer import corpora

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LARGE = 60_000

NewPage = Callable[..., "Page"]
Opened = Callable[[str], "Page"]


class LeftOut(pytest.Module):
    """A module of tests that cannot even be imported here."""

    def collect(self) -> Iterable[pytest.Item]:
        pytest.skip(_missing() or "", allow_module_level=True)


def _missing() -> str | None:
    if not os.environ.get("GIDS_BROWSER"):
        return "needs a browser: run by .ci/run (GIDS_BROWSER=1)"
    return driver.missing()


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> LeftOut | None:
    return LeftOut.from_parent(parent, path=module_path) if _missing() else None


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Chromium, and an empty folder for the pictures."""
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir(parents=True)
    with driver.started() as browser:
        yield browser


@pytest.fixture
def problems() -> Iterator[list[str]]:
    """What goes wrong in the pages of the test, as opening.watch tells it; it fails the test.

    A test that makes something go wrong on purpose clears the list.
    """
    found: list[str] = []
    yield found
    assert not found, "\n".join(found)


@pytest.fixture
def new_page(browser: "Browser", problems: list[str]) -> Iterator[NewPage]:
    """Call for a page of its own; the options are those of Playwright's Browser.new_context."""
    contexts = []

    def make(**options: Any) -> "Page":
        usual = {
            "viewport": {"width": 1280, "height": HEIGHT},
            "reduced_motion": "reduce",
            "service_workers": "block",
            "permissions": ["clipboard-read", "clipboard-write"],
        }
        contexts.append(browser.new_context(**usual | options))
        watch(contexts[-1], problems)
        return contexts[-1].new_page()

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: NewPage) -> "Page":
    """An empty page of usual size; see problems."""
    return new_page()


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two releases of the newest committed tables: without their last article, then
    whole."""
    releases = tmp_path_factory.mktemp("releases")
    tables = corpora.committed()
    last = tables["articles"]["article_id"][-1].as_py()
    for each in (corpora.without(tables, last), tables):
        publish(each, releases, today=TODAY, provenance=PROVENANCE, extra=corpora.measured())
    return releases


@pytest.fixture(scope="session")
def newest(released: Path) -> Path:
    """The folder of the newest version of `released`."""
    found = index.read(released, load_dataset().name).newest_valid
    assert found is not None
    return released / found.version


@pytest.fixture
def opened(page: "Page", newest: Path) -> Opened:
    """Call with a hash: `page`, with the newest version's index.html open there, from the disk."""
    return lambda hash_: open_at(page, newest / "index.html", hash_)


@pytest.fixture(scope="session")
def hostile_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """index.html of a release all of whose texts try to be something else."""
    return corpora.written(corpora.hostile(), tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="session")
def empty_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """index.html of a release without any article."""
    return corpora.written(corpora.empty(), tmp_path_factory.mktemp("empty"))


@pytest.fixture(scope="session")
def large_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """index.html of a release with more rows than a page holds."""
    return corpora.written(corpora.repeated(LARGE), tmp_path_factory.mktemp("large"))


@pytest.fixture(scope="session")
def served(released: Path) -> Iterator[str]:
    """Where `gids explore` serves the folder `released`: `http://127.0.0.1:<port>`."""
    run = "from pipeline.cli import main; main()"
    command = [sys.executable, "-c", run, "explore", "--releases", str(released), "--no-browser"]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    too_late = threading.Timer(60, process.kill)
    too_late.start()
    try:
        address = _address(process)
        too_late.cancel()
        yield address
    finally:
        too_late.cancel()
        process.terminate()
        process.wait(10)


def _address(process: subprocess.Popen[str]) -> str:
    """The address that the process tells of."""
    said = []
    for line in process.stdout or ():
        said.append(line)
        if found := re.search(r"http://127\.0\.0\.1:\d+", line):
            return found[0]
    pytest.fail(f"gids explore told no address:\n{''.join(said)}")
