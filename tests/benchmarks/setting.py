"""Where and when a benchmark ran, to be told beside its figures."""

import os
import platform
from dataclasses import dataclass
from datetime import date
from pathlib import Path

CPU_INFO = Path("/proc/cpuinfo")


@dataclass(frozen=True)
class Setting:
    """What figures of time and memory depend on, and the command that gave them."""

    command: str
    day: date
    cpu: str
    python: str
    system: str


def this_setting(command: str) -> Setting:
    """Of this machine, today."""
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    return Setting(command, date.today(), _cpu(), platform.python_version(), system)


def _cpu() -> str:
    """The name of the processor; Linux knows it best."""
    if CPU_INFO.is_file():
        for line in CPU_INFO.read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition(":")
            if name.strip() == "model name":
                return value.strip()
    return platform.processor() or platform.machine()
