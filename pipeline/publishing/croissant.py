"""croissant.json: the release in MLCommons Croissant 1.0, for tools of machine learning.

Records are read from the Parquet files, which hold exact texts and types; the CSV files are listed
beside them. The database is not: its bytes differ from run to run.

Belongs here: rendering the description as Croissant. Does not belong here: the description; nor
foreign keys, since mlcroissant 1.1 joins tables along the references of Croissant and fails where
all values are null (datapackage.json has them).
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.publishing import checksums
from pipeline.publishing.content import Release
from pipeline.schema.tables import Column, ColumnType, TableSchema

FILE = "croissant.json"
CONFORMS_TO = ["http://mlcommons.org/croissant/1.0", "http://mlcommons.org/croissant/RAI/1.0"]
DATA_TYPES: dict[ColumnType, str] = {
    "string": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
}
FORMATS = {".csv": "text/csv", ".parquet": "application/x-parquet"}
# The standard's own terms and those of schema.org, as it prescribes them.
CONTEXT = json.loads(Path(__file__).with_name("croissant_context.json").read_text("utf-8"))


def write(folder: Path, release: Release) -> None:
    """Write the description of the release, whose tables are in `folder` already."""
    dataset = release.description.dataset
    tables = release.description.tables.values()
    described = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "name": dataset.name,
        "alternateName": dataset.title,
        "description": dataset.description,
        "conformsTo": CONFORMS_TO,
        "license": dataset.licence.url,
        "creator": [{"@type": "sc:Organization", "name": each.name} for each in dataset.creators],
        "version": release.version,
        "datePublished": release.published.isoformat(),
        "inLanguage": sorted(set(release.tables["articles"]["language"].to_pylist())),
        "keywords": list(dataset.keywords),
        "citeAs": dataset.citation(release.version, release.published.year),
        "isLiveDataset": False,
        "rai:dataLimitations": list(dataset.known_limits),
        "distribution": list(_files(folder)),
        "recordSet": [_record_set(table) for table in tables],
    }
    text = json.dumps(described, ensure_ascii=False, indent=2) + "\n"
    (folder / FILE).write_text(text, encoding="utf-8", newline="\n")


def _files(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted([*folder.glob("csv/*"), *folder.glob("parquet/*")]):
        name = path.relative_to(folder).as_posix()
        yield {
            "@type": "cr:FileObject",
            "@id": name,
            "name": name,
            "contentUrl": name,
            "contentSize": f"{path.stat().st_size} B",
            "encodingFormat": FORMATS[path.suffix],
            "sha256": checksums.sha256(path),
        }


def _record_set(table: TableSchema) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description,
        "key": [{"@id": f"{table.name}/{name}"} for name in table.primary_key],
        "field": [_field(table, column) for column in table.columns],
    }


def _field(table: TableSchema, column: Column) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": column.name,
        "description": column.description,
        "dataType": DATA_TYPES[column.type],
        "source": {
            "fileObject": {"@id": f"parquet/{table.name}.parquet"},
            "extract": {"column": column.name},
        },
    }
