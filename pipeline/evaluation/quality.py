"""How good the extraction is, as files for a release: its scores, how well its confidence holds,
and the annotators' agreement.

Kept in the work folder under a hash of all that they depend on, so that a run with the same
extractor and the same gold reads them and computes nothing.
"""

import hashlib
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.batches import extractor_version
from pipeline.evaluation import agreement, calibration, reliability, report
from pipeline.evaluation.evaluate import evaluate
from pipeline.evaluation.gold import SCORED, Gold, has_texts, read_gold

FOLDER = "quality"
"""Folder of the files in a release, and of those kept below the work folder."""

GOLD_SIZES = "gold_sizes.csv"


def quality_files(gold: Path, raw: Path) -> dict[str, bytes]:
    """Files by their path in a release, from the gold in the folders below `gold`.

    Gold whose articles are not there is left out. Raises UserError where gold is malformed.
    """
    return _files(gold, raw, _read(gold, raw))


def kept_quality_files(gold: Path, raw: Path, work: Path) -> dict[str, bytes]:
    """The same, computed once and kept below `work`."""
    sets = _read(gold, raw)
    if not sets:
        return {}
    folder = work / FOLDER / _version(gold, sets)
    if not folder.is_dir():
        _keep(folder, _files(gold, raw, sets))
    return {f"{FOLDER}/{path.name}": path.read_bytes() for path in sorted(folder.iterdir())}


def _read(gold: Path, raw: Path) -> list[Gold]:
    return [read_gold(gold / name, raw) for name in SCORED if has_texts(gold / name, raw)]


def _files(gold: Path, raw: Path, sets: Sequence[Gold]) -> dict[str, bytes]:
    if not sets:
        return {}
    files = report.csv_files([each for one in sets for each in evaluate(one)])
    files[GOLD_SIZES] = report.to_csv(["gold", "n_articles", "n_characters"], _sizes(sets))
    files[reliability.FILE] = reliability.as_csv(calibration.validated(sets))
    if all(has_texts(gold / name, raw) for name in agreement.ANNOTATORS):
        files[agreement.FILE] = agreement.as_csv(agreement.agreement(gold, raw))
    return {f"{FOLDER}/{name}": data for name, data in files.items()}


def _sizes(sets: Sequence[Gold]) -> Iterator[tuple[str, int, int]]:
    """By what is scored by itself: how many articles and characters were annotated."""
    for one in sets:
        for name, articles in one.parts.items():
            yield name, len(articles), sum(len(article.text) for article in articles)


def _version(gold: Path, sets: Sequence[Gold]) -> str:
    """A hash of extractor, scoring code, annotation and texts."""
    digest = hashlib.sha256(extractor_version().encode())
    code = sorted(Path(__file__).parent.glob("*.py"))
    for path in [*code, *sorted(gold.rglob("*.csv"))]:
        digest.update(path.relative_to(path.parents[1]).as_posix().encode())
        digest.update(path.read_bytes())
    for article in (article for one in sets for article in one.articles):
        digest.update(article.text.encode())
    return digest.hexdigest()[:16]


def _keep(folder: Path, files: dict[str, bytes]) -> None:
    """Write the folder aside and rename it, so that it is never there by half."""
    aside = folder.with_name(f".{folder.name}.{os.getpid()}")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    for path, data in files.items():
        (aside / Path(path).name).write_bytes(data)
    aside.rename(folder)
