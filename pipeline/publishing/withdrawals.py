"""releases/withdrawn.json: which versions were withdrawn, and why.

The one file below releases/ that is not derived from the release folders. A withdrawn version
stays where it is, unchanged: who used it must be able to see what it was.

Belongs here: that record. Does not belong here: the catalogue that shows it (index.py).
"""

import json
from collections.abc import Mapping
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from pipeline.errors import UserError
from pipeline.publishing import whole_files

FILE = "withdrawn.json"
_FORM = TypeAdapter(dict[str, str])


def read(releases: Path) -> dict[str, str]:
    """The reason by version. Raises UserError if the file is damaged."""
    path = releases / FILE
    try:
        return _FORM.validate_json(path.read_bytes(), strict=True)
    except FileNotFoundError:
        return {}
    except (OSError, ValidationError):
        raise UserError(
            f"{path}: damaged; restore it, so that no withdrawn version counts as good. It is an "
            'object of versions with reasons, such as {"0.1.1": "wrong names"}'
        ) from None


def write(releases: Path, reasons: Mapping[str, str]) -> None:
    """Write the record whole or not at all."""
    whole_files.write(
        releases / FILE, json.dumps(dict(reasons), ensure_ascii=False, indent=2) + "\n"
    )
