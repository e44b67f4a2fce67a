"""A small government: a ministry, its unit, a group and a successor, with what documents say of
them: tasks, indicators, a list of names, an issue and a reporting calendar."""

import dataclasses
import datetime

from builder.model import Cell, Field, Kind, Table
from builder.portal import Portal
from builder.programme.assembly import portal_from
from tests import register, tiny
from tests.register import SOURCE, package, printed, table, task

DAY = datetime.date(2024, 4, 24)


def body(body_id: str, vi: str, en: str, kind: str, **more: Cell) -> dict[str, Cell]:
    """A row of the list of bodies."""
    return {"organisation_id": body_id, "name_vi": vi, "name_en": en, "kind": kind, **more}


ORGANISATIONS = package(
    "organisations",
    Kind.CODE_LIST,
    organisations=table(
        "organisations",
        body("ministry-x", "Bộ X", "Ministry X", "ministry", code="G99", successor_id="ministry-n"),
        body(
            "unit-u",
            "Cục U",
            "Unit U",
            "ministry-unit",
            parent_id="ministry-x",
            abbreviation="UU",
            note_vi="Đơn vị thuộc Bộ X.",
            note_en="A unit of Ministry X.",
        ),
        body("all-bodies", "Các bộ, ngành", "All ministries", "group"),
        body("ministry-n", "Bộ N", "Ministry N", "ministry"),
    ),
)

TASKS = package(
    "tasks-g",
    Kind.TASKS,
    tasks=table(
        "tasks",
        task("g1", "Xong rồi", "Done", lead=("ministry-x",), due=datetime.date(2023, 6, 30)),
        task("g2", "Trễ rồi", "Late", lead=("ministry-x",), due=datetime.date(2022, 12, 31)),
        task("g3", "Không ai nói", "Untold", lead=("ministry-x",), implementers=("unit-u",)),
        task("g4", "Việc chung", "Shared work", lead=("all-bodies",), partners=("ministry-x",)),
    ),
    status=table(
        "status",
        register.status("g1", "2023-12-31", "completed", "Đã xong"),
        register.status("g2", "2023-12-31", "in_progress", "Đang làm"),
    ),
)

PLAN = package(
    "plan-g",
    Kind.INDICATORS,
    indicators=table(
        "indicators",
        {
            **printed("p1", "fibre", "Cáp quang", "Fibre"),
            "measured_by": ("unit-u",),
            "reported_by": ("ministry-x",),
        },
    ),
    observations=table("observations", register.observed("p1", "2022", "estimate", "72.4")),
)

PROVINCES = package(
    "provinces",
    Kind.CODE_LIST,
    **{
        "provinces": table(
            "provinces",
            {
                "province_id": "ha-nam",
                "name_vi": "Hà Nam",
                "name_en": "Hà Nam",
                "level": "province",
                "successor_id": "ninh-binh",
                "abbreviation": "HNa",
                "tile_column": 3,
                "tile_row": 6,
            },
            {
                "province_id": "ha-noi",
                "name_vi": "Hà Nội",
                "name_en": "Hà Nội",
                "level": "city",
                "successor_id": "ha-noi",
                "abbreviation": "HN",
                "tile_column": 3,
                "tile_row": 5,
            },
        ),
        "provinces-2025": table(
            "provinces-2025",
            {
                "province_id": "ha-noi",
                "name_vi": "Hà Nội",
                "name_en": "Hà Nội",
                "level": "city",
            },
            {
                "province_id": "ninh-binh",
                "name_vi": "Ninh Bình",
                "name_en": "Ninh Bình",
                "level": "province",
            },
        ),
    },
)


def member(list_id: str, raw: str, claimed: int | None, **more: Cell) -> dict[str, Cell]:
    """A name in a list."""
    return {
        "list_id": list_id,
        "list_title_vi": f"Danh sách {list_id}",
        "list_title_en": f"List {list_id}",
        "position": 1,
        "member_raw": raw,
        "claimed_count": claimed,
        "actual_count": 1,
        **SOURCE,
        **more,
    }


LISTS = package(
    "lists",
    Kind.LISTS,
    members=table(
        "members",
        member("l1", "Bộ X", 1, organisation_id="ministry-x"),
        member("l2", "Hà Nam", 2, province_id="ha-nam"),
    ),
)

ISSUES = package(
    "issues",
    Kind.NOTES,
    **{
        "known-issues": table(
            "known-issues",
            {
                "issue_id": "fibre-values",
                "kind": "documents-disagree",
                "title_vi": "Cáp quang: 72,4% hay 80%",
                "title_en": "Fibre: 72.4% or 80%",
                "description_vi": "Hai văn bản in khác nhau.",
                "description_en": "Two documents differ.",
                "decision_vi": "Công bố cả hai.",
                "decision_en": "Both are published.",
                "indicator_ids": ("fibre",),
                "package_ids": ("plan-g",),
            },
        ),
        "issue-statements": table(
            "issue-statements",
            {
                "issue_id": "fibre-values",
                "position": 2,
                "statement_vi": "Nhiệm vụ ghi 80%",
                "statement_en": "The task says 80%",
                "value_raw": "80%",
                "package_id": "tasks-g",
                "row_id": "g1",
                **SOURCE,
            },
            {
                "issue_id": "fibre-values",
                "position": 1,
                "statement_vi": "Ước tính 2022: 72,4%",
                "statement_en": "Estimate 2022: 72.4%",
                "value_raw": "72,4%",
                **SOURCE,
            },
        ),
    },
)


def event(event_id: str, kind: str, **more: Cell) -> dict[str, Cell]:
    """A row of a reporting calendar."""
    text = {"text_vi": "Cung cấp số liệu, kèm đánh giá; gửi sớm.", "text_en": "Send the figures."}
    return {"event_id": event_id, "kind": kind, **text, **SOURCE, **more}


QUARTER: dict[str, Cell] = {"quarter": "Q1", "due_month": 4, "due_day": 3, "due_raw": "03/4"}

EVENTS = table(
    "calendar",
    event("u1", "unit-report", **QUARTER, actors=("unit-u",), recipients=("ministry-x",)),
    event("u1-again", "unit-report", **QUARTER),
    event("once", "other-report", due_month=11, due_day=20),
    event("p1", "principle", title_vi="Dữ liệu trước", title_en="Data first"),
)

YEARS = Field(name="due_year", type="integer", title=tiny.text("Năm", "Year"), description=None)
"""A field that the package adds to its kind of table: only one document prints a year."""

CALENDAR = package(
    "calendar",
    Kind.CALENDAR,
    calendar=Table(
        schema=dataclasses.replace(EVENTS.schema, fields=(*EVENTS.schema.fields, YEARS)),
        rows=tuple(
            (*row, year) for row, year in zip(EVENTS.rows, (None, None, 2023, None), strict=True)
        ),
    ),
)

PACKAGES = (
    *(CALENDAR, ISSUES, LISTS, ORGANISATIONS, PLAN, PROVINCES, TASKS),
    *(register.DOCUMENTS, register.REGISTER, register.TOPICS),
)

PORTAL: Portal = portal_from(PACKAGES, tiny.SETTINGS, DAY)
