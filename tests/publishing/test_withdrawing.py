"""A withdrawn version is marked for everybody, deleted for nobody, and not published again."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.errors import UserError
from pipeline.publishing import index
from pipeline.publishing.content import Provenance
from tests.publishing.conftest import WITH_BO, Publish, snapshot

NAME = "gids-discourse"
ANNA = {"entity_id": "ana-novak", "name": "Anna"}


def withdraw(releases: Path, *args: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["withdraw", *args, "--releases", str(releases)])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


def test_it_is_marked_everywhere_and_its_files_stay(two: Path) -> None:
    before = snapshot(two / "0.1.1")
    code, told = withdraw(two, "0.1.1", "--reason", " wrong\nnames | of all ")
    assert code == 0
    assert "Version 0.1.1 is withdrawn: wrong names | of all" in told
    assert "The version to use is 0.1.0." in told
    assert snapshot(two / "0.1.1") == before
    listed = index.Index.model_validate_json((two / "index.json").read_bytes())
    assert listed.newest == "0.1.0"
    marks = [(entry.version, entry.withdrawn, entry.reason) for entry in listed.releases]
    assert marks == [("0.1.0", False, None), ("0.1.1", True, "wrong names | of all")]
    readme = (two / "README.md").read_text("utf-8")
    assert "| withdrawn: wrong names \\| of all |" in readme
    assert "The newest is [0.1.0](0.1.0/README.md)." in readme
    told = CliRunner().invoke(main, ["diff", "0.1.0", "0.1.1", "--releases", str(two)]).output
    assert "Version 0.1.1 was withdrawn: wrong names" in told


def test_the_next_version_has_the_next_number_and_is_compared_with_the_valid_one(
    two: Path, publish_rows: Publish
) -> None:
    index.withdraw(two, NAME, "0.1.1", "wrong names")
    assert publish_rows().version == "0.1.0"  # as good as the valid one: nothing new
    third = publish_rows(entities=[ANNA])
    assert third.version == "0.1.2"
    changes = (third.folder / "CHANGES.md").read_text("utf-8")
    assert "compared with version 0.1.0" in changes
    assert "Version 0.1.1 was withdrawn: wrong names" in changes
    assert "| `entities` | 0 | 0 | 1 |" in changes


def test_when_none_is_left_all_rows_are_new_and_the_number_rises(
    publish_rows: Publish, one: Path
) -> None:
    code, told = withdraw(one, "0.1.0", "--reason", "wrong names")
    assert (code, "None is left to use." in told) == (0, True)
    assert "There is none that may be used." in (one / "README.md").read_text("utf-8")
    second = publish_rows(entities=[ANNA])
    assert second.version == "0.1.1"
    changes = (second.folder / "CHANGES.md").read_text("utf-8")
    assert "has no version before it that is not withdrawn: every row is new" in changes


def test_the_same_code_does_not_publish_it_again(two: Path, publish_rows: Publish) -> None:
    index.withdraw(two, NAME, "0.1.1", "wrong names")
    with pytest.raises(UserError, match=r"again what version 0\.1\.1 holds.*: wrong names"):
        publish_rows(entities=WITH_BO)
    assert not (two / "0.1.2").exists()


def test_mended_code_publishes_the_same_rows_again(
    two: Path, publish_rows: Publish, mended: Provenance
) -> None:
    index.withdraw(two, NAME, "0.1.1", "files that nobody could read")
    again = publish_rows({"provenance": mended}, entities=WITH_BO)
    assert (again.version, again.is_new) == ("0.1.2", True)


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("9.9.9", "--reason", "no"), "there is no version 9.9.9; published: 0.1.0"),
        (("../0.1.0", "--reason", "no"), "there is no version ../0.1.0; published: 0.1.0"),
        (("0.1.0", "--reason", " \n"), "withdrawn for a reason"),
    ],
)
def test_what_cannot_be_withdrawn_is_told(one: Path, args: tuple[str, ...], message: str) -> None:
    before = snapshot(one)
    code, told = withdraw(one, *args)
    assert (code, message in told) == (1, True)
    assert snapshot(one) == before


def test_withdrawing_twice_tells_the_first_reason(one: Path) -> None:
    index.withdraw(one, NAME, "0.1.0", "first")
    code, told = withdraw(one, "0.1.0", "--reason", "second")
    assert (code, "version 0.1.0 is withdrawn already: first" in told) == (1, True)
    assert index.read(one, NAME).releases[0].reason == "first"


def test_without_a_reason_or_releases_there_is_nothing_to_do(tmp_path: Path) -> None:
    assert withdraw(tmp_path / "none", "0.1.0")[0] == 2
    code, told = withdraw(tmp_path / "none", "0.1.0", "--reason", "x")
    assert (code, "no release yet" in told) == (1, True)
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("damage", ["{", "[]", '{"0.1.0": 1}'])
def test_a_damaged_record_is_told_and_never_passed_over(
    publish_rows: Publish, one: Path, damage: str
) -> None:
    (one / "withdrawn.json").write_text(damage, "utf-8")
    with pytest.raises(UserError, match=r"withdrawn\.json: damaged; restore it"):
        publish_rows(entities=[ANNA])
