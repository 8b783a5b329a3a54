"""The Makefile sets up the environment when it must, and only then (read off `make -n`)."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.paths import PROJECT


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for name in ("Makefile", "requirements.lock", "pyproject.toml"):
        shutil.copy(PROJECT / name, tmp_path)
    return tmp_path


def planned(checkout: Path, target: str) -> list[str]:
    # The tests themselves may run below make, which hands its flags down.
    env = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    done = subprocess.run(
        ["make", "-n", target], cwd=checkout, env=env, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


def make_ready(checkout: Path) -> Path:
    stamp = checkout / ".venv" / ".ready"
    stamp.parent.mkdir()
    stamp.touch()
    return stamp


@pytest.mark.parametrize(
    ("target", "command"),
    [
        ("release", ".venv/bin/gids release"),
        ("test", ".venv/bin/python -m pytest -n auto --dist loadfile"),
        ("lint", ".venv/bin/mypy --strict pipeline"),
    ],
)
def test_environment_is_made_first_and_only_once(checkout: Path, target: str, command: str) -> None:
    plan = planned(checkout, target)
    installs = [line for line in plan if " install " in line]
    assert ["--require-hashes" in line for line in installs] == [True, False]
    assert "--no-deps --no-build-isolation -e ." in installs[1]
    assert plan.index(installs[1]) < plan.index("touch .venv/.ready") < plan.index(command)
    make_ready(checkout)
    assert not [
        line for line in planned(checkout, target) if " install " in line or "venv " in line
    ]


@pytest.mark.parametrize("newer", ["requirements.lock", "pyproject.toml"])
def test_environment_older_than_its_description_is_made_again(checkout: Path, newer: str) -> None:
    stamp = make_ready(checkout)
    later = stamp.stat().st_mtime + 10
    os.utime(checkout / newer, (later, later))
    assert any("rm -rf .venv" in line for line in planned(checkout, "test"))


def test_environment_left_half_made_is_made_again(checkout: Path) -> None:
    make_ready(checkout).unlink()
    assert any("rm -rf .venv" in line for line in planned(checkout, "test"))


def test_without_the_right_python_it_says_what_is_needed(checkout: Path, tmp_path: Path) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    for tool in ("make", "bash", "rm"):
        (tools / tool).symlink_to(shutil.which(tool) or "")
    (tools / "python3").write_text("#!/bin/sh\nexit 1\n")
    (tools / "python3").chmod(0o755)
    done = subprocess.run(
        [tools / "make", "test"],
        cwd=checkout,
        env={"PATH": str(tools)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "Python 3.11 is needed: put python3.11" in done.stderr
    assert not (checkout / ".venv").exists()


def test_web_interface_is_local_and_its_telemetry_off(checkout: Path) -> None:
    make_ready(checkout)
    plan = "\n".join(planned(checkout, "dev"))
    assert "--host 127.0.0.1" in plan
    assert "cp pipeline/dagster.yaml" in plan
    assert "telemetry:\n  enabled: false\n" in (PROJECT / "pipeline" / "dagster.yaml").read_text()
