"""A fault is told at its file, row and cell, whatever the table is written like."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from builder.packages.read import DESCRIPTOR, portal_schemas, read_packages
from builder.packages.shapes.plain import plain_package
from builder.problem import Problem
from builder.settings import read_settings
from builder.validation.package import checked_package
from tests.folders import BASE, ROOT, spoken, write_portal

HEADER = "reading,station,day,millimetres,level,note_vi,note_en\n"
LONG = '1,Láng,2024-04-24,1,none,"hai\ndòng\n\nnữa","two\nlines\n\nmore"\n'
RIGHT = "2,Láng,2024-04-25,1,none,,\n"
WRONG = "x3,Láng,2024-04-26,1,none,,\n"
WHITE = "3,Láng ,2024-04-26,1,none,,\n"
BROKEN = b"3,L\xff,2024-04-26,1,none,,\n"


def told(
    folder: Path, files: Mapping[str, str | bytes], **resource: Any
) -> list[tuple[str, str, str | int | None]]:
    """Code, file and cell, else row, of what is told of `rainfall` with such files."""
    root = write_portal(folder / "portal")
    package = root / "datasets/rainfall"
    descriptor = json.loads((package / DESCRIPTOR).read_text("utf-8"))
    declared = descriptor["resources"][0]
    declared |= resource | {"dialect": declared["dialect"] | resource.get("dialect", {})}
    (package / DESCRIPTOR).write_text(json.dumps(descriptor), "utf-8")
    for name, content in files.items():
        (package / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return [_place(problem) for problem in problems_of(root)]


def problems_of(root: Path) -> tuple[Problem, ...]:
    (source,) = (source for source in read_packages(root) if source.id == "rainfall")
    plain = plain_package(source, read_settings(BASE))
    return spoken(checked_package(plain, portal_schemas(ROOT, ("vi", "en")), ("vi", "en")).problems)


def _place(problem: Problem) -> tuple[str, str, str | int | None]:
    place = problem.place
    return problem.code, place.file.removeprefix("datasets/rainfall/"), place.cell or place.row


@pytest.mark.parametrize(
    ("table", "dialect", "expected"),
    [
        (HEADER + LONG + WRONG, {}, ("type-integer", "A3")),
        (HEADER + LONG + WHITE, {}, ("white-space", "B3")),
        ((HEADER + LONG).encode() + BROKEN, {}, ("encoding-not-utf8", "B3")),
        (HEADER + LONG + "3,LÃ¡ng,2024-04-26,1,none,,\n", {}, ("encoding-not-utf8", "B3")),
        (HEADER + LONG + "3,L\0,2024-04-26,1,none,,\n", {}, ("control-character", "B3")),
        (HEADER + LONG + '3,"L"g,2024-04-26,1,none,,\n', {}, ("quote-stray", 3)),
        (HEADER + RIGHT + "\n\n" + WRONG, {"skipBlankRows": True}, ("type-integer", "A5")),
        (HEADER + RIGHT + ",,,,,,\n\n" + WHITE, {"skipBlankRows": True}, ("white-space", "B5")),
        (f"#\n{HEADER}{LONG}# x\n{WRONG}", {"commentChar": "#"}, ("type-integer", "A5")),
        (
            f"#\n{HEADER}{LONG}# x\n".encode() + BROKEN,
            {"commentChar": "#"},
            ("encoding-not-utf8", 5),
        ),
        (
            f"#\n#\n{HEADER.replace('day', 'DAY')}{RIGHT}",
            {"commentChar": "#"},
            ("header-differs", 3),
        ),
        (f"x\n{HEADER}{RIGHT}x\n{WRONG}", {"commentRows": [1, 4]}, ("type-integer", "A5")),
        (f"Mưa\n{HEADER}{LONG}{WRONG}", {"headerRows": [2]}, ("type-integer", "A4")),
    ],
)
def test_a_fault_is_told_where_a_spreadsheet_shows_it(
    tmp_path: Path, table: str | bytes, dialect: dict[str, Any], expected: tuple[str, Any]
) -> None:
    code, place = expected
    found = told(tmp_path, {"rainfall.csv": table}, dialect=dialect)
    assert found == [(code, "rainfall.csv", place)]


@pytest.mark.parametrize(
    ("further", "expected"),
    [
        (HEADER + RIGHT.replace("2,", "4,") + WRONG, ("type-integer", "A3")),
        (HEADER.encode() + BROKEN, ("encoding-not-utf8", 2)),
        (HEADER + '3,"Láng\n', ("quote-stray", 2)),
        (HEADER + LONG, ("duplicate-key", "A2")),
    ],
)
def test_a_fault_of_a_further_file_is_told_there(
    tmp_path: Path, further: str | bytes, expected: tuple[str, Any]
) -> None:
    files = {"rainfall.csv": HEADER + LONG, "more.csv": further}
    first, *_ = told(tmp_path, files, path=["rainfall.csv", "more.csv"])
    assert first == (expected[0], "more.csv", expected[1])


def test_a_row_that_stands_twice_names_the_other_file(tmp_path: Path) -> None:
    files = {"rainfall.csv": HEADER + "\n" + LONG, "more.csv": HEADER + LONG}
    dialect = {"skipBlankRows": True}
    told(tmp_path, files, path=["rainfall.csv", "more.csv"], dialect=dialect)
    problem, *_ = problems_of(tmp_path / "portal")
    assert problem.details["row"] == "3 (rainfall.csv)"


def test_a_fault_of_a_schema_of_its_own_is_told_in_its_file(tmp_path: Path) -> None:
    fields = [{"name": "reading"}, {"name": "station", "type": "klingon"}]
    files = {"rainfall.csv": "reading,station\n1,Láng\n", "s.json": json.dumps({"fields": fields})}
    ((code, file, _),) = told(tmp_path, files, schema="s.json")
    assert (code, file) == ("property-invalid", "s.json")
    (problem,) = problems_of(tmp_path / "portal")
    assert problem.place.field == "fields[1].type"
