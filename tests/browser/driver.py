"""What drives a browser: Playwright and axe-core below .ci/cache, and the system's chromium.

Belongs here: having them, installed on first use, and starting the browser. Does not belong here:
what is done with it (opening.py, the tests).
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.paths import PROJECT
from pipeline.publishing.checksums import sha256

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CACHE = PROJECT / ".ci" / "cache"
REQUIREMENTS = Path(__file__).with_name("requirements.txt")
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
"""Options with which chromium asks for nothing but what a page asks for, and gets only what is
local."""


def missing() -> str | None:
    """Why no browser can be driven here; None where one can."""
    if shutil.which("chromium") is None:
        return "chromium is not installed: it is not on the PATH"
    return _installed(CACHE / "browser")


@contextmanager
def started() -> Iterator["Browser"]:
    """Chromium, with nothing in it of whoever else uses it; needs that nothing is `missing`."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


def _installed(folder: Path) -> str | None:
    """Have the packages of REQUIREMENTS in the folder and importable, or tell why not.

    They stand behind those of the project's environment, none of which they take the place of.
    """
    stamp = folder / ".ready"
    wanted = sha256(REQUIREMENTS)
    if not stamp.is_file() or stamp.read_text() != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        pip = [sys.executable, "-m", "pip", "-q", "--disable-pip-version-check", "install"]
        command = [*pip, "--require-hashes", "--target", folder, "-r", REQUIREMENTS]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            reason = done.stderr.strip().splitlines()[-1]
            return f"Playwright and axe-core cannot be installed: {reason}"
        stamp.write_text(wanted)
    if str(folder) not in sys.path:
        sys.path.append(str(folder))
    return None
