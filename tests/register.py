"""Packages that meet in one register: an indicator that two plans and a prose figure print, one
that nobody measured, and three tasks; small enough to read at a glance."""

import dataclasses
import datetime
import json
from decimal import Decimal

from builder.model import Cell, Indicator, Kind, Package, Resource, Schema, Table
from builder.packages.descriptor import parse_schema
from builder.pages.programme.view import ProgrammeView
from builder.portal import Portal
from builder.programme.assembly import portal_from
from tests import tiny
from tests.folders import ROOT

LANGUAGES = ("vi", "en")
DAY = datetime.date(2024, 4, 24)

SOURCE = {"source_id": "1-qd-bx", "source_locator": "Bảng 1, dòng 2", "source_lines": "10-12"}
OTHER_SOURCE = {**SOURCE, "source_id": "2-bc-bx"}


def schema(kind: str) -> Schema:
    """The real schema of a kind of table."""
    path = ROOT / "schemas" / "tables" / f"{kind}.schema.json"
    return parse_schema(json.loads(path.read_text("utf-8")), LANGUAGES)


def categories(kind: str, name: str) -> tuple[str, ...]:
    """Every value that a kind of table allows in a field."""
    found = schema(kind)
    return found.fields[found.position(name)].categories


def table(kind: str, *records: dict[str, Cell]) -> Table:
    """A table of a kind; cells that a record leaves out are missing values."""
    found = schema(kind)
    names = [field.name for field in found.fields]
    required = {field.name for field in found.fields if field.required}
    for record in records:
        assert set(record) <= set(names), f"{kind} has no such field: {set(record) - set(names)}"
        assert required <= set(record), f"{kind} requires {required - set(record)}"
    return Table(
        schema=found,
        rows=tuple(tuple(record.get(name) for name in names) for record in records),
    )


def package(package_id: str, kind: Kind, **tables: Table) -> Package:
    """A package whose resources are named like their tables."""
    (resource,) = tiny.TASKS.resources
    return dataclasses.replace(
        tiny.TASKS,
        id=package_id,
        kind=kind,
        title=tiny.text(f"Bộ {package_id}", f"Dataset {package_id}"),
        resources=tuple(_resource(resource, name, table) for name, table in tables.items()),
        descriptor={
            "name": package_id,
            "resources": [{"name": name, "path": f"data/{name}.csv"} for name in tables],
        },
    )


def _resource(like: Resource, name: str, found: Table) -> Resource:
    return dataclasses.replace(
        like, name=name, path=f"data/{name}.csv", content=b"", table=found, table_kind=name
    )


DOCUMENTS = package(
    "documents",
    Kind.CODE_LIST,
    documents=table(
        "documents",
        {
            "document_id": "1-qd-bx",
            "number": "1/QĐ-BX",
            "type": "decision",
            "title_vi": "Kế hoạch năm 2024",
            "title_en": "Plan for 2024",
            "issued": datetime.date(2024, 3, 1),
        },
        {
            "document_id": "2-bc-bx",
            "type": "report",
            "title_vi": "Báo cáo năm 2024",
            "title_en": "Report of 2024",
        },
    ),
)

TOPICS = package(
    "topics",
    Kind.CODE_LIST,
    topics=table(
        "topics",
        {
            "topic_id": "digital-society",
            "scheme": "pillar",
            "position": 3,
            "name_vi": "Xã hội số",
            "name_en": "Digital society",
            "eu_data_theme": "SOCI",
        },
    ),
)


def registered(indicator_id: str, unit: str, vi: str, en: str) -> dict[str, Cell]:
    """A row of the register."""
    return {
        "indicator_id": indicator_id,
        "name_vi": vi,
        "name_en": en,
        "short_name_vi": vi,
        "short_name_en": en,
        "definition_vi": f"{vi}, tính trên tất cả.",
        "definition_en": f"{en}, out of all.",
        "pillar": "digital-society",
        "topics": ("cong-nghe",),
        "unit": unit,
        "direction": "up",
        "method": "linear-path",
    }


REGISTER = package(
    "indicators",
    Kind.INDICATORS,
    register=table(
        "register",
        registered("fibre", "percent", "Hộ gia đình có cáp quang", "Households with fibre"),
        registered("schools", "percent", "Trường học số", "Digital schools"),
    ),
    matches=table(
        "matches",
        {
            "package_id": "plan-b",
            "row_id": "b1",
            "indicator_id": "fibre",
            "judgement": "judged",
            "reason_vi": "Cùng tử số và mẫu số.",
            "reason_en": "Same numerator and denominator.",
        },
    ),
)


def printed(row_id: str, indicator_id: str | None, vi: str, en: str) -> dict[str, Cell]:
    """A row of an indicator table as a document prints it."""
    names = {"indicator_id": row_id, "register_id": indicator_id, "name_vi": vi, "name_en": en}
    return {**names, "pillar": "digital-society", "unit": "percent", "direction": "up", **SOURCE}


def observed(row_id: str, period: str, kind: str, value: str, **more: Cell) -> dict[str, Cell]:
    """A printed value."""
    return {
        "indicator_id": row_id,
        "period": period,
        "kind": kind,
        "value": Decimal(value),
        "unit": "percent",
        "obs_status": "A",
        "value_raw": f"{value} %",
        **SOURCE,
        **more,
    }


PLAN_A = package(
    "plan-a",
    Kind.INDICATORS,
    indicators=table(
        "indicators",
        printed("a1", "fibre", "Tỷ lệ hộ có cáp quang", "Share of households with fibre"),
        printed("a2", None, "Dòng không thuộc danh mục", "A row outside the register"),
    ),
    observations=table(
        "observations",
        observed("a1", "2022", "estimate", "72.4"),
        observed("a1", "2023", "plan", "79"),
        observed("a1", "2025", "target", "100"),
        observed("a2", "2025", "target", "5"),
    ),
)

PLAN_B = package(
    "plan-b",
    Kind.INDICATORS,
    indicators=table(
        "indicators",
        printed("b1", "fibre", "Phủ cáp quang", "Fibre coverage"),
        printed("b2", "schools", "Trường học số", "Digital schools"),
    ),
    observations=table(
        "observations",
        observed("b1", "2022", "estimate", "72.4", **OTHER_SOURCE),
        observed("b1", "2025", "target", "80", operator="≥", **OTHER_SOURCE),
        observed("b2", "2025", "target", "70", **OTHER_SOURCE),
    ),
)

FACTS = package(
    "facts",
    Kind.FIGURES,
    figures=table(
        "figures",
        {
            "figure_id": "f1",
            "indicator_id": "fibre",
            "as_of": "2024-Q1",
            "observation_kind": "actual",
            "statement_vi": "Quý I có 78,9% hộ dùng cáp quang.",
            "statement_en": "In the first quarter 78.9% of households used fibre.",
            "value": Decimal("78.9"),
            "scale": Decimal(1),
            "topic_vi": "Hộ dùng cáp quang",
            "topic_en": "Households with fibre",
            "unit_vi": "%",
            "unit_en": "percent",
            "value_raw": "78,9%",
            **OTHER_SOURCE,
        },
        {
            "figure_id": "f2",
            "as_of": "2024-Q1",
            "statement_vi": "Có 63 tỉnh.",
            "statement_en": "There are 63 provinces.",
            "value": Decimal(63),
            "scale": Decimal(1),
            "topic_vi": "Số tỉnh",
            "topic_en": "Provinces",
            "unit_vi": "tỉnh",
            "unit_en": "province",
            "value_raw": "63",
            **OTHER_SOURCE,
        },
    ),
)


def task(task_id: str, vi: str, en: str, **more: Cell) -> dict[str, Cell]:
    """A row of a task list."""
    return {"task_id": task_id, "name_vi": vi, "name_en": en, **SOURCE, **more}


def status(task_id: str, day: str, code: str, raw: str) -> dict[str, Cell]:
    """What a document says of a task."""
    as_of = datetime.date.fromisoformat(day)
    return {"task_id": task_id, "as_of": as_of, "status": code, "status_raw": raw, **SOURCE}


TASKS = package(
    "tasks-a",
    Kind.TASKS,
    tasks=table(
        "tasks",
        task("t1", "Kéo cáp", "Lay cables", indicator_ids=("fibre",), number="1", lead_raw="Bộ X"),
        task("t2", "Đo tốc độ", "Measure speed", due=datetime.date(2023, 12, 31)),
        task("t3", "Báo cáo", "Report", recurrence="quarterly"),
    ),
    status=table(
        "status",
        status("t1", "2023-12-31", "completed", "Đã xong"),
        status("t1", "2022-12-31", "in_progress", "Đang làm"),
        status("t2", "2023-12-31", "in_progress", "Đang làm"),
    ),
)

PACKAGES = (DOCUMENTS, FACTS, REGISTER, PLAN_A, PLAN_B, TASKS, TOPICS)

PORTAL: Portal = portal_from(PACKAGES, tiny.SETTINGS, DAY)


def indicator(indicator_id: str, found: Portal = PORTAL) -> Indicator:
    """An indicator of the register by its id."""
    (indicator,) = (indicator for indicator in found.indicators if indicator.id == indicator_id)
    return indicator


def view(language: str, found: Portal = PORTAL) -> ProgrammeView:
    """A reader of one language."""
    return ProgrammeView(language=language, portal=found)
