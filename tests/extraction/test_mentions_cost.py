"""Finding principle mentions takes time in proportion to the text."""

from time import process_time

from pipeline.codebook import Codebook
from pipeline.extraction.cast import Cast
from pipeline.extraction.gazetteer import Gazetteer
from pipeline.extraction.lexicon import Lexicon
from pipeline.extraction.principles import PrincipleFinder
from pipeline.parsing.structure import parse_structure

HEAD = "A plan\n\nChina presented its Global Initiative on Data Security in Beijing.\n\n"
PARAGRAPH = (
    "It asks states “not to spy on other countries” and companies to obey the law of the host. "
    "The United States kept Huawei out of its 5G networks. Washington then banned TikTok as well, "
    "and the app left the stores, while the ban on it went to court.\n\n"
)
FACTOR = 8
MARGIN = 3
"""Quadratic time would take eight times as long again; a busy computer needs some room."""

BOOK = Codebook()
FINDER = PrincipleFinder(BOOK)
LEXICON = Lexicon(BOOK)
GAZETTEER = Gazetteer(BOOK)


def seconds(copies: int) -> float:
    article = parse_structure(HEAD + copies * PARAGRAPH)
    cast = Cast(article, BOOK, GAZETTEER, LEXICON, lambda text, blocks: [])
    times = []
    for _ in range(3):
        begun = process_time()
        assert len(FINDER.find(article, cast, [], [])) >= 3 * copies
        times.append(process_time() - begun)
    return min(times)


def test_time_is_linear() -> None:
    assert seconds(20 * FACTOR) < MARGIN * FACTOR * seconds(20)
