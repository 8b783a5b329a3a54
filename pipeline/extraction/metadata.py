"""What the head of an article says of itself: authors and date.

Belongs here: bylines and datelines of the front matter. What a source states in its `source.yml`
goes before.
"""

import re

from dateutil import parser

from pipeline.parsing.boilerplate import DATE
from pipeline.parsing.structure import ArticleStructure

_DATE = re.compile(DATE, re.IGNORECASE)
_NUMERIC = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}$")
_BYLINE = re.compile(
    r"(?:^|[,|]\s*)(?:posted |written |words |text )?(?:[Bb]y|Authors?:)\s+"
    r"(?P<names>[^\d|\n]{3,100}?)"
    r"(?=\s*(?:$|\||,\s*(?:staff|special|editor|correspondent|reporter|contributor)|\son\s|[—–]))"
)


def authors(article: ArticleStructure) -> str | None:
    """Names of a byline, separated by "; "; None where there is none."""
    for paragraph in article.paragraphs:
        if paragraph.region != "front_matter":
            continue
        for line in article.text[paragraph.start : paragraph.end].splitlines():
            match = _BYLINE.search(line.strip())
            if match:
                names = re.split(r"\s*(?:,|;|&|\band\b)\s*", match["names"].strip(" .,"))
                return "; ".join(name for name in names if name) or None
    return None


def published_on(article: ArticleStructure) -> str | None:
    """The first full date of the front matter (ISO 8601); None where there is none or it is
    ambiguous.
    """
    for paragraph in article.paragraphs:
        if paragraph.region != "front_matter":
            continue
        match = _DATE.search(article.text, paragraph.start, paragraph.end)
        if (
            match is None
            or _NUMERIC.match(match.group())
            or not re.search(r"\b\d{1,2}\b", match.group())
        ):
            continue
        try:
            return str(parser.parse(match.group()).date())
        except (ValueError, OverflowError):
            continue
    return None
