"""Where the parts of articles lie: title, subtitle, body and what stands around them.

Belongs here: runs of sentences of the same region. Does not belong here: how regions are told apart
(pipeline.parsing).
"""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc


def runs(sentences: pa.Table, articles: pa.Table) -> dict[str, list[Any]]:
    """By column: every unbroken run of sentences of one region in `articles`, in their order.

    `start` and `end` are in code points, as in `sentences`, which are ordered by article and start.
    """
    ids = articles["article_id"].combine_chunks()
    inside = sentences.filter(pc.is_in(sentences["article_id"], value_set=ids)).combine_chunks()
    keys = pc.binary_join_element_wise(inside["article_id"], inside["region"], " ")
    values = keys.to_numpy(zero_copy_only=False)
    changes = np.flatnonzero(values[1:] != values[:-1])
    first = np.concatenate([[0], changes + 1])[: len(values)]
    last = np.concatenate([changes, [len(values) - 1]])[: len(values)]
    return {
        "article_id": inside["article_id"].take(first).to_pylist(),
        "region": inside["region"].take(first).to_pylist(),
        "start": inside["start"].take(first).to_pylist(),
        "end": inside["end"].take(last).to_pylist(),
    }
