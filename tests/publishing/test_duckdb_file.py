"""The database says what it holds, answers the first questions, and opens in old versions."""

from collections.abc import Iterator

import duckdb
import pytest

from pipeline.publishing import duckdb_file
from pipeline.schema.dataset import load_views
from tests.builders import LINKED, SCHEMAS, build_tables


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """Two sources, one utterance quoted by both, one article that repeats another."""
    quote, mention = LINKED["quotes"][0], LINKED["principle_mentions"][0]
    tables = build_tables(
        sources=[*LINKED["sources"], {"source_id": "weekly", "name": "Weekly"}],
        articles=[
            *LINKED["articles"],
            {"article_id": "a-2", "source_id": "weekly", "raw_path": "weekly/1.txt"},
            {
                "article_id": "a-3",
                "source_id": "weekly",
                "raw_path": "weekly/2.txt",
                "duplicate_of": "a-2",
            },
        ],
        quotes=[
            quote,
            {**quote, "quote_id": "q-2", "article_id": "a-2", "speaker_id": None},
            {**quote, "quote_id": "q-3", "article_id": "a-3"},
        ],
        utterances=[{**LINKED["utterances"][0], "n_quotes": 3, "n_articles": 3}],
        claims=[{**LINKED["claims"][0], "stance": "against", "stance_target": "GIDS"}],
        principles=[*LINKED["principles"], {"principle_id": "GIDS-2", "framework_id": "GIDS"}],
        principle_mentions=[
            mention,
            {**mention, "mention_id": "m-2", "quote_id": "q-1", "speaker_id": "ana-novak"},
        ],
    )
    path = tmp_path_factory.mktemp("database") / "all.duckdb"
    duckdb_file.write(path, tables, SCHEMAS, load_views())
    with duckdb_file.opened(path) as connection:
        yield connection


def test_everything_carries_its_comment(database: duckdb.DuckDBPyConnection) -> None:
    sql = "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal"
    found = {(table, column): comment for table, column, comment in database.sql(sql).fetchall()}
    for table in SCHEMAS.values():
        for column in table.columns:
            assert found.pop((table.name, column.name)) == column.description
    views = {(v.name, column): text for v in load_views() for column, text in v.columns.items()}
    assert found == views
    tables = dict(database.sql("SELECT table_name, comment FROM duckdb_tables()").fetchall())
    assert tables == {table.name: table.description for table in SCHEMAS.values()}


def test_not_null_is_declared_exactly_where_required_and_no_key_is(
    database: duckdb.DuckDBPyConnection,
) -> None:
    sql = "SELECT table_name, column_name, is_nullable FROM duckdb_columns() WHERE NOT internal"
    nullable = {(table, column): null for table, column, null in database.sql(sql).fetchall()}
    for table in SCHEMAS.values():
        for column in table.columns:
            assert nullable[table.name, column.name] is not column.required
    kinds = database.sql("SELECT DISTINCT constraint_type FROM duckdb_constraints()").fetchall()
    assert kinds == [("NOT NULL",)]


def test_storage_version_opens_in_old_versions(database: duckdb.DuckDBPyConnection) -> None:
    sql = "SELECT tags['storage_version'] FROM duckdb_databases() WHERE NOT internal"
    assert database.sql(sql).fetchall() == [("v1.0.0+",)]


def test_quotes_by_speaker(database: duckdb.DuckDBPyConnection) -> None:
    rows = database.sql("SELECT speaker, source, quote_id FROM quotes_by_speaker").fetchall()
    assert rows == [("Ana Novak", "Daily", "q-1"), (None, "Weekly", "q-2")]


def test_principle_coverage(database: duckdb.DuckDBPyConnection) -> None:
    sql = """SELECT principle_id, source_id, n_mentions, n_articles, n_quoted, speakers
    FROM principle_coverage"""
    assert database.sql(sql).fetchall() == [
        ("GIDS-1", "daily", 2, 1, 1, "Ana Novak"),
        ("GIDS-1", "weekly", 0, 0, 0, None),
        ("GIDS-2", "daily", 0, 0, 0, None),
        ("GIDS-2", "weekly", 0, 0, 0, None),
    ]
    kinds = "SELECT n_mentions, n_statements + n_quotations + n_comments FROM principle_coverage"
    assert all(mentions == of_a_kind for mentions, of_a_kind in database.sql(kinds).fetchall())


def test_claims_by_stance(database: duckdb.DuckDBPyConnection) -> None:
    assert database.sql("FROM claims_by_stance").fetchall() == [
        ("GIDS", "against", "author", None, "Daily", 1, 1, 1)
    ]


def test_shared_utterances(database: duckdb.DuckDBPyConnection) -> None:
    assert database.sql("FROM shared_utterances").fetchall() == [
        ("u-1", "Ana Novak", "We tried.", 2, 2, 2, "Daily; Weekly")
    ]


def test_article_overview(database: duckdb.DuckDBPyConnection) -> None:
    sql = """SELECT article_id, n_quotes, n_speakers, n_claims, n_principle_mentions, n_principles
    FROM article_overview ORDER BY article_id"""
    assert database.sql(sql).fetchall() == [
        ("a-1", 1, 1, 1, 2, 1),
        ("a-2", 1, 0, 0, 0, 0),
        ("a-3", 1, 1, 0, 0, 0),
    ]
