"""What work costs the process that does it: CPU time, peak memory, on one core.

Belongs here: what every benchmark measures with, inside the measured process. The standard library
only: it runs in environments that have nothing else.
"""

import os
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

Result = TypeVar("Result")

ONE_THREAD = dict.fromkeys(
    (
        "OMP_NUM_THREADS",
        "OPENBLAS_NUM_THREADS",
        "MKL_NUM_THREADS",
        "BLIS_NUM_THREADS",
        "NUMEXPR_NUM_THREADS",
        "VECLIB_MAXIMUM_THREADS",
    ),
    "1",
)
"""Environment of a measured process: what its libraries start must not count twice."""

RSS_UNIT = 1 if sys.platform == "darwin" else 1024  # getrusage has bytes there, kibibytes elsewhere


@dataclass(frozen=True)
class Cost:
    """CPU seconds (user and system) of the work alone; peak memory in bytes of the whole process,
    libraries and models included.
    """

    cpu_seconds: float
    peak_bytes: int


def stay_on_one_core() -> None:
    """Bind this process to the first core it may use, where the system can."""
    if sys.platform == "linux":
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def measured(work: Callable[[], Result]) -> tuple[Result, Cost]:
    """The result of the work, and what it cost.

    A process inherits the peak of the one that started it, so that one must stay the smaller.
    """
    started = time.process_time()
    result = work()
    seconds = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return result, Cost(seconds, peak * RSS_UNIT)
