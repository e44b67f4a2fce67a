"""Packages → catalogue: what the portal knows beyond single packages; pure."""

import dataclasses
import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from builder.model import (
    Catalogue,
    Cell,
    Disagreement,
    Document,
    Indicator,
    Kind,
    Observation,
    Organisation,
    Package,
    PrintedRow,
    Source,
    Task,
    TaskStatus,
    Topic,
)
from builder.text import Localised

REGISTER = "indicators"
"""Id of the package that holds the register."""

_KIND_ORDER = {"actual": 0, "estimate": 1, "plan": 2, "target": 3}

Record = dict[str, Any]


def catalogue(
    packages: Sequence[Package], languages: Sequence[str], as_of: datetime.date | None
) -> Catalogue:
    """The catalogue of checked packages.

    `as_of` defaults to the newest `modified` of the packages.
    """
    by_id = {package.id: package for package in packages}
    return Catalogue(
        packages=tuple(packages),
        organisations={
            record["organisation_id"]: _organisation(record, languages)
            for record in _records(by_id.get("organisations"), "organisations")
        },
        documents={
            record["document_id"]: _document(record, languages)
            for record in _records(by_id.get("documents"), "documents")
        },
        topics={
            record["topic_id"]: _topic(record, languages)
            for record in _records(by_id.get("topics"), "topics")
        },
        indicators=_indicators(packages, languages),
        tasks={
            package.id: _tasks(package, languages)
            for package in packages
            if package.kind is Kind.TASKS
        },
        as_of=as_of or max(package.modified for package in packages),
    )


def _records(package: Package | None, resource_name: str) -> list[Record]:
    resource = package.resource(resource_name) if package else None
    if resource is None or resource.table is None:
        return []
    return [dict(record) for record in resource.table.records()]


def _text(record: Record, stem: str, languages: Sequence[str]) -> Localised | None:
    texts = {language: record.get(f"{stem}_{language}") or "" for language in languages}
    return Localised(texts) if all(texts.values()) else None


def _required_text(record: Record, stem: str, languages: Sequence[str]) -> Localised:
    text = _text(record, stem, languages)
    assert text is not None, f"{stem} is required by its schema"
    return text


def _ids(cell: Cell) -> tuple[str, ...]:
    return cell if isinstance(cell, tuple) else ()


def _source(record: Record) -> Source:
    return Source(
        document=record["source_id"],
        locator=record["source_locator"],
        lines=record["source_lines"],
    )


def _organisation(record: Record, languages: Sequence[str]) -> Organisation:
    return Organisation(
        id=record["organisation_id"],
        name=_required_text(record, "name", languages),
        kind=record["kind"],
        abbreviation=record["abbreviation"],
        parent=record["parent_id"],
        successor=record["successor_id"],
        code=record["code"],
    )


def _document(record: Record, languages: Sequence[str]) -> Document:
    return Document(
        id=record["document_id"],
        number=record["number"],
        title=_required_text(record, "title", languages),
        issuer=record["issuer"],
        issued=record["issued"],
    )


def _topic(record: Record, languages: Sequence[str]) -> Topic:
    return Topic(
        id=record["topic_id"],
        scheme=record["scheme"],
        position=record["position"],
        name=_required_text(record, "name", languages),
        eu_data_theme=record["eu_data_theme"],
    )


def _indicators(packages: Iterable[Package], languages: Sequence[str]) -> tuple[Indicator, ...]:
    rows: dict[str, list[PrintedRow]] = defaultdict(list)
    observations: dict[str, list[Observation]] = defaultdict(list)
    register: list[Record] = []
    reasons: dict[tuple[str, str], Localised | None] = {}
    for package in packages:
        if package.kind is not Kind.INDICATORS:
            continue
        if package.id == REGISTER:
            register = _records(package, "indicators")
            for record in _records(package, "matches"):
                if record["judgement"] == "judged":
                    place = (record["package_id"], record["row_id"])
                    reasons[place] = _text(record, "reason", languages)
            continue
        registered: dict[str, str] = {}
        for record in _records(package, "indicators"):
            if record["register_id"]:
                registered[record["indicator_id"]] = record["register_id"]
                rows[record["register_id"]].append(_printed_row(package.id, record, languages))
        for record in _records(package, "observations"):
            if record["indicator_id"] in registered:
                observations[registered[record["indicator_id"]]].append(
                    _observation(package.id, record, languages)
                )
    return tuple(
        _indicator(
            record,
            _with_reasons(rows[record["indicator_id"]], reasons),
            observations[record["indicator_id"]],
            languages,
        )
        for record in register
    )


def _with_reasons(
    rows: Iterable[PrintedRow], reasons: Mapping[tuple[str, str], Localised | None]
) -> tuple[PrintedRow, ...]:
    return tuple(
        dataclasses.replace(row, match_reason=reasons.get((row.package, row.id))) for row in rows
    )


def _printed_row(package: str, record: Record, languages: Sequence[str]) -> PrintedRow:
    return PrintedRow(
        package=package,
        id=record["indicator_id"],
        code=record["code"],
        name=_required_text(record, "name", languages),
        group=_text(record, "group", languages),
        measured_by=_ids(record["measured_by"]),
        reported_by=_ids(record["reported_by"]),
        partners=_ids(record["partners"]),
        legal_basis=_ids(record["legal_basis"]),
        source=_source(record),
    )


def _observation(package: str, record: Record, languages: Sequence[str]) -> Observation:
    return Observation(
        package=package,
        row=record["indicator_id"],
        period=record["period"],
        kind=record["kind"],
        operator=record["operator"],
        value=record["value"],
        value_high=record["value_high"],
        unit=record["unit"],
        status=record["obs_status"],
        raw=record["value_raw"],
        rating=record["rating"],
        note=_text(record, "note", languages),
        source=_source(record),
    )


def _indicator(
    record: Record,
    rows: tuple[PrintedRow, ...],
    observations: Sequence[Observation],
    languages: Sequence[str],
) -> Indicator:
    ordered = tuple(
        sorted(
            observations,
            key=lambda one: (one.period, _KIND_ORDER[one.kind], one.package, one.row),
        )
    )
    return Indicator(
        id=record["indicator_id"],
        name=_required_text(record, "name", languages),
        short_name=_required_text(record, "short_name", languages),
        definition=_required_text(record, "definition", languages),
        pillar=record["pillar"],
        topics=_ids(record["topics"]),
        unit=record["unit"],
        direction=record["direction"],
        responsible=_ids(record["responsible"]),
        note=_text(record, "note", languages),
        rows=rows,
        observations=ordered,
        disagreements=disagreements(ordered),
    )


def disagreements(observations: Iterable[Observation]) -> tuple[Disagreement, ...]:
    """Periods and kinds for which different numbers or operators are printed."""
    groups: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for one in observations:
        if one.value is not None:
            groups[(one.period, one.kind)].append(one)
    return tuple(
        Disagreement(period=period, kind=kind, observations=tuple(group))
        for (period, kind), group in groups.items()
        if len({_printed_number(one) for one in group}) > 1
    )


def _printed_number(one: Observation) -> tuple[str | None, Decimal | None, Decimal | None]:
    return one.operator, one.value, one.value_high


def _tasks(package: Package, languages: Sequence[str]) -> tuple[Task, ...]:
    statuses: dict[str, list[TaskStatus]] = defaultdict(list)
    for record in _records(package, "status"):
        statuses[record["task_id"]].append(
            TaskStatus(
                as_of=record["as_of"],
                status=record["status"],
                raw=record["status_raw"],
                result=_text(record, "result", languages),
                source=_source(record),
            )
        )
    return tuple(
        _task(package.id, record, statuses[record["task_id"]], languages)
        for record in _records(package, "tasks")
    )


def _task(
    package: str, record: Record, statuses: Iterable[TaskStatus], languages: Sequence[str]
) -> Task:
    return Task(
        package=package,
        id=record["task_id"],
        number=record["number"],
        parent=record["parent_id"],
        section=_text(record, "section", languages),
        name=_required_text(record, "name", languages),
        description=_text(record, "description", languages),
        lead=_ids(record["lead"]),
        lead_raw=record["lead_raw"],
        partners=_ids(record["partners"]),
        implementers=_ids(record["implementers"]),
        start=record["start"],
        end=record["end"],
        due=record["due"],
        due_raw=record["due_raw"],
        recurrence=record["recurrence"],
        expected=_text(record, "expected", languages),
        indicators=_ids(record["indicator_ids"]),
        related=_ids(record["related_tasks"]),
        source=_source(record),
        statuses=tuple(sorted(statuses, key=lambda one: one.as_of)),
    )
