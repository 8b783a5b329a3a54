"""A table of a release that cannot be read is told in one message, whatever wanted to read it."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main


@pytest.mark.parametrize("content", [b"garbage", None])
@pytest.mark.parametrize(
    ("table", "command"),
    [
        ("articles", ["status"]),
        ("quotes", ["show", "q-1"]),
        ("quotes", ["diff", "0.1.0", "0.1.0"]),
    ],
)
def test_it_is_named_with_the_way_out(
    released: Path, table: str, command: list[str], content: bytes | None
) -> None:
    path = released / "releases" / "0.1.0" / "parquet" / f"{table}.parquet"
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    result = CliRunner().invoke(main, command)
    assert isinstance(result.exception, SystemExit)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{path.relative_to(released)}: " in result.stderr
    assert "restore the release" in result.stderr
