"""Removing work that nobody needs any more: shards of extractors that have long been others.

Belongs here: which folders of shards go. Does not belong here: what stands in one (shards.py).
"""

import shutil
from pathlib import Path

from pipeline.shards import ShardStore

KEPT = 2
"""Extractors whose work stays: this one, and the one before it, for who goes back a step."""


def remove_older(work: Path, version: str) -> None:
    """Remove the shards of all extractors but `version` and those at work last.

    What cannot be removed stays: it costs room and nothing else.
    """
    own = ShardStore(work, version).folder
    others = [path for path in own.parent.glob("*") if path.is_dir() and path != own]
    others.sort(key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in others[KEPT - 1 :]:
        shutil.rmtree(path, ignore_errors=True)
