"""CITATION.cff: how to cite this version, in the Citation File Format 1.2.0."""

from pathlib import Path

import yaml

from pipeline.publishing.content import Release


def write(folder: Path, release: Release) -> None:
    """Write the citation of the release."""
    dataset = release.description.dataset
    citation = {
        "cff-version": "1.2.0",
        "message": dataset.citation_message,
        "type": "dataset",
        "title": dataset.title,
        "abstract": dataset.description,
        "authors": [{"name": creator.name} for creator in dataset.creators],
        "version": release.version,
        "date-released": release.published.isoformat(),
        "license": dataset.licence.id,
        "keywords": list(dataset.keywords),
    }
    text = yaml.safe_dump(citation, sort_keys=False, allow_unicode=True, width=100)
    (folder / "CITATION.cff").write_text(text, encoding="utf-8", newline="\n")
