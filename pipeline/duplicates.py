"""Which articles repeat another: published again, perhaps with another headline, shortened, edited.

Belongs here: comparing all articles with one another without comparing each with each, and saying
which is the original. By what two texts are compared is in `pipeline.fingerprints`.

Candidates are found by locality-sensitive hashing: signatures are cut into bands, and articles that
agree in a whole band are compared (J. Leskovec, A. Rajaraman and J. Ullman, Mining of Massive
Datasets, chapter 3).
"""

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from pipeline.fingerprints import HASHES, Signatures, resemblance, signatures

RESEMBLANCE = 0.5
"""From here on, an article repeats another: as A. Z. Broder, S. Glassman, M. Manasse and G. Zweig
have it (Syntactic clustering of the Web, 1997). Articles on the same event, some with long quotes
from the same statement, stay below 0.15; one with another headline, without its last paragraph or
with some words changed stays above 0.55, as a rule."""

BAND = 4
"""Positions in a band. With 32 bands, a pair that resembles by 0.5 is compared in 87 % of cases, by
0.6 in 99 %; one that resembles by 0.15 in less than 2 %."""

FIRST = 20
"""So many of those that agree in a band are compared with all others: notices that an outlet puts
below every article must not make it a comparison of each with each."""

FINGERPRINTS = ("article_id", "normalised_sha256", "signature")
"""What articles are compared by."""

_AT_ONCE = 50_000  # pairs

_Pairs = npt.NDArray[np.int64]
"""One row a pair: the number of the earlier article, and of the later."""


def duplicate_of(articles: pa.Table, fingerprints: pa.Table) -> pa.Array:
    """For each article the original that it repeats; null where it repeats none.

    `articles` has article_id, published_on and raw_path, `fingerprints` the columns FINGERPRINTS of
    each. The original is the earliest, a date that is not known
    to the day counting as the end of its month or year; of those of one day, the first by raw_path.
    What repeats an article that is a repetition itself is compared with the original of that.
    """
    rows = articles.select(["article_id", "published_on", "raw_path"]).to_pandas()
    rows = rows.merge(fingerprints.to_pandas(), on="article_id")
    rows["day"] = rows["published_on"].fillna("") + "~"  # sorts after digits and hyphens
    rows = rows.sort_values(["day", "raw_path"])
    firsts = rows.drop_duplicates("normalised_sha256").set_index("normalised_sha256")
    originals = firsts["article_id"].copy()
    repeated = _repeated(signatures(firsts["signature"].tolist()))
    originals.iloc[list(repeated)] = originals.iloc[list(repeated.values())].to_numpy()
    rows["original"] = rows["normalised_sha256"].map(originals)
    found = rows[rows["original"] != rows["article_id"]].set_index("article_id")["original"]
    given = articles["article_id"].to_pandas().map(found)
    return pa.array(given, pa.string(), from_pandas=True)


def _repeated(signed: Signatures) -> dict[int, int]:
    """By number, the earlier article that each repeats, which repeats none itself."""
    found: dict[int, int] = {}
    for earlier, later in sorted(_alike(signed).tolist(), key=lambda pair: (pair[1], pair[0])):
        if later not in found and earlier not in found:
            found[later] = earlier
    return found


def _alike(signed: Signatures) -> _Pairs:
    """Pairs of articles that resemble each other."""
    found = np.empty((0, 2), np.int64)
    for band in np.split(signed, HASHES // BAND, axis=1):
        pairs = _agreeing(band)
        for start in range(0, len(pairs), _AT_ONCE):
            some = pairs[start : start + _AT_ONCE]
            alike = resemblance(signed[some[:, 0]], signed[some[:, 1]]) >= RESEMBLANCE
            found = np.concatenate([found, some[alike]])
        found = np.unique(found, axis=0)
    return found


def _agreeing(band: Signatures) -> _Pairs:
    """Pairs with the same numbers in all of a band; the first of them with each of the others."""
    rows = pd.DataFrame(band)
    rows = rows[rows.duplicated(keep=False)]
    bucket = rows.groupby(list(rows.columns)).ngroup()
    later = pd.DataFrame({"bucket": bucket, "later": rows.index})
    earlier = later[later.groupby("bucket").cumcount() < FIRST]
    pairs = earlier.rename(columns={"later": "earlier"}).merge(later, on="bucket")
    return pairs.loc[pairs["earlier"] < pairs["later"], ["earlier", "later"]].to_numpy(np.int64)
