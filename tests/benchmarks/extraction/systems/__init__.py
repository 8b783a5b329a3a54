"""The systems compared.

Each module has `PACKAGES`, whose versions are told beside the figures, and `load()`, which returns
the function that is measured: from a text to the quotes it finds. All use the same language model.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class System:
    """`module` in this folder; `peer` names its environment, where it is not the project's own."""

    name: str
    module: str
    peer: str | None = None
    finds_quotes: bool = True


BASELINE = System("bare parser", "bare_parser", finds_quotes=False)
SYSTEMS = (
    BASELINE,
    System("gids", "gids"),
    System("textacy", "with_textacy", "textacy"),
    System("sayswho", "with_sayswho", "sayswho"),
)
