"""releases/index.json and releases/README.md: every version there is.

Both are derived from the release folders; only what was withdrawn, and why, is remembered in
index.json itself. So a folder that a killed run had put into place but not yet listed is listed
by the next run, after its checksums were verified.

Belongs here: the list of versions. Does not belong here: the content of any release.
"""

import json
import os
import re
from datetime import date
from pathlib import Path

from packaging.version import Version
from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.errors import UserError
from pipeline.publishing import checksums, datapackage, templates
from pipeline.publishing.lock import alone

FILE = "index.json"
VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")


class Entry(BaseModel):
    """One version. `checksums`: of SHA256SUMS, which has those of all other files."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: str
    date: date
    schema_version: int
    counts: dict[str, int]
    checksums: dict[str, str]
    withdrawn: bool = False
    reason: str | None = None


class Index(BaseModel):
    """All versions, the newest last."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    releases: tuple[Entry, ...]

    @property
    def newest(self) -> Entry | None:
        return self.releases[-1] if self.releases else None

    @property
    def newest_valid(self) -> Entry | None:
        return next((entry for entry in reversed(self.releases) if not entry.withdrawn), None)


def read(releases: Path, name: str) -> Index:
    """The index as written; empty if there is none. Raises UserError if it is damaged."""
    path = releases / FILE
    try:
        return Index.model_validate_json(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Index(name=name, releases=())
    except (ValidationError, ValueError):
        raise UserError(
            f"{path}: damaged; restore it, or delete it to have it made anew from the releases "
            "(which of them were withdrawn is then forgotten)"
        ) from None


def refresh(releases: Path, name: str) -> Index:
    """Bring index and README up to date with the folders, and return the index.

    Raises UserError if a listed folder is gone or a folder not yet listed is damaged.
    """
    known = {entry.version: entry for entry in read(releases, name).releases}
    folders = {p.name: p for p in releases.iterdir() if p.is_dir() and VERSION.fullmatch(p.name)}
    for version in known.keys() - folders.keys():
        raise UserError(f"{releases / version}: listed in {FILE} but gone; restore the folder")
    for version in folders.keys() - known.keys():
        known[version] = _entry(folders[version])
    in_order = sorted(known.values(), key=lambda entry: Version(entry.version))
    index = Index(name=name, releases=tuple(in_order))
    _write(releases, index)
    return index


def withdraw(releases: Path, name: str, version: str, reason: str) -> None:
    """Mark a version as withdrawn; its folder stays. Raises UserError for an unknown version."""
    with alone(releases):
        index = refresh(releases, name)
        entries = {entry.version: entry for entry in index.releases}
        if version not in entries:
            raise UserError(f"{releases / FILE}: there is no version {version} to withdraw")
        marked = {"withdrawn": True, "reason": reason}
        entries[version] = entries[version].model_copy(update=marked)
        _write(releases, index.model_copy(update={"releases": tuple(entries.values())}))


def _entry(folder: Path) -> Entry:
    checksums.verify(folder)
    descriptor = datapackage.read(folder)
    return Entry(
        version=folder.name,
        date=date.fromisoformat(descriptor["created"][:10]),
        schema_version=descriptor["schemaVersion"],
        counts={resource["name"]: resource["rowCount"] for resource in descriptor["resources"]},
        checksums={checksums.FILE: checksums.sha256(folder / checksums.FILE)},
    )


def _write(releases: Path, index: Index) -> None:
    text = json.dumps(index.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"
    _replace(releases / FILE, text)
    _replace(releases / "README.md", templates.render("releases.md.j2", index=index))


def _replace(path: Path, text: str) -> None:
    """Write the file whole or not at all; leave it alone if it says so already."""
    data = text.encode()
    if path.is_file() and path.read_bytes() == data:
        return
    temporary = path.with_name(f".{path.name}.new")
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
