"""Confidence is what the annotated articles give, and no article has a say in its own."""

import difflib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluation import calibration, found
from pipeline.evaluation.calibration import (
    COMMAND,
    Judged,
    Sample,
    as_yaml,
    cross_validated,
    fit,
    judge,
)
from pipeline.evaluation.gold import Article, Rows
from pipeline.evaluation.matching import Case
from pipeline.extraction import confidence
from pipeline.extraction.confidence import load_confidence
from tests.evaluation.builders import case, claim, gold_of, mention, quote, span


def judged(
    rule: str = "clause", speaker: str = "pronoun", *, found: bool = True, right: bool = True,
    article: str = "one.txt", held_out: bool = False,
) -> Judged:  # fmt: skip
    grounds = {"found": rule, "speaker": speaker}
    return Judged("quotes", article, "gold", held_out, grounds, found, right and found)


some_rows = st.lists(
    st.builds(
        judged,
        st.sampled_from(["clause", "direct", "noun"]),
        st.sampled_from(["pronoun", "none"]),
        found=st.booleans(),
        right=st.booleans(),
        article=st.sampled_from(["one.txt", "two.txt", "three.txt"]),
        held_out=st.booleans(),
    ),
    max_size=30,
)


def of_quote(rows: Sequence[Judged], rule: str = "clause", speaker: str = "pronoun") -> float:
    return fit(rows).of("quotes", {"found": rule, "speaker": speaker})


# -- the committed file --------------------------------------------------------------------


def test_the_committed_shares_are_those_that_the_gold_gives() -> None:
    computed = as_yaml(fit(judge(calibration.own_gold()).rows))
    committed = confidence.FILE.read_text(encoding="utf-8")
    differing = difflib.unified_diff(
        committed.splitlines(), computed.splitlines(), "committed", "computed", "", "", 0, ""
    )
    assert committed == computed, (
        f"extraction or gold has changed since confidence was estimated. Run `{COMMAND}`, "
        "look at what it prints, then `python -m tests.golden_rows`:\n" + "\n".join(differing)
    )


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    shares = fit([judged(), judged("quoted phrase", found=False)])
    path = tmp_path / "confidence.yml"
    path.write_text(as_yaml(shares), encoding="utf-8")
    assert load_confidence(path) == shares


def test_the_command_writes_the_file_and_prints_how_well_it_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "confidence.yml"
    path.write_text("<<<<<<< spoilt", encoding="utf-8")
    sample = Sample((judged(), judged(article="two.txt")), Counter({("quotes", "gold"): 2}))
    monkeypatch.setattr(calibration, "FILE", path)
    monkeypatch.setattr(calibration, "judge", lambda sets: sample)
    calibration.main([])
    assert load_confidence(path) == fit(sample.rows)
    assert "| quotes | gold | brier |" in capsys.readouterr().out


def test_measuring_on_other_gold_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "confidence.yml"
    monkeypatch.setattr(calibration, "FILE", path)
    monkeypatch.setattr(
        calibration, "judge", lambda sets: Sample((judged(),), Counter({("quotes", "gold"): 1}))
    )
    calibration.main([str(calibration.PROJECT / "tests" / "gold" / "invented")])
    assert "| quotes | gold | brier |" in capsys.readouterr().out
    assert not path.exists()


# -- judging -------------------------------------------------------------------------------

ON = {"grounds": {"found": "clause", "speaker": "pronoun"}}


def judge_one(made: Case, monkeypatch: pytest.MonkeyPatch) -> list[tuple[bool, bool]]:
    """Found and right of the rows of one case, with its article held out."""

    def instead(articles: Sequence[Article]) -> list[Rows]:
        return [made.found]

    monkeypatch.setattr(found, "find", instead)
    gold = gold_of(replace(made, article=replace(made.article, part="held_out")))
    rows = judge([gold]).rows
    assert all(row.held_out and row.grounds == ON["grounds"] for row in rows)
    return [(row.found, row.right) for row in rows]


def test_a_quote_is_right_with_enough_of_its_span_and_its_speaker(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = case(
        "quotes",
        [quote("q1", span(0), speaker="Ana Novak"), quote("q2", span(1), speaker="China")],
        [
            quote("f1", span(0, 5), speaker="Ana Novak") | ON,
            quote("f2", span(1)) | ON,
            quote("f3", span(2), speaker="China") | ON,
        ],
    )
    assert judge_one(made, monkeypatch) == [(True, True), (True, False), (False, False)]


def test_a_claim_is_right_with_its_sentence_and_claimant(monkeypatch: pytest.MonkeyPatch) -> None:
    made = case(
        "claims",
        [claim(span(0), "China"), claim(span(1))],
        [claim(span(0), "India") | ON, claim(span(1), claim_type="value") | ON],
    )
    assert judge_one(made, monkeypatch) == [(True, False), (True, True)]


def test_a_mention_is_right_with_its_sentence_principle_and_speaker(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = case(
        "principle_mentions",
        [mention(span(0), "GIDS-1", speaker="China"), mention(span(1), "GIDS-1")],
        [mention(span(0), "GIDS-1", speaker="China") | ON, mention(span(1), "GIDS-2") | ON],
    )
    assert judge_one(made, monkeypatch) == [(True, True), (False, False)]


# -- estimating ----------------------------------------------------------------------------


def test_a_class_is_drawn_to_the_share_of_all_the_more_the_smaller_it_is() -> None:
    wrong = [judged("direct", right=False)] * 20
    few, many = [judged("direct", "none")], [judged("direct", "none")] * 40
    low = of_quote(wrong + few, "direct", "none")
    high = of_quote(wrong + many, "direct", "none")
    assert of_quote(wrong, "direct") < low < 0.5 < 0.9 < high


def test_confidence_is_brought_to_the_level_of_held_out_articles() -> None:
    read = [judged()] * 40
    unread = [judged(held_out=True)] * 10 + [judged(held_out=True, right=False)] * 10
    assert 0.5 < of_quote(read + unread) < 0.6
    assert of_quote(read + [replace(row, held_out=False) for row in unread]) > 0.8


def test_a_class_never_seen_has_the_share_of_all() -> None:
    shares = fit([judged()] * 6 + [judged("direct", found=False)] * 2).root["quotes"]["found"]
    assert shares.of("telepathy") == shares.any.share == 0.7  # (6 + 1) / (8 + 2)


def test_nothing_annotated_says_one_half_for_each_question() -> None:
    assert of_quote([]) == 0.25


@given(some_rows)
def test_confidence_is_a_probability_whatever_was_seen(rows: list[Judged]) -> None:
    shares = fit(rows)
    for rule in ("clause", "direct", "never"):
        for speaker in ("pronoun", "none", "never"):
            assert 0 <= shares.of("quotes", {"found": rule, "speaker": speaker}) <= 1


# -- measuring -----------------------------------------------------------------------------


@given(some_rows)
def test_an_article_has_no_say_in_its_own_confidence(rows: list[Judged]) -> None:
    truth = [replace(row, part=row.raw_path) for row in rows]
    lies = [
        replace(row, found=True, right=not row.right) if row.raw_path == "one.txt" else row
        for row in truth
    ]
    assert mean_confidence(truth, "one.txt") == mean_confidence(lies, "one.txt")


def mean_confidence(rows: Sequence[Judged], part: str) -> float | None:
    measured = cross_validated(Sample(tuple(rows), Counter({("quotes", part): 1})))
    means = [m.mean_confidence for m in measured if (m.measure, m.at_least) == ("threshold", 0)]
    return means[0] if means else None
