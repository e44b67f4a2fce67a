"""A portal of two packages, small enough to read at a glance; tests change what they need."""

import datetime
from decimal import Decimal

from builder.exports.downloads.files import PublishedFile, published_files
from builder.language.text import Localised
from builder.model import (
    Document,
    Field,
    Kind,
    Licence,
    Organisation,
    Package,
    Resource,
    Schema,
    Source,
    Table,
    Task,
    TaskStatus,
    Topic,
)
from builder.portal import Editorial, Portal
from builder.settings import Settings

DAY = datetime.date(2024, 4, 24)


def text(vi: str, en: str) -> Localised:
    """A text in both languages."""
    return Localised({"vi": vi, "en": en})


SETTINGS = Settings(
    name=text("Cổng nhỏ", "Tiny portal"),
    short_name=text("Nhỏ", "Tiny"),
    tagline=text("Hai bộ dữ liệu để thử.", "Two datasets to test with."),
    base_url="https://data.example/tiny/",
    languages=("vi", "en"),
    required_languages=("vi", "en"),
    publisher="maintainers",
    publisher_type="NonProfitOrganisation",
    spatial="VNM",
    contact_name=text("Nhóm duy trì", "Maintainers"),
    contact_email=None,
    source_code_url=None,
    queries={"vi": (), "en": ()},
    colours={"accent": "#0F6CA3", "accent_dark": "#6DB9E8", "band": "#0B4F79"},
    series={},
    sources_folder=None,
)

LICENCE = Licence(
    name="CC-BY-4.0",
    title="Creative Commons Attribution 4.0",
    url="https://creativecommons.org/licenses/by/4.0/",
)

TASKS_SCHEMA = Schema(
    fields=(
        Field(name="task_id", type="string", title=text("Mã", "Id"), description=None),
        Field(name="name_vi", type="string", title=text("Tên", "Name"), description=None),
        Field(name="name_en", type="string", title=text("Tên", "Name"), description=None),
        Field(
            name="due",
            type="date",
            title=text("Thời hạn", "Due date"),
            description=text("Ngày phải xong", "Day by which it must be done"),
        ),
    ),
    primary_key=("task_id",),
)

TASKS = Package(
    id="tasks-tiny",
    kind=Kind.TASKS,
    title=text("Nhiệm vụ năm 2024", "Tasks of 2024"),
    description=text(
        "Một nhiệm vụ lấy từ văn bản 1/QĐ-BX, đủ để thử mọi trang và mọi tệp của cổng.",
        "One task taken from document 1/QĐ-BX, enough to try every page and file of the portal.",
    ),
    keywords={"vi": ("nhiệm vụ",), "en": ("tasks",)},
    version="1.1.0",
    licence=LICENCE,
    publisher="maintainers",
    creator="ministry-x",
    topics=("cong-nghe",),
    frequency="NEVER",
    temporal=(datetime.date(2024, 1, 1), datetime.date(2024, 12, 31)),
    spatial="VNM",
    sources=("1-qd-bx",),
    source_notes=(("Quyết định số 1/QĐ-BX", None),),
    series=None,
    issued=datetime.date(2024, 4, 1),
    modified=DAY,
    readme=text("Về nhiệm vụ.\n", "About the tasks.\n"),
    changelog="## 1.1.0 - 2024-04-24\n\n### vi\n\n- Thêm tình trạng.\n\n### en\n\n- Status added.\n"
    "\n## 1.0.0\n\n- 1.0\n",
    charts=(),
    resources=(
        Resource(
            name="tasks",
            path="data/tasks.csv",
            title=text("Nhiệm vụ", "Tasks"),
            description=text("Một dòng.", "One row."),
            table_kind="tasks",
            format="csv",
            content="task_id,name_vi,name_en,due\nt1,Nối mạng,Connect,2024-12-31\n".encode(),
            table=Table(
                schema=TASKS_SCHEMA,
                rows=(("t1", "Nối mạng", "Connect", datetime.date(2024, 12, 31)),),
            ),
        ),
    ),
    descriptor={
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "tasks-tiny",
        "resources": [{"name": "tasks", "path": "data/tasks.csv"}],
    },
)

RAINFALL = Package(
    id="rainfall",
    kind=Kind.OTHER,
    title=text("Lượng mưa", "Rainfall"),
    description=text(
        "Lượng mưa trong ngày tại một trạm: một gói dữ liệu bình thường của bên thứ ba.",
        "Rainfall of a day at one station: an ordinary data package of a third party.",
    ),
    keywords={"vi": ("mưa",), "en": ("rain",)},
    version="1.0.0",
    licence=LICENCE,
    publisher="maintainers",
    creator=None,
    topics=("moi-truong",),
    frequency="DAILY",
    temporal=(DAY, DAY),
    spatial="VNM",
    sources=(),
    source_notes=(("Trạm Láng", "https://station.example/lang?q=mưa to"),),
    series=None,
    issued=datetime.date(2024, 4, 2),
    modified=datetime.date(2024, 4, 2),
    readme=None,
    changelog=None,
    charts=(),
    resources=(
        Resource(
            name="rainfall",
            path="rainfall.csv",
            title=text("Lượng mưa", "Rainfall"),
            description=None,
            table_kind=None,
            format="csv",
            content=b"day,millimetres\n2024-04-24,12.5\n",
            table=Table(
                schema=Schema(
                    fields=(
                        Field(name="day", type="date", title=text("Ngày", "Day"), description=None),
                        Field(
                            name="millimetres",
                            type="number",
                            title=text("Milimét", "Millimetres"),
                            description=None,
                        ),
                    )
                ),
                rows=((DAY, Decimal("12.5")),),
            ),
        ),
    ),
    descriptor={"name": "rainfall", "resources": [{"name": "rainfall", "path": "rainfall.csv"}]},
)

SOURCE = Source(document="1-qd-bx", locator="Phụ lục, dòng 1", lines="10-12")

TASK = Task(
    package="tasks-tiny",
    id="t1",
    number="1",
    parent=None,
    section=None,
    name=text("Nối mạng", "Connect"),
    description=None,
    lead=("ministry-x",),
    lead_raw="Bộ X",
    partners=(),
    implementers=(),
    start=None,
    end=None,
    due=datetime.date(2024, 12, 31),
    due_raw="2024",
    recurrence=None,
    expected=None,
    indicators=(),
    related=(),
    source=SOURCE,
    statuses=(
        TaskStatus(as_of=DAY, status="in_progress", raw="Đang làm", result=None, source=SOURCE),
    ),
)

EDITORIAL = tuple(
    Editorial(
        id=section,
        language=language,
        path=f"{language}/{slug}.md",
        slug=slug,
        title=slug,
        short_title=slug,
        description=slug,
        menu=None,
        footer=None,
        shown_with=None,
    )
    for section, slugs in (
        ("about", ("gioi-thieu", "about")),
        ("developers", ("lap-trinh", "developers")),
        ("terms", ("dieu-khoan", "terms")),
    )
    for language, slug in zip(("vi", "en"), slugs, strict=True)
)

PORTAL = Portal(
    settings=SETTINGS,
    editorial=EDITORIAL,
    packages=(RAINFALL, TASKS),
    organisations={
        "maintainers": Organisation(
            id="maintainers", name=text("Nhóm duy trì", "Maintainers"), kind="maintainer"
        ),
        "ministry-x": Organisation(
            id="ministry-x", name=text("Bộ X", "Ministry X"), kind="ministry", code="G99"
        ),
    },
    documents={
        "1-qd-bx": Document(
            id="1-qd-bx",
            number="1/QĐ-BX",
            title=text("Kế hoạch năm 2024", "Plan for 2024"),
            issuer="ministry-x",
            issued=datetime.date(2024, 3, 1),
        )
    },
    topics={
        "cong-nghe": Topic(
            id="cong-nghe",
            scheme="topic",
            position=1,
            name=text("Công nghệ", "Technology"),
            eu_data_theme="TECH",
        ),
        "moi-truong": Topic(
            id="moi-truong",
            scheme="topic",
            position=2,
            name=text("Môi trường", "Environment"),
            eu_data_theme="ENVI",
        ),
    },
    indicators=(),
    tasks={"tasks-tiny": (TASK,)},
    as_of=DAY,
)


def files(portal: Portal = PORTAL) -> dict[str, tuple[PublishedFile, ...]]:
    """The published files of a catalogue by package id."""
    return {package.id: published_files(package, SETTINGS.base_url) for package in portal.packages}
