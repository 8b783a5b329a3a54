"""Work that tests give to workers, in a module of its own: processes import it by name.

Belongs here: functions of a batch, with items that harm the process that works on them, and an
extraction that takes no time.
"""

import ctypes
import os
import re
import signal
import sys
import time
from collections.abc import Sequence

import pyarrow as pa

from pipeline.batches import Waiting
from pipeline.shards import shard_of
from pipeline.workers import at_most
from tests.builders import row

SECONDS = 1.0


def echo(batch: Sequence[str]) -> list[str]:
    """The items, each by way of what it says."""
    return [_one(item) for item in batch]


def _one(item: str) -> str:
    with at_most(SECONDS):
        match item.partition(":")[0]:
            case "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            case "crash":
                ctypes.string_at(0)
            case "sleep":
                time.sleep(60)
            case "spin":
                re.match(r"(a+)+$", "a" * 40 + "b")  # for years, and without the interpreter
            case "error":
                raise ZeroDivisionError(item)
            case "slow":
                time.sleep(0.05)
    return item


def who(batch: Sequence[str]) -> list[int]:
    """The process that was given the batch."""
    return [os.getpid()]


def never_begins(batch: Sequence[str]) -> list[str]:
    """Dies of the empty batch that comes first."""
    sys.exit(3)


def extract(batch: Sequence[Waiting], version: str) -> pa.Table:
    """An article a document, named by its text; takes no time. Dies of the text `kill`."""
    return shard_of([(each.key, rows_of(each)) for each in batch])


def rows_of(each: Waiting) -> dict[str, list[dict[str, object]]]:
    """The rows of a document."""
    raw_path, text = each.received.raw_path, each.received.data.decode()
    if text == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    article = row("articles", article_id=f"a-{text}", raw_path=raw_path)
    return {
        "articles": [article],
        "sentences": [
            row("sentences", article_id=f"a-{text}", sentence_id=f"s-{text}-{n}") for n in range(3)
        ],
        "texts": [
            {
                "article_id": f"a-{text}",
                "text": text,
                "normalised_sha256": "0" * 64,
                "signature": b"",
            }
        ],
    }
