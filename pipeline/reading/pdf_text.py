"""The lines of a PDF, page by page: a program of its own, so that its limits bind it alone.

Reads the PDF from standard input, writes JSON to standard output: {"fault": why} or {"pages":
[[line, ...], ...]}, each line as [text, left, right, top, size] in points from the lower left
corner of its page. It imports nothing of the project.
"""

import json
import resource
import sys
from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

Line = tuple[str, float, float, float, float]

MEMORY = 1 << 30  # bytes of address space
SECONDS = 30  # of processor time
MAX_PAGES = 1000
MAX_CHARACTERS = 2_000_000

PASSWORD = 4  # as PDFium numbers its errors


def main() -> None:
    """Answer for one PDF; what breaks a limit ends the program without an answer."""
    for kind, limit in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        least = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(kind, (least, least))
    json.dump(answer(sys.stdin.buffer.read()), sys.stdout)


def answer(data: bytes) -> dict[str, object]:
    """The lines of all pages, or why there are none."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return {"fault": "protected" if error.err_code == PASSWORD else "damaged"}
    if len(document) > MAX_PAGES:
        return {"fault": "pages"}
    pages: list[list[Line]] = []
    n_characters = 0
    for index in range(len(document)):
        try:
            text_page = document[index].get_textpage()
        except pypdfium2.PdfiumError:
            return {"fault": "damaged"}
        n_characters += text_page.count_chars()
        if n_characters > MAX_CHARACTERS:
            return {"fault": "characters"}
        pages.append(list(lines(text_page)))
        text_page.close()
    return {"pages": pages}


def lines(text_page: pypdfium2.PdfTextPage) -> Iterator[Line]:
    """The lines of a page, as the file orders them."""
    count = text_page.count_chars()
    codes = [raw.FPDFText_GetUnicode(text_page, index) for index in range(count)]
    ends = [index for index, code in enumerate(codes) if code in (0x0A, 0x0D)]
    begin = 0
    for end in [*ends, count]:
        shown = [i for i in range(begin, end) if not chr(codes[i]).isspace()]
        if shown:
            first, last = shown[0], shown[-1]
            left, _, _, top = text_page.get_charbox(first, loose=True)
            right = text_page.get_charbox(last, loose=True)[2]
            size = raw.FPDFText_GetFontSize(text_page, first)
            yield characters(codes[first : last + 1]), left, right, top, size
        begin = end + 1


def characters(codes: list[int]) -> str:
    """Code units of UTF-16 as characters; halves of pairs are lost."""
    units = "".join(map(chr, codes)).encode("utf-16-le", "surrogatepass")
    return units.decode("utf-16-le", "ignore")


if __name__ == "__main__":
    main()
