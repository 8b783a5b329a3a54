"""One article, all of it: from its text to its rows in every table.

Belongs here: the order of the stages, and turning their results into rows with ids. The stages
themselves are the other modules of this package; what joins articles is in `pipeline.gathering`.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from pipeline.codebook import Codebook
from pipeline.extraction import language_model, metadata
from pipeline.extraction.cast import Cast
from pipeline.extraction.claims import Claim, ClaimFinder
from pipeline.extraction.confidence import Confidence, load_confidence
from pipeline.extraction.gazetteer import Gazetteer
from pipeline.extraction.grounds import Grounds, grounds
from pipeline.extraction.lexicon import Lexicon
from pipeline.extraction.principles import PrincipleFinder, PrincipleMention
from pipeline.extraction.quote import Quote
from pipeline.extraction.quotes import QuoteExtractor
from pipeline.ids import Occurrences, article_id_of
from pipeline.parsing.structure import STORY, ArticleStructure, Sentence, parse_structure
from pipeline.reading.document import Document, Rejection

Row = dict[str, Any]
Rows = Mapping[str, list[Row]]

LANGUAGE = "en"
MIN_WORDS_FOR_LANGUAGE = 12
"""In less text the language cannot be told; it is taken for English."""


@dataclass(frozen=True)
class Reading:
    """The rows of an article but for their confidence, and what that rests on, row by row."""

    rows: Rows
    grounds: Mapping[str, Sequence[Grounds]]


class Extractor:
    """Everything that extraction needs, loaded once: codebook, word lists, language model."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self._gazetteer = Gazetteer(codebook)
        self._lexicon = Lexicon(codebook)
        self._principles = PrincipleFinder(codebook)
        self._claims = ClaimFinder(codebook)

    @cached_property
    def _nlp(self) -> Any:
        return language_model.load_model()

    @cached_property
    def _language(self) -> LanguageIdentifier:
        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

    @cached_property
    def _confidence(self) -> Confidence:
        return load_confidence()

    def extract(self, document: Document) -> Rows | Rejection:
        """The rows of an article by table, or why the document is not one that can be taken."""
        reading = self.read(document)
        if isinstance(reading, Rejection):
            return reading
        for table, of_table in reading.grounds.items():
            for row, its_grounds in zip(reading.rows[table], of_table, strict=True):
                row["confidence"] = self._confidence.of(table, its_grounds)
        return reading.rows

    def read(self, document: Document) -> Reading | Rejection:
        """The same without confidence: for estimating it, which must not depend on it."""
        article = parse_structure(document.text)
        reason = self._unfit(article)
        if reason is not None:
            return Rejection(
                document.raw.raw_path, document.raw.source.source_id, document.raw_sha256, *reason
            )
        cast = Cast(
            article, self.codebook, self._gazetteer, self._lexicon,
            partial(language_model.recognise_names, self._nlp),
        )  # fmt: skip
        reader = QuoteExtractor(article, self._nlp, self._lexicon, cast)
        quotes = reader.extract()
        mentions = self._principles.find(article, cast, quotes, reader.spans)
        claims = self._claims.find(article, cast, quotes, mentions)
        rows = _ArticleRows(document, article, cast, self.codebook).make(quotes, mentions, claims)
        return Reading(rows, grounds(article.text, cast, quotes, claims, mentions))

    def _unfit(self, article: ArticleStructure) -> tuple[Any, str] | None:
        body = [p for p in article.paragraphs if p.region == "body"]
        words = " ".join(article.text[p.start : p.end] for p in body)
        if not any(char.isalpha() for char in words):
            return (
                "not_article",
                "The text has no story: no paragraph of words. Remove it, or add the text.",
            )
        if len(words.split()) < MIN_WORDS_FOR_LANGUAGE:
            return None
        language, probability = self._language.classify(words[:5000])
        if language != LANGUAGE and probability > 0.9:
            return (
                "not_english",
                f"The text is in another language ({language}), and only English is read.",
            )
        return None


class _ArticleRows:
    """The rows of one article."""

    def __init__(
        self, document: Document, article: ArticleStructure, cast: Cast, codebook: Codebook
    ) -> None:
        self.document = document
        self.article = article
        self.text = article.text
        self.cast = cast
        self.codebook = codebook
        raw = document.raw
        self.article_id = article_id_of(raw.source.source_id, raw.name)
        self._sentence_ids = self._make_sentence_ids()
        self._quote_ids: dict[int, str] = {}

    def make(
        self, quotes: Sequence[Quote], mentions: Sequence[PrincipleMention], claims: Sequence[Claim]
    ) -> Rows:
        """Rows by table. Quotes come first: claims and mentions point to them."""
        rows = {
            "articles": [self._article()],
            "sentences": [self._sentence(s) for s in self.article.sentences],
            "quotes": self._quotes(quotes),
            "claims": self._claims(claims),
            "principle_mentions": self._principle_mentions(mentions),
            "entity_mentions": self._entity_mentions(),
        }
        return {**rows, **self._entities()}

    def _make_sentence_ids(self) -> list[str]:
        ids = Occurrences("s", self.article_id)
        return [ids.next_id(self.text[s.start : s.end]) for s in self.article.sentences]

    def _sentence_at(self, start: int) -> Sentence:
        """The sentence in which an offset stands."""
        index = bisect_right(self.article.sentences, start, key=lambda s: s.start)
        return self.article.sentences[index - 1]

    def _article(self) -> Row:
        document, facts = self.document, self.document.facts
        return {
            "article_id": self.article_id,
            "source_id": document.raw.source.source_id,
            "title": facts.title or self.article.region_text("title"),
            "subtitle": facts.subtitle or self.article.region_text("subtitle"),
            "authors": facts.authors or metadata.authors(self.article),
            "published_on": facts.published_on or metadata.published_on(self.article),
            "url": facts.url,
            "language": LANGUAGE,
            "raw_path": document.raw.raw_path,
            "raw_sha256": document.raw_sha256,
            "text_sha256": document.text_sha256,
            "n_characters": len(self.text),
            "n_words": len(self.text.split()),
            "n_sentences": len(self.article.sentences),
            "duplicate_of": None,
        }

    def _sentence(self, sentence: Sentence) -> Row:
        return {
            "sentence_id": self._sentence_ids[sentence.position],
            "article_id": self.article_id,
            "region": sentence.region,
            "paragraph": sentence.paragraph,
            "position": sentence.position,
            "start": sentence.start,
            "end": sentence.end,
        }

    def _place(self, start: int, end: int, sentence: Sentence) -> Row:
        """The columns that every located row has."""
        return {
            "article_id": self.article_id,
            "sentence_id": self._sentence_ids[sentence.position],
            "region": sentence.region,
            "start": start,
            "end": end,
            "text": self.text[start:end],
        }

    def _quotes(self, quotes: Sequence[Quote]) -> list[Row]:
        ids = Occurrences("q", self.article_id)
        for quote in quotes:
            self._quote_ids[id(quote)] = ids.next_id(self.text[quote.start : quote.end])
        turns: dict[int, str] = {}
        rows = []
        for quote in quotes:
            quote_id = self._quote_ids[id(quote)]
            turn = turns.setdefault(quote.turn, "t" + quote_id[1:])
            rows.append(
                {
                    "quote_id": quote_id,
                    **self._place(quote.start, quote.end, self._sentence_at(quote.start)),
                    "turn_id": turn,
                    "parent_quote_id": self._quote_ids[id(quote.parent)] if quote.parent else None,
                    "kind": quote.kind,
                    **self._excerpt("cue", "cue", quote.cue),
                    **self._excerpt("speaker", "speaker_text", quote.speaker),
                    "speaker_id": quote.speaker_id,
                    "via_id": quote.via_id,
                    "utterance_id": None,
                }
            )
        return rows

    def _excerpt(self, prefix: str, column: str, span: tuple[int, int] | None) -> Row:
        start, end = span or (None, None)
        words = self.text[start:end] if span else None
        return {column: words, f"{prefix}_start": start, f"{prefix}_end": end}

    def _quote_of(self, quote: Quote | None) -> str | None:
        return self._quote_ids[id(quote)] if quote is not None else None

    def _claims(self, claims: Sequence[Claim]) -> list[Row]:
        ids = Occurrences("c", self.article_id)
        return [
            {
                "claim_id": ids.next_id(self.text[claim.start : claim.end]),
                **self._place(claim.start, claim.end, claim.sentence),
                "claimant_kind": "author" if claim.quote is None else "speaker",
                "claimant_id": claim.quote.speaker_id if claim.quote else None,
                "quote_id": self._quote_of(claim.quote),
                "claim_type": claim.claim_type,
                "hedged": claim.hedged,
                "stance": claim.stance,
                "stance_target": claim.stance_target,
            }
            for claim in claims
        ]

    def _principle_mentions(self, mentions: Sequence[PrincipleMention]) -> list[Row]:
        ids = Occurrences("m", self.article_id)
        return [
            {
                "mention_id": ids.next_id(
                    mention.principle_id, self.text[mention.start : mention.end]
                ),
                **self._place(mention.start, mention.end, mention.sentence),
                "principle_id": mention.principle_id,
                "element_id": mention.element_id,
                "mention_type": mention.mention_type,
                "speaker_id": mention.quote.speaker_id if mention.quote else None,
                "quote_id": self._quote_of(mention.quote),
            }
            for mention in mentions
        ]

    def _entity_mentions(self) -> list[Row]:
        ids = Occurrences("e", self.article_id)
        rows = []
        for start, end, entity_id in self.cast.named():
            sentence = self._sentence_at(start)
            if sentence.region in STORY and end <= sentence.end:
                place = self._place(start, end, sentence)
                del place["region"]
                rows.append(
                    {"mention_id": ids.next_id(place["text"]), **place, "entity_id": entity_id}
                )
        return rows

    def _entities(self) -> Rows:
        characters = [self.cast.characters[i] for i in sorted(self.cast.characters)]
        entities = [
            {
                "entity_id": c.entity_id,
                "name": c.name,
                "kind": c.kind,
                "affiliation": c.affiliation,
                "role": c.role,
                "country_code": self.codebook.countries.get(c.entity_id),
                "wikidata_id": None,
            }
            for c in characters
        ]
        aliases = [
            {"entity_id": c.entity_id, "alias": alias}
            for c in characters
            for alias in sorted({c.name, *self.codebook.names_of(c.entity_id)})
        ]
        return {"entities": entities, "entity_aliases": aliases}
