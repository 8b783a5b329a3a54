"""Confidence: the estimated probability that a row is right, looked up by what it rests on.

Belongs here: reading schemas/codebook/confidence.yml and multiplying its shares. They are estimated
on annotated articles in `pipeline.evaluation.calibration`, which writes the file.
"""

from math import prod
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, RootModel

from pipeline import strict_yaml
from pipeline.extraction.grounds import Grounds, Question
from pipeline.paths import SCHEMAS

FILE = SCHEMAS / "codebook" / "confidence.yml"
DIGITS = 2


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Share(_Strict):
    """Of `n` annotated rows `right` were right; `share` is what is expected of the next one."""

    n: int
    right: int
    share: float = Field(ge=0, le=1)


class Shares(_Strict):
    """The answers to one question by class; `any` stands for classes that no row fell into.

    `held_out` is the ratio by which every share is brought to the level of held-out articles.
    """

    held_out: float
    any: Share
    classes: dict[str, Share]

    def of(self, name: str) -> float:
        """The share expected to be right of a class."""
        return self.classes.get(name, self.any).share


class Confidence(RootModel[dict[str, dict[Question, Shares]]]):
    """Shares by table and question."""

    def of(self, table: str, grounds: Grounds) -> float:
        """Confidence of a row on these grounds: the chance that every question is answered right.

        The second share is that among rows which pass the first, so that the product is a chance.
        """
        shares = self.root[table]
        return round(prod(shares[question].of(name) for question, name in grounds.items()), DIGITS)


def load_confidence(path: Path = FILE) -> Confidence:
    """The shares in a file. Raises UserError naming file and line where it is malformed."""
    return strict_yaml.load(path, Confidence)
