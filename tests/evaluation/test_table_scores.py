"""Quotes, claims and mentions are scored as worked out by hand."""

from collections.abc import Iterable

from pipeline.evaluation import claims, mentions, quotes
from pipeline.evaluation.scores import Confusion, Score
from pipeline.evaluation.speakers import head_word, same_name, same_phrase
from tests.evaluation.builders import case, claim, mention, quote, row, span


def scores(measured: Iterable[Score | Confusion]) -> dict[tuple[str, str], Score]:
    return {(s.measure, s.group): s for s in measured if isinstance(s, Score)}


def confusions(
    measured: Iterable[Score | Confusion], column: str
) -> set[tuple[str | None, str | None, int]]:
    found = [c for c in measured if isinstance(c, Confusion) and c.column == column]
    return {(c.gold_value, c.found_value, c.n_rows) for c in found}


def counts(score: Score) -> tuple[int, int | None, int]:
    return score.n_gold, score.n_found, score.n_matched


QUOTES = case(
    "quotes",
    gold=[
        quote("q1", span(0), speaker="Ana Novak"),
        quote("q2", span(1), "indirect", speaker="China", via="BBC"),
        quote("q3", span(2), "mixed"),
        quote("q4", span(3), speaker="Ana Novak"),
        row("quotes", quote_key="q5", kind="direct", start=0, end=8) | {"region": "title"},
    ],
    found=[
        quote("f1", span(0), speaker="ana novak"),
        quote("f2", span(1, 0, 60), "direct", speaker="United States"),
        quote("f3", span(2), "mixed", parent_quote_key="f1"),
        quote("f6", span(6), "mixed"),
    ],
)


def test_quotes_count_exact_overlapping_and_by_kind() -> None:
    found = scores(quotes.score([QUOTES], by_guide=True))
    assert counts(found["overlap", "all"]) == (4, 4, 3)
    assert counts(found["exact", "all"]) == (4, 4, 2)
    assert counts(found["overlap", "direct"]) == (2, 2, 1)
    assert counts(found["overlap", "indirect"]) == (1, 0, 0)
    assert counts(found["overlap", "mixed"]) == (1, 2, 1)


def test_tokens_count_words_and_marks_inside_quotes() -> None:
    found = scores(quotes.score([QUOTES], by_guide=True))
    # A sentence has 16 words and a full stop; 13 words begin in its first 60 characters.
    assert counts(found["tokens", "all"]) == (68, 64, 47)
    assert counts(found["tokens", "mixed"]) == (17, 34, 17)


def test_speakers_are_judged_on_matched_quotes_and_end_to_end() -> None:
    found = scores(quotes.score([QUOTES], by_guide=True))
    assert counts(found["speaker", "all"]) == (3, None, 2)  # both know nobody for the third
    assert counts(found["overlap and speaker", "all"]) == (4, 4, 2)
    assert counts(found["overlap and speaker", "direct"]) == (2, 2, 1)


def test_kind_via_and_parent_are_judged_on_matched_quotes() -> None:
    found = scores(quotes.score([QUOTES], by_guide=True))
    assert found["kind", "all"].value == 2 / 3
    assert counts(found["via", "relayed"]) == (1, None, 0)
    assert counts(found["parent", "all"]) == (3, None, 2)
    assert counts(found["parent", "nested"]) == (1, None, 0)
    assert confusions(quotes.score([QUOTES], by_guide=True), "kind") == {
        ("direct", "direct", 1), ("direct", None, 1), ("indirect", "direct", 1),
        ("mixed", "mixed", 1), (None, "mixed", 1),
    }  # fmt: skip


def test_a_parent_is_right_when_it_is_the_counterpart_of_golds_parent() -> None:
    gold = [quote("q1", span(0)), quote("q2", span(0, 10, 40), parent_quote_key="q1")]
    right = [quote("x", span(0)), quote("y", span(0, 10, 40), parent_quote_key="x")]
    found = scores(quotes.score([case("quotes", gold, right)], by_guide=True))
    assert found["parent", "nested"].value == 1
    missed = scores(quotes.score([case("quotes", gold, right[1:])], by_guide=True))
    assert missed["parent", "nested"].value == 0


def test_a_turn_is_right_when_it_joins_the_same_quotes() -> None:
    gold = [quote("q1", span(0)), quote("q2", span(1)) | {"turn_key": "q1"}, quote("q3", span(2))]
    joined = [quote("q1", span(0)), quote("q2", span(1)) | {"turn_key": "q1"}, quote("q3", span(2))]
    apart = [quote("q1", span(0)), quote("q2", span(1)), quote("q3", span(2))]
    for found, n_right in ((joined, 2), (apart, 0)):
        measured = scores(quotes.score([case("quotes", gold, found)], by_guide=True))
        assert counts(measured["turn", "interrupted"]) == (2, None, n_right)
        assert counts(measured["turn", "all"]) == (3, None, n_right + 1)


def test_gold_of_another_guide_has_neither_nested_quotes_nor_exact_spans() -> None:
    found = scores(quotes.score([QUOTES], by_guide=False))
    assert counts(found["overlap", "all"]) == (4, 3, 2)
    assert ("exact", "all") not in found
    assert ("parent", "all") not in found


def test_names_differ_not_by_case_article_or_apostrophe() -> None:
    assert same_name("The Diplomat", "diplomat")
    assert same_name("People's Daily", "People’s  Daily")
    assert same_name(None, None)
    assert not same_name("China", None)


def test_a_speaker_phrase_is_met_by_overlap_or_by_its_head_word() -> None:
    gold = {"speaker_text": "the coach of the team", "speaker_start": 10, "speaker_end": 31}
    place = {"speaker_text": "the team", "speaker_start": 23, "speaker_end": 31, "speaker": None}
    elsewhere = place | {"speaker_start": 60, "speaker_end": 68}
    assert same_phrase(gold, place)
    assert not same_phrase(gold, elsewhere)
    assert same_phrase(gold, elsewhere | {"speaker_text": "their coach"})
    assert same_phrase(gold | {"speaker_text": "Novak"}, elsewhere | {"speaker": "Ana Novak"})
    assert not same_phrase(gold | {"speaker_text": "she"}, elsewhere | {"speaker_text": "she"})


def test_the_head_word_comes_before_what_qualifies_it() -> None:
    assert head_word("a professor of government at Cornell") == "professor"
    assert head_word("Alireza Mehraban, the coach") == "mehraban"
    assert head_word("the minister who spoke") == "minister"


CLAIMS = case(
    "claims",
    gold=[
        claim(span(0), claim_type="value", stance="against", stance_target="GIDS"),
        claim(span(0, 20, 40), "Ana Novak", hedged=True),
        claim(span(1)),
        claim(span(2, 0, 30), "China"),
        claim(span(2, 40, 60), "China", claim_type="policy"),
    ],
    found=[
        claim(span(0, 3), claim_type="fact", stance="against", stance_target="CN"),
        claim(span(0, 60), "United States", hedged=True),
        claim(span(2, 40, 60), "China", claim_type="policy"),
        claim(span(3), "China"),
    ],
)


def test_claims_are_found_by_sentence_and_kind_of_claimant() -> None:
    found = scores(claims.score([CLAIMS]))
    assert counts(found["detection", "all"]) == (5, 4, 3)
    assert counts(found["detection", "author"]) == (2, 1, 1)
    assert counts(found["detection", "speaker"]) == (3, 3, 2)
    assert counts(found["detection and claimant", "all"]) == (5, 4, 2)


def test_labels_of_claims_are_judged_on_those_found() -> None:
    found = scores(claims.score([CLAIMS]))
    assert counts(found["claimant", "speaker"]) == (2, None, 1)
    assert found["claim_type", "all"].value == 2 / 3
    assert found["hedged", "all"].value == 1
    assert found["stance", "all"].value == 1
    assert found["stance_target", "all"].value == 2 / 3


def test_every_label_of_claims_has_its_confusions() -> None:
    measured = list(claims.score([CLAIMS]))
    assert confusions(measured, "claim_type") == {
        ("value", "fact", 1), ("fact", "fact", 1), ("policy", "policy", 1),
        ("fact", None, 2), (None, "fact", 1),
    }  # fmt: skip
    assert confusions(measured, "stance") == {
        ("against", "against", 1), ("none", "none", 2), ("none", None, 2), (None, "none", 1),
    }  # fmt: skip
    assert confusions(measured, "stance_target") == {
        ("GIDS", "CN", 1), ("none", "none", 2), ("none", None, 2), (None, "none", 1),
    }  # fmt: skip
    assert confusions(measured, "hedged") == {
        ("true", "true", 1), ("false", "false", 2), ("false", None, 2), (None, "false", 1),
    }  # fmt: skip


MENTIONS = case(
    "principle_mentions",
    gold=[
        mention(span(0), "GIDS-1", element_id="GIDS-1a", speaker="China"),
        mention(span(0), "GIDS-2"),
        mention(span(1), "GIDS-1"),
    ],
    found=[
        mention(span(0, 30, 50), "GIDS-1", element_id="GIDS-1b", speaker="china"),
        mention(span(1), "GIDS-1", mention_type="comment"),
        mention(span(1), "GIDS-2"),
        mention(span(4), "CN-store"),
    ],
)


def test_mentions_are_found_by_sentence_and_principle() -> None:
    found = scores(mentions.score([MENTIONS]))
    assert counts(found["detection", "all"]) == (3, 4, 2)
    assert counts(found["detection", "GIDS-1"]) == (2, 2, 2)
    assert counts(found["detection", "GIDS-2"]) == (1, 1, 0)
    assert counts(found["detection", "CN-store"]) == (0, 1, 0)


def test_labels_of_mentions_are_judged_on_those_found() -> None:
    found = scores(mentions.score([MENTIONS]))
    assert found["element_id", "all"].value == 0.5
    assert found["mention_type", "all"].value == 0.5
    assert found["speaker", "all"].value == 1
