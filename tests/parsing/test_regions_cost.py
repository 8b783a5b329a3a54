"""Regions take time in proportion to the text, whatever is repeated in it."""

from time import perf_counter

import pytest

from pipeline.parsing.structure import parse_structure

FACTOR = 8
MARGIN = 3
"""Quadratic time would take eight times as long again; a busy computer needs some room."""

PIECES = [
    "Ana Novak is a fellow.\n\n",
    "By Ana Novak\n\nThe deal is dead and nobody said a word about it to all the others.\n\n",
    "September 8, 2020\n",
    "a line of text that breaks off and goes on and on for the\n",
    "The running head of page 1\n",
    "print    ",
    "a.",
    "A/",
    "News > ",
    '" ',
    "Ana, ",
]


def seconds(piece: str, copies: int) -> float:
    text = "A headline of it all\n\n" + piece * copies
    times = []
    for _ in range(3):
        begun = perf_counter()
        assert parse_structure(text).paragraphs
        times.append(perf_counter() - begun)
    return min(times)


@pytest.mark.parametrize("piece", PIECES)
def test_time_is_linear(piece: str) -> None:
    assert seconds(piece, 150 * FACTOR) < MARGIN * FACTOR * seconds(piece, 150)
