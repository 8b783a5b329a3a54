"""index.html of a release: its data, and the views and tables that show it, in one file.

Belongs here: what the page is given. Does not belong here: which rows (rows.py), how they are shown
(page/*.js).
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from jinja2.utils import htmlsafe_json_dumps

from pipeline.explorer import assembly, regions
from pipeline.explorer.rows import BROWSED, Held, held
from pipeline.explorer.vendored import vendored
from pipeline.publishing import index, measured
from pipeline.publishing.content import Release
from pipeline.schema.tables import TableSchema

FILE = "index.html"
TEMPLATE = "index.html.j2"
LIBRARIES = ("d3.min.js", "plot.umd.min.js")
STYLES = ("style.css", "marks.css", "reading.css", "browse.css")
SCRIPTS = (
    "dom.js",
    "data.js",
    "facets.js",
    "finding.js",
    "charts.js",
    "marks.js",
    "pieces.js",
    "words.js",
    "view_overview.js",
    "view_principles.js",
    "view_speakers.js",
    "view_stance.js",
    "view_shared.js",
    "anatomy.js",
    "article_choice.js",
    "view_article.js",
    "view_growth.js",
    "scores.js",
    "view_quality.js",
    "code.js",
    "neutral.js",
    "csv.js",
    "filter_form.js",
    "browse.js",
    "place.js",
    "row.js",
    "main.js",
)
"""In the order in which they need one another."""


def write(folder: Path, release: Release, extra: Mapping[str, bytes]) -> None:
    """Write the page of the release; the versions before lie beside `folder`.

    `extra` has the files of measured quality, by path.
    """
    name = release.description.dataset.name
    before = [
        {
            "version": each.version,
            "date": each.date.isoformat(),
            "withdrawn": each.withdrawn,
            "counts": each.counts,
        }
        for each in index.read(folder.parent, name).releases
    ]
    (folder / FILE).write_text(render(release, before, extra), encoding="utf-8", newline="\n")


def render(release: Release, before: list[dict[str, Any]], extra: Mapping[str, bytes]) -> str:
    """The page of the release, given the versions `before` it as `write` describes them."""
    dataset = release.description.dataset
    schemas = release.description.tables
    rows = held(release.tables, schemas)
    now = {
        "version": release.version,
        "date": release.published.isoformat(),
        "withdrawn": False,
        "counts": release.counts,
    }
    data = {
        "dataset": dataset.name,
        "title": dataset.title,
        "description": dataset.description,
        "citation": dataset.citation(release.version, release.published.year),
        "version": release.version,
        "sample": _sample(rows),
        "tables": {name: _columns(table) for name, table in rows.tables.items()},
        "schema": {name: _described(schemas[name]) for name in rows.tables},
        "regions": regions.runs(release.tables["sentences"], rows.tables["articles"]),
        "versions": [*before, now],
        "scores": list(_scores(extra)),
        "golds": {each.name: each.n_articles for each in measured.headlines(extra)},
        "headlines": list(_headlines(extra)),
    }
    libraries = [assembly.library(name) for name in LIBRARIES]
    own = assembly.own_script(SCRIPTS)
    return assembly.render(
        TEMPLATE,
        dataset=dataset,
        version=release.version,
        published=release.published,
        counts=release.counts,
        data=htmlsafe_json_dumps(data, ensure_ascii=False, separators=(",", ":")),
        style=assembly.style(STYLES),
        scripts=[*libraries, own],
        licences=vendored().licences(LIBRARIES),
        allowed=assembly.allowed([*libraries, own]),
    )


def _columns(table: pa.Table) -> dict[str, list[Any]]:
    """The table by column; dates as ISO 8601."""
    return {
        field.name: (
            pc.strftime(column, "%Y-%m-%d") if pa.types.is_date(field.type) else column
        ).to_pylist()
        for field, column in zip(table.schema, table.columns, strict=True)
    }


def _described(schema: TableSchema) -> dict[str, Any]:
    """What the page tells of a table: title, key, order of rows, columns and their values."""
    order = dict(schema.sort_by) | dict.fromkeys(schema.primary_key, "ascending")
    return {
        "title": schema.title,
        "description": schema.description,
        "key": schema.primary_key[0],
        "order": list(order.items()),
        "columns": [
            {"name": c.name, "type": c.type, "description": c.description, "values": c.enum}
            for c in schema.columns
        ],
    }


def _sample(rows: Held) -> dict[str, int] | None:
    if not rows.is_sample:
        return None
    return {
        "articles": rows.tables["articles"].num_rows,
        "ofArticles": rows.n_articles,
        "rows": sum(rows.tables[name].num_rows for name in BROWSED),
        "ofRows": rows.n_rows,
    }


def _headlines(extra: Mapping[str, bytes]) -> Iterator[dict[str, Any]]:
    """The measures told first, with how far annotators agree by them; null where not measured."""
    between = measured.agreement(extra) or (None,) * len(measured.HEADLINES)
    for head, score in zip(measured.HEADLINES, between, strict=True):
        yield {
            "title": head.title,
            "table": head.table,
            "measure": head.measure,
            "agreement": score and {"share": score.share, "n": score.n},
        }


def _scores(extra: Mapping[str, bytes]) -> Iterator[dict[str, Any]]:
    """Everything measured on all rows together."""
    for (gold, table, measure), score in measured.scores(extra).items():
        yield {
            "gold": gold,
            "table": table,
            "measure": measure,
            "share": score.share,
            "n": score.n,
        }
