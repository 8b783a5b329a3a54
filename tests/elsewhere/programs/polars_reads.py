"""polars: the rows and types of Parquet, and of CSV with the types that datapackage.json states."""

import json
import pathlib
import sys

import polars as pl

folder = pathlib.Path(sys.argv[1])
types = {
    "string": pl.String,
    "integer": pl.Int64,
    "number": pl.Float64,
    "boolean": pl.Boolean,
    "date": pl.Date,
}
stated = {
    resource["name"]: {
        field["name"]: types[field["type"]] for field in resource["schema"]["fields"]
    }
    for resource in json.loads((folder / "datapackage.json").read_text("utf-8"))["resources"]
}
parquet = {p.stem: pl.read_parquet(p) for p in folder.glob("parquet/*.parquet")}
plain = {p.stem: pl.read_csv(p, schema=stated[p.stem]) for p in folder.glob("csv/*.csv")}
told = {
    "version": pl.__version__,
    "parquet": {name: frame.to_dicts() for name, frame in parquet.items()},
    "types": {n: {c: str(t) for c, t in f.schema.items()} for n, f in parquet.items()},
    "plain": {name: frame.to_dicts() for name, frame in plain.items()},
}
json.dump(told, sys.stdout, default=str)
