"""A small project to add to, and an article that is new to it."""

from pathlib import Path

import pytest

ARTICLE = """\
Ministry praises data rules

LISBON, Oct 1 (Example Agency) - China's Global Initiative on Data Security asks firms to install no
backdoors in their products.

“We welcome every rule that protects the privacy of our citizens,” said Rita Alves, a spokesperson
for the Portuguese justice ministry, on Thursday. She added that the talks would go on.
"""
OTHER = """\
Port authority buys new cranes

The port authority said on Monday that it would buy three cranes for its northern quay, the first in
twenty years. Work on the quay is to begin in spring and to end before the storms of autumn.
"""
SOURCE_YML = """\
# Example Agency, since 2020
name: Example Agency
kind: news
documents:
  one.txt: # the first
    url: https://example.org/one
# theirs
rights: All theirs.
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one article, `raw/example/one.txt`; the current directory."""
    source = tmp_path / "raw" / "example"
    source.mkdir(parents=True)
    (source / "source.yml").write_text(SOURCE_YML, encoding="utf-8")
    (source / "one.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "New article.TXT").write_text(OTHER, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(raw: Path) -> dict[str, bytes]:
    """Everything below a folder but the lock."""
    return {
        path.relative_to(raw).as_posix(): path.read_bytes()
        for path in sorted(raw.rglob("*"))
        if path.is_file() and path.name != ".adding.lock"
    }
