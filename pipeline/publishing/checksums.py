"""SHA256SUMS: a SHA-256 of every file of a release, checked by `sha256sum --check SHA256SUMS`.

Belongs here: the form of such a list, which RAW_SHA256SUMS has too. Does not belong here: what was
received (received.py).
"""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from pipeline.errors import UserError

FILE = "SHA256SUMS"

_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r"}
_CHARACTERS = {escape: character for character, escape in _ESCAPES.items()}


def sha256(path: Path) -> str:
    """Hash of one file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def render(sums: Mapping[str, str]) -> str:
    """Lines of hash and path as sha256sum writes and reads them, in the order of the paths."""
    return "".join(_line(sums[name], name) for name in sorted(sums))


def parse(text: str) -> dict[str, str]:
    """Hash by path, of what `render` gave."""
    return dict(_parsed(line) for line in text.split("\n") if line)


def write(folder: Path) -> None:
    """Write the sums of all files in `folder`; to be called last."""
    names = (p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    text = render({name: sha256(folder / name) for name in names})
    (folder / FILE).write_text(text, encoding="utf-8", newline="\n")


def read(folder: Path) -> dict[str, str]:
    """Hash by path within the release. Raises UserError if there is no such file."""
    path = folder / FILE
    try:
        return parse(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UserError(f"{path}: {error.strerror}; restore the release") from None
    except ValueError:
        raise UserError(f"{path}: changed after publishing; restore the release") from None


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


def _line(digest: str, name: str) -> str:
    escaped = re.sub(r"[\\\n\r]", lambda found: _ESCAPES[found[0]], name)
    mark = "\\" if escaped != name else ""
    return f"{mark}{digest}  {escaped}\n"


def _parsed(line: str) -> tuple[str, str]:
    digest, _, name = line.partition("  ")
    if digest.startswith("\\"):
        digest, name = digest[1:], re.sub(r"\\[\\nr]", lambda found: _CHARACTERS[found[0]], name)
    if not re.fullmatch("[0-9a-f]{64}", digest) or not name:
        raise ValueError(f"not a line of checksums: {line!r}")
    return name, digest
