"""By what two texts are known to be the same article, or nearly: the words alone, without setting.

Belongs here: normalising a text, hashing what is left, and estimating how much two texts share.
Which of several articles is the original is decided in `pipeline.duplicates`.

How much they share is their resemblance (A. Z. Broder, On the resemblance and containment of
documents, 1997): of all runs of three words in either, the share that stands in both. It is
estimated from signatures of fixed length, by MinHash: the share of positions at which two agree.
"""

import hashlib
import re
import unicodedata
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

_WORD = re.compile(r"\w+")


def normalised(text: str) -> str:
    """The words of a text in small letters, one space between them; forms of letters made one."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def normalised_sha256(text: str) -> str:
    """The same for texts that differ in spacing, line ends, case, punctuation or marks alone."""
    return hashlib.sha256(normalised(text).encode()).hexdigest()


SHINGLE = 3
"""Words in a run."""

HASHES = 128
"""Positions of a signature: a resemblance of 0.5 is estimated to within 0.09, 19 times in 20."""

Signatures = npt.NDArray[np.uint32]
"""One row a text, HASHES columns."""


def signature(text: str) -> bytes:
    """What resemblance is estimated from; equal for texts with the same words."""
    # Loaded here: it takes a second, and who compares texts that are signed needs none of it.
    from datasketch import MinHash

    words = normalised(text).split()
    last = max(len(words) - SHINGLE, 0)
    runs = {" ".join(words[i : i + SHINGLE]).encode() for i in range(last + 1)}
    hashes = MinHash(num_perm=HASHES, seed=1, scheme="affine32")
    hashes.update_batch(sorted(runs))
    return bytes(hashes.hashvalues.astype("<u4").tobytes())


def signatures(signed: Sequence[bytes]) -> Signatures:
    """Signatures as numbers to compare."""
    return np.frombuffer(b"".join(signed), "<u4").reshape(-1, HASHES)


def resemblance(first: Signatures, second: Signatures) -> npt.NDArray[np.float64]:
    """The estimated resemblance, 0 to 1, of texts row by row, or of one with each of the others."""
    found: npt.NDArray[np.float64] = (first == second).mean(axis=1)
    return found
