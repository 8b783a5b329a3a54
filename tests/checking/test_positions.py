"""Offsets are judged as slicing the text in Python judges them, whatever it is written in."""

from typing import Any

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.checking.database import opened
from pipeline.checking.positions import check_positions
from tests.builders import LINKED, SCHEMAS, build_tables

TEXTS = st.text(st.sampled_from("aé\u0301🇩🇪👩\u200d\x00\n’ "), min_size=1, max_size=12)


def fault(text: str | None, row: dict[str, Any]) -> bool:
    """Whether start, end and text of a cue are at odds with the text of the article."""
    start, end, cue = row["cue_start"], row["cue_end"], row["cue"]
    if None in (start, end, cue):
        return (start, end, cue) != (None, None, None)
    if text is None or not 0 <= start < end <= len(text):
        return True
    return bool(text[start:end] != cue)


@st.composite
def cues(draw: st.DrawFn, text: str) -> dict[str, Any]:
    start, end = draw(st.integers(0, len(text) + 1)), draw(st.integers(0, len(text) + 1))
    cue = text[start:end] or "x"
    row = {"cue_start": start, "cue_end": end, "cue": draw(st.sampled_from([cue, cue + "x"]))}
    missing = draw(st.sets(st.sampled_from(sorted(row)), max_size=3))
    return row | dict.fromkeys(missing)


@settings(deadline=None, max_examples=50)  # a database for each
@given(st.data(), st.dictionaries(st.sampled_from(["a-1", "a-2"]), TEXTS, min_size=1))
def test_offsets_are_judged_as_slices(data: st.DataObject, texts: dict[str, str]) -> None:
    rows = []
    for number in range(data.draw(st.integers(0, 7))):
        article_id = data.draw(st.sampled_from(["a-1", "a-2"]))
        cue = data.draw(cues(texts.get(article_id, "abc")))
        rows.append(
            {**LINKED["quotes"][0], "quote_id": f"q-{number}", "article_id": article_id, **cue}
        )
    tables = build_tables(quotes=rows)
    given_texts = pa.table({"article_id": list(texts), "text": list(texts.values())})
    with opened(tables, given_texts.to_reader()) as database:
        found = {
            (result.table, result.check): result for result in check_positions(database, SCHEMAS)
        }
    result = found["quotes", "cue_at_its_offsets"]
    in_order = tables["quotes"].to_pylist()
    failed = [row["quote_id"] for row in in_order if fault(texts.get(row["article_id"]), row)]
    assert (result.n_rows, result.n_failed) == (len(rows), len(failed))
    assert [told.partition(":")[0] for told in result.failed_rows] == failed[:5]
