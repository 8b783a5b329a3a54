"""What lies below raw/: the sources, their documents, and what no source can be made of.

Every file is listed, whether it can be read or not (reading decides that), so that none gets
lost; only source.yml itself and names that begin with a dot are left out. Nothing is opened but
source.yml. What no source can be made of is a misfit: it is told, and does not stop the sources
beside it.

Belongs here: listing. Does not belong here: what source.yml may say (sources.py), and opening
documents (reading/).
"""

import hashlib
import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from pipeline import strict_yaml
from pipeline.errors import UserError
from pipeline.sources import ID, SOURCE_FILE, RawDocument, Settings, Source


@dataclass(frozen=True)
class Misfit:
    """What lies directly below raw/ and is no source: its name, and what is wrong with it."""

    name: str
    fault: str


@dataclass(frozen=True)
class Stray:
    """A file of the misfit `name`; paths in `fault` begin below raw/, as `raw_path` does."""

    path: Path
    raw_path: str
    name: str
    fault: str


@dataclass(frozen=True)
class Survey:
    """All that lies directly below raw/, each by name."""

    sources: list[Source]
    misfits: list[Misfit]


def survey(raw: Path) -> Survey:
    """What lies below `raw`. UserError where there is nothing, or no such folder."""
    if not raw.is_dir():
        raise UserError(f"{raw}: there is no such folder. Name the one with --raw, or create it.")
    entries = sorted(entry for entry in raw.iterdir() if not entry.name.startswith("."))
    if not entries:
        raise UserError(f"{raw}: the folder holds no source. Add {raw}/<source>/{SOURCE_FILE}.")
    found = Survey([], [])
    for entry in entries:
        try:
            found.sources.append(_load_source(entry))
        except UserError as error:
            found.misfits.append(Misfit(raw_path(entry, raw), _storable(str(error))))
        except OSError as error:
            fault = f"{entry}: {error.strerror}. Make it readable, or remove it."
            found.misfits.append(Misfit(raw_path(entry, raw), _storable(fault)))
    return found


def load_sources(raw: Path) -> list[Source]:
    """The sources below `raw`, by id. UserError, with file and way out, where there is none."""
    found = survey(raw)
    require_sound(found, ())
    return found.sources


def require_sound(found: Survey, published: Collection[str]) -> None:
    """UserError where no source is left, or a misfit is one of the `published` sources: a slip in
    its source.yml must not take rows out of the dataset that are in it.
    """
    for misfit in found.misfits:
        if misfit.name in published:
            raise UserError(
                f"{misfit.fault}\nNothing is published without this source, which is in the last "
                "release. Mend it; to take its articles out, remove its folder."
            )
    if not found.sources:
        raise UserError(found.misfits[0].fault)


def _load_source(folder: Path) -> Source:
    if folder.is_symlink() or not folder.is_dir():
        raise UserError(
            f"{folder}: only folders of sources belong here. Move it into a source's folder."
        )
    if not ID.fullmatch(folder.name):
        raise UserError(
            f"{folder}: a source's folder is named in small letters, digits and hyphens, a letter "
            "first. Rename it."
        )
    file = folder / SOURCE_FILE
    if not file.is_file():
        raise UserError(
            f"{file}: missing. Write one with at least `name` and `kind`, as in the other folders."
        )
    text = strict_yaml.read(file)
    settings = strict_yaml.validated(text, file, Settings)
    present = {path.relative_to(folder).as_posix() for path in _files(folder)}
    for name in settings.documents:
        if name not in present:
            raise UserError(
                f"{file}: documents: {name}: there is no such file in {folder}. "
                "Add it, or correct the name."
            )
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Source(source_id=folder.name, sha256=digest, **dict(settings))


def to_table(found: Survey) -> pa.Table:
    """What was found as a table, from which `from_table` makes it again."""
    schema = pa.schema([(column, pa.string()) for column in ("name", "stated", "fault")])
    rows = [
        *({"name": each.source_id, "stated": each.model_dump_json()} for each in found.sources),
        *({"name": each.name, "fault": each.fault} for each in found.misfits),
    ]
    return pa.Table.from_pylist(rows, schema=schema)


def from_table(table: pa.Table) -> Survey:
    """What `to_table` made a table of."""
    rows = table.to_pylist()
    return Survey(
        [Source.model_validate_json(row["stated"]) for row in rows if row["stated"]],
        [Misfit(row["name"], row["fault"]) for row in rows if row["fault"]],
    )


def list_documents(raw: Path, sources: Sequence[Source]) -> list[RawDocument]:
    """Every file of the sources except source.yml and dot files, sorted by raw_path."""
    documents = []
    for source in sources:
        for path in _files(raw / source.source_id):
            documents.append(RawDocument(source, path, raw_path(path, raw)))
    return sorted(documents, key=lambda document: document.raw_path)


def list_strays(raw: Path, misfits: Sequence[Misfit]) -> list[Stray]:
    """Every file of the misfits, source.yml too, sorted by raw_path; what is no folder that can be
    read stands for itself.
    """
    before = _storable(f"{raw}{os.sep}")
    faults = {misfit.name: misfit.fault.replace(before, "") for misfit in misfits}
    found = []
    for entry in raw.iterdir():
        name = raw_path(entry, raw)
        if name in faults:
            paths = _paths(entry)
            found += [Stray(path, raw_path(path, raw), name, faults[name]) for path in paths]
    return sorted(found, key=lambda stray: stray.raw_path)


def _paths(entry: Path) -> list[Path]:
    if entry.is_symlink() or not entry.is_dir():
        return [entry]
    try:
        return _within(entry)
    except UserError:
        return [entry]


def raw_path(path: Path, raw: Path) -> str:
    """The path below `raw`, with forward slashes."""
    return _storable(path.relative_to(raw).as_posix())


def _storable(text: str) -> str:
    """A name that is no Unicode could be stored nowhere: its odd bytes are written out."""
    return text.encode("utf-8", "backslashreplace").decode()


def _files(folder: Path) -> list[Path]:
    return [path for path in _within(folder) if path != folder / SOURCE_FILE]


def _within(folder: Path) -> list[Path]:
    found = []
    for parent, folders, files in os.walk(folder, onerror=_unreadable_folder):
        here = Path(parent)
        folders[:] = [name for name in folders if not name.startswith(".")]
        # A link to a folder is not followed; it is listed, and reading rejects it.
        links = [name for name in folders if (here / name).is_symlink()]
        found += [here / name for name in [*files, *links] if not name.startswith(".")]
    return found


def _unreadable_folder(error: OSError) -> None:
    raise UserError(f"{error.filename}: {error.strerror}. Make the folder readable.") from error
