"""On the five annotated articles the claims stay as good as they are."""

import csv
from collections import Counter
from pathlib import Path

from pipeline.extraction.claims import Claim
from tests.extraction.claim_helpers import claims_of

PROJECT = Path(__file__).parents[2]
FLOORS = {"found": 0.92, "right": 0.9, "type": 0.8, "hedged": 0.92, "stance": 0.8, "target": 0.8}

Gold = dict[str, str]


def _gold() -> dict[str, list[Gold]]:
    rows: dict[str, list[Gold]] = {}
    with (PROJECT / "tests/gold/articles/claims.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["region"] == "body":
                rows.setdefault(row["raw_path"], []).append(row)
    return rows


def _overlap(row: Gold, claim: Claim) -> int:
    return min(int(row["end"]), claim.end) - max(int(row["start"]), claim.start)


def _agreements(row: Gold, claim: Claim) -> dict[str, bool]:
    return {
        "type": row["claim_type"] == claim.claim_type,
        "hedged": row["hedged"] == str(claim.hedged).lower(),
        "stance": row["stance"] == claim.stance,
        "target": (row["stance_target"] or None) == claim.stance_target,
    }


def test_floors() -> None:
    annotated = extracted = matched = 0
    right: Counter[str] = Counter()
    for raw_path, rows in _gold().items():
        text = (PROJECT / "raw" / raw_path).read_bytes().decode("utf-8")
        open_claims = [c for c, _ in claims_of(text) if c.sentence.region == "body"]
        annotated += len(rows)
        extracted += len(open_claims)
        for row in rows:
            author = row["claimant_kind"] == "author"
            near = [
                c
                for c in open_claims
                if (c.quote is None) == author and 2 * _overlap(row, c) > c.end - c.start
            ]
            if near:
                best = max(near, key=lambda c: _overlap(row, c))
                open_claims.remove(best)
                matched += 1
                right.update(name for name, ok in _agreements(row, best).items() if ok)
    shares = {name: right[name] / matched for name in ("type", "hedged", "stance", "target")}
    shares |= {"found": matched / annotated, "right": matched / extracted}
    assert {name: share for name, share in shares.items() if share < FLOORS[name]} == {}
