"""The check that a release shows no more of any article than its source allows.

It counts on the tables as they would be published; choosing what is shown is in pipeline.excerpts.
"""

from collections.abc import Mapping
from dataclasses import asdict

import pandas as pd
import pyarrow as pa

from pipeline.checking.results import CheckResult, outcome
from pipeline.excerpts import Share, shares
from pipeline.publishing.text_policy import withhold
from pipeline.schema.tables import TableSchema


def check_excerpts(
    tables: Mapping[str, pa.Table], schemas: Mapping[str, TableSchema]
) -> CheckResult:
    """Of every article, whether what a release of `tables` shows stays within the limit."""
    found = [asdict(share) for share in shares(withhold(tables, schemas), schemas)]
    rows = pd.DataFrame(found, columns=list(Share.__dataclass_fields__))
    return outcome(
        schemas["articles"],
        "excerpts_within_limit",
        "no more characters shown than the source's excerpt_limit allows",
        rows,
        rows["n_readable"] > rows["n_allowed"],
        lambda row: (
            f"{row['n_readable']} of {row['n_characters']} characters can be read, "
            f"{row['n_allowed']} are allowed"
        ),
    )
