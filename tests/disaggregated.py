"""The valid portal with an indicator broken down by area and sex: made-up numbers, told so."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.folders import write_portal

PACKAGE = "indicators-tiny"
INDICATOR = "digital-economy-share"
"""Id in the register of the row `i-1`, which is broken down."""

AREAS = ("a01", "a02", "a03")
SEXES = ("female", "male")


def write_disaggregated(
    folder: Path,
    areas: Sequence[str] = AREAS,
    years: Sequence[int] = (2021, 2022, 2023),
    sexes: Sequence[str] = SEXES,
) -> Path:
    """A portal in the folder: values of each area, of each sex, and of each area by sex.

    The area after the last has no values; without sexes there are values of areas alone. What an
    area's value is follows from its place.
    """
    root = write_portal(folder)
    break_down(root / "datasets" / PACKAGE, ["i-1"], _parts(areas, years, sexes), areas)
    return root


Part = tuple[str, str, str, str]
"""Period, value, area and sex of a row."""


def break_down(
    package: Path, indicators: Sequence[str], parts: Iterable[Part], areas: Sequence[str]
) -> None:
    """Give a package the dimensions area and sex, and these values to each of its indicators."""
    path = package / "datapackage.json"
    descriptor = json.loads(path.read_text("utf-8"))
    table = next(part for part in descriptor["resources"] if part["name"] == "observations")
    for name, title, english, breakdown in (
        ("area", "Khu vực", "Area", {"additive": False}),
        ("sex", "Giới tính", "Sex", {"total": "total"}),
    ):
        own = {"references": f"./{name}-codes/code", "dimension": breakdown}
        table["schema"]["fields"].append(
            {
                "name": name,
                "type": "string",
                "title": title,
                "portal": {"title": {"en": english}, **own},
            }
        )
        table["schema"]["primaryKey"].append(name)
        descriptor["resources"].append(_code_list(f"{name}-codes", title, english, table))
    path.write_text(json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n", "utf-8")
    codes = [(area, f"Khu vực {area}", f"Area {area}") for area in (*areas, "none")]
    _write(package / "data/area-codes.csv", ("code", "name_vi", "name_en"), codes)
    named = [("female", "Nữ", "Female"), ("male", "Nam", "Male")]
    _write(package / "data/sex-codes.csv", ("code", "name_vi", "name_en"), named)
    _extend(package / "data/observations.csv", indicators, list(parts))


def _code_list(name: str, title: str, english: str, like: Mapping[str, Any]) -> dict[str, Any]:
    """A code list as a resource, read as the table `like` is."""
    same = ("type", "format", "mediatype", "encoding", "dialect")
    fields = [
        {"name": column, "type": "string", "title": said, "portal": {"title": {"en": spoken}}}
        for column, said, spoken in (
            ("code", "Mã", "Code"),
            ("name_vi", "Tên", "Name in Vietnamese"),
            ("name_en", "Tên tiếng Anh", "Name"),
        )
    ]
    return {
        "name": name,
        "path": f"data/{name}.csv",
        "title": title,
        **{key: like[key] for key in same},
        "portal": {"title": {"en": english}},
        "schema": {"fields": fields, "primaryKey": ["code"], "missingValues": [""]},
    }


def _parts(areas: Sequence[str], years: Sequence[int], sexes: Sequence[str]) -> Iterator[Part]:
    for place, area in enumerate(areas):
        for number, year in enumerate(years):
            for sex, more in (("total", 0.0), *zip(sexes, (-0.5, 0.5), strict=False)):
                yield str(year), f"{10 + place * 3 + number + more:g}", area, sex
    for number, year in enumerate(years):
        for sex, more in zip(sexes, (-1, 1), strict=False):
            yield str(year), str(13 + number + more), "", sex


def _extend(path: Path, indicators: Sequence[str], parts: Sequence[Part]) -> None:
    header, *rows = csv.reader(io.StringIO(path.read_text("utf-8")))
    whole = [[*row, "", ""] for row in rows]
    empty = ("",) * 4
    source = (rows[0][header.index("source_id")], "Phụ lục, dòng 1", "10-12")
    said = ("percent", "A")
    broken = [
        [name, year, "actual", "=", value, "", *said, f"{value}%", *empty, *source, *part]
        for name in indicators
        for year, value, *part in parts
    ]
    _write(path, (*header, "area", "sex"), [*whole, *broken])


def _write(path: Path, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerows([header, *rows])
    path.write_text(stream.getvalue(), "utf-8", newline="")


TILES = {"a01": ("A1", "1", "1"), "a02": ("A2", "2", "1"), "old": ("OL", "3", "2")}
"""Tiles of the made-up areas; `old` has become part of `a03`, which has no tile of its own."""


def place_areas(root: Path) -> None:
    """Says where the areas lie, and that the area `old`, which has no figure, is now `a03`."""
    package = root / "datasets" / PACKAGE
    path = package / "datapackage.json"
    descriptor = json.loads(path.read_text("utf-8"))
    table = next(part for part in descriptor["resources"] if part["name"] == "area-codes")
    for name, kind in (
        ("successor_id", "string"),
        ("abbreviation", "string"),
        ("tile_column", "integer"),
        ("tile_row", "integer"),
    ):
        said = {"title": name, "portal": {"title": {"en": name}}}
        table["schema"]["fields"].append({"name": name, "type": kind, **said})
    path.write_text(json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n", "utf-8")
    codes = package / "data/area-codes.csv"
    header, *rows = csv.reader(io.StringIO(codes.read_text("utf-8")))
    rows.append(["old", "Khu vực cũ", "Old area"])
    placed = [
        [*row, "a03" if row[0] == "old" else "", *TILES.get(row[0], ("", "", ""))] for row in rows
    ]
    _write(codes, (*header, "successor_id", "abbreviation", "tile_column", "tile_row"), placed)


SQUARES = {"a01": (105.0, 21.0), "a02": (106.0, 21.0), "none": (105.0, 20.0), "sea": (107.0, 20.0)}
"""Corners of made-up squares of one degree; `sea` is no code, and `a03` has no square."""


def shape_areas(root: Path, squares: Mapping[str, tuple[float, float]] = SQUARES) -> None:
    """Gives the made-up areas boundaries: squares, told so in their title."""
    package = root / "datasets" / PACKAGE
    path = package / "datapackage.json"
    descriptor = json.loads(path.read_text("utf-8"))
    table = next(part for part in descriptor["resources"] if part["name"] == "area-codes")
    table["portal"]["boundaries"] = "./area-shapes/ma"
    descriptor["resources"].append(
        {
            "name": "area-shapes",
            "path": "data/shapes.geojson",
            "title": "Hình vuông tự đặt để thử",
            "format": "geojson",
            "mediatype": "application/geo+json",
            "encoding": "utf-8",
            "portal": {"title": {"en": "Made-up squares for tests"}},
        }
    )
    path.write_text(json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n", "utf-8")
    features = [
        {
            "type": "Feature",
            "properties": {"ma": code},
            "geometry": {"type": "Polygon", "coordinates": [_square(*corner)]},
        }
        for code, corner in squares.items()
    ]
    told = {"type": "FeatureCollection", "features": features}
    (package / "data/shapes.geojson").write_text(json.dumps(told) + "\n", "utf-8")


def _square(left: float, low: float) -> list[tuple[float, float]]:
    right, high = left + 1, low + 1
    return [(left, low), (right, low), (right, high), (left, high), (left, low)]


FIRMS = "digital-firms"
"""Id in the register of the row `i-2`, whose values are numbers that add up."""

_OLD = ("a", "b", "c", "d")
_CROSSWALK = {"a": "new", "d": "new", "b": "b", "c": "b"}


def write_merged(folder: Path, additive: bool = True) -> Path:
    """A portal in the folder whose four made-up areas became two, of which one kept its code.

    Firms and shares of each area until 2023, those of the two since 2024; `d` has none of 2021.
    """
    root = write_portal(folder)
    package = root / "datasets" / PACKAGE
    path = package / "datapackage.json"
    descriptor = json.loads(path.read_text("utf-8"))
    table = next(part for part in descriptor["resources"] if part["name"] == "observations")
    table["schema"]["fields"].append(
        {
            "name": "area",
            "type": "string",
            "title": "Khu vực",
            "portal": {
                "title": {"en": "Area"},
                "references": "./areas-old/code",
                "dimension": {"additive": additive, "also": ["./areas-new/code"]},
            },
        }
    )
    table["schema"]["primaryKey"].append("area")
    for name, said, spoken in (("areas-old", "Cũ", "Old"), ("areas-new", "Mới", "New")):
        listed = _code_list(name, f"{said}: khu vực", f"{spoken}: areas", table)
        for column, kind in (("valid_from", "date"), ("valid_to", "date")):
            listed["schema"]["fields"].append(_plain(column, kind))
        descriptor["resources"].append(listed)
    descriptor["resources"][-2]["schema"]["fields"].append(_plain("successor_id", "string"))
    path.write_text(json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n", "utf-8")
    head = ("code", "name_vi", "name_en", "valid_from", "valid_to")
    old = [
        (code, f"Khu vực {code}", f"Area {code}", "", "2023-12-31", _CROSSWALK[code])
        for code in _OLD
    ]
    _write(package / "data/areas-old.csv", (*head, "successor_id"), old)
    new = [(code, f"Khu vực {code}", f"Area {code}", "2024-01-01", "") for code in ("new", "b")]
    _write(package / "data/areas-new.csv", head, new)
    _observe_merged(package / "data/observations.csv")
    return root


def _plain(name: str, kind: str) -> dict[str, Any]:
    return {"name": name, "type": kind, "title": name, "portal": {"title": {"en": name}}}


def _observe_merged(path: Path) -> None:
    header, *rows = csv.reader(io.StringIO(path.read_text("utf-8")))
    source = (rows[0][header.index("source_id")], "Phụ lục, dòng 1", "10-12")
    old = [
        (str(year), str(10 * (place + 1) + year - 2021), code)
        for place, code in enumerate(_OLD)
        for year in (2021, 2022, 2023)
        if (code, year) != ("d", 2021)
    ]
    values = [*old, ("2024", "60", "new"), ("2024", "57", "b")]
    broken = [
        [name, year, "actual", "=", value, "", unit, "A", value, *("",) * 4, *source, code]
        for name, unit in (("i-1", "percent"), ("i-2", "count"))
        for year, value, code in values
    ]
    _write(path, (*header, "area"), [*([*row, ""] for row in rows), *broken])
