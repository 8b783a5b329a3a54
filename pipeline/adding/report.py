"""What a person reads after adding: what became of each file, and what happens next."""

from collections.abc import Iterator, Sequence

from rich.markup import escape

from pipeline.adding.add import Added
from pipeline.adding.examining import Examined

NEXT = (
    "[bold]Next[/]: the next run extracts and publishes it: by itself while `make dev` is "
    "running, or now with `make release`."
)


def of_added(results: Sequence[Added]) -> str:
    """Each file with what became of it; with Rich's markup."""
    lines = [line for result in results for line in _lines(result)]
    if any(result.fault is None for result in results):
        lines += ["", NEXT]
    return "\n".join(lines)


def _lines(result: Added) -> Iterator[str]:
    given, examined = escape(repr(str(result.given))[1:-1]), result.examined
    if result.fault is not None:
        yield f"[red]refused[/] {given}: {escape(result.fault)}"
    elif examined is not None:
        yield f"[green]added[/]   {given} as {escape(examined.file.raw_path)}{_what(examined)}"
    if examined is not None and examined.near:
        near = f"{examined.near.raw_path} (article {examined.near.article_id})"
        yield f"          nearly the same as {escape(near)}: `duplicate_of` will tell."
    if examined is not None and examined.is_archive:
        yield from (f"          {escape(line)}" for line in examined.told)
        n_more = examined.n_duplicates + examined.n_rejected - len(examined.told)
        if n_more:
            yield f"          and {n_more} more"


def _what(examined: Examined) -> str:
    if not examined.is_archive:
        return f", article {examined.file.article_id}"
    return (
        f", an archive. New articles: {len(examined.new):,}, "
        f"duplicates: {examined.n_duplicates:,}, rejected: {examined.n_rejected:,}"
    )
