"""Finding claims takes time in proportion to the text."""

from time import perf_counter

from pipeline.codebook import Codebook
from pipeline.extraction.cast import Cast
from pipeline.extraction.claims import ClaimFinder
from pipeline.extraction.gazetteer import Gazetteer
from pipeline.extraction.lexicon import Lexicon
from pipeline.parsing.structure import parse_structure
from tests.extraction.claim_helpers import ON_GIDS

PARAGRAPH = (
    "The initiative is a clumsy answer to a real problem, and China knows it. Few governments"
    " will sign the text. It leaves the hardest questions about surveillance open.\n\n"
)
FACTOR = 8
MARGIN = 3
"""Quadratic time would take eight times as long again; a busy computer needs some room."""


def _seconds(copies: int) -> float:
    book = Codebook()
    finder = ClaimFinder(book)
    article = parse_structure(ON_GIDS + copies * PARAGRAPH)
    cast = Cast(article, book, Gazetteer(book), Lexicon(book), lambda text, blocks: [])
    finder.find(article, cast, [], [])
    times = []
    for _ in range(3):
        begun = perf_counter()
        assert len(finder.find(article, cast, [], [])) >= 2 * copies
        times.append(perf_counter() - begun)
    return min(times)


def test_time_is_linear() -> None:
    assert _seconds(20 * FACTOR) < MARGIN * FACTOR * _seconds(20)
