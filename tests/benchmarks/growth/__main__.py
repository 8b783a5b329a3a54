"""How the time of the whole extraction grows with the length of an article, whatever it repeats.

Belongs here: texts made of one piece again and again, hostile ones among them, read at one length
and at eight times that length. A ratio near eight is time in proportion to length, one near
sixty-four is quadratic. Figures are told, nothing is asserted: machines are noisy.
"""

from hashlib import sha256
from pathlib import Path
from time import process_time

from rich.console import Console
from rich.table import Table

from pipeline.codebook import Codebook
from pipeline.extraction.article import Extractor
from pipeline.reading.document import Document
from pipeline.sources import Facts, RawDocument, Source

FACTOR = 8
CHARACTERS = 15_000
ROUNDS = 3

HEAD = "Ministers meet\n\nChina presented its Global Initiative on Data Security in Beijing.\n\n"
PIECES = {
    "opening marks": "“",
    "straight marks": '" ',
    "one word of saying": "said ",
    "labels": "Ana: it is so.\n",
    "names": "Ana Novak Minister ",
    "capitals": "Abc and ",
    "quotes in one paragraph": "“We will do it well now,” said Ana Novak. ",
    "quotes in paragraphs": "“We will do it well now,” said Ana Novak.\n\n",
    "pronouns": "Ana Novak slept. She said that it was dead.\n\n",
    "bylines": "By Ana Novak\n\nThe deal is dead and nobody said a word of it to them.\n\n",
    "lines that break off": "a line of text that breaks off and goes on and on for the\n",
    "menus": "News > ",
    "claims": "The initiative is a clumsy answer to a real problem, and few will sign.\n\n",
    "principles": "It asks states “not to spy on other countries” and firms to obey the law.\n\n",
}

SOURCE = Source(source_id="a-paper", name="A Paper", kind="news")
RAW = RawDocument(SOURCE, Path("raw/a-paper/one.txt"), "a-paper/one.txt")


def seconds(extractor: Extractor, piece: str, characters: int) -> float:
    """CPU seconds for an article of about so many characters: the least of some rounds."""
    text = HEAD + piece * (characters // len(piece))
    digest = sha256(text.encode()).hexdigest()
    times = []
    for _ in range(ROUNDS):
        begun = process_time()
        extractor.extract(Document(RAW, digest, text, digest, Facts()))
        times.append(process_time() - begun)
    return min(times)


def main() -> None:
    """Print the table."""
    extractor = Extractor(Codebook())
    seconds(extractor, PIECES["claims"], 1000)  # loads the models
    table = Table("repeated", "seconds", f"× {FACTOR} the length", "ratio")
    for name, piece in PIECES.items():
        short = seconds(extractor, piece, CHARACTERS)
        long = seconds(extractor, piece, CHARACTERS * FACTOR)
        table.add_row(name, f"{short:.3f}", f"{long:.3f}", f"{long / short:.1f}")
    Console().print(table)


if __name__ == "__main__":
    main()
