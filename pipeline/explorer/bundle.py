"""releases/duckdb-wasm-<version>/: DuckDB for the browser, once for all releases that use it.

It is put into place whole before the first release whose sql.html uses it, and never changed after.

Belongs here: what is in this folder, and placing it. Does not belong here: how sql.html starts it
(page/sql_engine.js), where the files come from (vendor/).
"""

import shutil
from pathlib import Path

from pipeline.errors import UserError
from pipeline.explorer.vendored import DUCKDB, VENDOR, vendored
from pipeline.publishing import checksums, placing

SCRIPT = "duckdb.js"
WORKER = "duckdb-browser-eh.worker.js"
WASM = "duckdb-eh.wasm.gz"
PREFIX = "duckdb-wasm-"


def name() -> str:
    """Name of the folder for the vendored version."""
    return f"{PREFIX}{vendored().library(DUCKDB).version}"


def files() -> dict[str, str]:
    """SHA-256 by path within the folder: the three files, and the licences of what is in them."""
    stated = vendored()
    placed = [file for file in stated.files if file.path in (SCRIPT, WORKER, WASM)]
    inside = {name for file in placed for name in file.libraries}
    licences = [each for each in stated.libraries if each.name in inside]
    return {file.path: file.sha256 for file in placed} | {
        each.license_file: each.license_sha256 for each in licences
    }


def placed(releases: Path) -> list[str]:
    """Names of such folders, of any version, below `releases`."""
    return sorted(path.name for path in releases.glob(f"{PREFIX}*") if path.is_dir())


def place(releases: Path) -> None:
    """Have the folder below `releases`, whole and as vendored; to be called under the lock.

    Raises UserError if one is there that is damaged, or was made from other files.
    """
    folder = releases / name()
    if not folder.exists():
        with placing.build_folder(releases, folder.name) as building:
            for path in files():
                target = building / path
                target.parent.mkdir(exist_ok=True)
                shutil.copyfile(VENDOR / path, target)
            checksums.write(building)
            placing.put_into_place(building, folder)
    checksums.verify(folder)
    if checksums.read(folder) != files():
        raise UserError(
            f"{folder}: holds other files of the same version than {VENDOR}, and releases use them;"
            " restore the one that changed"
        )
