"""Documents are written into a source.yml, and every other character of it stays."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from pipeline import strict_yaml
from pipeline.adding import source_file
from pipeline.sources import Settings, Stated

DAY = date(2021, 3, 4)
NEW = Stated(url="https://e.org/b", published_on="2020-09", title="1e5: #no", sha256="1" * 64)

HEAD = """\
# Who they are
name:   Example   # odd spacing
kind: "news"

"""
BY_HAND = {
    "commented": HEAD
    + """\
read_until: 2020-01-01 # the day
documents:
    # the first one
    a.txt:
        url: https://e.org/a
        published_on: "2020-09" # the day is not known

# what follows is about rights
rights: >
    Theirs
    alone.
""",
    "no day": HEAD + "# below\ndocuments:\n  a.txt: {url: https://e.org/a} # one\n",
    "no documents": HEAD + "rights: |\n  Theirs\n  alone.\n\n# the end\n",
    "none yet": HEAD + "documents: {} # none yet\nrights: theirs\n",
    "flow": HEAD + "documents: {a.txt: {url: https://e.org/a}, c.txt: {}, } # two\n",
    "documents first": "documents:\n  a.txt: {}\nname: Example\nkind: news",
    "windows": "name: Example\r\nkind: news\r\ndocuments:\r\n  a.txt: {}\r\n",
    "minimal": "name: Example\nkind: news",
}


def loaded(folder: Path, text: str) -> Settings:
    file = folder / "source.yml"
    file.write_bytes(text.encode())
    return strict_yaml.load(file, Settings)


@pytest.mark.parametrize("text", BY_HAND.values(), ids=list(BY_HAND))
def test_nothing_else_changes_in_a_file_written_by_hand(tmp_path: Path, text: str) -> None:
    before = loaded(tmp_path, text)
    written = source_file.with_documents(text, {"b.txt": NEW, "d.txt": Stated()}, DAY)
    documents = {**before.documents, "b.txt": NEW, "d.txt": Stated()}
    assert loaded(tmp_path, written) == before.model_copy(
        update={"documents": documents, "read_until": DAY}
    )
    rest = iter(written)
    kept = text.replace("2020-01-01", "2021-03-04").replace("documents: {}", "documents: ")
    assert all(character in rest for character in kept), "a character is gone, or moved"
    assert ("\r\n" in text) == ("\r\n" in written)
    assert written.count("\r") in (0, written.count("\n"))


def test_comments_stay_beside_what_they_are_about() -> None:
    written = source_file.with_documents(BY_HAND["commented"], {"b.txt": NEW}, DAY)
    assert written == (
        HEAD
        + """\
read_until: 2021-03-04 # the day
documents:
    # the first one
    a.txt:
        url: https://e.org/a
        published_on: "2020-09" # the day is not known
    b.txt:
      url: https://e.org/b
      published_on: 2020-09
      title: '1e5: #no'
      sha256: '1111111111111111111111111111111111111111111111111111111111111111'

# what follows is about rights
rights: >
    Theirs
    alone.
"""
    )


def test_a_later_day_stays(tmp_path: Path) -> None:
    text = "name: Example\nkind: news\nread_until: 2030-01-01\n"
    assert source_file.with_documents(text, {}, DAY) == text


# Everything that a person can give on a command line and the model takes.
TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=40
).filter(str.strip)
VALUES = st.one_of(TEXTS, st.sampled_from(["no", "null", "~", "1e5", "0x1", "2020-01-01", "- a"]))


@given(name=VALUES, title=VALUES, authors=VALUES, form=st.sampled_from(sorted(BY_HAND)))
def test_every_text_is_read_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, name: str, title: str, authors: str, form: str
) -> None:
    folder = tmp_path_factory.mktemp("source")
    stated = {"b.txt": Stated(title=title, authors=authors)}
    written = source_file.with_documents(BY_HAND[form], stated, DAY)
    assert loaded(folder, written).documents["b.txt"] == stated["b.txt"]
    settings = Settings(name=name, kind="news", read_until=DAY, documents=stated)
    assert loaded(folder, source_file.new(settings)) == settings


def test_half_a_surrogate_pair_cannot_be_stated() -> None:
    with pytest.raises(ValidationError):
        Stated(title="\ud800")
