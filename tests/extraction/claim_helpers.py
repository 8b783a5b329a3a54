"""Claims of small invented articles, found by the whole extraction."""

from functools import cache, partial

from pipeline.codebook import Codebook
from pipeline.extraction.cast import Cast
from pipeline.extraction.claims import Claim, ClaimFinder
from pipeline.extraction.gazetteer import Gazetteer
from pipeline.extraction.language_model import load_model, recognise_names
from pipeline.extraction.lexicon import Lexicon
from pipeline.extraction.principles import PrincipleFinder
from pipeline.extraction.quotes import QuoteExtractor
from pipeline.parsing.structure import parse_structure

ON_GIDS = (
    "Data rules from Beijing\n\n"
    "China presented its Global Initiative on Data Security at a seminar on Tuesday.\n\n"
)
ON_BOTH = (
    "Two plans for the network\n\n"
    "China presented its Global Initiative on Data Security on Tuesday, weeks after the"
    " United States announced the Clean Network.\n\n"
)
OFF_TOPIC = "A day at the harbour\n\nThe ferry to the island left at nine on Tuesday.\n\n"

Found = tuple[Claim, str]


@cache
def _codebook() -> Codebook:
    return Codebook()


_model = cache(load_model)


@cache
def _stages() -> tuple[Gazetteer, Lexicon, PrincipleFinder, ClaimFinder]:
    book = _codebook()
    return Gazetteer(book), Lexicon(book), PrincipleFinder(book), ClaimFinder(book)


def claims_of(text: str) -> list[Found]:
    """Every claim of an article, with its words."""
    gazetteer, lexicon, principles, finder = _stages()
    nlp = _model()
    article = parse_structure(text)
    cast = Cast(article, _codebook(), gazetteer, lexicon, partial(recognise_names, nlp))
    reader = QuoteExtractor(article, nlp, lexicon, cast)
    quotes = reader.extract()
    mentions = principles.find(article, cast, quotes, reader.spans)
    return [(c, text[c.start : c.end]) for c in finder.find(article, cast, quotes, mentions)]


def claims_in(passage: str, before: str = ON_GIDS) -> list[Found]:
    """The claims that a passage makes after an opening that names a framework."""
    text = f"{before}{passage}\n"
    return [(claim, words) for claim, words in claims_of(text) if claim.start >= len(before)]


def the_claim(passage: str, before: str = ON_GIDS) -> Claim:
    """The one claim of a passage."""
    found = claims_in(passage, before)
    assert len(found) == 1, [words for _, words in found]
    return found[0][0]
