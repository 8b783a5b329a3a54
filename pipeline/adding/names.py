"""The name that a file has in its source: safe in every file system, and of no other file."""

from collections.abc import Collection
from itertools import count
from pathlib import PurePath

from slugify import slugify

from pipeline.sources import SOURCE_FILE

LONGEST = 100  # characters, without ending and number
LONGEST_ENDING = 8
COMPRESSED = (".gz", ".bz2", ".xz", ".zst")  # what is before them belongs to the ending


def safe_name(name: str, taken: Collection[str]) -> str:
    """A name for the file that was called `name`: small letters, digits, hyphens, its ending.

    It is none of `taken`, whatever their case, and not that of a source's own file.
    """
    stem, ending = _parts(PurePath(name).name)
    slug = slugify(stem, max_length=LONGEST) or "document"
    known = {SOURCE_FILE, *(each.casefold() for each in taken)}
    numbered = (f"{slug}{f'-{number}' if number > 1 else ''}{ending}" for number in count(1))
    return next(each for each in numbered if each not in known)


def _parts(name: str) -> tuple[str, str]:
    path = PurePath(name)
    endings = [path.suffix]
    if path.suffix.lower() in COMPRESSED:
        endings.insert(0, PurePath(path.stem).suffix)
    ending = "".join(f".{slug}" for each in endings if (slug := _ending(each)))
    length = sum(map(len, endings))
    return (name[:-length], ending) if ending and length else (name, "")


def _ending(suffix: str) -> str:
    """The ending in small letters; none where it is too long, or odd, to be one."""
    slug = suffix[1:].lower()
    return slug if slug.isascii() and slug.isalnum() and len(slug) <= LONGEST_ENDING else ""
