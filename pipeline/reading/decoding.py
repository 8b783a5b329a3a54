"""From the bytes of a document to its text.

Belongs here: which reader makes the text of which format. A plain text is what the file holds, to
the character; of all other formats the text is extracted, the title its first paragraph.
"""

import hashlib

from pipeline.reading.document import Document, Extracted, Fault, Received, Rejection, reject
from pipeline.reading.encodings import decode, not_sound
from pipeline.reading.fields import facts_of, merged, with_title
from pipeline.reading.formats import is_html
from pipeline.reading.html import of_html, read_html
from pipeline.reading.markdown import read_markdown
from pipeline.reading.pdf import read_pdf
from pipeline.reading.tables import parse
from pipeline.reading.unpacking import unpack_document
from pipeline.sources import Facts


def read(received: Received) -> Document | Rejection:
    """The text of a document with all that is stated of it, or why it cannot be read.

    What is stated outside of the text goes before what the document says of itself.
    """
    found = _extracted(received)
    if isinstance(found, Extracted) and not found.text.strip():
        found = ("empty", "The document holds no text. Fetch it again, or remove it.")
    fault = not_sound(found.text) if isinstance(found, Extracted) else found
    if fault or not isinstance(found, Extracted):
        return reject(received.raw, received.sha256, *(fault or found))
    document = of_text(received, found.text)
    facts = merged(received.facts, found.facts)
    return Document(document.raw, document.raw_sha256, found.text, document.text_sha256, facts)


def of_text(received: Received, text: str) -> Document:
    """The document with this text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(received.raw, received.sha256, text, digest, received.facts)


def _extracted(received: Received) -> Extracted | Fault:
    data = unpack_document(received.data)
    if isinstance(data, tuple):
        return data
    match received.format:
        case "html":
            return read_html(data, received.charset, received.facts.url)
        case "pdf":
            return read_pdf(data)
        case "record":
            return _read_record(data)
    text = decode(data, received.charset)
    if isinstance(text, tuple):
        return text
    return read_markdown(text) if received.format == "markdown" else Extracted(text, Facts())


def _read_record(data: bytes) -> Extracted | Fault:
    """The text of one line or row of an archive; HTML in it is read as such."""
    fields = parse(data, "The record")
    if isinstance(fields, tuple):
        return fields
    facts = facts_of(fields)
    text = fields.get("text")
    if isinstance(text, str) and text.strip() and not is_html(text):
        return Extracted(with_title(facts.title, text), facts)
    page = of_html(text if isinstance(text, str) and text.strip() else fields["html"], facts.url)
    if isinstance(page, Extracted):
        own = merged(facts, page.facts)
        return Extracted(with_title(own.title, page.text), own)
    return page
