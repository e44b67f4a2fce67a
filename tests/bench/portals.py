"""Portals of any size, the same bytes each time.

`python -m tests.bench.portals FOLDER --packages 500` writes one into a new folder.

An ordinary package has one table of five columns and a chart that its descriptor asks for: every
second one bars of decimals by area, the others a line by day. Beside them stand four code lists of
this portal, and where asked for a list of tasks and packages of twenty indicators each.
All names and numbers are made up from the place of a thing in its row.
"""

import argparse
import csv
import datetime
import io
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.disaggregated import break_down
from tests.folders import BASE, FROZEN, ROOT, write_needed

CODE_LISTS = ("documents", "organisations", "provinces", "topics")
SUBJECTS = (
    ("dân số", "population"),
    ("việc làm", "employment"),
    ("lượng mưa", "rainfall"),
    ("giáo dục", "education"),
    ("y tế", "health"),
    ("giao thông", "transport"),
    ("nông nghiệp", "agriculture"),
    ("ngân sách", "the budget"),
    ("năng lượng", "energy"),
    ("du lịch", "tourism"),
    ("môi trường", "the environment"),
)
AREAS = ("north", "south", "east", "west", "centre")
DAY_ONE = datetime.date(2015, 1, 1)
PER_PACKAGE = 20
"""Indicators of one package."""

YEARS = range(2018, 2023)
TEN_YEARS = range(2013, 2023)
LARGEST_CHART = 5_000
"""Rows of a table above which its package asks for no chart: nobody could read it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much a portal holds besides the code lists."""

    packages: int = 0
    rows: int = 50
    """Rows of the table of an ordinary package."""
    tasks: int = 0
    indicators: int = 0
    areas: int = 0
    """Areas that each indicator is broken down by, together with three values of sex; 0: none."""


def write_bench_portal(folder: Path, size: Size) -> Path:
    """A portal of that size in a new folder."""
    shutil.copytree(BASE / "site_src", folder / "site_src")
    shutil.copy(FROZEN / "portal.toml", folder)
    write_needed(folder)
    for name in CODE_LISTS:
        shutil.copytree(ROOT / "datasets" / name, folder / "datasets" / name)
    topics = _column(folder / "datasets/topics/data/topics.csv", "topic_id", "scheme", "topic")
    for number in range(size.packages):
        _write_ordinary(folder / "datasets", number, size.rows, topics)
    if size.tasks:
        _write_tasks(folder / "datasets", size.tasks)
    if size.indicators:
        _write_indicators(folder / "datasets", size.indicators)
        if size.areas:
            for package in sorted(folder.glob("datasets/values-*")):
                _break_down(package, size.areas)
    return folder


def _write_ordinary(folder: Path, number: int, rows: int, topics: Sequence[str]) -> None:
    name = f"set-{number:06}"
    vi, en = SUBJECTS[number % len(SUBJECTS)]
    descriptor = _descriptor("rainfall")
    resource = descriptor["resources"][0]
    resource |= {"path": f"data/{name}.csv", "name": "values", "title": f"Số liệu {vi}"}
    resource["portal"]["title"]["en"] = f"Figures of {en}"
    resource["schema"] = _ordinary_schema()
    chart = _bars() if number % 2 == 0 else _line()
    descriptor["portal"] |= {
        "topics": [topics[number % len(topics)]],
        "publisher": "portal-maintainers",
        "charts": [chart] if rows <= LARGEST_CHART else [],
    }
    _put(
        folder / name,
        descriptor,
        title=(f"Số liệu về {vi}, bộ {number}", f"Figures of {en}, set {number}"),
        about=(
            f"Số liệu tự tạo về {vi} theo ngày và theo khu vực, bộ {number}, để đo thời gian.",
            f"Made-up figures of {en} by day and area, set {number}, for measuring time.",
        ),
        keywords=(vi, en),
    )
    header = ("id", "day", "area", "value", "count")
    _write(folder / name / resource["path"], [header, *_ordinary_rows(number, rows)])


def _ordinary_rows(number: int, rows: int) -> Iterator[tuple[object, ...]]:
    for row in range(rows):
        mixed = (row * 7919 + number * 104_729) % 100_003
        day = DAY_ONE + datetime.timedelta(days=row % 3650)
        yield row + 1, day, AREAS[(row + number) % len(AREAS)], f"{mixed / 100:.2f}", mixed % 977


def _ordinary_schema() -> dict[str, Any]:
    return {
        "fields": [
            _field("id", "integer", ("Số thứ tự", "Number"), constraints={"required": True}),
            _field("day", "date", ("Ngày", "Day"), constraints={"required": True}),
            _field("area", "string", ("Khu vực", "Area"), categories=[*AREAS]),
            _field("value", "number", ("Giá trị", "Value")),
            _field("count", "integer", ("Số lượng", "Count"), constraints={"minimum": 0}),
        ],
        "primaryKey": ["id"],
    }


def _field(name: str, kind: str, title: tuple[str, str], **more: object) -> dict[str, Any]:
    vi, en = title
    return {"name": name, "type": kind, "title": vi, "portal": {"title": {"en": en}}, **more}


def _bars() -> dict[str, Any]:
    title = {"vi": "Giá trị theo khu vực", "en": "Values by area"}
    return {"mark": "bar", "resource": "values", "x": "area", "y": "value", "title": title}


def _line() -> dict[str, Any]:
    title = {"vi": "Số lượng theo ngày", "en": "Count by day"}
    return {"mark": "line", "resource": "values", "x": "day", "y": "count", "title": title}


def _write_tasks(folder: Path, tasks: int) -> None:
    descriptor = _descriptor("tasks-tiny")
    descriptor["portal"] |= {"creator": "gov", "sources": ["report-749-2022"]}
    descriptor["portal"] |= {"publisher": "portal-maintainers"}
    _put(
        folder / "tasks-bench",
        descriptor,
        title=(f"{tasks} nhiệm vụ để đo", f"{tasks} tasks to measure with"),
        about=(
            f"Danh sách {tasks} nhiệm vụ tự tạo, mỗi nhiệm vụ một dòng, để đo thời gian.",
            f"A list of {tasks} made-up tasks, a row for each task, for measuring time.",
        ),
        keywords=("nhiệm vụ", "tasks"),
    )
    bodies = _column(
        folder / "organisations/data/organisations.csv", "organisation_id", "kind", "ministry"
    )
    names = _names(descriptor, "tasks")
    rows = [_task(number, bodies) for number in range(1, tasks + 1)]
    _write(folder / "tasks-bench/data/tasks.csv", [names, *_cells(rows, names)])
    names = _names(descriptor, "status")
    rows = [_status(number) for number in range(1, tasks + 1, 2)]
    _write(folder / "tasks-bench/data/status.csv", [names, *_cells(rows, names)])


def _task(number: int, bodies: Sequence[str]) -> dict[str, str]:
    vi, en = SUBJECTS[number % len(SUBJECTS)]
    return {
        "task_id": f"t-{number}",
        "number": str(number),
        "name_vi": f"Xây dựng nền tảng dữ liệu {vi}, đợt {number}",
        "name_en": f"Build the data platform of {en}, round {number}",
        "lead": bodies[number % len(bodies)],
        "due": f"{2024 + number % 3}-12-31",
        "source_id": "report-749-2022",
        "source_locator": f"Phụ lục, dòng {number}",
    }


def _status(number: int) -> dict[str, str]:
    status = ("in_progress", "completed", "submitted")[number % 3]
    return {
        "task_id": f"t-{number}",
        "as_of": "2024-04-24",
        "status": status,
        "status_raw": "Theo báo cáo",
        "source_id": "report-749-2022",
        "source_locator": f"Phụ lục, dòng {number}",
    }


def _write_indicators(folder: Path, indicators: int) -> None:
    bodies = _column(
        folder / "organisations/data/organisations.csv", "organisation_id", "kind", "ministry"
    )
    register = _descriptor("indicators")
    register["portal"] |= {"sources": [], "publisher": "portal-maintainers"}
    _put(
        folder / "indicators",
        register,
        title=("Danh mục chỉ tiêu", "Indicator register"),
        about=(
            f"Danh mục gồm {indicators} chỉ tiêu tự tạo, mỗi chỉ tiêu một dòng, để đo thời gian.",
            f"A register of {indicators} made-up indicators, a row for each, for measuring time.",
        ),
        keywords=("chỉ tiêu", "indicators"),
    )
    numbers = range(1, indicators + 1)
    names = _names(register, "indicators")
    rows = [_registered(number, bodies) for number in numbers]
    _write(folder / "indicators/data/indicators.csv", [names, *_cells(rows, names)])
    names = _names(register, "matches")
    rows = [_match(number) for number in numbers]
    _write(folder / "indicators/data/matches.csv", [names, *_cells(rows, names)])
    for start in range(1, indicators + 1, PER_PACKAGE):
        _write_printed(folder, range(start, min(start + PER_PACKAGE, indicators + 1)), bodies)


def _write_printed(folder: Path, numbers: Sequence[int], bodies: Sequence[str]) -> None:
    name = _package_of(numbers[0])
    descriptor = _descriptor("indicators-tiny")
    descriptor["portal"] |= {"sources": ["report-749-2022"], "publisher": "portal-maintainers"}
    _put(
        folder / name,
        descriptor,
        title=(f"Chỉ tiêu từ {numbers[0]}", f"Indicators from {numbers[0]}"),
        about=(
            f"Giá trị tự tạo của các chỉ tiêu từ {numbers[0]} đến {numbers[-1]}, để đo thời gian.",
            f"Made-up values of the indicators {numbers[0]} to {numbers[-1]}, for measuring time.",
        ),
        keywords=("chỉ tiêu", "indicators"),
    )
    names = _names(descriptor, "indicators")
    rows = [_printed(number, bodies) for number in numbers]
    _write(folder / name / "data/indicators.csv", [names, *_cells(rows, names)])
    names = _names(descriptor, "observations")
    observed = [row for number in numbers for row in _observations(number)]
    _write(folder / name / "data/observations.csv", [names, *_cells(observed, names)])


def _break_down(package: Path, count: int) -> None:
    """Values of each area, as a whole and by sex, in ten years."""
    areas = [f"a{number:03}" for number in range(1, count + 1)]
    path = package / "data/indicators.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = [row["indicator_id"] for row in csv.DictReader(stream)]
    parts = [
        (str(year), str(10 + (place * 7 + year * 3 + more) % 80), area, sex)
        for place, area in enumerate(areas)
        for year in TEN_YEARS
        for more, sex in enumerate(("total", "female", "male"))
    ]
    break_down(package, rows, parts, areas)


def _package_of(number: int) -> str:
    return f"values-{(number - 1) // PER_PACKAGE:05}"


def _indicator_names(number: int) -> dict[str, str]:
    vi, en = SUBJECTS[number % len(SUBJECTS)]
    return {
        "name_vi": f"Tỷ lệ {vi} có dữ liệu số, phần {number}",
        "name_en": f"Share of {en} with digital data, part {number}",
    }


def _registered(number: int, bodies: Sequence[str]) -> dict[str, str]:
    names = _indicator_names(number)
    return {
        "indicator_id": f"i-{number}",
        **names,
        "short_name_vi": names["name_vi"],
        "short_name_en": names["name_en"],
        "definition_vi": f"Chỉ tiêu tự tạo số {number}, chỉ dùng để đo thời gian.",
        "definition_en": f"Made-up indicator {number}, of use for measuring time alone.",
        "pillar": ("digital-government", "digital-economy", "digital-society")[number % 3],
        "topics": "cong-nghe",
        "unit": "percent",
        "direction": "up",
        "responsible": bodies[number % len(bodies)],
        "method": "linear-path",
    }


def _match(number: int) -> dict[str, str]:
    return {
        "indicator_id": f"i-{number}",
        "package_id": _package_of(number),
        "row_id": f"r-{number}",
        "judgement": "exact",
        "reason_vi": "Tên in trùng với tên trong danh mục.",
        "reason_en": "The printed name is the name in the register.",
    }


def _printed(number: int, bodies: Sequence[str]) -> dict[str, str]:
    return {
        "indicator_id": f"r-{number}",
        "code": str(number),
        **_indicator_names(number),
        "pillar": ("digital-government", "digital-economy", "digital-society")[number % 3],
        "unit": "percent",
        "direction": "up",
        "register_id": f"i-{number}",
        "measured_by": bodies[number % len(bodies)],
        "source_id": "report-749-2022",
        "source_locator": f"Phụ lục, dòng {number}",
    }


def _observations(number: int) -> Iterator[dict[str, str]]:
    first = 10 + number % 40
    values = [(str(year), "actual", "=", first + 3 * place) for place, year in enumerate(YEARS)]
    for period, kind, operator, value in (*values, ("2025", "target", "≥", first + 30)):
        yield {
            "indicator_id": f"r-{number}",
            "period": period,
            "kind": kind,
            "operator": operator,
            "value": str(value),
            "unit": "percent",
            "obs_status": "A",
            "value_raw": f"{value}%",
            "source_id": "report-749-2022",
            "source_locator": f"Phụ lục, dòng {number}",
        }


def _descriptor(name: str) -> dict[str, Any]:
    """The descriptor of a package of the small valid portal, to be changed."""
    path = BASE / "datasets" / name / "datapackage.json"
    descriptor: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return descriptor


def _put(
    folder: Path,
    descriptor: dict[str, Any],
    *,
    title: tuple[str, str],
    about: tuple[str, str],
    keywords: tuple[str, str],
) -> None:
    """Descriptor and READMEs of a package; texts are Vietnamese, then English."""
    (folder / "data").mkdir(parents=True)
    descriptor |= {"name": folder.name, "title": title[0], "description": about[0]}
    descriptor["keywords"] = [keywords[0]]
    own = {"title": title[1], "description": about[1], "keywords": [keywords[1]]}
    descriptor["portal"] |= {name: {"en": text} for name, text in own.items()}
    text = json.dumps(descriptor, ensure_ascii=False, indent=2)
    (folder / "datapackage.json").write_text(text + "\n", "utf-8")
    for language, said in zip(("vi", "en"), about, strict=True):
        (folder / f"README.{language}.md").write_text(f"{said}\n", "utf-8")


def _names(descriptor: Mapping[str, Any], resource: str) -> list[str]:
    """The columns of a table of a descriptor."""
    found = next(part for part in descriptor["resources"] if part["name"] == resource)
    return [field["name"] for field in found["schema"]["fields"]]


def _cells(rows: Sequence[Mapping[str, str]], names: Sequence[str]) -> Iterator[list[str]]:
    """Rows as cells; a column that a row does not name is empty."""
    for row in rows:
        yield [row.get(name, "") for name in names]


def _column(path: Path, name: str, where: str, value: str) -> list[str]:
    """The cells of a column in the rows whose other column has the value."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [row[name] for row in csv.DictReader(stream) if row[where] == value]


def _write(path: Path, rows: Iterable[Sequence[object]]) -> None:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    path.write_text(stream.getvalue(), "utf-8", newline="")


def main() -> None:
    """Write a portal of the size that the command line names."""
    parser = argparse.ArgumentParser(description="Write a portal of any size into a new folder.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--packages", type=int, default=0, help="ordinary packages")
    parser.add_argument("--rows", type=int, default=50, help="rows of each of their tables")
    parser.add_argument("--tasks", type=int, default=0, help="tasks of one list")
    parser.add_argument("--indicators", type=int, default=0, help="indicators, 20 a package")
    parser.add_argument("--areas", type=int, default=0, help="areas that indicators are told for")
    options = vars(parser.parse_args())
    write_bench_portal(options.pop("folder"), Size(**options))


if __name__ == "__main__":
    main()
