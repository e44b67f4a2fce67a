"""A right new value in the data never turns a test red: the data tests run over a changed copy."""

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.folders import ROOT

Row = dict[str, str]

DATA_TESTS = (
    "test_real_data",
    "pages/test_agreement",
    "pages/test_links",
    "publishing/test_shell",
    "exports/test_csvw",
)
"""Modules that look at the data and the site of the portal."""


def appended(path: Path, change: Callable[[list[Row]], Row]) -> None:
    """A table with one row more, made from the rows that it has."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows([*rows, change(rows)])


def table(root: Path, kind: str, holding: str = "") -> Path:
    """The first table of a kind that holds a text, whatever its package is called."""
    for descriptor in sorted((root / "datasets").glob("*/datapackage.json")):
        for resource in json.loads(descriptor.read_text("utf-8"))["resources"]:
            path = descriptor.parent / str(resource["path"])
            is_kind = resource.get("portal", {}).get("table") == kind
            if is_kind and holding in path.read_text("utf-8"):
                return path
    raise LookupError(kind)


def a_new_value(rows: list[Row]) -> Row:
    like = next(row for row in rows if row["kind"] in ("actual", "estimate") and row["value"])
    new = {"period": "2026", "kind": "actual", "obs_status": "A", "value": "17.25"}
    return {**like, **new, "value_raw": "17,25%", "rating": "", "rating_raw": ""}


def a_new_status(rows: list[Row]) -> Row:
    return {**rows[0], "as_of": "2026-06-30", "as_of_precision": "", "status": "completed"}


def a_new_document(rows: list[Row]) -> Row:
    new = {"document_id": "9-bc-new", "number": "9/BC-BKHCN", "issued": "2026-07-01"}
    return {**dict.fromkeys(rows[0], ""), "type": "report", **new} | {
        "title_vi": "Báo cáo mới",
        "title_en": "New report",
    }


def a_new_body(rows: list[Row]) -> Row:
    new = {"organisation_id": "new-body", "name_vi": "Cơ quan mới", "name_en": "New body"}
    return {**dict.fromkeys(rows[0], ""), "kind": rows[0]["kind"], **new}


def a_new_indicator(rows: list[Row]) -> Row:
    names = {"name_vi": "Chỉ tiêu mới", "name_en": "New indicator"}
    short = {"short_name_vi": "Chỉ tiêu mới", "short_name_en": "New indicator"}
    return {**rows[0], **names, **short, "indicator_id": "new-indicator", "lead_package": ""}


def a_new_figure(rows: list[Row]) -> Row:
    said = {"statement_vi": "Có 9.876 điểm mới", "statement_en": "There are 9,876 new points"}
    new = {"figure_id": "new-f999", "value": "9876", "value_raw": "9.876", "indicator_id": ""}
    return {**rows[0], **said, **new, "note_vi": "", "note_en": "", "operator": "="}


CHANGES: dict[str, Callable[[list[Row]], Row]] = {
    "observations": a_new_value,
    "status": a_new_status,
    "documents": a_new_document,
    "organisations": a_new_body,
    "register": a_new_indicator,
    "figures": a_new_figure,
}
"""A row more by the kind of its table."""


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this portal with a right new row in tables of each kind, and a new package."""
    root = tmp_path_factory.mktemp("changed") / "portal"
    for name in ("datasets", "portal.toml", "schemas", "site_src", "mkdocs.yml"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        root.mkdir(exist_ok=True)
        copy(ROOT / name, root / name)
    new = table(root, "figures").parents[1]
    for kind, change in CHANGES.items():
        holding = ",estimate," if kind == "observations" else ""
        appended(table(root, kind, holding), change)
    copied = new.with_name(f"{new.name}-new")
    shutil.copytree(new, copied)
    descriptor = json.loads((copied / "datapackage.json").read_text("utf-8"))
    descriptor |= {"name": copied.name, "title": f"{descriptor['title']} (mới)"}
    descriptor["portal"]["title"] = {"en": f"{descriptor['portal']['title']['en']} (new)"}
    (copied / "datapackage.json").write_text(json.dumps(descriptor, ensure_ascii=False), "utf-8")
    return root


def test_right_new_values_turn_no_test_red(changed: Path) -> None:
    modules = [f"tests/{name}.py" for name in DATA_TESTS]
    environment = {**os.environ, "PORTAL_DATA": str(changed)}
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-x", "-p", "no:cacheprovider", *modules],
        check=False,
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stdout[-3000:]
