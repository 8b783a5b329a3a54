"""Any pandas: the rows and types that load.py gives, those of Parquet, and plain read_csv."""

import json
import pathlib
import sys

import pandas as pd

folder = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(folder))
sys.dont_write_bytecode = True

from load import exact, load  # noqa: E402


def rows(frame):
    return [
        {
            name: None if pd.isna(value) else value.item() if hasattr(value, "item") else value
            for name, value in row.items()
        }
        for row in frame.to_dict("records")
    ]


loaded = load(folder)
plain = {
    path.stem: pd.read_csv(path, keep_default_na=False, na_values=[""])
    for path in folder.glob("csv/*.csv")
}
told = {
    "version": pd.__version__,
    "types": {n: {c: str(t) for c, t in f.dtypes.items()} for n, f in loaded.items()},
    "loaded": {name: rows(frame) for name, frame in loaded.items()},
    "parquet": {p.stem: rows(pd.read_parquet(p)) for p in folder.glob("parquet/*.parquet")},
    "plain": {name: rows(frame) for name, frame in plain.items()},
    "undone": [exact(name) for name in plain["entities"]["name"]],
}
json.dump(told, sys.stdout, default=str)
