"""`gids add`: a document lies in its source with its metadata, or is refused for a reason."""

import hashlib
import json
import os
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.adding import asking
from pipeline.cli import main
from pipeline.ids import article_id_of
from pipeline.raw_folder import load_sources
from tests.adding.conftest import ARTICLE, OTHER, SOURCE_YML, files

TO_EXAMPLE = ("--source", "example")
TO_NEW = ("--source", "new-post", "--publisher", "New Post", "--kind", "news")


def gids_add(*args: str) -> Result:
    result = CliRunner().invoke(main, ["add", *args])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def refused(*args: str) -> str:
    """What is told of an addition that changes nothing."""
    before = files(Path("raw"))
    result = gids_add(*args)
    assert result.exit_code == 1
    assert files(Path("raw")) == before
    return result.output


def test_a_document_lies_in_its_source_with_its_metadata(here: Path) -> None:
    result = gids_add(
        "New article.TXT", *TO_EXAMPLE,
        "--url", "https://example.org/2", "--date", "2020-09", "--authors", "A. B.; C. D.",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert (here / "raw/example/new-article.txt").read_text(encoding="utf-8") == OTHER
    digest = hashlib.sha256(OTHER.encode()).hexdigest()
    entry = f"""\
  new-article.txt:
    url: https://example.org/2
    published_on: 2020-09
    authors: A. B.; C. D.
    sha256: {digest}
"""
    written = SOURCE_YML.replace("# theirs", f"{entry}# theirs")
    written = written.replace("kind: news\n", f"kind: news\nread_until: {date.today()}\n")
    assert (here / "raw/example/source.yml").read_text(encoding="utf-8") == written


def test_it_is_said_which_name_it_has_and_what_happens_next(here: Path) -> None:
    result = gids_add("New article.TXT", *TO_EXAMPLE)
    article_id = article_id_of("example", "new-article.txt")
    first, _, last = result.stdout.splitlines()
    assert first == f"added   New article.TXT as example/new-article.txt, article {article_id}"
    assert "next run" in last
    assert "make release" in last


def test_a_new_source_is_made_from_flags(here: Path) -> None:
    result = gids_add(
        "New article.TXT", *TO_NEW, "--country", "CA", "--homepage", "https://new.org"
    )
    assert result.exit_code == 0, result.output
    (source,) = [each for each in load_sources(here / "raw") if each.source_id == "new-post"]
    assert (source.name, source.kind, source.country_code) == ("New Post", "news", "CA")
    assert (source.homepage, source.read_until) == ("https://new.org", date.today())
    assert source.minimum_articles == 1
    assert list(source.documents) == ["new-article.txt"]


def test_the_first_source_of_all_can_be_added(here: Path) -> None:
    (here / "empty").mkdir()
    assert gids_add("New article.TXT", *TO_NEW, "--raw", "empty").exit_code == 0
    assert len(load_sources(here / "empty")) == 1


def test_without_a_terminal_missing_flags_are_named(here: Path) -> None:
    told = refused("New article.TXT", "--source", "exampel")
    assert "there is no source exampel yet: say --publisher and --kind to make it" in told
    assert "Sources that there are: example." in told


def test_at_a_terminal_a_new_source_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = iter(["New Post", "CA", ""])
    monkeypatch.setattr("click.prompt", lambda *args, **kwargs: next(answers))
    found = asking.asked("new-post", {"name": None, "kind": "news"})
    assert found == {"name": "New Post", "country_code": "CA", "homepage": None}
    assert "new-post is a new source" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("--source", "../raw"), "a source is named in small letters"),
        ((*TO_EXAMPLE, "--date", "8 September"), "--date: '8 September' is not a date"),
        ((*TO_EXAMPLE, "--url", "example.org"), "--url: 'example.org' is not an address"),
        (("--source", "x", "--publisher", "X", "--kind", "blog"), "--kind: "),
        ((*TO_EXAMPLE, "--publisher", "Other"), "states Example Agency"),
        ((*TO_EXAMPLE, "--raw", "nowhere"), "nowhere: there is no such folder"),
        (("raw/example/one.txt", *TO_EXAMPLE, "--title", "A"), "--title can be said of one file"),
    ],
)
def test_what_is_not_sound_is_refused_in_one_message(
    here: Path, args: tuple[str, ...], words: str
) -> None:
    told = refused("New article.TXT", *args)
    assert words in told


def test_the_same_bytes_are_refused_whatever_their_name(here: Path) -> None:
    (here / "copy.txt").write_bytes((here / "raw/example/one.txt").read_bytes())
    told = refused("copy.txt", *TO_NEW)
    article = article_id_of("example", "one.txt")
    assert f"duplicate: example/one.txt has the same bytes (article {article})." in told


def test_the_same_words_are_refused_whatever_their_setting(here: Path) -> None:
    (here / "copy.txt").write_text(ARTICLE.upper().replace(" ", "\n"), encoding="utf-8")
    told = refused("copy.txt", *TO_EXAMPLE)
    article = article_id_of("example", "one.txt")
    assert f"duplicate: example/one.txt has the same words (article {article})." in told


def test_a_near_duplicate_is_taken_and_said_to_be_one(here: Path) -> None:
    (here / "edited.txt").write_text(f"Another headline\n\n{ARTICLE}", encoding="utf-8")
    result = gids_add("edited.txt", "New article.TXT", *TO_EXAMPLE)
    assert result.exit_code == 0
    article = article_id_of("example", "one.txt")
    first, second, third, *_ = result.stdout.splitlines()
    assert first.startswith("added   edited.txt")
    assert second.split("nearly ")[1] == (
        f"the same as example/one.txt (article {article}): `duplicate_of` will tell."
    )
    assert third.startswith("added   New article.TXT")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "binary"),
        (("La Chine a proposé mardi une initiative mondiale sur la sécurité des données. " * 3)
         .encode(), "not_english"),
    ],
)  # fmt: skip
def test_a_document_that_reading_would_reject_is_refused_with_the_reason(
    here: Path, data: bytes, reason: str
) -> None:
    (here / "bad.txt").write_bytes(data)
    assert f"refused bad.txt: {reason}: " in refused("bad.txt", *TO_EXAMPLE)


def test_a_document_that_the_program_fails_on_is_refused(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(text: str) -> object:
        raise RecursionError

    monkeypatch.setattr("pipeline.adding.examining.parse_structure", fail)
    told = refused("New article.TXT", *TO_EXAMPLE)
    assert "not_processed: The program failed on it: RecursionError" in told


def test_files_that_cannot_be_read_are_refused(here: Path) -> None:
    told = refused("nowhere.txt", "raw", os.devnull, *TO_EXAMPLE)
    assert "refused nowhere.txt: cannot be read: No such file or directory" in told
    assert "refused raw: not an ordinary file" in told
    assert f"refused {os.devnull}: not an ordinary file" in told


def test_of_several_files_the_sound_ones_are_added(here: Path) -> None:
    for name, text in {
        "again.txt": OTHER + "\n",
        "third.txt": OTHER.replace("cranes", "ships"),
    }.items():
        (here / name).write_text(text, encoding="utf-8")
    result = gids_add("New article.TXT", "again.txt", "gone.txt", "third.txt", *TO_EXAMPLE)
    assert result.exit_code == 1
    assert "2 of 4 not added" in result.stderr
    assert "again.txt: duplicate: example/new-article.txt has the same words" in result.stdout
    (source,) = load_sources(here / "raw")
    assert list(source.documents) == ["one.txt", "new-article.txt", "third.txt"]


def test_nothing_that_is_there_is_overwritten(here: Path) -> None:
    (here / "one.txt").write_text(OTHER, encoding="utf-8")
    assert gids_add("one.txt", *TO_EXAMPLE).exit_code == 0
    assert (here / "raw/example/one.txt").read_text(encoding="utf-8") == ARTICLE
    assert (here / "raw/example/one-2.txt").read_text(encoding="utf-8") == OTHER


def test_a_hostile_name_stays_below_its_source(here: Path) -> None:
    name = "\n..\\$(rm)" + "x" * 200 + ".txt"
    (here / name).write_text(OTHER, encoding="utf-8")
    before = set(files(here))
    assert gids_add(name, *TO_EXAMPLE).exit_code == 0
    (path,) = set(files(here)) - before
    assert Path(path).parent == Path("raw/example")


def write_archive(path: Path, *texts: str) -> None:
    """JSON Lines with these articles, their ids from 1."""
    records = ({"id": str(n), "text": text} for n, text in enumerate(texts, 1))
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")


def test_an_archive_is_added_whole_and_its_articles_are_counted(here: Path) -> None:
    texts = [OTHER, ARTICLE, "", OTHER.lower(), OTHER.replace("cranes", "ships")]
    write_archive(here / "all.jsonl", *texts)
    result = gids_add("all.jsonl", *TO_EXAMPLE)
    assert result.exit_code == 0, result.output
    assert "an archive. New articles: 2, duplicates: 2, rejected: 1" in result.stdout
    assert "  2: duplicate: example/one.txt has the same words" in result.stdout
    assert "  #3: no_text: Line 3 has no text" in result.stdout
    assert "  4: duplicate: example/all.jsonl/1 has the same words" in result.stdout
    assert (here / "raw/example/all.jsonl").read_bytes() == (here / "all.jsonl").read_bytes()

    told = refused("all.jsonl", *TO_EXAMPLE)
    assert "refused all.jsonl: duplicate: example/all.jsonl has the same bytes.\n" in told
    told = refused("New article.TXT", *TO_EXAMPLE)
    assert "duplicate: example/all.jsonl/1 has the same words" in told


def test_an_archive_has_no_address_of_its_own(here: Path) -> None:
    write_archive(here / "all.jsonl", OTHER, ARTICLE)
    told = refused("all.jsonl", *TO_EXAMPLE, "--url", "https://example.org/all")
    assert "--url can be said of one article only" in told


def test_an_archive_without_a_new_article_is_refused(here: Path) -> None:
    write_archive(here / "all.jsonl", ARTICLE, ARTICLE + "\n")
    told = refused("all.jsonl", *TO_EXAMPLE)
    assert "refused all.jsonl: none of its articles is new. Duplicates: 2, rejected: 0." in told
