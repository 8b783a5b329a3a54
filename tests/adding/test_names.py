"""Whatever a file is called, its name in its source is safe, its own, and below the folder."""

import re
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.adding.names import safe_name

ANY_NAME = st.text(st.characters(), max_size=300)  # surrogates too: odd bytes of a name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("China’s Plan: A “New” Order?.HTML", "chinas-plan-a-new-order.html"),
        ("Déclaration officielle.txt", "declaration-officielle.txt"),
        ("数据安全.txt", "shu-ju-an-quan.txt"),
        ("archive.warc.gz", "archive.warc.gz"),
        ("no ending", "no-ending"),
        ("v1.2 of the plan", "v1-2-of-the-plan"),
        (".hidden", "hidden"),
        ("???.txt", "document.txt"),
        ("../../etc/passwd", "passwd"),
        ("..", "document"),
        ("a\nb.txt", "a-b.txt"),
        ("source.yml", "source-2.yml"),
        ("Source.YML", "source-2.yml"),
        ("x" * 250 + ".txt", "x" * 100 + ".txt"),
    ],
)
def test_a_name_becomes_small_letters_digits_and_hyphens(name: str, safe: str) -> None:
    assert safe_name(name, ()) == safe


def test_a_name_that_is_taken_gets_a_number_whatever_its_case() -> None:
    assert safe_name("a.txt", {"A.txt", "a-2.txt"}) == "a-3.txt"


@given(ANY_NAME, st.lists(ANY_NAME, max_size=3))
def test_every_name_is_safe_and_unique(name: str, others: list[str]) -> None:
    taken: set[str] = set()
    for each in (name, *others, name):
        safe = safe_name(each, taken)
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+){0,2}", safe)
        assert len(safe.encode()) <= 150
        assert PurePosixPath(safe).parts == (safe,)
        assert safe not in {*taken, "source.yml"}
        taken.add(safe)
