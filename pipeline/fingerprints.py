"""By what two texts are known to be the same article: the words alone, whatever their setting.

Belongs here: normalising a text and hashing what is left. Which article of several stays is decided
where the articles are joined.
"""

import hashlib
import re
import unicodedata

_WORD = re.compile(r"\w+")


def normalised(text: str) -> str:
    """The words of a text in small letters, one space between them; forms of letters made one."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def normalised_sha256(text: str) -> str:
    """The same for texts that differ in spacing, line ends, case, punctuation or marks alone."""
    return hashlib.sha256(normalised(text).encode()).hexdigest()
