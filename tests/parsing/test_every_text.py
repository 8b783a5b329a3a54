"""What holds for every text: nothing is lost, everything lies inside what it is a part of."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.parsing.interviews import find_turns
from pipeline.parsing.quote_marks import pair_marks
from pipeline.parsing.structure import ArticleStructure, parse_structure
from tests.strategies import TEXTS

INVISIBLE = "\u200b\ufeff"


def visible(text: str, spans: list[tuple[int, int]]) -> set[int]:
    """Offsets of the signs in the spans that are not space."""
    return {i for start, end in spans for i in range(start, end) if not _is_space(text[i])}


def _is_space(sign: str) -> bool:
    return sign.isspace() or sign in INVISIBLE


def spans_of(structure: ArticleStructure) -> list[tuple[int, int]]:
    return [(p.start, p.end) for p in structure.paragraphs]


@given(TEXTS)
def test_every_visible_sign_belongs_to_one_paragraph_and_one_sentence(text: str) -> None:
    structure = parse_structure(text)
    everything = visible(text, [(0, len(text))])
    for parts in (structure.paragraphs, structure.sentences):
        spans = [(part.start, part.end) for part in parts]
        assert visible(text, spans) == everything
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
        assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)


@given(TEXTS)
def test_sentences_lie_in_their_paragraph_and_share_its_region(text: str) -> None:
    structure = parse_structure(text)
    assert [p.number for p in structure.paragraphs] == list(range(len(structure.paragraphs)))
    assert [s.position for s in structure.sentences] == list(range(len(structure.sentences)))
    for sentence in structure.sentences:
        paragraph = structure.paragraphs[sentence.paragraph]
        assert paragraph.start <= sentence.start < sentence.end <= paragraph.end
        assert paragraph.region == sentence.region


@given(TEXTS)
def test_at_most_one_title_and_two_subtitles(text: str) -> None:
    regions = [p.region for p in parse_structure(text).paragraphs]
    assert regions.count("title") <= 1
    assert regions.count("subtitle") <= 2


@given(TEXTS)
def test_quoted_spans_are_nested_and_their_depth_counts_what_is_around(text: str) -> None:
    around: list[int] = []
    for span in pair_marks(text, spans_of(parse_structure(text))):
        assert 0 <= span.open < span.start < span.end <= span.close <= len(text)
        while around and around[-1] <= span.open:
            around.pop()
        assert len(around) == span.depth
        assert not around or span.close <= around[-1]
        around.append(span.close if not around else min(around[-1], span.close))


@given(TEXTS)
def test_turns_follow_one_another(text: str) -> None:
    turns = find_turns(text, parse_structure(text).paragraphs)
    assert all(t.label_start < t.label_end <= t.start <= t.end <= len(text) for t in turns)
    assert all(before.end <= after.label_start for before, after in pairwise(turns))


@given(st.integers(1, 6), st.sampled_from(["\n", "\r\n", "\r", "\u2029", " \n\t\n"]))
def test_blank_lines_change_nothing_but_offsets(number: int, line_end: str) -> None:
    plain = "A headline of it all\n\nOne sentence here. Another “one”.\n\nThe end of it."
    spread = plain.replace("\n\n", line_end * 2 * number)
    assert _words(spread) == _words(plain)


def _words(text: str) -> list[tuple[str, str]]:
    return [(s.region, text[s.start : s.end]) for s in parse_structure(text).sentences]
