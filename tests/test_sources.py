"""source.yml is read strictly, and every file below raw/ is listed."""

from pathlib import Path

import pytest

from pipeline.errors import UserError
from pipeline.paths import PROJECT
from pipeline.raw_folder import list_documents, load_sources
from pipeline.schema.tables import load_tables
from pipeline.sources import Facts, Settings
from tests.conftest import MINIMAL_SOURCE, AddSource


def paths_of(raw: Path) -> list[str]:
    return [document.raw_path for document in list_documents(raw, load_sources(raw))]


def test_source_is_named_by_its_folder_and_unknown_stays_absent(
    raw: Path, add_source: AddSource
) -> None:
    add_source("b-paper")
    add_source("a-paper", "name: A\nkind: think_tank\ncountry_code: NO\nminimum_articles: 2\n")
    first, second = load_sources(raw)
    assert (first.source_id, first.name, first.country_code) == ("a-paper", "A", "NO")
    assert first.minimum_articles == 2
    assert (second.source_id, second.homepage, second.rights) == ("b-paper", None, None)
    assert second.text_policy == "excerpts"


@pytest.mark.parametrize(
    ("settings", "line", "words"),
    [
        ("kind: news\n", 1, "name: missing field"),
        ("name: A\nkind: newspaper\n", 2, "kind"),
        ("name: A\nkind: news\nhome: https://a.org\n", 3, "home: unknown field"),
        ("name: A\nkind: news\ncountry_code: XX\n", 3, "country_code: 'XX' is not an ISO 3166-1"),
        ("name: A\nkind: news\ncountry_code: us\n", 3, "country_code: 'us' is not an ISO 3166-1"),
        (
            "name: A\nkind: news\nhomepage: www.a.org\n",
            3,
            "homepage: 'www.a.org' is not",
        ),
        ("name: A\nkind: news\nminimum_articles: -1\n", 3, "minimum_articles"),
        ("name: A\nkind: news\nsilent_after_days: 0\n", 3, "silent_after_days"),
        ("name: A\nkind: news\nexcerpt_limit: 1.5\n", 3, "excerpt_limit"),
        ("name: A\nkind: news\nexcerpt_limit: 0\n", 3, "excerpt_limit"),
        ("name: ''\nkind: news\n", 1, "name: String should have at least 1"),
        ("name: ' '\nkind: news\n", 1, "name: must be text"),
        ('name: "A\\0"\nkind: news\n', 1, "name: must be text without control characters"),
        ('name: "A\\nB"\nkind: news\n', 1, "name: must be one line"),
        (f"name: {'A' * 2001}\nkind: news\n", 1, "name: String should have at most 2000"),
        ("name: A\nkind: news\nsilent_after_days: 99999999999\n", 3, "silent_after_days"),
    ],
)
def test_faulty_field_is_one_message_with_file_and_line(
    raw: Path, add_source: AddSource, settings: str, line: int, words: str
) -> None:
    file = add_source("a-paper", settings) / "source.yml"
    with pytest.raises(UserError) as caught:
        load_sources(raw)
    assert str(caught.value).startswith(f"{file}:{line}: {words}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("settings", "share"),
    [
        ("", 0.5),
        ("excerpt_limit: 0.2\n", 0.2),
        ("text_policy: full\n", 1.0),
        ("text_policy: offsets\n", 0.0),
    ],
)
def test_how_much_may_be_shown_follows_from_policy_and_limit(
    add_source: AddSource, raw: Path, settings: str, share: float
) -> None:
    add_source("a-paper", f"name: A\nkind: news\n{settings}")
    (source,) = load_sources(raw)
    assert source.largest_share(0.5) == share


@pytest.mark.parametrize("policy", ["full", "offsets"])
def test_a_limit_without_effect_is_refused(add_source: AddSource, raw: Path, policy: str) -> None:
    add_source("a", f"name: A\nkind: news\ntext_policy: {policy}\nexcerpt_limit: 0.2\n")
    with pytest.raises(UserError, match=f"excerpt_limit has no effect with text_policy {policy}"):
        load_sources(raw)


@pytest.mark.parametrize("day", ["2020", "2020-09", "2020-09-08", "2024-02-29"])
def test_published_on_may_be_of_reduced_precision(day: str) -> None:
    assert Facts(published_on=day).published_on == day


@pytest.mark.parametrize("day", ["2020-13", "2021-02-29", "8 September 2020", "2020-9"])
def test_impossible_date_is_refused_with_its_line(
    raw: Path, add_source: AddSource, day: str
) -> None:
    settings = f"{MINIMAL_SOURCE}documents:\n  a.txt:\n    published_on: {day}\n"
    add_source("a-paper", settings, a=b"text")
    with pytest.raises(UserError, match=r"source\.yml:5: documents\.a\.txt\.published_on: "):
        load_sources(raw)


def test_facts_go_to_the_document_they_name(raw: Path, add_source: AddSource) -> None:
    settings = f"{MINIMAL_SOURCE}documents:\n  a.txt:\n    url: https://a.org/1\n"
    add_source("a-paper", settings, a=b"text", b=b"text")
    first, second = list_documents(raw, load_sources(raw))
    assert (first.facts.url, second.facts.url) == ("https://a.org/1", None)
    assert first.read() == b"text"


def test_a_stated_checksum_is_no_fact_of_the_article(raw: Path, add_source: AddSource) -> None:
    stated = f"a.txt: {{title: A, sha256: {'0' * 64}}}"
    add_source("a-paper", f"{MINIMAL_SOURCE}documents:\n  {stated}\n", a=b"text")
    (document,) = list_documents(raw, load_sources(raw))
    assert document.facts == Facts(title="A")
    assert document.source.documents["a.txt"].sha256 == "0" * 64


@pytest.mark.parametrize("digest", ["0" * 63, "G" * 64])
def test_a_checksum_that_is_none_is_refused(raw: Path, add_source: AddSource, digest: str) -> None:
    add_source("a", f'{MINIMAL_SOURCE}documents:\n  a.txt: {{sha256: "{digest}"}}\n', a=b"text")
    with pytest.raises(UserError, match=r"source\.yml:4: documents\.a\.txt\.sha256: "):
        load_sources(raw)


def test_facts_of_a_file_that_is_not_there_are_refused(raw: Path, add_source: AddSource) -> None:
    add_source("a-paper", f"{MINIMAL_SOURCE}documents:\n  lost.txt: {{}}\n")
    with pytest.raises(UserError, match=r"source\.yml: documents: lost\.txt: there is no"):
        load_sources(raw)


def test_folder_without_source_file_says_which_file_to_write(raw: Path) -> None:
    (raw / "a-paper").mkdir()
    with pytest.raises(UserError, match=r"a-paper/source\.yml: missing\. Write one"):
        load_sources(raw)


@pytest.mark.parametrize("name", ["A Paper", "7days", "a_paper"])
def test_folder_that_is_no_identifier_is_refused(raw: Path, name: str) -> None:
    (raw / name).mkdir()
    with pytest.raises(UserError, match="Rename it"):
        load_sources(raw)


def test_file_outside_any_source_is_refused(raw: Path) -> None:
    (raw / "stray.txt").write_text("text")
    with pytest.raises(UserError, match=r"stray\.txt: only folders of sources belong here"):
        load_sources(raw)


def test_missing_and_empty_raw_folders_are_told_apart(raw: Path) -> None:
    with pytest.raises(UserError, match="holds no source"):
        load_sources(raw)
    with pytest.raises(UserError, match="there is no such folder"):
        load_sources(raw / "nowhere")


def test_every_file_is_listed_but_source_and_dot_files(raw: Path, add_source: AddSource) -> None:
    folder = add_source("a-paper", b=b"", a=b"text")
    (folder / "2020" / ".cache").mkdir(parents=True)
    for name in ("2020/c.pdf", "2020/.cache/d.txt", "2020/source.yml", ".DS_Store"):
        (folder / name).write_bytes(b"x")
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    (folder / "linked").symlink_to(folder / "2020")
    assert paths_of(raw) == [
        "a-paper/2020/c.pdf",
        "a-paper/2020/source.yml",
        "a-paper/a.txt",
        "a-paper/b.txt",
        "a-paper/gone.txt",
        "a-paper/linked",
    ]


def test_file_name_that_is_no_unicode_is_written_out(raw: Path, add_source: AddSource) -> None:
    folder = add_source("a-paper")
    (folder / "caf\udce9.txt").write_bytes(b"text")
    assert paths_of(raw) == ["a-paper/caf\\udce9.txt"]


def test_project_sources_load_and_promise_an_article_each() -> None:
    raw = PROJECT / "raw"
    sources = load_sources(raw)
    assert [source.minimum_articles for source in sources] == [1] * 5
    assert len(list_documents(raw, sources)) == 5


def test_source_file_allows_what_the_schema_allows() -> None:
    columns = {column.name: column for column in load_tables()["sources"].columns}
    for field in ("kind", "text_policy"):
        allowed = Settings.model_json_schema()["properties"][field]["enum"]
        assert tuple(allowed) == columns[field].enum
