"""Tables for pages: those committed last, without an article, without any, repeated, and hostile.

Belongs here: tables, and pages of them. Does not belong here: what is tested with them.
"""

from collections.abc import Mapping, Sequence
from itertools import cycle, islice
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.explorer import page
from pipeline.explorer.rows import BROWSED
from pipeline.paths import PROJECT
from pipeline.publishing import datapackage, difference, index, parquet_files
from pipeline.publishing import measured as figures
from pipeline.publishing.content import Description, Release
from pipeline.schema.arrow import to_arrow
from tests.builders import PROVENANCE, SCHEMAS, TODAY

Tables = Mapping[str, pa.Table]

IMAGE = "<img src=x onerror=window.ran=1>"
HOSTILE = (
    "<script>window.ran = 1</script>",
    "</script><script>window.ran = 1</script>",
    "<!--<script>",
    "<!-- --!><!--",
    f'">{IMAGE}',
    f"'>{IMAGE}",
    f"</title></textarea></style></noscript></svg></table>{IMAGE}",
    "javascript:window.ran=1",
    "JaVa\tScRiPt:window.ran=1//https://example.org",
    "data:text/html,<script>window.ran=1</script>",
    "<svg onload=window.ran=1><a href='javascript:window.ran=1'>now</a></svg>",
    "<base href=https://example.org><iframe srcdoc='<script>parent.ran=1</script>'>",
    "&lt;script&gt; &amp;amp; &#60;b&#62;",
    "${window.ran=1} {{ 7 * 7 }} {% raw %} `",
    "first\u2028second\u2029third\x85fourth",
    "\u202egnisrever\u202c \u2067right to left \u202b",
    "שלום עולם، مرحبا بالعالم",
    '"',
    "'",
    "\\",
    "\\u003c/script\\u003e",
    "=HYPERLINK(1)",
    "__proto__",
    "constructor",
    "W" * 10_000,
    "文" * 500,
    "😀e\u0301\u200d\ufeff",
)
"""Texts that try to be something else, break lines or find none to break."""


def committed() -> dict[str, pa.Table]:
    """The tables of the newest committed release, with the columns that the schemas have now."""
    found = index.read(PROJECT / "releases", Description.load().dataset.name).newest_valid
    assert found is not None
    folder = PROJECT / "releases" / found.version / "parquet"
    tables = {}
    for name, schema in SCHEMAS.items():
        path = folder / f"{name}.parquet"
        rows = parquet_files.read(path).to_pylist() if path.is_file() else []
        tables[name] = to_arrow(
            schema, [{c: row.get(c) for c in schema.column_names} for row in rows]
        )
    return tables


def measured() -> dict[str, bytes]:
    """What the newest committed release says of its quality, as publish takes it."""
    found = index.read(PROJECT / "releases", Description.load().dataset.name).newest_valid
    assert found is not None
    names = (figures.SCORES, figures.AGREEMENT, figures.SIZES, figures.CALIBRATION)
    folder = PROJECT / "releases" / found.version
    return {name: (folder / name).read_bytes() for name in names}


def without(tables: Tables, article: str) -> dict[str, pa.Table]:
    """The tables without the rows of one article."""
    return {
        name: table.filter(pc.not_equal(table["article_id"], article))
        if "article_id" in table.column_names
        else table
        for name, table in tables.items()
    }


def empty() -> dict[str, pa.Table]:
    """What there is before the first article."""
    gone = {*_of_articles(), "utterances", "entities", "entity_aliases"}
    return {
        name: table.slice(0, 0) if name in gone else table for name, table in committed().items()
    }


def hostile() -> dict[str, pa.Table]:
    """The committed tables six times over; every free text is one of HOSTILE, or null where it may
    be."""
    return {name: _hostile(name, table) for name, table in repeated(900).items()}


def repeated(n_rows: int) -> dict[str, pa.Table]:
    """The committed tables, each article as often as it takes for `n_rows` quotes, claims and
    mentions, in 60 sources; entities and utterances are as they are."""
    tables = committed()
    times = -(-n_rows // sum(tables[name].num_rows for name in BROWSED))
    rounds = dict.fromkeys(_of_articles(), times) | {"sources": 12}
    return {
        name: pa.concat_tables(_copy(name, table, i, rounds) for i in range(rounds.get(name, 1)))
        for name, table in tables.items()
    }


def written(tables: Tables, folder: Path) -> Path:
    """The page of a release with these tables, in `folder`; nothing else of it is made."""
    described = Description.load()
    first = difference.Side(datapackage.describe(described), tables.__getitem__, "1", None)
    found = difference.of_first(first)
    release = Release("0.1.0", TODAY, described, tables, PROVENANCE, found, None, {})
    page.write(folder, release, measured())
    return folder / page.FILE


def _of_articles() -> list[str]:
    """The tables whose rows are of an article each, and that of the articles."""
    return [name for name, schema in SCHEMAS.items() if "article_id" in schema.column_names]


def _hostile(name: str, table: pa.Table) -> pa.Table:
    schema = SCHEMAS[name]
    keys = {*schema.primary_key, *(c for foreign in schema.foreign_keys for c in foreign.columns)}
    urls = ("url", "homepage")  # a pattern keeps them from being hostile, where it is checked
    for place, column in enumerate(schema.columns):
        free = column.pattern is None and column.enum is None and not column.name.endswith("_id")
        if column.type != "string" or column.name in keys or not (free or column.name in urls):
            continue
        texts: Sequence[str | None] = HOSTILE if column.required else (*HOSTILE, None)
        drawn = list(islice(cycle(texts), place, place + table.num_rows))
        table = table.set_column(place, table.schema.field(place), pa.array(drawn, pa.string()))
    return table


def _copy(name: str, table: pa.Table, number: int, rounds: Mapping[str, int]) -> pa.Table:
    """The table with other identifiers, of itself and of what it refers to, of which there are as
    many as `rounds` says."""
    schema = SCHEMAS[name]
    referred = {f.columns[0]: f.table for f in schema.foreign_keys} | {schema.primary_key[0]: name}
    for place, column in enumerate(schema.columns):
        if rounds.get(referred.get(column.name, ""), 1) > 1:
            suffix = f"-{number % rounds[referred[column.name]]}"
            renamed = pc.binary_join_element_wise(table[place], suffix, "")
            table = table.set_column(place, table.schema.field(place), renamed)
    return table
