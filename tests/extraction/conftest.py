"""One extractor for all tests here: the language model takes a second to load."""

import pytest

from pipeline.codebook import Codebook
from pipeline.extraction.article import Extractor


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor(Codebook())
