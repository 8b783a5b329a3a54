"""The README's first picture: `python -m tests.browser.picture`, or `make picture`.

Belongs here: what the picture shows and how large it is.
"""

import base64
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.errors import UserError
from pipeline.explorer.page import FILE
from pipeline.paths import PROJECT
from pipeline.publishing import index
from pipeline.schema.dataset import load_dataset
from tests.browser import driver
from tests.browser.opening import open_at

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ViewportSize

TARGET = PROJECT / "pipeline" / "explorer" / "screenshot.webp"
SHOWN = "#principles"
SIZE: "ViewportSize" = {"width": 1200, "height": 820}
LARGEST = 80_000  # bytes
FORMAT = {"format": "webp", "quality": 80}
"""A PNG of the same would have half as many bytes again."""


@click.command()
@click.option(
    "--page",
    "path",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="An index.html; that of the newest release, if not given.",
)
def main(path: Path | None) -> None:
    """Draw the principles of a release, as its page shows them, for the README."""
    try:
        draw(path or newest_page())
    except UserError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{TARGET.relative_to(PROJECT)}: {TARGET.stat().st_size:,} bytes")


def newest_page() -> Path:
    """Of the newest release that is not withdrawn. Raises UserError if it has none."""
    found = index.read(PROJECT / "releases", load_dataset().name).newest_valid
    path = None if found is None else PROJECT / "releases" / found.version / FILE
    if path is None or not path.is_file():
        raise UserError("the newest release has no page yet; publish one with make release")
    return path


def draw(path: Path) -> None:
    """Write TARGET. Raises UserError if there is no browser, or the picture is too large."""
    if reason := driver.missing():
        raise UserError(reason)
    with driver.started() as browser:
        picture = drawn(browser, path.resolve())
    if len(picture) > LARGEST:
        raise UserError(f"nothing written: {len(picture):,} bytes are more than {LARGEST:,}")
    TARGET.write_bytes(picture)


def drawn(browser: "Browser", path: Path) -> bytes:
    """The picture of an index.html, as WebP."""
    page = browser.new_page(viewport=SIZE, reduced_motion="reduce")
    try:
        session = page.context.new_cdp_session(open_at(page, path, SHOWN))
        taken = session.send("Page.captureScreenshot", FORMAT)
        return base64.b64decode(taken["data"])
    finally:
        page.close()


if __name__ == "__main__":
    main()
