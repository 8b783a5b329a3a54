"""sql.html of a release: asking its database in SQL, in the browser.

Belongs here: what the page is given, and the worked queries. Does not belong here: how it starts
DuckDB and shows what comes (page/sql_*.js), where DuckDB lies (bundle.py).
"""

import base64
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from jinja2.utils import htmlsafe_json_dumps

from pipeline.explorer import assembly, bundle
from pipeline.publishing.content import Release

FILE = "sql.html"
TEMPLATE = "sql.html.j2"
STYLES = ("style.css", "sql.css")
SCRIPTS = ("dom.js", "neutral.js", "sql_values.js", "sql_engine.js", "sql.js")
"""In the order in which they need one another."""

QUERIES = Path(__file__).with_name("queries")


@dataclass(frozen=True)
class Query:
    """A worked query: a question, what its rows show, and the statement."""

    title: str
    shows: str
    sql: str


def queries() -> Iterator[Query]:
    """The worked queries, in the order of their files' names.

    Raises ValueError for a file that does not begin with two lines of comment.
    """
    for path in sorted(QUERIES.glob("*.sql")):
        title, shows, *lines = path.read_text(encoding="utf-8").splitlines()
        if not (title.startswith("-- ") and shows.startswith("-- ") and lines):
            raise ValueError(f"{path.name}: two lines of comment, title and sentence, come first")
        yield Query(title[3:], shows[3:], "\n".join(lines).strip())


def write(folder: Path, release: Release) -> None:
    """Write the page of the release."""
    (folder / FILE).write_text(render(release), encoding="utf-8", newline="\n")


def render(release: Release) -> str:
    """The page of the release, which finds the database beside it and DuckDB beside its folder."""
    digest = base64.b64encode(bytes.fromhex(bundle.files()[bundle.SCRIPT])).decode()
    data = {
        "version": release.version,
        "database": f"{release.description.dataset.name}.duckdb",
        "bundle": {
            "folder": bundle.name(),
            "script": bundle.SCRIPT,
            "integrity": f"sha256-{digest}",
            "worker": bundle.WORKER,
            "wasm": bundle.WASM,
        },
        "queries": [asdict(query) for query in queries()],
    }
    style = assembly.style(STYLES)
    own = assembly.own_script(SCRIPTS)
    return assembly.render(
        TEMPLATE,
        dataset=release.description.dataset,
        version=release.version,
        published=release.published,
        bundle=bundle.name(),
        n_queries=len(data["queries"]),
        data=htmlsafe_json_dumps(data, ensure_ascii=False, separators=(",", ":")),
        style=style,
        script=own,
        allowed_scripts=assembly.allowed([own]),
        allowed_styles=assembly.allowed([style]),
    )
