"""Every fault in a YAML file is told in one message that names the file and the line."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict

from pipeline import strict_yaml
from pipeline.errors import UserError


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid")
    count: int


class Whole(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str
    day: date | None = None
    parts: tuple[Part, ...] = ()


def load(folder: Path, text: str | bytes) -> Whole:
    path = folder / "whole.yml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return strict_yaml.load(path, Whole)


def test_loads_what_the_file_visibly_says(tmp_path: Path) -> None:
    whole = load(tmp_path, "name: NO\nday: 2020-09-08\nparts:\n  - count: 3\n")
    assert whole == Whole(name="NO", day=date(2020, 9, 8), parts=(Part(count=3),))


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("name: a\nname: b\n", 2, "name: the key is there twice"),
        ("name: a\nparts:\n- count: 1\n  count: 2\n", 4, "parts.0.count: the key is there twice"),
        ("name: a\nname: [\n", 3, "not valid YAML"),
        ("name: a\n---\nname: b\n", 2, "not valid YAML"),
        ("name: a\n\x07\n", 2, "not valid YAML"),
        ("name: a\ncolour: red\n", 2, "colour: unknown field"),
        ("<<: {name: b}\nname: a\n", 1, "<<: unknown field"),
        ("day: 2020-09-08\n", 1, "name: missing field"),
        ("name: a\nparts:\n  - count: 1\n  - {}\n", 4, "parts.1.count: missing field"),
        ("name: a\nparts:\n  - count: many\n", 3, "parts.0.count: Input should be a valid integer"),
        ("name: 3\n", 1, "name: must be text: put it in quotes"),
        ("name: true\n", 1, "name: must be text: put it in quotes"),
        ("name: a\nday: 2020-02-30\n", 2, "day: "),
        ("name: &n a\n", 1, "anchors and aliases are not allowed"),
        ("name: a\nparts: *p\n", 2, "anchors and aliases are not allowed"),
        ("name: !!python/object/apply:os.getcwd []\n", 1, "tags"),
        ("name: !!str 3\n", 1, "tags"),
        ("name: a\n3: b\n", 2, "3: a key must be text"),
        ("{a: b}: c\n", 1, "a key must be text"),
        ('name: "\\ud800"\n', 1, "surrogate"),
        ("", 1, "the file is empty"),
        ("- a\n", 1, "must consist of fields"),
        ("just words\n", 1, "must consist of fields"),
        (b"name: a\nday: \xff\n", 2, "not UTF-8"),
        ("[" * 3000, 1, ""),
    ],
)
def test_tells_file_and_line_of_a_fault(
    tmp_path: Path, text: str | bytes, line: int, words: str
) -> None:
    with pytest.raises(UserError) as caught:
        load(tmp_path, text)
    message = str(caught.value)
    assert message.startswith(f"{tmp_path / 'whole.yml'}:{line}: ")
    assert words in message
    assert "\n" not in message


def test_tells_all_faults_of_the_fields_at_once(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        load(tmp_path, "colour: red\nparts: 3\n")
    assert len(str(caught.value).splitlines()) == 3


def test_tells_that_a_file_is_missing_or_a_folder(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"nothing\.yml: the file is missing"):
        strict_yaml.load(tmp_path / "nothing.yml", Whole)
    with pytest.raises(UserError, match="cannot be read"):
        strict_yaml.load(tmp_path, Whole)


def test_a_file_that_would_take_too_long_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(strict_yaml, "LARGEST", 100)
    with pytest.raises(UserError, match=r"whole\.yml: more than the 100 bytes"):
        load(tmp_path, "a" * 101)
    monkeypatch.setattr(strict_yaml, "MOST", 10)
    with pytest.raises(UserError, match=r"whole\.yml:2: more than the 10 values and keys"):
        load(tmp_path, "name: [1, 2, 3,\n" + "4, " * 20 + "]")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.binary(max_size=40) | st.text("ab:-[]{}&*!#'\"\n |>?,%@`~<", max_size=40))
def test_any_content_loads_or_is_a_fault_of_the_user(tmp_path: Path, data: bytes | str) -> None:
    try:
        load(tmp_path, data if isinstance(data, bytes) else data.encode())
    except UserError as error:
        assert str(error).startswith(f"{tmp_path / 'whole.yml'}:")
