"""datapackage.json: the release as a Frictionless Data Package, version 2 of the standard.

The standard's properties come first; the project's own beside them (views, stable, schemaVersion,
formVersion, formNews, provenance, rowCount, excerpt, …) are allowed by it and ignored by its tools.

Belongs here: rendering the description as a descriptor, and reading one back to compare with.
Does not belong here: the comparison (difference.py).
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from pipeline.errors import UserError
from pipeline.publishing import checksums, neutral
from pipeline.publishing.content import Description, Release
from pipeline.schema.tables import Column, TableSchema

FILE = "datapackage.json"
FORM_VERSION = 3
"""Raise when the files of a release take another form with the same content: that makes a release,
so that a mended file reaches its users."""
FORM_NEWS = "index.html and sql.html are new: pages to look at the data, and to ask it in SQL"
"""What is other in this form than in the one before, for CHANGES.md."""
PROFILES = "https://datapackage.org/profiles/2.0"

# What differs from release to release although nothing was described anew.
_PACKAGE_FACTS = ("version", "created", "provenance")
_RESOURCE_FACTS = ("bytes", "hash", "rowCount")


def describe(description: Description) -> dict[str, Any]:
    """The descriptor without the facts of a single release: equal if nothing was described anew."""
    dataset = description.dataset
    licence = dataset.licence
    return {
        "$schema": f"{PROFILES}/datapackage.json",
        "name": dataset.name,
        "title": dataset.title,
        "description": dataset.description,
        "licenses": [{"name": licence.id, "title": licence.title, "path": licence.url}],
        "contributors": [{"title": each.name, "roles": ["creator"]} for each in dataset.creators],
        "keywords": list(dataset.keywords),
        "excerptRights": dataset.excerpt_rights,
        "citationMessage": dataset.citation_message,
        "knownLimits": list(dataset.known_limits),
        "csvText": neutral.WORDS,
        "schemaVersion": dataset.schema_version,
        "formVersion": FORM_VERSION,
        "formNews": FORM_NEWS,
        "stable": dataset.stable,
        "resources": [_resource(table) for table in description.tables.values()],
        "views": [
            {"name": v.name, "description": v.comment, "columns": v.columns, "sql": v.sql}
            for v in description.views
        ],
    }


def write(folder: Path, release: Release) -> None:
    """Write the descriptor of the release, whose CSV files are in `folder` already."""
    descriptor = describe(release.description)
    descriptor["version"] = release.version
    descriptor["created"] = f"{release.published.isoformat()}T00:00:00Z"
    made_from = release.provenance
    read_until = made_from.sources_read_until
    descriptor["provenance"] = {
        "extractorVersion": made_from.extractor_version,
        "codeSha256": made_from.code_sha256,
        "rawSha256": made_from.raw_sha256,
        "sourcesReadUntil": read_until.isoformat() if read_until else None,
    }
    for resource in descriptor["resources"]:
        path = folder / resource["path"]
        resource["bytes"] = path.stat().st_size
        resource["hash"] = f"sha256:{checksums.sha256(path)}"
        resource["rowCount"] = release.counts[resource["name"]]
    text = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
    (folder / FILE).write_text(text, encoding="utf-8", newline="\n")


def read(folder: Path) -> dict[str, Any]:
    """The descriptor of a release. Raises UserError if it cannot be read."""
    path = folder / FILE
    try:
        descriptor: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UserError(f"{path}: cannot be read ({error}); restore the release") from None
    return descriptor


def without_release_facts(descriptor: dict[str, Any]) -> dict[str, Any]:
    """The part of a descriptor as `describe` gives it."""
    described = {name: v for name, v in descriptor.items() if name not in _PACKAGE_FACTS}
    described["resources"] = [
        {name: value for name, value in resource.items() if name not in _RESOURCE_FACTS}
        for resource in descriptor["resources"]
    ]
    return described


def _resource(table: TableSchema) -> dict[str, Any]:
    return {
        "$schema": f"{PROFILES}/dataresource.json",
        "name": table.name,
        "type": "table",
        "path": f"csv/{table.name}.csv",
        "title": table.title,
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": _table_schema(table),
    }


def _table_schema(table: TableSchema) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "$schema": f"{PROFILES}/tableschema.json",
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.primary_key),
    }
    if table.foreign_keys:
        schema["foreignKeys"] = []
    for key in table.foreign_keys:
        reference: dict[str, Any] = {"fields": list(key.references)}
        if key.table != table.name:  # a reference to the table itself names none
            reference["resource"] = key.table
        schema["foreignKeys"].append({"fields": list(key.columns), "reference": reference})
    return schema


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {
        "required": column.required or None,
        "unique": column.unique or None,
        "enum": list(column.enum) if column.enum else None,
        "pattern": column.pattern,
        "minimum": _number(column.minimum),
        "maximum": _number(column.maximum),
    }
    constraints = {name: value for name, value in constraints.items() if value is not None}
    field: dict[str, Any] = {
        "name": column.name,
        "type": column.type,
        "description": column.description,
    }
    if constraints:
        field["constraints"] = constraints
    if column.excerpt:
        field["excerpt"] = True
    return field


def _number(limit: float | None) -> float | int | None:
    return int(limit) if limit is not None and limit == int(limit) else limit


def schema_sha256(descriptor: dict[str, Any]) -> str:
    """A hash of the tables' schemas in a descriptor, of this release or an older one."""
    schemas = [[resource["name"], resource["schema"]] for resource in descriptor["resources"]]
    return hashlib.sha256(json.dumps(schemas, sort_keys=True).encode()).hexdigest()
