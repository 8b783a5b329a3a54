"""The same words of the same speaker in several articles are one utterance."""

from hashlib import sha256
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pipeline.utterances import group

WORDS = "states should not ask companies to break the laws of other states"


def quote(number: int, article: str, text: str, **values: Any) -> dict[str, Any]:
    return {
        "quote_id": f"q-{number}",
        "article_id": article,
        "text": text,
        "kind": "direct",
        "speaker_id": "ana-novak",
    } | values


def members(*quotes: dict[str, Any]) -> list[set[str]]:
    """The quotes of each utterance."""
    found, rows = group(quotes)
    assert set(found.values()) == {row["utterance_id"] for row in rows}
    return [
        {quote_id for quote_id, utterance in found.items() if utterance == row["utterance_id"]}
        for row in rows
    ]


def test_equal_words_in_two_articles() -> None:
    assert members(quote(1, "a", WORDS), quote(2, "b", WORDS)) == [{"q-1", "q-2"}]


def test_case_marks_and_brackets_do_not_matter() -> None:
    other = "“States should not ask [foreign] companies … to break the laws of other states.”"
    assert members(quote(1, "a", WORDS), quote(2, "b", other)) == [{"q-1", "q-2"}]


def test_a_fragment_joins_the_full_words_and_the_fullest_is_shown() -> None:
    fragment = "not ask companies to break the laws"
    _, (row,) = group([quote(1, "a", fragment), quote(2, "b", WORDS)])
    assert (row["text"], row["n_quotes"], row["n_articles"]) == (WORDS, 2, 2)


def test_the_quoted_part_of_a_mixed_quote_counts() -> None:
    mixed = quote(1, "a", f"the draft says “{WORDS}” and more", kind="mixed")
    assert members(mixed, quote(2, "b", WORDS)) == [{"q-1", "q-2"}]


def test_what_makes_no_utterance() -> None:
    here = quote(1, "a", WORDS)
    assert members(here, quote(2, "a", WORDS)) == []
    assert members(here, quote(2, "b", WORDS, speaker_id="bo-li")) == []
    assert members(here, quote(2, "b", WORDS, speaker_id=None)) == []
    assert members(here, quote(2, "b", WORDS, kind="indirect")) == []
    assert members(here, quote(2, "b", "states should be wary of all the rest")) == []
    assert members(quote(1, "a", "it failed"), quote(2, "b", "it failed")) == []


def test_what_an_ellipsis_leaves_out_does_not_matter() -> None:
    whole = (
        "We oppose the abuse of technology, which has cost the trust of many, and the mass "
        "surveillance of other states, and we ask all to do so"
    )
    for left_out in ("…", "...", ". . .", "[...]", "[…]", "(...)"):
        cut = f"We oppose the abuse of technology {left_out} and we ask all to do so"
        assert members(quote(1, "a", cut), quote(2, "b", whole)) == [{"q-1", "q-2"}]


def test_brackets_of_the_editor_do_not_matter() -> None:
    other = "[China] should not ask companies to break[ing] the laws (sic) of other states"
    assert members(quote(1, "a", WORDS), quote(2, "b", other)) == [{"q-1", "q-2"}]


def test_words_that_very_many_quote_are_one_utterance() -> None:
    everybody = [quote(n, f"a-{n}", WORDS) for n in range(2000)]
    assert [len(quotes) for quotes in members(*everybody)] == [2000]


def test_a_formula_in_very_many_quotes_joins_none_of_them() -> None:
    def own_words(number: int) -> str:
        digest = sha256(str(number).encode()).hexdigest()
        return " ".join(digest[at : at + 8] for at in range(0, 64, 8))

    formula = [quote(n, f"a-{n}", f"as I have said before {own_words(n)}") for n in range(2000)]
    assert members(*formula) == []


QUOTES = st.lists(
    st.builds(
        quote,
        st.integers(0, 99),
        st.sampled_from(["a", "b", "c"]),
        st.lists(st.sampled_from(WORDS.split()), max_size=12).map(" ".join),
        speaker_id=st.sampled_from(["ana-novak", "bo-li", None]),
        kind=st.sampled_from(["direct", "mixed", "indirect"]),
    ),
    unique_by=lambda row: row["quote_id"],
    max_size=12,
)


@given(QUOTES, st.randoms(use_true_random=False))
def test_order_does_not_matter_and_counts_are_right(
    quotes: list[dict[str, Any]], random: Any
) -> None:
    found, rows = group(quotes)
    shuffled = random.sample(quotes, len(quotes))
    assert group(shuffled) == (found, rows)
    for row in rows:
        own = [q for q in quotes if found.get(q["quote_id"]) == row["utterance_id"]]
        assert len(own) == row["n_quotes"]
        assert len({q["article_id"] for q in own}) == row["n_articles"] > 1
        assert {q["speaker_id"] for q in own} == {row["speaker_id"]}
