"""mlcroissant: what its validator finds wrong, and the records it reads."""

import json
import pathlib
import sys

import mlcroissant
import pandas as pd

dataset = mlcroissant.Dataset(jsonld=pathlib.Path(sys.argv[1]) / "croissant.json")


def plain(value):
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return None if pd.isna(value) else value


told = {
    "issues": dataset.metadata.ctx.issues.report(),
    "records": {
        records.uuid: [
            {name.partition("/")[2]: plain(value) for name, value in row.items()}
            for row in dataset.records(records.uuid)
        ]
        for records in dataset.metadata.record_sets
    },
}
json.dump(told, sys.stdout, default=str)
