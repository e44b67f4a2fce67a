"""Whatever tables are valid, each published form says what their cells say."""

import csv
import io
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from builder.build import checked_portal
from builder.exports.downloads.files import published_files
from builder.packages.read import DESCRIPTOR
from builder.problem import BuildError
from builder.settings import read_settings
from tests.elsewhere import write_portal_in
from tests.unaltered import compared, said_tables

CELLS: Mapping[str, st.SearchStrategy[str]] = {
    "any": st.text(max_size=12),
    "boolean": st.sampled_from(["true", "false"]),
    "date": st.dates().map(str),
    "datetime": st.from_regex(
        r"(1[0-9]{3}|20[0-9]{2})-0[1-9]-[0-2][1-8]T[01][0-9]:[0-5][0-9]:[0-5][0-9](\.[0-9]{0,5}[1-9])?"
        r"(Z|[+-](0[1-9]|1[0-2]):[0-5][0-9])?",
        fullmatch=True,
    ),
    "integer": st.integers().map(str) | st.from_regex(r"[+-]?[0-9]{1,24}", fullmatch=True),
    "list": st.lists(st.text("ab;. 01é", min_size=1, max_size=4), max_size=3).map(",".join),
    "number": st.decimals(allow_nan=False, allow_infinity=False).map(str)
    | st.from_regex(r"-?[0-9]{1,22}\.[0-9]{1,22}", fullmatch=True),
    "string": st.text(max_size=12) | st.sampled_from(["007", "=1", "NaN", "null", "1e5", "x\ny"]),
    "time": st.from_regex(r"[01][0-9]:[0-5][0-9]:[0-5][0-9](\.[0-9]{0,5}[1-9])?", fullmatch=True),
    "year": st.integers(0, 9999).map("{:04}".format),
    "yearmonth": st.from_regex(r"[0-9]{4}-(0[1-9]|1[0-2])", fullmatch=True),
}
"""Cells that nearly all are valid, by the type of their field."""

DIALECTS = st.fixed_dictionaries(
    {"delimiter": st.sampled_from([",", ";", "\t", "|"])},
    optional={"quoteChar": st.sampled_from(['"', "'"])},
)


@st.composite
def tables(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any], list[tuple[str, ...]]]:
    """A dialect, a schema and rows."""
    kinds = draw(st.lists(st.sampled_from(sorted(CELLS)), min_size=1, max_size=4))
    missing = draw(st.sampled_from(["", "-", "n/a"]))
    cells = [CELLS[kind] | st.just(missing) for kind in kinds]
    fields = [{"name": f"c{number}", "type": kind} for number, kind in enumerate(kinds)]
    rows = draw(st.lists(st.tuples(*cells), min_size=1, max_size=4))
    key = {"name": "key", "type": "string"}
    numbered = [(f"r{number}", *row) for number, row in enumerate(rows)]
    return draw(DIALECTS), {"fields": [key, *fields], "missingValues": [missing]}, numbered


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portal of one table."""
    return write_portal_in(tmp_path_factory.mktemp("random") / "p", ("vi", "en"), ("rainfall",))


@settings(
    max_examples=int(os.environ.get("PORTAL_EXAMPLES", "30")),
    suppress_health_check=list(HealthCheck),
)
@given(table=tables())
def test_every_valid_table_is_said_whole_in_every_form(
    portal: Path, tmp_path_factory: pytest.TempPathFactory, table: tuple[Any, Any, Any]
) -> None:
    write_table(portal / "datasets" / "rainfall", *table)
    try:
        packages, _ = checked_portal(portal, read_settings(portal))
    except BuildError:
        assume(False)  # a table that is refused is no example
    (package,) = (package for package in packages if package.id == "rainfall")
    site = tmp_path_factory.mktemp("site")
    for file in published_files(package, "https://data.example/"):
        path = site / file.uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    (said,) = said_tables(site)
    assert list(said.rows) == [
        tuple(None if cell in table[1]["missingValues"] else cell for cell in row)
        for row in table[2]
    ]
    assert set(compared(site, said)) == {"json", "jsonl", "parquet", "xlsx"}


def write_table(
    folder: Path, dialect: dict[str, Any], schema: dict[str, Any], rows: list[tuple[str, ...]]
) -> None:
    """The rows as the only table of a package."""
    descriptor = json.loads((folder / DESCRIPTOR).read_text("utf-8"))
    descriptor["portal"].pop("charts", None)
    descriptor["resources"][0] |= {"dialect": dialect, "schema": schema}
    (folder / DESCRIPTOR).write_text(json.dumps(descriptor), "utf-8")
    stream = io.StringIO(newline="")
    writer = csv.writer(
        stream,
        delimiter=dialect["delimiter"],
        quotechar=dialect.get("quoteChar", '"'),
        lineterminator="\n",
    )
    writer.writerow([field["name"] for field in schema["fields"]])
    writer.writerows(rows)
    content = stream.getvalue().encode("utf-8", "surrogatepass")
    (folder / "rainfall.csv").write_bytes(content)
