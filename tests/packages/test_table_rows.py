"""The classes of rows say what the table schemas say."""

import datetime
import json
import re
from decimal import Decimal
from typing import Any, get_type_hints

import pytest

from builder.packages.table_rows import TABLES
from tests.folders import ROOT

TYPES = {
    "string": str,
    "integer": int,
    "number": Decimal,
    "boolean": bool,
    "date": datetime.date,
    "list": tuple[str, ...],
}


@pytest.mark.parametrize("row", TABLES, ids=lambda row: str(row.__name__))
def test_a_row_has_the_columns_of_its_schema(row: Any) -> None:
    path = ROOT / "schemas" / "tables" / f"{TABLES[row]}.schema.json"
    fields = json.loads(path.read_text("utf-8"))["fields"]
    columns = {
        field["name"]: TYPES[field["type"]]
        if field.get("constraints", {}).get("required")
        else TYPES[field["type"]] | None
        for field in fields
        if not re.search(r"_(vi|en)$", field["name"])
    }
    hints = get_type_hints(row)
    assert {name: hints[name] for name in columns} == columns
    assert hints.keys() - columns.keys() <= row.__optional_keys__
