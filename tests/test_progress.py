"""Progress is a bar for people and a few plain lines for logs."""

import sys

import pytest

from pipeline.progress import REPORTS, progress


def test_plain_lines_are_few_and_end_with_the_total(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("Reading", 1000) as advance:
        for _ in range(1000):
            advance(1)
    out, err = capsys.readouterr()
    lines = err.splitlines()
    assert out == ""
    assert len(lines) == REPORTS
    assert lines[-1] == "Reading: 1000 of 1000"


def test_nothing_to_do_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("Reading", 0):
        pass
    assert capsys.readouterr() == ("", "")


def test_terminal_gets_a_bar(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    with progress("Reading", 2) as advance:
        advance(2)
    err = capsys.readouterr().err
    assert "2/2" in err
    assert "\x1b[" in err
