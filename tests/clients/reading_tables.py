"""Readers of tables and packages against a served portal; run by their own Python.

`python reading_tables.py ADDRESS`: each reads every table over HTTP, and all find the same rows.
"""

import io
import json
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from urllib.error import HTTPError
from urllib.request import urlopen

import datapackage
import duckdb
import mlcroissant
import pandas
import polars
import pyarrow.csv
import pyarrow.parquet
from duckdb_extensions import import_extension
from results import results

ADDRESS = sys.argv[1]

TOO_NEW = {("every-type", "defaults"), ("every-type", "formats")}
"""Tables with what Data Package v1 does not have: zones of a time, marks within whole numbers."""

BEYOND = {("every-type", "defaults")}
"""A table with numbers of twenty digits, which the JSON reader of pandas does not take."""

Table = tuple[str, str]


def content(uri: str) -> bytes:
    """A file of the portal."""
    with urlopen(ADDRESS + uri) as answer:
        return answer.read()


def descriptors() -> Iterator[dict]:
    """The descriptor of each dataset."""
    for item in json.loads(content("api/v1/datasets.json"))["items"]:
        yield json.loads(content(f"data/{item['id']}/datapackage.json"))


def tables() -> Iterator[tuple[Table, int, str]]:
    """Each table, its rows as its JSON Lines say, and the mark between cells of its CSV."""
    for package in descriptors():
        for resource in package["resources"]:
            if str(resource["path"]).endswith(".csv"):
                table = package["name"], resource["name"]
                rows = content(f"data/{'/'.join(table)}.jsonl").count(b"\n")
                yield table, rows, resource.get("dialect", {}).get("delimiter", ",")


FOUND = list(tables())
ROWS: Mapping[Table, int] = {table: rows for table, rows, _ in FOUND}
MARKS: Mapping[Table, str] = {table: mark for table, _, mark in FOUND}


def told(rows: int) -> str:
    """How many there were."""
    return f"{len(ROWS)} tables, {rows} rows"


def base(table: Table) -> str:
    """The address of a table without its ending."""
    return f"{ADDRESS}data/{table[0]}/{table[1]}"


def v1() -> str:
    """The reader of Data Package v1 takes every descriptor and casts every cell."""
    refused, rows = set(), 0
    for package_id in sorted({package for package, _ in ROWS}):
        package = datapackage.Package(f"{ADDRESS}data/{package_id}/datapackage.json")
        assert package.valid, package.errors
        for resource in package.resources:
            table = (package_id, resource.name)
            if table not in ROWS:
                continue
            try:
                rows += len(resource.read(keyed=True, cast=True))
            except datapackage.exceptions.CastError:
                refused.add(table)
    assert refused == TOO_NEW & {*ROWS}, refused
    assert rows == sum(count for table, count in ROWS.items() if table not in refused)
    return f"{told(rows)}; {len(refused)} tables have types that v1 lacks"


def croissant() -> str:
    """Every description has neither errors nor warnings, and gives all records."""
    described, records = 0, 0
    for package_id in sorted({package for package, _ in ROWS}):
        address = f"{ADDRESS}data/{package_id}/croissant.json"
        try:
            urlopen(address).close()
        except HTTPError:
            continue
        dataset = mlcroissant.Dataset(address)
        issues = dataset.metadata.ctx.issues
        assert not issues.errors, issues.errors
        assert not issues.warnings, issues.warnings
        for record_set in dataset.metadata.record_sets:
            count = sum(1 for _ in dataset.records(record_set.uuid))
            assert count == ROWS[package_id, record_set.name], (package_id, record_set.name, count)
            records += count
        described += 1
    return f"{described} descriptions, {records} records"


def duckdb_ranges() -> str:
    """Every Parquet file over HTTP, by ranges, with the extension httpfs."""
    import_extension("httpfs")
    connection = duckdb.connect()
    connection.execute("LOAD httpfs")
    for table, rows in ROWS.items():
        query = f"SELECT count(*) FROM '{base(table)}.parquet'"
        assert connection.execute(query).fetchall() == [(rows,)], table
    return told(sum(ROWS.values()))


def read_with_pandas() -> str:
    """CSV, Parquet, JSON and JSON Lines."""
    for table, rows in ROWS.items():
        counts = {
            len(pandas.read_csv(f"{base(table)}.csv", sep=MARKS[table], low_memory=False)),
            len(pandas.read_parquet(f"{base(table)}.parquet")),
        }
        if table not in BEYOND:
            counts.add(len(pandas.read_json(f"{base(table)}.json", dtype=False)))
            counts.add(len(pandas.read_json(f"{base(table)}.jsonl", lines=True, dtype=False)))
        assert counts == {rows}, (table, counts)
    return told(sum(ROWS.values()))


def read_with_polars() -> str:
    """CSV and Parquet, whole and by ranges."""
    for table, rows in ROWS.items():
        lazy = polars.scan_parquet(f"{base(table)}.parquet").select(polars.len()).collect()
        counts = {
            polars.read_csv(
                f"{base(table)}.csv", separator=MARKS[table], infer_schema_length=None
            ).height,
            polars.read_parquet(f"{base(table)}.parquet").height,
            lazy.item(),
        }
        assert counts == {rows}, (table, counts)
    return told(sum(ROWS.values()))


def read_with_pyarrow() -> str:
    """CSV and Parquet."""
    for package, name in ROWS:
        mark = MARKS[package, name]
        options = pyarrow.csv.ParseOptions(newlines_in_values=True, delimiter=mark)
        stem = f"data/{package}/{name}"
        stream = io.BytesIO(content(f"{stem}.csv"))
        counts = {
            pyarrow.csv.read_csv(stream, parse_options=options).num_rows,
            pyarrow.parquet.read_table(io.BytesIO(content(f"{stem}.parquet"))).num_rows,
        }
        assert counts == {ROWS[package, name]}, (package, name, counts)
    return told(sum(ROWS.values()))


CLIENTS = {
    f"datapackage {version('datapackage')}": v1,
    f"mlcroissant {version('mlcroissant')}": croissant,
    f"duckdb {version('duckdb')} with httpfs": duckdb_ranges,
    f"pandas {version('pandas')}": read_with_pandas,
    f"polars {version('polars')}": read_with_polars,
    f"pyarrow {version('pyarrow')}": read_with_pyarrow,
}

if __name__ == "__main__":
    for line in results(CLIENTS):
        print(line, flush=True)
