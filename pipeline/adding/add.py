"""Adding files to a source: all are examined first, then those that can be taken are placed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pipeline.adding import placing
from pipeline.adding.examining import Examined, Examiner
from pipeline.adding.names import safe_name
from pipeline.adding.order import (
    Order,
    is_new,
    new_settings,
    of_one_document,
    require_as_stated,
)
from pipeline.adding.present import Present
from pipeline.errors import UserError
from pipeline.paths import Folders
from pipeline.raw_folder import list_documents, survey
from pipeline.sources import SOURCE_FILE, RawDocument, Settings, Source, Stated


@dataclass(frozen=True)
class Added:
    """What became of a file that was given: `fault` says why it was refused."""

    given: Path
    fault: str | None
    examined: Examined | None


def add(order: Order, folders: Folders, today: date) -> list[Added]:
    """Put the files that can be taken below raw/; what became of each, in their order.

    Raises UserError, and changes nothing, if source and metadata are not sound, or the disk fails.
    """
    raw = folders.raw
    if not raw.is_dir():
        raise UserError(f"{raw}: there is no such folder. Name the one with --raw, or create it.")
    with placing.aside(raw) as aside:
        sources = _sources(raw, order.source_id) if any(_visible(raw)) else []
        settings = _settings(order, raw, sources)
        examiner = Examiner(Present(list_documents(raw, sources), folders.work))
        folder = aside / order.source_id
        folder.mkdir()
        results = list(_examined(order, raw, folder, settings, examiner))
        documents = {
            Path(each.examined.file.raw_path).name: _stated(order, each.examined)
            for each in results
            if each.examined and not each.fault
        }
        if documents and is_new(raw, order.source_id):
            new = settings.model_copy(update={"read_until": today, "documents": documents})
            placing.place_new(raw, folder, new)
        elif documents:
            placing.place(raw, folder, documents, today)
        return results


def _visible(raw: Path) -> Iterator[Path]:
    return (path for path in raw.iterdir() if not path.name.startswith("."))


def _sources(raw: Path, source_id: str) -> list[Source]:
    """Those that are sound. UserError where `source_id` is there, and is none of them."""
    found = survey(raw)
    for misfit in found.misfits:
        if misfit.name == source_id:
            raise UserError(misfit.fault)
    return found.sources


def _settings(order: Order, raw: Path, sources: Sequence[Source]) -> Settings:
    if is_new(raw, order.source_id):
        return new_settings(raw, order)
    (source,) = (source for source in sources if source.source_id == order.source_id)
    require_as_stated(order, source, raw / order.source_id / SOURCE_FILE)
    return source


def _examined(
    order: Order, raw: Path, folder: Path, settings: Settings, examiner: Examiner
) -> Iterator[Added]:
    """Each file, copied into `folder` under the name that it gets."""
    taken = set(placing.names_in(raw / order.source_id))
    for given in order.files:
        name = safe_name(given.name, taken)
        try:
            placing.copy(given, folder / name)
        except UserError as error:
            yield Added(given, str(error), None)
            continue
        documents = {name: Stated(**order.facts.model_dump())}
        values = dict(settings) | {"source_id": order.source_id, "documents": documents}
        document = RawDocument(Source(**values), folder / name, f"{order.source_id}/{name}")
        examined = examiner.examine(document)
        of_one = of_one_document(order.facts)
        if examined.is_archive and of_one:
            examined = replace(examined, fault=f"{of_one} can be said of one article only.")
        if examined.fault is None:
            taken.add(name)
        else:
            (folder / name).unlink()
        yield Added(given, examined.fault, examined)


def _stated(order: Order, examined: Examined) -> Stated:
    return Stated(**order.facts.model_dump(), sha256=examined.sha256)
