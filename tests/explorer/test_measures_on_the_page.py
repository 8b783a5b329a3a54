"""The page is given the scores, how far annotators agree, and the size of each gold."""

import json
import re
from pathlib import Path
from typing import Any

from pipeline.explorer import page
from pipeline.publishing import measured
from pipeline.publishing.release import publish
from tests.builders import PROVENANCE, TODAY, build_tables

SCORES = b"""gold,table,measure,group,n_gold,n_found,n_matched,precision,recall,f1,value
articles,quotes,overlap,all,41,39,39,1.0,0.9512,0.975,
articles,quotes,overlap,direct,10,10,10,1.0,1.0,1.0,
"""
AGREEMENT = b"table,measure,n_a,n_b,n_both,agreement,kappa\nquotes,overlap,42,40,40,0.9756,\n"
SIZES = b"gold,n_articles,n_characters\narticles,5,19669\n"


def data(releases: Path, extra: dict[str, bytes]) -> dict[str, Any]:
    made = publish(build_tables(), releases, today=TODAY, provenance=PROVENANCE, extra=extra)
    html = (made.folder / page.FILE).read_text(encoding="utf-8")
    (found,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', html)
    loaded: dict[str, Any] = json.loads(found)
    return loaded


def test_measured_figures_are_on_the_page(tmp_path: Path) -> None:
    files = {measured.SCORES: SCORES, measured.AGREEMENT: AGREEMENT, measured.SIZES: SIZES}
    found = data(tmp_path, files)
    assert found["golds"] == {"articles": 5}
    assert found["scores"] == [
        {"gold": "articles", "table": "quotes", "measure": "overlap", "share": 0.975, "n": 41}
    ]
    first, second, *_ = found["headlines"]
    assert first["agreement"] == {"share": 0.9756, "n": 42}
    assert second["agreement"] is None


def test_a_project_without_annotation_has_a_page_too(tmp_path: Path) -> None:
    found = data(tmp_path, {})
    assert found["golds"] == {}
    assert found["scores"] == []
    assert [head["agreement"] for head in found["headlines"]] == [None] * len(measured.HEADLINES)
