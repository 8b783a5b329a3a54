"""Archives of short varied articles, made of the sentences of a folder of texts.

Belongs here: which sentences there are, how an article is put together of them, and the folders of
a run. Equal seeds make equal archives; no two articles of an archive are alike.
"""

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import UserError
from pipeline.paths import Folders

WORDS = 150
SOURCES = 10
A_FOLDER = 1_000
"""Articles in one folder of a source."""

SOURCE = "name: {name}\nkind: news\ntext_policy: full\n"
_SENTENCE_ENDS = re.compile(r"(?<=[.!?])(?<!\b[A-Z]\.)[\"”’]?\s+(?=[\"“‘A-Z])")


def sentences_of(folder: Path) -> list[str]:
    """The sentences of all texts in a folder: of text files, and of `text` in JSON Lines."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.txt"))]
    for path in sorted(folder.rglob("*.jsonl")):
        lines = path.read_text(encoding="utf-8").splitlines()
        texts += [json.loads(line)["text"] for line in lines if line.strip()]
    found = {
        sentence: None
        for text in texts
        for line in text.splitlines()
        for sentence in _split(line)
        if _is_whole(sentence)
    }
    if len(found) < 100:
        raise UserError(f"{folder}: {len(found)} sentences in *.txt and *.jsonl; 100 are needed.")
    return list(found)


def _split(line: str) -> Iterator[str]:
    """Sentences by their ends, with the mark that closes a quotation."""
    start = 0
    for end in _SENTENCE_ENDS.finditer(line):
        yield line[start : end.end()].strip()
        start = end.end()
    yield line[start:].strip()


def _is_whole(sentence: str) -> bool:
    """Whether it is one, and no quotation begins or ends in another."""
    return (
        5 <= len(sentence.split()) <= 60
        and sentence[-1] in '.!?"”'
        and sentence.count('"') % 2 == 0
        and sentence.count("“") == sentence.count("”")
    )


def articles(sentences: list[str], seed: int = 0) -> Iterator[str]:
    """Articles without end: a headline, and paragraphs of sentences drawn from all of them."""
    draw = random.Random(seed)
    seen: set[int] = set()
    while True:
        title = " ".join(draw.choice(sentences).split()[:8]).rstrip('.,;:!?"”')
        paragraphs: list[str] = []
        while sum(len(paragraph.split()) for paragraph in paragraphs) < WORDS:
            paragraphs.append(" ".join(draw.sample(sentences, draw.randint(1, 3))))
        article = "\n\n".join([title, *paragraphs]) + "\n"
        if hash(article) not in seen:
            seen.add(hash(article))
            yield article


class Archive:
    """The folders of a run below one folder; articles are added, in several sources, as files."""

    def __init__(self, root: Path, sentences: list[str]) -> None:
        self.folders = Folders.below(root)
        self._articles = articles(sentences)
        self._number = 0

    def add(self, number: int) -> int:
        """Add so many articles; the bytes they have."""
        n_bytes = 0
        for _ in range(number):
            n_bytes += self._path().write_bytes(next(self._articles).encode())
            self._number += 1
        return n_bytes

    def _path(self) -> Path:
        source = self.folders.raw / f"paper-{self._number % SOURCES}"
        folder = source / str(self._number // SOURCES // A_FOLDER)
        if not folder.exists():
            folder.mkdir(parents=True)
            (source / "source.yml").write_text(SOURCE.format(name=f"Paper {source.name[-1]}"))
        return folder / f"{self._number}.txt"
