"""The README's picture can be drawn, and stays small."""

from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser import picture

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_it_is_a_small_webp(browser: "Browser", newest: Path) -> None:
    drawn = picture.drawn(browser, newest / "index.html")
    assert (drawn[:4], drawn[8:12]) == (b"RIFF", b"WEBP")
    assert 10_000 < len(drawn) <= picture.LARGEST
