"""A hundred thousand signs of one kind are read to the end; what stands behind them is found."""

import pytest

from pipeline.extraction.article import Extractor
from tests.extraction.reading import rows_of

END = "\n\nNovak said that the deal was dead."
SIGNS = 100_000


@pytest.mark.parametrize("sign", ["“", '"', "‘", "« ", "[", "(", "A.", "Ana, ", "News > ", "a\n"])
def test_what_stands_behind_it_is_found(extractor: Extractor, sign: str) -> None:
    text = "Ministers meet\n\nThey met on Monday.\n\n" + sign * (SIGNS // len(sign)) + END
    rows = rows_of(extractor, text)
    assert rows["quotes"][-1]["text"] == "the deal was dead"
    assert all(text[q["start"] : q["end"]] == q["text"] for q in rows["quotes"])
