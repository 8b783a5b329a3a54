"""Every example of the README runs as it stands there."""

import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
import yaml
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.paths import PROJECT
from pipeline.sources import Settings

README = (PROJECT / "README.md").read_text(encoding="utf-8")
RELEASE = PROJECT / re.findall(r"releases/\d+\.\d+\.\d+", README)[0]


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def statements() -> list[str]:
    return [line for block in blocks("sql") for line in block.splitlines() if line.strip()]


@pytest.mark.parametrize("sql", statements())
def test_duckdb_examples_give_rows(sql: str) -> None:
    with duckdb.connect(str(RELEASE / "gids-discourse.duckdb"), read_only=True) as connection:
        assert connection.sql(sql).fetchall()


@pytest.mark.parametrize("code", blocks("python"))
def test_pandas_examples_print_something(code: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert "direct" in done.stdout


@pytest.mark.parametrize("code", blocks("r"))
def test_r_examples_use_files_and_functions_of_the_release(code: str) -> None:
    (path,) = re.findall(r'source\("(.*)"\)', code)
    loader = (PROJECT / path).read_text(encoding="utf-8")
    assert "load_gids <- function" in loader
    (folder,) = re.findall(r'load_gids\("(.*)"\)', code)
    assert (PROJECT / folder / "csv" / "quotes.csv").is_file()


@pytest.mark.parametrize("text", blocks("yaml"))
def test_the_source_example_is_a_valid_source(text: str) -> None:
    loaded = yaml.load(text, Loader=yaml.BaseLoader)
    assert Settings.model_validate(loaded).documents


@pytest.mark.parametrize(
    "line", [line for block in blocks("sh") for line in block.splitlines() if "gids " in line]
)
def test_every_command_shown_exists_with_its_options(line: str) -> None:
    command = re.findall(r"gids (\w+)", line)[0]
    shown = CliRunner().invoke(main, [command, "--help"])
    assert shown.exit_code == 0
    for option in re.findall(r"--\w+", line):
        assert option in shown.output


@pytest.mark.parametrize("target", re.findall(r"^make (\w+)", README, re.MULTILINE))
def test_every_make_target_shown_exists(target: str) -> None:
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target}:", makefile, re.MULTILINE)


def test_every_path_shown_exists() -> None:
    shown = re.findall(r"`((?:schemas|pipeline|tests|releases|raw)/[\w/.-]*)`", README)
    assert shown
    missing = [path for path in shown if not Path(PROJECT, path).exists()]
    assert not missing


def test_every_picture_shown_exists_is_small_and_has_a_text_in_its_place() -> None:
    shown = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", README)
    assert shown
    for text, path in shown:
        assert len(text) > 20
        assert (PROJECT / path).stat().st_size <= 80_000
