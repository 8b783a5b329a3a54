"""releases/index.json and releases/README.md: every version there is, for machines and people.

Both are derived from the release folders and withdrawals.py, and written anew by every run that
publishes or withdraws. So a folder that a killed run had put into place but not yet listed is
listed by the next run, after its checksums were verified; a lost or damaged index costs nothing.

Belongs here: the list of versions. Does not belong here: the content of any release.
"""

import datetime
import json
import re
from pathlib import Path
from typing import Annotated, Any

from packaging.version import Version
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import UserError
from pipeline.explorer import bundle
from pipeline.publishing import checksums, datapackage, templates, whole_files, withdrawals
from pipeline.publishing.lock import alone

FILE = "index.json"
SCHEMA = "../schemas/index.schema.json"
VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")

VersionNumber = Annotated[str, Field(pattern=f"^{VERSION.pattern}$")]
Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Count = Annotated[int, Field(ge=0)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class File(_Strict):
    """One file of a release."""

    path: str
    """Where it lies, from the folder of this index."""
    bytes: Count
    """Its size."""
    sha256: Sha256
    """SHA-256 of its bytes."""


class Entry(_Strict):
    """One version. It never changes, except for being withdrawn."""

    version: VersionNumber
    """Number of the version; the folder of its files has this name."""
    date: datetime.date
    """Day on which it was published."""
    withdrawn: bool
    """Whether it must not be used any more."""
    reason: str | None
    """Why it was withdrawn; null if it was not."""
    schema_version: Annotated[int, Field(ge=1)]
    """Raised whenever the recipe of an identifier changes."""
    schema_sha256: Sha256
    """Hash of the schemas of all tables; equal if tables, columns, types, constraints and their
    descriptions are."""
    extractor_version: str
    """Hash of what decides the rows: extraction rules, codebook, language model."""
    code_sha256: Sha256 | None
    """Hash of all code, descriptions and locked libraries; null for the first version, which does
    not tell."""
    raw_sha256: Sha256
    """Hash of all received files, which the version's RAW_SHA256SUMS lists."""
    sources_read_until: datetime.date | None
    """Day up to which the documents of every source were taken in; null if a source does not
    state it."""
    counts: dict[str, Count]
    """Number of rows by table."""
    files: tuple[File, ...]
    """All files of the version."""


class Index(_Strict):
    """Every published version of the dataset."""

    schema_file: Annotated[str, Field(alias="$schema")] = SCHEMA
    """Where the JSON Schema of this file is."""
    name: str
    """Name of the dataset."""
    newest: VersionNumber | None
    """The version to use: the newest that is not withdrawn; null if there is none."""
    releases: tuple[Entry, ...]
    """All versions, the newest last."""

    @property
    def newest_valid(self) -> Entry | None:
        """The entry of `newest`."""
        return next((entry for entry in reversed(self.releases) if not entry.withdrawn), None)

    def entry(self, version: str) -> Entry:
        """The entry of a version. Raises UserError, naming those there are, for an unknown one."""
        for each in self.releases:
            if each.version == version:
                return each
        known = ", ".join(each.version for each in self.releases) or "none yet"
        raise UserError(f"there is no version {version}; published: {known}")


def json_schema() -> dict[str, Any]:
    """The JSON Schema of index.json, published in schemas/: python -m pipeline.publishing.index."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Index.model_json_schema(mode="serialization"),
    }


def read(releases: Path, name: str) -> Index:
    """The versions there are, from their folders; nothing is written.

    Raises UserError if a folder does not say what a release must. Of its files only the descriptor
    is checked against its checksum.
    """
    reasons = withdrawals.read(releases)
    folders = releases.iterdir() if releases.is_dir() else ()
    versions = [p.name for p in folders if p.is_dir() and VERSION.fullmatch(p.name)]
    for version in reasons.keys() - set(versions):
        raise UserError(f"{releases / version}: withdrawn but gone; restore the folder")
    entries = [_entry(releases / v, reasons.get(v)) for v in sorted(versions, key=Version)]
    newest = next((entry.version for entry in reversed(entries) if not entry.withdrawn), None)
    return Index(name=name, newest=newest, releases=tuple(entries))


def refresh(releases: Path, name: str) -> Index:
    """Bring index.json and README.md up to date with the folders, and return the index.

    To be called under the lock. Raises UserError if a listed version is gone or another than it
    was, or one not yet listed is damaged.
    """
    index = read(releases, name)
    there = {entry.version: entry.files for entry in index.releases}
    listed = _listed(releases)
    for version, files in listed.items():
        if version not in there:
            raise UserError(f"{releases / version}: listed in {FILE} but gone; restore the folder")
        odd = set(there[version]) ^ set(files)
        if odd:
            path = releases / min(file.path for file in odd)
            raise UserError(f"{path}: changed after publishing; restore the release")
    for version in there.keys() - listed.keys():
        checksums.verify(releases / version)
    write(releases, index)
    return index


def withdraw(releases: Path, name: str, version: str, reason: str) -> Index:
    """Mark a version as withdrawn, and return the index; its folder stays as it is.

    Raises UserError for an unknown version, one that is withdrawn already, and an empty reason.
    """
    reason = " ".join(reason.split())
    if not reason:
        raise UserError("a version is withdrawn for a reason: say it in a few words")
    if not releases.is_dir():
        raise UserError(f"{releases}: no release yet")
    with alone(releases):
        entry = refresh(releases, name).entry(version)
        if entry.withdrawn:
            raise UserError(f"version {version} is withdrawn already: {entry.reason}")
        withdrawals.write(releases, withdrawals.read(releases) | {version: reason})
        return refresh(releases, name)


def write(releases: Path, index: Index) -> None:
    """Write both files."""
    content = index.model_dump(mode="json", by_alias=True)
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    whole_files.write(releases / FILE, text)
    readme = templates.render("releases.md.j2", index=index, bundles=bundle.placed(releases))
    whole_files.write(releases / "README.md", readme)


def _entry(folder: Path, reason: str | None) -> Entry:
    descriptor = datapackage.read(folder)
    sums = checksums.read(folder)
    if checksums.sha256(folder / datapackage.FILE) != sums.get(datapackage.FILE):
        raise UserError(
            f"{folder / datapackage.FILE}: changed after publishing; restore the release"
        )
    sums[checksums.FILE] = checksums.sha256(folder / checksums.FILE)
    try:
        made_from = descriptor["provenance"]
        return Entry(
            version=folder.name,
            date=datetime.date.fromisoformat(descriptor["created"][:10]),
            withdrawn=reason is not None,
            reason=reason,
            schema_version=descriptor["schemaVersion"],
            schema_sha256=datapackage.schema_sha256(descriptor),
            extractor_version=made_from["extractorVersion"],
            code_sha256=made_from.get("codeSha256"),
            raw_sha256=made_from["rawSha256"],
            sources_read_until=made_from.get("sourcesReadUntil"),
            counts={each["name"]: each["rowCount"] for each in descriptor["resources"]},
            files=tuple(
                File(path=f"{folder.name}/{name}", bytes=_size(folder / name), sha256=sums[name])
                for name in sorted(sums)
            ),
        )
    except (KeyError, TypeError, ValueError) as error:
        what = f"{folder / datapackage.FILE}: not as it was published ({error!r})"
        raise UserError(f"{what}; restore the release") from None


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError as error:
        raise UserError(f"{path}: {error.strerror}; restore the release") from None


def _listed(releases: Path) -> dict[str, tuple[File, ...]]:
    """The versions in index.json, with their files; none if it cannot be read."""
    try:
        index = Index.model_validate_json((releases / FILE).read_bytes())
    except (OSError, ValidationError):
        return {}
    return {entry.version: entry.files for entry in index.releases}


if __name__ == "__main__":
    print(json.dumps(json_schema(), ensure_ascii=False, indent=2))
