"""Identifiers: short hashes of the fewest facts that make a row what it is.

Belongs here: how ids are made; of which facts is told where rows are made. Never of offsets, row
numbers or the extractor's version, so that a better extractor does not rename the rows that it did
not change. Changing a recipe is a major change of the dataset.
"""

import hashlib
from collections import Counter
from functools import lru_cache

from slugify import slugify

LENGTH = 16
"""Hexadecimal digits of an id: 64 bits, so a collision among a million rows is one in ten million.
"""


def make_id(prefix: str, *facts: str) -> str:
    """An id with its letter first, such as q-0f3a...; the facts are kept apart from each other."""
    digest = hashlib.sha256("\x1f".join(facts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{prefix}-{digest[:LENGTH]}"


def article_id_of(source_id: str, name: str) -> str:
    """The id of an article: its source and the document's name there."""
    return make_id("a", source_id, name)


@lru_cache(maxsize=4096)  # an article asks for the same names again and again
def entity_id_of(name: str) -> str | None:
    """The id of an entity that the codebook does not know: its name in small letters.

    None where the name has no letter or digit that could be kept.
    """
    slug = slugify(name)
    if not slug:
        return None
    return slug if slug[0].isalpha() else f"n-{slug}"


class Occurrences:
    """Ids for rows of one article: the same facts a second time make another id."""

    def __init__(self, prefix: str, article_id: str) -> None:
        self._prefix = prefix
        self._article_id = article_id
        self._seen: Counter[tuple[str, ...]] = Counter()

    def next_id(self, *facts: str) -> str:
        """The id of the next row with these facts, in the order of the article."""
        self._seen[facts] += 1
        return make_id(self._prefix, self._article_id, *facts, str(self._seen[facts]))
