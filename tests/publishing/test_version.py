"""The version follows from how grave the difference is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.version import Version

from pipeline.publishing.difference import Level
from pipeline.publishing.version import next_version


@pytest.mark.parametrize(
    ("last", "level", "stable", "expected"),
    [
        (None, Level.MINOR, False, "0.1.0"),
        (None, Level.MINOR, True, "1.0.0"),
        ("0.1.0", Level.PATCH, False, "0.1.1"),
        ("0.1.9", Level.MINOR, False, "0.1.10"),
        ("0.1.1", Level.MAJOR, False, "0.2.0"),
        ("0.2.3", Level.PATCH, True, "1.0.0"),
        ("1.0.0", Level.PATCH, True, "1.0.1"),
        ("1.0.1", Level.MINOR, True, "1.1.0"),
        ("1.1.1", Level.MAJOR, True, "2.0.0"),
        ("1.1.1", Level.MAJOR, False, "2.0.0"),
    ],
)
def test_rules(last: str | None, level: Level, stable: bool, expected: str) -> None:
    assert next_version(last, level, stable=stable) == expected


NUMBERS = st.integers(0, 30)
LEVELS = st.sampled_from([Level.PATCH, Level.MINOR, Level.MAJOR])


@given(st.tuples(NUMBERS, NUMBERS, NUMBERS), LEVELS, st.booleans())
def test_versions_only_rise(last: tuple[int, int, int], level: Level, stable: bool) -> None:
    before = ".".join(map(str, last))
    assert Version(next_version(before, level, stable=stable)) > Version(before)


def test_without_difference_there_is_no_version() -> None:
    with pytest.raises(ValueError, match="no difference"):
        next_version("0.1.0", Level.NONE, stable=False)
