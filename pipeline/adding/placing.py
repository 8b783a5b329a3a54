"""Putting files below raw/ so that none is ever there by half, whenever the process dies.

Files are copied into a hidden folder of raw/, which no run looks into, and examined there. Then
they are renamed into their source, and its source.yml last: a document without metadata can be
read, but metadata without its document stops a run. A new source is renamed as one folder. What an
addition that died has left to do is told by the source.yml in the hidden folder, and done by the
next.
"""

import os
import shutil
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline import strict_yaml
from pipeline.adding import source_file
from pipeline.errors import UserError
from pipeline.publishing import whole_files
from pipeline.publishing.checksums import sha256
from pipeline.sources import SOURCE_FILE, Settings, Stated

ASIDE = ".adding"
DRAFT = ".draft.yml"
LOCK = ".adding.lock"


@contextmanager
def aside(raw: Path) -> Iterator[Path]:
    """An empty hidden folder below `raw` for one addition at a time.

    Raises UserError if another is under way or the disk fails.
    """
    lock = FileLock(raw / LOCK, timeout=0)
    folder = raw / ASIDE
    try:
        with lock:
            finish(raw)
            folder.mkdir()
            try:
                yield folder
            finally:
                finish(raw)
    except Timeout:
        raise UserError(f"{raw}: something else is being added. Wait until that ends.") from None
    except OSError as error:
        raise UserError(f"{raw}: cannot be written: {error}") from error


def finish(raw: Path) -> None:
    """State what an addition that died had put into place, and remove the rest of it."""
    folder = raw / ASIDE
    for left in sorted(folder.glob(f"*/{SOURCE_FILE}")):
        target = raw / left.parent.name
        if (target / SOURCE_FILE).is_file():
            known = strict_yaml.load(target / SOURCE_FILE, Settings).documents
            settings = strict_yaml.load(left, Settings)
            lost = {
                name: stated
                for name, stated in settings.documents.items()
                if name not in known
                and (target / name).is_file()
                and sha256(target / name) == stated.sha256
            }
            if lost and settings.read_until:
                _state_aside(left, target, lost, settings.read_until)
                _put_source_file(left, target)
    if folder.exists():
        shutil.rmtree(folder)


def copy(given: Path, target: Path) -> None:
    """Copy a file of the user to where nothing is. Raises UserError if it cannot be read."""
    try:
        if not stat.S_ISREG(given.stat().st_mode):
            raise UserError("not an ordinary file")
        source = given.open("rb")
    except OSError as error:
        raise UserError(f"cannot be read: {error.strerror}") from error
    with source, target.open("xb") as copied:
        shutil.copyfileobj(source, copied)
        copied.flush()
        os.fsync(copied.fileno())


def place(raw: Path, folder: Path, documents: Mapping[str, Stated], read_until: date) -> None:
    """Rename the documents in `folder` into the source of its name, which is there, and state them.

    What else lies in `folder` is left there.
    """
    target = raw / folder.name
    stated = folder / SOURCE_FILE
    # From here on the addition will be finished by the next, should this process die.
    _state_aside(stated, target, documents, read_until)
    for name in documents:
        if os.path.lexists(target / name):
            raise UserError(f"{target / name}: appeared just now. Add the file again.")
        (folder / name).rename(target / name)
    whole_files.sync(target)
    _put_source_file(stated, target)


def place_new(raw: Path, folder: Path, settings: Settings) -> None:
    """Rename `folder` into `raw` as a new source that has the documents of its settings alone."""
    for path in folder.iterdir():
        if path.name not in settings.documents:
            path.unlink()
    whole_files.write(folder / SOURCE_FILE, source_file.new(settings))
    folder.rename(raw / folder.name)  # fails where a folder with anything in it is by now
    whole_files.sync(raw)


def _put_source_file(stated: Path, target: Path) -> None:
    stated.replace(target / SOURCE_FILE)
    whole_files.sync(target)


def _state_aside(
    stated: Path, target: Path, documents: Mapping[str, Stated], read_until: date
) -> None:
    """Write to `stated` the source.yml of `target`, as it is at this moment, with documents."""
    file, draft = target / SOURCE_FILE, stated.with_name(DRAFT)
    before = strict_yaml.load(file, Settings)
    text = file.read_bytes().decode()
    whole_files.write(draft, source_file.with_documents(text, documents, read_until))
    if strict_yaml.load(draft, Settings).documents != {**before.documents, **documents}:
        raise UserError(f"{file}: its layout leaves no room for documents. Add them by hand.")
    draft.replace(stated)


def names_in(folder: Path) -> Sequence[str]:
    """What lies in a folder of a source; nothing where there is none."""
    return [path.name for path in folder.iterdir()] if folder.is_dir() else []
