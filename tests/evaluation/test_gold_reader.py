"""Gold is read in the types of the schemas, and what is wrong with it is told by file and row."""

import shutil
from pathlib import Path

import pytest

from pipeline.errors import UserError
from pipeline.evaluation.evaluate import read
from pipeline.evaluation.gold import has_texts, read_gold
from pipeline.paths import PROJECT

RAW = PROJECT / "raw"
INVENTED = PROJECT / "tests" / "gold" / "invented"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of gold that a test may spoil."""
    return Path(shutil.copytree(INVENTED, tmp_path / "invented"))


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode())


def test_values_have_the_types_of_the_schemas() -> None:
    gold = read_gold(INVENTED, RAW)
    first = gold.articles[0].rows["claims"][0]
    assert isinstance(first["start"], int)
    assert first["hedged"] is False
    assert first["stance_target"] is None


def test_parts_are_the_splits_and_even_numbers_are_held_out() -> None:
    gold = read_gold(INVENTED, RAW)
    assert list(gold.parts) == ["invented/development", "invented/held_out"]
    for article in gold.articles:
        assert (article.part == "held_out") == (int(article.raw_path[:2]) % 2 == 0)


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("quotes.csv", "raw_path,quote_key", "raw_path,key", "row 1: the columns must be raw_path"),
        ("quotes.csv", ",mixed,", ",mixt,", "row 2: kind: 'mixt' is none of direct, mixed"),
        ("quotes.csv", ",484,", ",485,", "row 2: text is not what stands from 485 to 566"),
        ("quotes.csv", ",484,", ",near,", "row 2: start: 'near' is not a whole number"),
        ("quotes.csv", "txt,q2,", "txt,q1,", "row 2: quote_key: 2 quotes have 'q1'"),
        ("claims.csv", ",false,", ",no,", "row 2: hedged: 'no' is neither true nor false"),
        ("claims.csv", ",speaker,", ",,", "row 2: claimant_kind: must not be empty"),
        ("claims.csv", ",q3,", ",q99,", "row 2: quote_key: 0 quotes have 'q99'"),
        (
            "claims.csv",
            "01-wire-report.txt",
            "other.txt",
            "row 2: articles.csv does not list other",
        ),
        ("articles.csv", "01-wire-report.txt", "other.txt", "articles.csv: row 2: "),
    ],
)
def test_a_fault_is_told_by_file_and_row(
    folder: Path, file: str, old: str, new: str, message: str
) -> None:
    spoil(folder / file, old, new)
    with pytest.raises(UserError) as raised:
        read_gold(folder, RAW)
    assert message in str(raised.value)
    assert file in str(raised.value)


def test_a_missing_file_or_folder_is_told(folder: Path) -> None:
    (folder / "claims.csv").unlink()
    with pytest.raises(UserError, match=r"claims.csv: missing.*--gold"):
        read(folder, RAW)
    with pytest.raises(UserError, match="no such folder"):
        read(folder / "nowhere", RAW)


def test_gold_without_its_articles_is_noticed(folder: Path, tmp_path: Path) -> None:
    assert has_texts(folder, tmp_path)
    assert not has_texts(PROJECT / "tests" / "gold" / "articles", tmp_path)
    assert not has_texts(tmp_path, tmp_path)
