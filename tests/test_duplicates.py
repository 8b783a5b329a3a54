"""Articles that repeat another, nearly, are marked with the original; others never are."""

import random
from itertools import combinations

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import duplicates
from pipeline.duplicates import FINGERPRINTS, duplicate_of
from pipeline.fingerprints import (
    HASHES,
    SHINGLE,
    normalised,
    normalised_sha256,
    resemblance,
    signature,
    signatures,
)
from pipeline.paths import PROJECT
from tests.golden_rows import SOURCES

DAY = "2020-09-08"
LATER = "2020-09-09"

PARAGRAPHS = [
    "Ministers of nine states met in Geneva on Tuesday to talk about rules for data.",
    "States should not ask companies to break the laws of other states, Elena Novak said, and "
    "companies should tell their customers what becomes of their records.",
    "The draft has four chapters, of which the second, on the storage of personal files abroad, is "
    "the longest and the one that most delegates wanted to change before the vote.",
    "A vote is planned for the spring, when the assembly meets again in Vienna, though three "
    "delegations asked for more time to consult their parliaments at home.",
    "Critics call the text toothless: nobody would watch over it, and no court could ever hear a "
    "case of a citizen whose letters were read by a foreign service.",
    "Two companies from the region had asked for a clause on cables under the sea, which are often "
    "cut by anchors and take weeks to mend when the weather is bad.",
]
TEXT = "\n\n".join(PARAGRAPHS)
OTHER = (
    "The harbour froze for the first time in thirty years, and the ferries lay still. Children "
    "skated between the hulls while the crews played cards below deck and waited for a thaw."
)


def marked(*texts: str, days: list[str | None] | None = None) -> list[str | None]:
    """Of articles in the order of their paths, which original each repeats."""
    ids = [f"a-{number}" for number in range(len(texts))]
    articles = pa.table(
        {
            "article_id": pa.array(ids, pa.string()),
            "published_on": pa.array(days or [DAY] * len(texts), pa.string()),
            "raw_path": pa.array([f"daily/{n:03}.txt" for n in range(len(ids))], pa.string()),
        }
    )
    values = (ids, map(normalised_sha256, texts), map(signature, texts))
    fingerprints = pa.table(dict(zip(FINGERPRINTS, map(list, values), strict=True)))
    found: list[str | None] = duplicate_of(articles, fingerprints).to_pylist()
    return found


@pytest.mark.parametrize(
    "copy",
    [
        TEXT,
        TEXT.upper().replace("\n\n", "\n"),
        TEXT.replace(PARAGRAPHS[0], "Nine states argue over rules for records in Geneva"),
        "\n\n".join(PARAGRAPHS[:-1]),
        TEXT.replace("Tuesday", "Monday").replace("nine", "ten").replace("spring", "autumn"),
        f"From our archive\n\n{TEXT}\n\nAll rights are reserved by the publisher.",
    ],
)
def test_what_is_published_again_is_marked(copy: str) -> None:
    assert marked(TEXT, OTHER, copy) == [None, None, "a-0"]


@pytest.mark.parametrize(
    "other",
    [
        OTHER,
        "\n\n".join([OTHER, PARAGRAPHS[1]]),  # the same statement is quoted
        "\n\n".join(reversed(TEXT.replace(".", "").split())),  # the same words
        "",
    ],
)
def test_another_article_is_not(other: str) -> None:
    assert marked(TEXT, other) == [None, None]


def test_the_five_articles_are_different() -> None:
    paths = [path for s in SOURCES for path in (PROJECT / "raw" / s).iterdir()]
    texts = [path.read_text(encoding="utf-8") for path in paths if path.suffix != ".yml"]
    assert len(texts) == len(SOURCES)
    assert marked(*texts) == [None] * len(texts)


@pytest.mark.parametrize(
    ("days", "original"),
    [
        ([LATER, DAY], 1),
        ([DAY, DAY], 0),
        ([None, LATER], 1),
        ([None, None], 0),
        (["2020-09", LATER], 1),
        (["2020-09", "2020-10-01"], 0),
        (["2020", "2020-09"], 1),
    ],
)
def test_the_article_published_first_is_the_original(days: list[str | None], original: int) -> None:
    expected: list[str | None] = [f"a-{original}", f"a-{original}"]
    expected[original] = None
    assert marked(TEXT, TEXT, days=days) == expected
    assert marked(TEXT, "\n\n".join(PARAGRAPHS[:-1]), days=days) == expected


def test_what_repeats_a_repetition_is_compared_with_the_original() -> None:
    shorter, shortest = ("\n\n".join(PARAGRAPHS[:n]) for n in (5, 4))
    assert marked(TEXT, shorter, shortest) == [None, "a-0", "a-0"]
    half = "\n\n".join([*PARAGRAPHS[3:], OTHER, OTHER.replace("ferries", "barges")])
    between = "\n\n".join([*PARAGRAPHS[2:], OTHER])
    assert marked(TEXT, between, half)[1] == "a-0"
    assert marked(TEXT, between, half)[2] is None  # it is too far from the original


def test_many_with_the_same_notice_below_are_not_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duplicates, "FIRST", 3)
    chance = random.Random(1)
    words = sorted(set(normalised(f"{TEXT} {OTHER}").split()))
    stories = [" ".join(chance.choices(words, k=80)) for _ in range(40)]
    texts = [f"{story} {PARAGRAPHS[1]}" for story in stories]
    copies = [f"News {text}" for text in texts]
    assert marked(*texts, *copies) == [None] * 40 + [f"a-{number}" for number in range(40)]


def test_an_article_of_a_few_words_has_a_signature() -> None:
    assert len({len(signature(text)) for text in ("", "one", "one two", TEXT)}) == 1
    assert marked("one", "two", "One!") == [None, None, "a-0"]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PARAGRAPHS), max_size=6), st.lists(st.sampled_from(PARAGRAPHS)))
def test_the_estimate_is_near_the_resemblance(first: list[str], second: list[str]) -> None:
    runs = []
    for paragraphs in (first, second):
        words = normalised(" ".join(paragraphs)).split()
        runs.append(
            {tuple(words[i : i + SHINGLE]) for i in range(max(len(words) - SHINGLE, 0) + 1)}
        )
    exact = len(runs[0] & runs[1]) / len(runs[0] | runs[1])
    signed = signatures([signature(" ".join(paragraphs)) for paragraphs in (first, second)])
    (estimate,) = resemblance(signed[:1], signed[1:])
    assert abs(estimate - exact) < 4.5 * (0.25 / HASHES) ** 0.5


@settings(deadline=None, max_examples=30)
@given(st.lists(st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=4), max_size=9))
def test_marks_point_to_articles_that_are_alike_and_repeat_none(drawn: list[list[str]]) -> None:
    texts = [" ".join(paragraphs) for paragraphs in drawn]
    found = marked(*texts)
    signed = signatures([signature(text) for text in texts])
    for number, original in enumerate(found):
        if original is not None:
            at = int(original.removeprefix("a-"))
            assert found[at] is None
            (alike,) = resemblance(signed[[number]], signed[[at]])
            assert alike >= duplicates.RESEMBLANCE
    for one, two in combinations(range(len(texts)), 2):
        if normalised(texts[one]) == normalised(texts[two]):
            assert found[two] == (found[one] or f"a-{one}")
