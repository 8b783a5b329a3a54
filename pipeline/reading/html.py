"""From a page to its article: main text, title, authors, date and address.

Belongs here: parsing HTML within bounds, and asking trafilatura. Nothing is fetched, and nothing
depends on the pages before or on today's date.
"""

import logging
import re
from functools import cache
from typing import Any

from pipeline.reading.document import Extracted, Fault
from pipeline.reading.encodings import decode, not_sound
from pipeline.reading.fields import facts_of, with_title

MAX_ELEMENTS = 50_000
"""Of a page. Long encyclopedia pages have 20,000; the time that extraction takes grows with them,
to seconds at this number."""

MAX_METADATA = 1_000_000
"""Characters of scripts, titles and metadata that are looked at, from the beginning of a page."""

_SETTINGS: dict[str, Any] = {
    "fast": True,  # without a second and third algorithm: half the time
    "include_comments": False,
    "include_images": False,
    "deduplicate": False,  # it would remember the pages before
    "with_metadata": True,
    # Without a fixed end today's date decides which dates are possible.
    "date_extraction_params": {
        "original_date": True,
        "extensive_search": False,
        "max_date": "2100-01-01",
    },
}

MIN_CHARACTERS = 50
"""Of a story. For less all words of the page are taken instead, without paragraphs; at the usual
250 short news would come to that."""

_DECLARED = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w:.-]+)|<\?xml[^>]{0,100}?encoding=[\"']([\w.-]+)",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 4096
_TOO_DEEP = "Save the article alone, as a simple page or as plain text."

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it says is said in rejections


def read_html(data: bytes, charset: str | None, url: str | None) -> Extracted | Fault:
    """The article of a page; `charset` is what the server said it is in, `url` where it was."""
    text = decode(data, charset or _declared(data))
    return text if isinstance(text, tuple) else of_html(text, url)


def of_html(text: str, url: str | None) -> Extracted | Fault:
    """The article of a page whose characters are known."""
    fault = not_sound(text)
    if fault:
        return fault
    # Loaded here: it takes most of a second, and most documents need none of it.
    from trafilatura import bare_extraction

    tree = _tree(text)
    if isinstance(tree, tuple):
        return tree
    try:
        found: Any = bare_extraction(tree, url=url, config=_config(), **_SETTINGS)
    except Exception as error:  # of whatever kind: a page it stumbles over stops no other
        return "damaged", f"The page cannot be read ({error!r:.200}). Save it as plain text."
    paragraphs = [line.strip() for line in (found.text or "").splitlines()] if found else []
    body = "\n\n".join(filter(None, paragraphs))
    if not body:
        return "no_text", (
            "The page has no article that could be told from its menus. Save the article as plain "
            "text, or remove the page."
        )
    facts = facts_of(
        {
            "title": found.title,
            "authors": found.author,
            "published_on": found.date,
            "url": found.url,
        }
    )
    return Extracted(with_title(facts.title, body), facts)


@cache
def _config() -> Any:
    from trafilatura.settings import use_config

    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(MIN_CHARACTERS))
    return config


def _tree(text: str) -> Any:
    """The page as a tree, or why it is too much of one."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    tags = text.count("<")
    if tags > 10 * MAX_ELEMENTS:  # not even parsed: a tree takes a hundred times its memory
        return _too_many(tags)
    # Depth is bounded by the parser itself, and it expands no entities but those of HTML.
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        tree = document_fromstring(text.encode(), parser=parser)
    except etree.ParserError:  # nothing but comments
        return "no_text", "The page is empty. Fetch it again, or remove it."
    if any("depth" in error.message.lower() for error in parser.error_log):
        return "too_complex", f"The page is nested deeper than any article. {_TOO_DEEP}"
    size = sum(1 for _ in tree.iter())
    _bound_metadata(tree)
    return tree if size <= MAX_ELEMENTS else _too_many(size)


def _too_many(size: int) -> Fault:
    return "too_complex", (
        f"The page has {size} elements, more than the {MAX_ELEMENTS} that are read. {_TOO_DEEP}"
    )


def _bound_metadata(tree: Any) -> None:
    """Drop metadata of absurd length: all else about it takes two hundred times its memory."""
    left = MAX_METADATA
    for element in tree.iter("script", "meta", "title", "link"):
        left -= len(element.text or "") + sum(map(len, element.attrib.values()))
        if left < 0:
            element.clear(keep_tail=True)


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:_DECLARED_WITHIN])
    return (match[1] or match[2]).decode("ascii", "replace") if match else None
