"""How far a long step has come: a bar on a terminal, plain lines everywhere else.

It goes to standard error, so that standard output stays for results.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

REPORTS = 10  # plain lines printed in all, whatever the number of steps


@contextmanager
def progress(description: str, total: int) -> Iterator[Callable[[int], None]]:
    """Show `description` and the share of `total` steps that is done.

    Gives the function to call with the number of steps just done; silent when there are none to do.
    """
    if not total:
        yield lambda steps: None
    elif sys.stderr.isatty():
        # Imported here: the command line must answer --help at once.
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
        from rich.progress import TimeRemainingColumn as Remaining

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Remaining())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(description, total=total)
            yield lambda steps: bar.advance(task, steps)
    else:
        yield _plain_lines(description, total)


def _plain_lines(description: str, total: int) -> Callable[[int], None]:
    done = 0

    def advance(steps: int) -> None:
        nonlocal done
        before, done = done, done + steps
        if before * REPORTS // total != done * REPORTS // total:
            print(f"{description}: {done} of {total}", file=sys.stderr, flush=True)

    return advance
