"""Views carry comments on themselves and on each column, or are refused."""

from pathlib import Path

import pytest

from pipeline.errors import UserError
from pipeline.schema.dataset import load_views


def write(folder: Path, text: str) -> Path:
    path = folder / "views" / "few.sql"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return path


def test_comment_lines_come_apart_from_the_query(tmp_path: Path) -> None:
    write(tmp_path, "-- A few.\n-- n: How many: a number.\nSELECT 3 AS n;\n")
    (view,) = load_views(tmp_path)
    assert (view.name, view.comment, view.sql) == ("few", "A few.", "SELECT 3 AS n")
    assert view.columns == {"n": "How many: a number."}


@pytest.mark.parametrize(
    ("text", "line"), [("SELECT 3;", 1), ("-- A few.\n", 1), ("-- A few.\n-- n\nSELECT 3;", 2)]
)
def test_a_view_without_its_comments_is_refused(tmp_path: Path, text: str, line: int) -> None:
    path = write(tmp_path, text)
    with pytest.raises(UserError) as caught:
        load_views(tmp_path)
    assert str(caught.value).startswith(f"{path}:{line}: ")
