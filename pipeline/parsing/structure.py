"""The structure of an article: its regions, paragraphs and sentences in order, with offsets.

Belongs here: putting the parts of this package together. Extraction reads an `ArticleStructure`
and never splits text by itself.
"""

from dataclasses import dataclass

from pipeline.parsing.boilerplate import dateline_end
from pipeline.parsing.paragraphs import split_paragraphs
from pipeline.parsing.regions import Region, label_regions
from pipeline.parsing.sentences import split_sentences

STORY: frozenset[str] = frozenset({"title", "subtitle", "body"})
"""The regions from which quotes, claims and mentions come."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, or the dateline before it: `number` counts from 0 in the article."""

    number: int
    start: int
    end: int
    region: Region


@dataclass(frozen=True)
class Sentence:
    """A sentence: `position` counts from 0 in the article."""

    position: int
    paragraph: int
    start: int
    end: int
    region: Region


@dataclass(frozen=True)
class ArticleStructure:
    """An article's text with its paragraphs and sentences; offsets are code points into `text`."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Sentence, ...]

    def region_text(self, region: Region) -> str | None:
        """The text of the first paragraph of a region (title, subtitle), or None."""
        found = next((p for p in self.paragraphs if p.region == region), None)
        return self.text[found.start : found.end] if found else None


def parse_structure(text: str) -> ArticleStructure:
    """Regions, paragraphs and sentences of a text (annotation guide, section 1)."""
    lines = split_paragraphs(text)
    paragraphs: list[Paragraph] = []
    sentences: list[Sentence] = []
    for line, region in zip(lines, label_regions(lines), strict=True):
        story = dateline_end(text, line.start, line.end) if region == "body" else line.start
        pieces: list[tuple[int, int, Region]] = [(story, line.end, region)]
        if line.start < story < line.end:
            pieces.insert(
                0, (line.start, line.start + len(text[line.start : story].rstrip()), "front_matter")
            )
        for start, end, piece_region in pieces:
            number = len(paragraphs)
            paragraphs.append(Paragraph(number, start, end, piece_region))
            for span in split_sentences(text, start, end):
                position = len(sentences)
                sentences.append(Sentence(position, number, *span, piece_region))
    return ArticleStructure(text, tuple(paragraphs), tuple(sentences))
