"""Every run leaves a line in the log of runs that says how it ended, and what to do."""

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline import outcomes
from pipeline.errors import UserError
from pipeline.paths import Folders
from pipeline.running import run
from tests import example
from tests.conftest import RELEASED_ON


def lines(project: Path) -> list[dict[str, Any]]:
    log = project / ".gids" / "work" / outcomes.LOG
    return [json.loads(line) for line in log.read_text("utf-8").splitlines()]


def test_a_version_then_nothing_new(project: Path, quick_checks: None) -> None:
    run("release", Folders.default(), RELEASED_ON)
    run("release", Folders.default(), RELEASED_ON)
    run("check", Folders.default(), RELEASED_ON)
    told = lines(project)
    assert [line["outcome"] for line in told] == ["published", "nothing new", "checked"]
    assert [line["version"] for line in told] == ["0.1.0", "0.1.0", None]
    assert [line["job"] for line in told] == ["release", "release", "check"]
    assert {line["by"] for line in told} == {"command line"}
    assert all(line["started"] <= line["ended"] for line in told)


def test_a_refusal_names_check_and_rows(
    project: Path, quick_checks: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = example.tables()
    broken["quotes"] = example.with_value(
        example.SCHEMAS["quotes"], broken["quotes"], 1, speaker_id="nobody"
    )
    monkeypatch.setattr("pipeline.gathering.gather", lambda *_: broken)
    run("release", Folders.default(), RELEASED_ON)
    (told,) = lines(project)
    assert (told["outcome"], told["version"]) == ("refused", None)
    assert "quotes: speaker_id_in_entities: q-2: speaker_id nobody is not in" in told["told"]


def test_a_failure_tells_the_way_out(project: Path) -> None:
    (project / "raw" / "example" / "source.yml").write_text("name: [", encoding="utf-8")
    with pytest.raises(UserError) as caught:
        run("release", Folders.default(), RELEASED_ON)
    (told,) = lines(project)
    assert (told["outcome"], told["told"]) == ("failed", str(caught.value))
    assert "source.yml" in told["told"]


@pytest.mark.parametrize(
    ("tags", "by"),
    [
        ({"dagster/sensor_name": "new_documents"}, "sensor"),
        ({"dagster/schedule_name": "regularly"}, "schedule"),
        ({outcomes.STARTED_BY: "command line"}, "command line"),
        ({}, "Dagster's page"),
    ],
)
def test_who_started_it(tags: dict[str, str], by: str) -> None:
    assert outcomes.started_by(tags) == by
