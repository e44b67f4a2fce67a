"""Clients that the tests install anyway, against a served portal: frictionless and csvw.

`python -m tests.clients.reading_installed ADDRESS`.
"""

import json
import re
import sys
import warnings
from collections.abc import Iterator
from importlib.metadata import version
from urllib.request import urlopen

from csvw import CSVW
from frictionless import Package, system

from tests.clients.results import results

ADDRESS = sys.argv[-1]

TOO_NEW = "1.234.567"
"""A whole number with marks between its digits, which Data Package v2 has and frictionless not."""


UNMATCHED = r'Unspecified column "(.*[^A-Za-z0-9_.].*)" in table .*'
"""What csvw says of a column with letters that are written `%…` in its name: it looks for the
header among the names, and among titles without a language, not among those of `und`."""


def descriptors() -> Iterator[tuple[str, dict]]:
    """Address and content of the descriptor of each dataset."""
    with urlopen(f"{ADDRESS}api/v1/datasets.json") as answer:
        names = [item["id"] for item in json.load(answer)["items"]]
    for name in names:
        address = f"{ADDRESS}data/{name}/datapackage.json"
        with urlopen(address) as answer:
            yield address, json.load(answer)


def frictionless() -> str:
    """Every package is valid; what v2 has and frictionless does not know is named."""
    tables = known = 0
    found = list(descriptors())
    for address, _ in found:
        with system.use_context(trusted=True):
            report = Package(address).validate()
        errors = report.flatten(["type", "message"])
        unknown = [message for _, message in errors if TOO_NEW in message]
        assert len(unknown) == len(errors), (address, errors[:3])
        tables += len(report.tasks)
        known += len(unknown)
    return f"{len(found)} packages, {tables} tables, {known} cells in a format it does not know"


def csvw() -> str:
    """Every CSV file leads to its description and is valid by it, without other warnings."""
    tables = rows = unmatched = 0
    for address, descriptor in descriptors():
        for resource in descriptor["resources"]:
            if not str(resource["path"]).endswith(".csv"):
                continue
            with warnings.catch_warnings(record=True) as told:
                warnings.simplefilter("always")
                table = CSVW(address.rpartition("/")[0] + f"/{resource['path']}", validate=True)
                assert table.is_valid, (address, resource["name"])
                rows += len(list(table.tables[0]))
            columns = {re.fullmatch(UNMATCHED, str(warning.message)) for warning in told}
            assert None not in columns, [str(warning.message) for warning in told][:3]
            unmatched += len({column[1] for column in columns if column})
            tables += 1
    return f"{tables} tables, {rows} rows, {unmatched} columns whose names it does not match"


CLIENTS = {
    f"frictionless {version('frictionless')}": frictionless,
    f"csvw {version('csvw')}": csvw,
}

if __name__ == "__main__":
    for line in results(CLIENTS):
        print(line, flush=True)
