"""What was measured is told the same on a terminal, in files and at the command line."""

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.console import Console

from pipeline.cli import main
from pipeline.errors import UserError
from pipeline.evaluation import evaluate as evaluating
from pipeline.evaluation import report
from pipeline.evaluation.evaluate import Evaluation, score
from pipeline.evaluation.gold import Gold
from pipeline.paths import PROJECT
from tests.evaluation.builders import case, claim, gold_of, quote, span


@pytest.fixture
def evaluation() -> Evaluation:
    made = case("quotes", [quote("q1", span(0)), quote("q2", span(1))], [quote("q1", span(0))])
    return score("example", gold_of(made), [made.article], [made.found])


def test_every_score_is_a_line_of_csv_and_absent_values_are_empty(evaluation: Evaluation) -> None:
    files = report.csv_files([evaluation])
    lines = list(csv.DictReader(io.StringIO(files[report.SCORES].decode())))
    assert len(lines) == len(evaluation.scores)
    first = lines[0]
    assert (first["gold"], first["table"], first["measure"]) == ("example", "quotes", "overlap")
    assert (first["precision"], first["recall"], first["f1"]) == ("1.0", "0.5", "0.6667")
    assert first["value"] == ""
    missed = list(csv.DictReader(io.StringIO(files[report.CONFUSIONS].decode())))
    assert ("direct", "", "1") in [(r["gold_value"], r["found_value"], r["n_rows"]) for r in missed]


def test_the_terminal_shows_every_measure_in_eighty_columns(evaluation: Evaluation) -> None:
    console = Console(width=80, file=io.StringIO())
    with console.capture() as capture:
        console.print(report.render([evaluation]))
    shown = capture.get()
    assert "…" not in shown
    for measured in evaluation.scores:
        assert measured.measure in shown
    assert "example: principle mentions" in shown


def test_a_folder_that_cannot_be_written_is_told(evaluation: Evaluation, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="--csv"):
        report.write(tmp_path / "file" / "below", [evaluation])


def test_the_command_prints_and_writes_what_was_measured(
    evaluation: Evaluation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = []

    def instead(gold: Gold) -> list[Evaluation]:
        names.append(gold.name)
        return [evaluation]

    monkeypatch.setattr(evaluating, "evaluate", instead)
    monkeypatch.chdir(PROJECT)
    result = CliRunner().invoke(main, ["evaluate", "--csv", str(tmp_path / "new")])
    assert result.exit_code == 0, result.output
    assert names == ["articles"]
    assert "example: quotes" in result.stdout
    assert {path.name for path in (tmp_path / "new").iterdir()} == {
        report.SCORES,
        report.CONFUSIONS,
    }


def test_the_command_tells_which_folder_has_no_gold(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["evaluate", "--gold", str(tmp_path)])
    assert result.exit_code == 1
    assert f"{tmp_path / 'articles.csv'}: missing" in result.stderr


def test_labels_confused_are_counted_in_the_report() -> None:
    made = case("claims", [claim(span(0), claim_type="value")], [claim(span(0))])
    found = score("example", gold_of(made), [made.article], [made.found])
    lines = report.csv_files([found])[report.CONFUSIONS].decode().splitlines()
    assert "example,claims,claim_type,value,fact,1" in lines
