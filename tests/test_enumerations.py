"""What the code may put into a column with listed values is what the schemas list for it."""

from typing import Any, get_args

import pytest

from pipeline.codebook import EntityKind
from pipeline.extraction.claim_attributes import ClaimType
from pipeline.extraction.principles import MentionType
from pipeline.extraction.quote import Kind
from pipeline.parsing.regions import Region
from pipeline.schema.tables import load_tables
from pipeline.sources import Settings

FIELDS = Settings.model_fields
CASES = {
    ("sources", "kind"): FIELDS["kind"].annotation,
    ("sources", "text_policy"): FIELDS["text_policy"].annotation,
    ("sentences", "region"): Region,
    ("entities", "kind"): EntityKind,
    ("quotes", "kind"): Kind,
    ("claims", "claim_type"): ClaimType,
    ("principle_mentions", "mention_type"): MentionType,
}


@pytest.mark.parametrize(("table", "column"), CASES)
def test_values_in_code_are_those_of_the_schema(table: str, column: str) -> None:
    listed = next(c for c in load_tables()[table].columns if c.name == column).enum
    in_code: Any = CASES[table, column]
    assert listed is not None
    assert set(get_args(in_code)) == set(listed)
