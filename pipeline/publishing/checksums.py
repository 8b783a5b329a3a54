"""SHA256SUMS: a SHA-256 of every file of a release, checked by `sha256sum --check SHA256SUMS`."""

import hashlib
from pathlib import Path

from pipeline.errors import UserError

FILE = "SHA256SUMS"


def sha256(path: Path) -> str:
    """Hash of one file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write(folder: Path) -> None:
    """Write the sums of all files in `folder`; to be called last."""
    names = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    lines = [f"{sha256(folder / name)}  {name}\n" for name in names]
    (folder / FILE).write_text("".join(lines), encoding="utf-8", newline="\n")


def read(folder: Path) -> dict[str, str]:
    """Hash by path within the release. Raises UserError if there is no such file."""
    path = folder / FILE
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise UserError(f"{path}: {error.strerror}; restore the release") from None
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def verify(folder: Path) -> None:
    """Raise UserError unless the files of the release are all there, unchanged.

    Others beside them do no harm: using load.py, for one, leaves a __pycache__.
    """
    for name, expected in read(folder).items():
        path = folder / name
        if not path.is_file():
            raise UserError(f"{path}: the file is missing; restore the release")
        if sha256(path) != expected:
            raise UserError(f"{path}: changed after publishing; restore the release")
