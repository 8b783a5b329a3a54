"""The number of the next version, from how grave the difference is; never typed by hand.

Belongs here: the arithmetic of version numbers. Does not belong here: finding differences.
"""

from packaging.version import Version

from pipeline.publishing.described import Level


def next_version(last: str | None, level: Level, *, stable: bool) -> str:
    """The version after `last` (None: there is none) for a difference of `level`.

    Below 1.0.0 a major difference raises the minor number and every other the patch number;
    `stable` leads from there to 1.0.0, and nothing leads back.
    """
    if last is None:
        return "1.0.0" if stable else "0.1.0"
    if level is Level.NONE:
        raise ValueError("no difference, no version")
    major, minor, patch = Version(last).release
    if major == 0 and stable:
        return "1.0.0"
    if major == 0:
        return f"0.{minor + 1}.0" if level is Level.MAJOR else f"0.{minor}.{patch + 1}"
    if level is Level.MAJOR:
        return f"{major + 1}.0.0"
    if level is Level.MINOR:
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + 1}"
