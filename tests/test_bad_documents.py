"""Documents that cannot be taken are listed with their reason; the sound ones are released."""

from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.paths import Folders
from pipeline.running import Finished, run

ARTICLE = """\
Ministry praises data rules

LISBON, Oct 1 (Example Agency) - China's Global Initiative on Data Security asks firms to install no
backdoors in their products.

“We welcome every rule that protects the privacy of our citizens,” said Rita Alves, a spokesperson
for the Portuguese justice ministry, on Thursday. She added that the talks would go on.
"""
BAD = {
    "empty.txt": b"",
    "blank.txt": b" \n\t\n",
    "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
    "cut.txt": "A word that was cut in the midd\N{EM DASH}".encode()[:-1] + b" and went on.",
    "nul.txt": b"The text has a NUL\x00 in it.",
    "page.html": b"<p><!-- Nothing --></p>",
    "rules.txt": b"- - - 30 - - -\n\n* * *\n",
    "french.txt": (
        "La Chine a proposé mardi une initiative mondiale sur la sécurité des données. Le ministre "
        "des Affaires étrangères a déclaré que les États devaient respecter la souveraineté des "
        "autres pays et ne pas exiger que les entreprises conservent les données sur leur sol."
    ).encode(),
}
REASONS = {
    "empty.txt": "empty",
    "blank.txt": "empty",
    "picture.txt": "binary",
    "cut.txt": "encoding",
    "nul.txt": "nul",
    "page.html": "no_text",
    "rules.txt": "not_article",
    "french.txt": "not_english",
}


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """A release of one sound article in a source of its own, beside a folder of bad documents."""
    root = tmp_path_factory.mktemp("project")
    for source, files in {
        "example-agency": {"one.txt": ARTICLE.encode()},
        "broken": BAD,
    }.items():
        folder = root / "raw" / source
        folder.mkdir(parents=True)
        (folder / "source.yml").write_text(f"name: {source}\nkind: news\n", encoding="utf-8")
        for name, data in files.items():
            (folder / name).write_bytes(data)
    return run("release", Folders.below(root), date(2026, 1, 2))


def rows(finished: Finished, table: str) -> list[dict[str, object]]:
    assert finished.published is not None
    path = Path(finished.published.folder) / "parquet" / f"{table}.parquet"
    found: list[dict[str, object]] = pq.read_table(path).to_pylist()
    return found


@pytest.mark.parametrize("name", REASONS)
def test_a_bad_document_is_rejected_with_its_reason(name: str, finished: Finished) -> None:
    (row,) = [r for r in rows(finished, "rejected_documents") if r["raw_path"] == f"broken/{name}"]
    assert row["reason"] == REASONS[name]
    assert row["detail"]


def test_the_sound_article_of_a_new_source_is_released(finished: Finished) -> None:
    (article,) = rows(finished, "articles")
    assert article["title"] == "Ministry praises data rules"
    direct = [q for q in rows(finished, "quotes") if q["kind"] == "direct"]
    assert [q["speaker_id"] for q in direct] == ["rita-alves"]
    principles = {m["principle_id"] for m in rows(finished, "principle_mentions")}
    assert "GIDS-7" in principles


def test_every_document_is_accounted_for(finished: Finished) -> None:
    listed = {str(r["raw_path"]) for r in rows(finished, "rejected_documents")}
    listed |= {str(r["raw_path"]) for r in rows(finished, "articles")}
    assert listed == {"example-agency/one.txt", *(f"broken/{name}" for name in REASONS)}
