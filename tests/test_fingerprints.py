"""The same words in another setting are the same text; other words are another."""

import pytest

from pipeline.fingerprints import normalised_sha256

TEXT = "“States should not spy,” Novak said.\n\nIt rained in Geneva.\n"


@pytest.mark.parametrize(
    "other",
    [
        TEXT.replace("\n", "\r\n"),
        TEXT.replace("“", '"').replace("”", '"'),
        TEXT.upper(),
        "\ufeff  " + TEXT.replace(" ", "\u00a0"),
    ],
)
def test_setting_does_not_count(other: str) -> None:
    assert normalised_sha256(other) == normalised_sha256(TEXT)


@pytest.mark.parametrize("other", [TEXT.replace("not ", ""), TEXT + " Twice.", ""])
def test_words_count(other: str) -> None:
    assert normalised_sha256(other) != normalised_sha256(TEXT)
