"""PDFs of a few lines, written by hand: each page a list of lines with their place."""

import zlib
from collections.abc import Sequence

Line = tuple[str, float, float, float]  # text, x, y, letter size


def pdf(pages: Sequence[Sequence[Line]]) -> bytes:
    """A PDF with a text layer."""
    return of_contents([_content(lines) for lines in pages])


def column(*paragraphs: Sequence[str], y: float = 690, size: float = 12) -> list[Line]:
    """The lines of paragraphs below each other, a space between them."""
    lines: list[Line] = []
    for paragraph in paragraphs:
        for text in paragraph:
            lines.append((text, 72, y, size))
            y -= 1.2 * size
        y -= size
    return lines


def of_contents(contents: Sequence[bytes], filters: str = "", extra: str = "") -> bytes:
    """A PDF whose pages have these content streams; `extra` stands in its trailer."""
    kids = " ".join(f"{4 + 2 * index} 0 R" for index in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for index, content in enumerate(contents):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 "
            b"R >> >> /Contents %d 0 R >>" % (5 + 2 * index)
        )
        objects.append(
            f"<< /Length {len(content)} {filters}>>\nstream\n".encode() + content + b"\nendstream"
        )
    written = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(written))
        written += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return (
        written
        + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        + table
        + f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {extra}>>\n".encode()
        + f"startxref\n{len(written)}\n%%EOF\n".encode()
    )


def with_password() -> bytes:
    """A PDF that does not open without a password."""
    key = "<" + "41" * 32 + ">"
    return of_contents(
        [_content([("Locked words", 72, 720, 12)])],
        extra=f"/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /O {key} /U {key} /P -4 >>",
    )


def bomb() -> bytes:
    """A PDF of a few kilobytes, one page of which unpacks to more than a gigabyte."""
    packer = zlib.compressobj(9)
    first = packer.compress(b" " * 10_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(b" " * 10_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    once = first + again * 150 + packer.flush()
    return of_contents([zlib.compress(once, 9)], "/Filter [/FlateDecode /FlateDecode] ")


def _content(lines: Sequence[Line]) -> bytes:
    shown = (
        f"/F1 {size} Tf 1 0 0 1 {x} {y} Tm ({_escaped(text)}) Tj\n" for text, x, y, size in lines
    )
    return f"BT\n{''.join(shown)}ET".encode("cp1252")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
