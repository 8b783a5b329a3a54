"""A folder of all that can be wrong with a file, and two articles in the middle of it."""

import gzip
import os
from pathlib import Path

from tests.reading.pdf_files import bomb, pdf, with_password
from tests.reading.test_warc import PAGE, warc

GOOD = {
    "article.txt": (
        b'Ministry praises data rules\n\nLISBON, Oct 1 - "We welcome every rule that protects the '
        b'privacy of our citizens," said Rita Alves, a spokesperson for the justice ministry.\n'
    ),
    "page.html": (
        b"<!DOCTYPE html><html><head><title>Talks on data go on</title></head><body><article>"
        b"<h1>Talks on data go on</h1><p>The minister of trade said on Monday that the states would"
        b" go on with their talks about the rules for data, whatever others might think of it.</p>"
        b"<p>China's Global Initiative on Data Security asks firms to install no backdoors in their"
        b" products and to keep to the laws of states they are in.</p></article></body></html>"
    ),
}
SOUND_UNDER_ODD_NAMES = ("two..dots.txt", "a..%2F..%2Fetc", "new\nline.txt", "n" * 255)

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BAD: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\t\n", "empty"),
    "one-line.txt": (b"word " * 40_000_000, "too_large"),
    "one-line.jsonl": (b'{"id": "x", "text": "' + b"word " * 40_000_000, "too_large"),
    "deep.html": (b"<html><body>" + b"<div>" * 100_000 + b"text", "too_complex"),
    "wide.html": (b"<html><body>" + b"<p>x</p>" * 1_000_000, "too_complex"),
    "laughs.xml": (
        f'<?xml version="1.0"?><!DOCTYPE l [{LAUGHS}]><l>&l9;</l>'.encode(),
        "unsupported_format",
    ),
    "scripts.html": (b"<html><script>document.write('words')</script></html>", "no_text"),
    "utf8.txt": ("Words “quoted” and cut – here".encode()[:-6] + b"\xe2\x80", "encoding"),
    "utf16.txt": (("Words " * 20).encode("utf-16-le") + b"\x00\xd8a\x00", "encoding"),
    "marked-utf16.txt": (b"\xff\xfe\x00\xd8a\x00b", "encoding"),
    "nul.txt": (b"The text has a NUL\x00 in it.", "nul"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "binary"),
    "bomb.zip": (b"PK\x03\x04" + gzip.compress(b"\0" * 10_000_000), "binary"),
    "bomb.txt.gz": (gzip.compress(b"word " * 2_000_000) * 100, "too_large"),
    "cut.txt.gz": (gzip.compress(b"Some words of an article")[:-9], "damaged"),
    "anchors.md": (
        b"---\ntitle: x\na: &a [x, x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n---\nText",
        "invalid_metadata",
    ),
    "tags.md": (
        b"---\ntitle: !!python/object/apply:os.system [ls]\n---\nText",
        "invalid_metadata",
    ),
    "pictures.pdf": (pdf([[]]), "no_text"),
    "password.pdf": (with_password(), "protected"),
    "broken.pdf": (b"%PDF-1.7\n1 0 obj\n<<", "damaged"),
    "bomb.pdf": (bomb(), "too_complex"),
    "cut.warc": (warc(PAGE)[:-200], "damaged"),
    "cut.warc.gz": (warc(PAGE, packed=True)[:-200], "damaged"),
    "broken.jsonl": (b'{"text": broken}\n', "damaged"),
    "list.jsonl": (b'{"id": 1}\n', "no_text"),
    "one.json": (b'[{"text": "words"},\n {"text": "words"}]', "unsupported_format"),
    "ragged.csv": (b"id,text\n1,2,3\n", "damaged"),
    "no-text.csv": (b"id,title\n1,2\n", "no_text"),
    "huge-field.csv": (b'id,text\n1,"' + b"word " * 3_000_000 + b'"', "too_large"),
    "letter.docx": (b"PK\x03\x04\x14\x00\x06\x00", "binary"),
    "letter.rtf": (b"{\\rtf1 words}", "unsupported_format"),
}


def write(root: Path) -> dict[str, str]:
    """Write the folder raw/ below `root`; the reason for each bad file by name."""
    folder = root / "raw" / "a-paper"
    folder.mkdir(parents=True)
    (folder / "source.yml").write_text("name: A Paper\nkind: news\n")
    for name, data in GOOD.items():
        (folder / name).write_bytes(data)
    for number, name in enumerate(SOUND_UNDER_ODD_NAMES):
        (folder / name).write_text(f"A short text, the number {number}.")
    for name, (data, _) in BAD.items():
        (folder / name).write_bytes(data)
    (root / "secret.txt").write_text("not for publication")
    (folder / "out.txt").symlink_to(root / "secret.txt")
    (folder / "circle.txt").symlink_to("circle.txt")
    (folder / "folder.txt").symlink_to(root)
    os.mkfifo(folder / "pipe.txt")
    links = dict.fromkeys(("out.txt", "circle.txt", "folder.txt", "pipe.txt"), "unreadable")
    return {name: reason for name, (_, reason) in BAD.items()} | links
