"""The packages of a new portal: three code lists, and examples that one command takes away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from builder.starting.answers import Answers

EXAMPLE = "-example"
"""How the id of a package ends that is there as an example only."""

MARK = "example-"
"""How the id of a row begins that is there as an example only."""

Texts = Mapping[str, str]
Row = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTable:
    """A table to be written: rows whose twin columns have a value for each language."""

    name: str
    title: Texts
    rows: Sequence[Row]
    kind: str | None = None
    """Table schema of schemas/tables; None for an ordinary table with `fields`."""
    fields: Sequence[Mapping[str, Any]] = ()
    """Its own; those of its kind stand before them."""
    key: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPackage:
    """A package to be written."""

    id: str
    kind: str
    title: Texts
    description: Texts
    topics: Sequence[str]
    tables: Sequence[NewTable]
    frequency: str = "IRREG"
    charts: Sequence[Mapping[str, Any]] = ()
    sources: Sequence[str] = ()
    """Ids of the documents that the rows are taken from."""
    licence: Mapping[str, str] | None = None
    """None: the licence of a new portal."""
    awaits: bool = False
    """True if a language of the portal is still to be written."""


def new_packages(answers: Answers) -> tuple[NewPackage, ...]:
    """Every package that a new portal begins with."""
    return (
        _organisations(answers),
        _topics(answers),
        _documents(answers),
        _register(answers),
        _indicators(answers),
        _tasks(answers),
        _ordinary(answers),
    )


def _both(vi: str, en: str) -> Texts:
    return {"vi": vi, "en": en}


def _example(vi: str, en: str) -> Texts:
    return _both(f"Ví dụ: {vi}", f"Example: {en}")


def _organisations(answers: Answers) -> NewPackage:
    body = {f"name_{language}": name for language, name in answers.body.items()}
    return NewPackage(
        id="organisations",
        kind="code-list",
        title=_both("Cơ quan, tổ chức", "Organisations"),
        description=_both(
            "Các cơ quan mà những bộ dữ liệu khác nhắc tới bằng mã.",
            "The bodies that the other datasets name by their id.",
        ),
        topics=(answers.topic,),
        tables=[
            NewTable(
                name="organisations",
                title=_both("Cơ quan", "Organisations"),
                kind="organisations",
                rows=[
                    *(
                        row
                        for row in answers.kept.organisations
                        if row["organisation_id"] != answers.body_id
                    ),
                    {"organisation_id": answers.body_id, "kind": "government-agency", **body},
                ],
            )
        ],
    )


def _topics(answers: Answers) -> NewPackage:
    topics = (
        ("government", "topic", 1, "Quản lý nhà nước", "Government", "GOVE"),
        ("economy", "topic", 2, "Kinh tế", "Economy", "ECON"),
        ("society", "topic", 3, "Xã hội", "Society", "SOCI"),
        ("goals", "pillar", 1, "Mục tiêu", "Goals", "GOVE"),
    )
    names = ("topic_id", "scheme", "position", "name_vi", "name_en", "eu_data_theme")
    return NewPackage(
        id="topics",
        kind="code-list",
        title=_both("Lĩnh vực", "Topics"),
        description=_both(
            "Các lĩnh vực của bộ dữ liệu và trụ cột của chỉ tiêu.",
            "The topics of datasets and the pillars of indicators.",
        ),
        topics=(answers.topic,),
        tables=[
            NewTable(
                name="topics",
                title=_both("Lĩnh vực", "Topics"),
                kind="topics",
                rows=answers.kept.topics
                or [dict(zip(names, topic, strict=True)) for topic in topics],
            )
        ],
    )


def _documents(answers: Answers) -> NewPackage:
    return NewPackage(
        id="documents",
        kind="code-list",
        title=_both("Văn bản", "Documents"),
        description=_both(
            "Các văn bản mà số liệu trên cổng này được lấy từ đó, mỗi văn bản một dòng.",
            "The documents that the figures of this portal are taken from, one a row.",
        ),
        topics=(answers.topic,),
        tables=[
            NewTable(
                name="documents",
                title=_both("Văn bản", "Documents"),
                kind="documents",
                rows=[
                    *answers.kept.documents,
                    {
                        "document_id": f"{MARK}plan",
                        "type": "plan",
                        "title_vi": "Kế hoạch ví dụ",
                        "title_en": "Example plan",
                        "issuer": answers.body_id,
                        "issued": "2025-01-15",
                    },
                ],
            )
        ],
    )


_SOURCE = {"source_id": f"{MARK}plan", "source_locator": "1"}


def _register(answers: Answers) -> NewPackage:
    shared = {
        "pillar": answers.pillar,
        "topics": answers.topic,
        "unit": "percent",
        "direction": "up",
        "responsible": answers.body_id,
        "method": "linear-path",
    }
    rows = (
        (
            "online-services",
            _both("Tỷ lệ dịch vụ trực tuyến (ví dụ)", "Share of services online (example)"),
            _both("Phần dịch vụ làm được qua mạng.", "The part of services that are online."),
        ),
        (
            "households-online",
            _both("Tỷ lệ hộ có Internet (ví dụ)", "Share of households online (example)"),
            _both("Phần hộ gia đình có Internet.", "The part of households with Internet."),
        ),
    )
    return NewPackage(
        id="indicators",
        kind="indicators",
        title=_example("danh mục chỉ tiêu", "register of indicators"),
        description=_both(
            "Mỗi dòng là một chỉ tiêu. Số liệu bịa ra để làm ví dụ: hãy xóa trước khi công bố.",
            "A row for each indicator. Made up as an example: delete it before you publish.",
        ),
        topics=(answers.topic,),
        tables=[
            NewTable(
                name="indicators",
                title=_both("Danh mục", "Register"),
                kind="register",
                rows=[
                    {
                        "indicator_id": f"{MARK}{row_id}",
                        **_twins("name", name),
                        **_twins("short_name", name),
                        **_twins("definition", definition),
                        **shared,
                    }
                    for row_id, name, definition in rows
                ],
            ),
            NewTable(name="matches", title=_both("Ghép dòng", "Matches"), kind="matches", rows=[]),
        ],
    )


def _twins(stem: str, texts: Texts) -> dict[str, str]:
    return {f"{stem}_{language}": text for language, text in texts.items()}


def _indicators(answers: Answers) -> NewPackage:
    values = (
        ("online-services", "2023", "actual", "48"),
        ("online-services", "2024", "actual", "61.5"),
        ("online-services", "2027", "target", "90"),
        ("households-online", "2024", "estimate", "82"),
        ("households-online", "2027", "target", "95"),
    )
    names = {
        "online-services": _both("Dịch vụ trực tuyến", "Services online"),
        "households-online": _both("Hộ có Internet", "Households online"),
    }
    return NewPackage(
        id=f"indicators{EXAMPLE}",
        kind="indicators",
        title=_example("chỉ tiêu của một kế hoạch", "indicators of a plan"),
        description=_both(
            "Chỉ tiêu và số liệu bịa ra để làm ví dụ: hãy xóa trước khi công bố.",
            "Indicators and values made up as an example: delete them before you publish.",
        ),
        topics=(answers.topic,),
        frequency="ANNUAL",
        tables=[
            NewTable(
                name="indicators",
                title=_both("Chỉ tiêu", "Indicators"),
                kind="indicators",
                rows=[
                    {
                        "indicator_id": f"{MARK}{row_id}-row",
                        "code": str(number),
                        **_twins("name", name),
                        "pillar": answers.pillar,
                        "unit": "percent",
                        "direction": "up",
                        "register_id": f"{MARK}{row_id}",
                        "measured_by": answers.body_id,
                        **_SOURCE,
                    }
                    for number, (row_id, name) in enumerate(names.items(), start=1)
                ],
            ),
            NewTable(
                name="observations",
                title=_both("Số liệu", "Values"),
                kind="observations",
                rows=[
                    {
                        "indicator_id": f"{MARK}{row_id}-row",
                        "period": period,
                        "kind": kind,
                        "operator": "=",
                        "value": value,
                        "unit": "percent",
                        "obs_status": "E" if kind == "estimate" else "A",
                        "value_raw": f"{value.replace('.', ',')}%",
                        **_SOURCE,
                    }
                    for row_id, period, kind, value in values
                ],
            ),
        ],
    )


def _tasks(answers: Answers) -> NewPackage:
    names = (
        _both("Đưa mọi dịch vụ lên mạng", "Put every service online"),
        _both("Tập huấn kỹ năng số", "Train digital skills"),
    )
    return NewPackage(
        id=f"tasks{EXAMPLE}",
        kind="tasks",
        title=_example("nhiệm vụ của một kế hoạch", "tasks of a plan"),
        description=_both(
            "Nhiệm vụ bịa ra để làm ví dụ: hãy xóa trước khi công bố.",
            "Tasks made up as an example: delete them before you publish.",
        ),
        topics=(answers.topic,),
        tables=[
            NewTable(
                name="tasks",
                title=_both("Nhiệm vụ", "Tasks"),
                kind="tasks",
                rows=[
                    {
                        "task_id": f"{MARK}task-{number}",
                        "number": str(number),
                        **_twins("name", name),
                        "lead": answers.body_id,
                        "due": f"{2024 + number}-12-31",
                        "due_raw": str(2024 + number),
                        "indicator_ids": f"{MARK}online-services" if number == 1 else "",
                        **_SOURCE,
                    }
                    for number, name in enumerate(names, start=1)
                ],
            ),
            NewTable(
                name="status",
                title=_both("Tình trạng", "Status"),
                kind="status",
                rows=[
                    {
                        "task_id": f"{MARK}task-1",
                        "as_of": "2024-12-31",
                        "status": "in_progress",
                        **_SOURCE,
                    }
                ],
            ),
        ],
    )


def _ordinary(answers: Answers) -> NewPackage:
    def field(name: str, kind: str, vi: str, en: str) -> dict[str, Any]:
        return {"name": name, "type": kind, "title": vi, "portal": {"title": {"en": en}}}

    rows = [
        {"commune": commune, "day": day, "visitors": str(visitors)}
        for commune, day, visitors in (
            ("A", "2025-03-01", 120),
            ("A", "2025-03-02", 95),
            ("B", "2025-03-01", 40),
            ("B", "2025-03-02", 61),
        )
    ]
    return NewPackage(
        id=f"table{EXAMPLE}",
        kind="other",
        title=_example("một bảng bình thường", "an ordinary table"),
        description=_both(
            "Bảng bịa ra để làm ví dụ: bảng nào cũng công bố được như vậy.",
            "A table made up as an example: any table can be published like this.",
        ),
        topics=(answers.topic,),
        frequency="DAILY",
        charts=[
            {
                "mark": "bar",
                "resource": "visitors",
                "x": "commune",
                "y": "visitors",
                "title": _both("Lượt khách theo xã", "Visitors by commune"),
            }
        ],
        tables=[
            NewTable(
                name="visitors",
                title=_both("Lượt khách", "Visitors"),
                rows=rows,
                fields=[
                    field("commune", "string", "Xã", "Commune"),
                    field("day", "date", "Ngày", "Day"),
                    field("visitors", "integer", "Lượt khách", "Visitors"),
                ],
            )
        ],
    )
