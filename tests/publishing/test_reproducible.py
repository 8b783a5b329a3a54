"""Equal tables give equal bytes, whenever, wherever and in whatever order they come."""

from datetime import date, timedelta
from pathlib import Path

from pipeline.publishing.release import publish
from tests.builders import LINKED, PROVENANCE, TODAY, build_tables

MORE = [*LINKED["entities"], {"entity_id": "b", "name": "B"}, {"entity_id": "c", "name": "C"}]


def build(releases: Path, *, today: date, backwards: bool = False) -> Path:
    tables = build_tables(entities=MORE[::-1] if backwards else MORE)
    return publish(tables, releases, today=today, provenance=PROVENANCE).folder


def test_all_but_database_and_dated_texts_is_identical(tmp_path: Path) -> None:
    one = build(tmp_path / "one", today=TODAY)
    two = build(tmp_path / "elsewhere" / "two", today=TODAY + timedelta(days=9), backwards=True)
    described = {"CITATION.cff", "datapackage.json", "croissant.json", "quality/index.html"}
    dated = {"README.md", "CHANGES.md", "SHA256SUMS", *described}
    files = {p.relative_to(one) for p in one.rglob("*") if p.is_file()}
    assert files == {p.relative_to(two) for p in two.rglob("*") if p.is_file()}
    differing = {str(f) for f in files if (one / f).read_bytes() != (two / f).read_bytes()}
    assert differing - {"gids-discourse.duckdb"} == dated


def test_on_the_same_day_only_the_database_may_differ(tmp_path: Path) -> None:
    one, two = (build(tmp_path / name, today=TODAY) for name in ("one", "two"))
    for path in sorted(one.rglob("*")):
        if path.is_file() and path.name not in ("gids-discourse.duckdb", "SHA256SUMS"):
            assert path.read_bytes() == (two / path.relative_to(one)).read_bytes(), path


def test_tables_do_not_hold_the_date(tmp_path: Path) -> None:
    folder = build(tmp_path, today=date(2099, 12, 31))
    for path in [*folder.glob("csv/*"), *folder.glob("parquet/*"), *folder.glob("*.duckdb")]:
        assert b"2099" not in path.read_bytes()
