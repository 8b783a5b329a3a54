"""From Markdown, with or without YAML front matter, to text and what is stated of it.

Belongs here: undoing the marks: headings, paragraphs and items become paragraphs of their own;
links leave their words, pictures nothing.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from pipeline import strict_yaml
from pipeline.errors import UserError
from pipeline.reading.document import Extracted, Fault
from pipeline.reading.fields import by_field, facts_of, with_title
from pipeline.reading.formats import front_matter_end
from pipeline.sources import Facts

MAX_CHARACTERS = 300_000
"""Of one document: Markdown can be written such that the time it takes grows with its square."""


def read_markdown(text: str) -> Extracted | Fault:
    """The text without marks, and what the front matter states."""
    if len(text) > MAX_CHARACTERS:
        return "too_large", (
            f"The Markdown has {len(text)} characters, more than the {MAX_CHARACTERS} that are "
            "read. Split it into its articles, or save it as plain text."
        )
    begin = front_matter_end(text)
    facts = Facts()
    if begin:
        stated = _front_matter(text[:begin])
        if isinstance(stated, tuple):
            return stated
        facts = stated
    body = "\n\n".join(filter(None, map(str.strip, _paragraphs(text[begin:]))))
    return Extracted(with_title(facts.title, body), facts) if body else (
        "no_text", "The Markdown holds no words below its front matter. Add the text."
    )  # fmt: skip


def _front_matter(text: str) -> Facts | Fault:
    lines = text.splitlines(keepends=True)
    try:
        fields = strict_yaml.parse("".join(["\n", *lines[1:-1]]), Path("front matter"))
    except UserError as error:
        return "invalid_metadata", f"{error}. Correct the lines between --- and ---."
    if not isinstance(fields, dict):
        return "invalid_metadata", "The front matter has no fields. Write them as name: value."
    return facts_of(by_field(fields))


def _paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a text; items begin with a hyphen or their number."""
    sign = ""
    counters: list[int | None] = []
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        match token.type:
            case "ordered_list_open":
                counters.append(int(token.attrGet("start") or 1))
            case "bullet_list_open":
                counters.append(None)
            case "ordered_list_close" | "bullet_list_close":
                counters.pop()
            case "list_item_open":
                number = counters[-1]
                sign = "- " if number is None else f"{number}. "
                counters[-1] = None if number is None else number + 1
            case "inline":
                yield sign + _words(token.children or [])
                sign = ""
            case "fence" | "code_block":
                yield token.content


def _words(tokens: Sequence[Token]) -> str:
    """What is read of a paragraph: no marks, no addresses, no tags."""
    return "".join(
        " " if token.type == "softbreak" else "\n" if token.type == "hardbreak" else token.content
        for token in tokens
        if token.type in ("text", "code_inline", "softbreak", "hardbreak", "text_special")
    )
