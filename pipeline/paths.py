"""Where things lie: the project's own folders, and the three folders a run works with.

Paths inside a release or below the work folder belong to the modules that write them.
"""

from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
SCHEMAS = PROJECT / "schemas"


@dataclass(frozen=True)
class Folders:
    """Of one run: documents as received, published releases, work that can be redone."""

    raw: Path
    releases: Path
    work: Path

    @classmethod
    def below(cls, root: Path) -> "Folders":
        """The usual folders of a project at `root`; they need not exist."""
        return cls(raw=root / "raw", releases=root / "releases", work=root / ".gids" / "work")

    @classmethod
    def default(cls) -> "Folders":
        """Those of the current directory when it has a raw folder, else those of the project."""
        here = Path()
        return cls.below(here if (here / "raw").is_dir() else PROJECT)
