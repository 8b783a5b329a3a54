"""The five first articles give the rows kept in tests/golden/, to the byte."""

import difflib
from pathlib import Path

import pytest

from tests import golden_rows


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("golden")
    golden_rows.write(folder, golden_rows.tables(tmp_path_factory.mktemp("work")))
    return folder


@pytest.mark.parametrize("table", golden_rows.TABLES)
def test_the_five_articles_give_their_golden_rows(table: str, made: Path) -> None:
    name = f"{table}.csv"
    golden = (golden_rows.GOLDEN / name).read_bytes().decode()
    now = (made / name).read_bytes().decode()
    changes = list(difflib.unified_diff(golden.splitlines(), now.splitlines(), lineterm="", n=0))
    assert not changes, (
        f"{len(changes)} lines of {name} differ. If the new rows are better, write them with "
        "`python -m tests.golden_rows`:\n" + "\n".join(changes[:40])
    )
