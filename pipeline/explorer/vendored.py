"""The libraries in vendor/: what vendor.json says of them.

Belongs here: reading it. Does not belong here: how it is filled (vendor/vendor.mjs, run by
`make vendor`).
"""

from collections.abc import Collection
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

VENDOR = Path(__file__).with_name("vendor")
DUCKDB = "@duckdb/duckdb-wasm"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class File(_Strict):
    """One file that pages use."""

    path: str
    """Its name in vendor/."""
    bytes: int
    """Its size."""
    sha256: str
    """SHA-256 of its bytes."""
    libraries: tuple[str, ...]
    """Names of the libraries that are in it."""


class Library(_Strict):
    """One library, as published in the npm registry."""

    name: str
    """Its name there."""
    version: str
    """Its version."""
    license: str
    """Its licence as an SPDX expression."""
    license_file: str
    """The text of its licence, from vendor/."""
    license_sha256: str
    """SHA-256 of that text."""
    integrity: str
    """Hash of the archive it came in, as npm states it."""


class Vendored(_Strict):
    """Everything in vendor/ that pages use."""

    files: tuple[File, ...]
    """Every file."""
    libraries: tuple[Library, ...]
    """Every library in any of them."""

    def library(self, name: str) -> Library:
        """The library of this name."""
        return next(each for each in self.libraries if each.name == name)

    def licences(self, paths: Collection[str]) -> dict[str, list[str]]:
        """By text of a licence, the libraries in these files that come under it, with versions."""
        inside = {name for file in self.files if file.path in paths for name in file.libraries}
        found: dict[str, list[str]] = {}
        for each in self.libraries:
            if each.name in inside:
                text = (VENDOR / each.license_file).read_text(encoding="utf-8").strip()
                found.setdefault(text, []).append(f"{each.name} {each.version}")
        return found


@cache
def vendored() -> Vendored:
    """What vendor.json says."""
    return Vendored.model_validate_json((VENDOR / "vendor.json").read_bytes())
