"""Equal tables give equal bytes, whenever, wherever and in whatever order they come."""

import shutil
from collections.abc import Collection
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline.paths import PROJECT, SCHEMAS
from pipeline.publishing import duckdb_content
from pipeline.publishing.release import publish
from tests import golden_rows
from tests.builders import LINKED, PROVENANCE, TODAY, build_tables
from tests.publishing.odd_surroundings import ALL_AT_ONCE, ODD, USUAL, Odd, can_be_had, run

DESCRIBED = {"CITATION.cff", "datapackage.json", "croissant.json", "quality/index.html"}
PAGES = {"index.html", "sql.html"}
DATED = {"README.md", "CHANGES.md", "SHA256SUMS", *PAGES, *DESCRIBED}
MORE = [*LINKED["entities"], {"entity_id": "b", "name": "B"}, {"entity_id": "c", "name": "C"}]


def build(releases: Path, *, today: date, backwards: bool = False) -> Path:
    tables = build_tables(entities=MORE[::-1] if backwards else MORE)
    return publish(tables, releases, today=today, provenance=PROVENANCE).folder


def test_all_but_database_and_dated_texts_is_identical(tmp_path: Path) -> None:
    one = build(tmp_path / "one", today=TODAY)
    two = build(tmp_path / "elsewhere" / "two", today=TODAY + timedelta(days=9), backwards=True)
    files = {p.relative_to(one) for p in one.rglob("*") if p.is_file()}
    assert files == {p.relative_to(two) for p in two.rglob("*") if p.is_file()}
    differing = {str(f) for f in files if (one / f).read_bytes() != (two / f).read_bytes()}
    assert differing - {"gids-discourse.duckdb"} == DATED


def test_on_the_same_day_only_the_database_may_differ(tmp_path: Path) -> None:
    one, two = (build(tmp_path / name, today=TODAY) for name in ("one", "two"))
    for path in sorted(one.rglob("*")):
        if path.is_file() and path.name not in ("gids-discourse.duckdb", "SHA256SUMS"):
            assert path.read_bytes() == (two / path.relative_to(one)).read_bytes(), path


def test_tables_do_not_hold_the_date(tmp_path: Path) -> None:
    folder = build(tmp_path, today=date(2099, 12, 31))
    for path in [*folder.glob("csv/*"), *folder.glob("parquet/*"), *folder.glob("*.duckdb")]:
        assert b"2099" not in path.read_bytes()


PUBLISH = """
import sys
from pathlib import Path
from pipeline.publishing.release import publish
from tests.builders import PROVENANCE, TODAY
from tests.publishing.test_reproducible import many
releases, schemas = map(Path, sys.argv[1:])
publish(many(), releases, schemas, today=TODAY, provenance=PROVENANCE)
"""
EXTRACT = """
import sys
from pathlib import Path
from tests import golden_rows
golden_rows.write(Path(sys.argv[1]), golden_rows.tables(Path(sys.argv[2])))
"""
RELEASE = """
import sys
from pipeline.cli import main
main(["release", "--raw", sys.argv[1], "--releases", sys.argv[2], "--work", sys.argv[3]])
"""
EACH = [
    pytest.param(odd, id=odd.name, marks=[] if can_be_had(odd) else pytest.mark.skip("no locale"))
    for odd in ODD
]


def many() -> dict[str, Any]:
    """Tables with rows enough for several threads, and letters outside ASCII."""
    names = [f"{letter}{n}" for letter in "İıßé北" for n in range(4000)]
    rows = [{"entity_id": f"e-{n}", "name": name, "role": None} for n, name in enumerate(names)]
    source = {**LINKED["sources"][0], "name": "Täglich İ 北京"}
    return build_tables(sources=[source], entities=[*LINKED["entities"], *rows])


def content(folder: Path, but: Collection[str] = ()) -> dict[str, bytes | str]:
    """Every file by its path but these; of the database its content."""
    files = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    return {
        name: duckdb_content.sha256(path) if path.suffix == ".duckdb" else path.read_bytes()
        for name, path in files.items()
        if name not in but
    }


def test_surroundings_do_not_change_what_is_published(tmp_path: Path) -> None:
    schemas = Path(shutil.copytree(SCHEMAS, tmp_path / "schemas"))
    for path in (schemas / "views" / "shared_utterances.sql", schemas / "tables" / "quotes.yml"):
        text = path.read_text("utf-8")
        path.write_text(text.replace("Words", "Wörter").replace("What", "Was – İ"), "utf-8")
    releases = tmp_path / "usual"
    usual = publish(many(), releases, schemas, today=TODAY, provenance=PROVENANCE).folder
    run(PUBLISH, ALL_AT_ONCE, tmp_path, tmp_path / "odd", schemas)
    but = ["SHA256SUMS"]  # has the bytes of the database
    assert content(tmp_path / "odd" / "0.1.0", but) == content(usual, but)


def test_surroundings_do_not_change_what_is_extracted(tmp_path: Path) -> None:
    run(EXTRACT, ALL_AT_ONCE, tmp_path, tmp_path / "rows", tmp_path / "work")
    for table in golden_rows.TABLES:
        golden = golden_rows.GOLDEN / f"{table}.csv"
        assert (tmp_path / "rows" / golden.name).read_bytes() == golden.read_bytes(), table


@pytest.fixture(scope="module")
def usual_run(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes | str]:
    """The content of a release of the project's own documents."""
    return whole_run(USUAL, tmp_path_factory.mktemp("usual_run"))


def whole_run(odd: Odd, scratch: Path) -> dict[str, bytes | str]:
    shutil.copytree(PROJECT / "raw", scratch / "raw")
    run(RELEASE, odd, scratch, *(scratch / name for name in ("raw", "releases", "work")))
    (folder,) = (scratch / "releases").glob("[0-9]*")
    return content(folder, DATED)


@pytest.mark.slow
@pytest.mark.parametrize("odd", EACH)
def test_surroundings_do_not_change_a_whole_run(
    odd: Odd, usual_run: dict[str, bytes | str], tmp_path: Path
) -> None:
    assert whole_run(odd, tmp_path) == usual_run
