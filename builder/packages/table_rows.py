"""Columns of the tables that the generator reads, one class a table schema (`schemas/tables/`).

Texts in the languages of the portal (`name_vi`, `name_en`) are not among them: `records.text` asks
for these by their stem. A column that a portal's own schema may lack is not required. A test holds
each class to its schema.
"""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NotRequired, TypedDict


class SourcedRow(TypedDict):
    """A row that a document prints, with its place there."""

    source_id: str
    source_locator: str
    source_lines: str | None


class OrganisationRow(TypedDict):
    """A body of the programme."""

    organisation_id: str
    abbreviation: str | None
    kind: str
    parent_id: str | None
    successor_id: str | None
    code: str | None


class DocumentRow(TypedDict):
    """A document that figures and tasks are taken from."""

    document_id: str
    number: str | None
    type: str
    issuer: str | None
    issued: datetime.date | None
    issued_raw: str | None
    corpus_number: str | None
    cited_in: tuple[str, ...] | None
    signer: NotRequired[str | None]
    url: NotRequired[str | None]
    """Official address; a column that a portal may add."""
    source_id: str | None
    source_locator: str | None
    source_lines: str | None


class TopicRow(TypedDict):
    """A topic of a scheme."""

    topic_id: str
    scheme: str
    position: int
    eu_data_theme: str


class ObservationRow(SourcedRow):
    """A printed value of an indicator."""

    indicator_id: str
    period: str
    kind: str
    operator: str | None
    value: Decimal | None
    value_high: Decimal | None
    unit: str
    obs_status: str
    value_raw: str
    rating: str | None
    rating_raw: str | None


class IndicatorRow(SourcedRow):
    """A printed row of a table of indicators."""

    indicator_id: str
    code: str | None
    parent_id: str | None
    pillar: str
    unit: str
    direction: str
    register_id: str | None
    legal_basis: tuple[str, ...] | None
    legal_basis_raw: str | None
    measured_by: tuple[str, ...] | None
    measured_by_raw: str | None
    reported_by: tuple[str, ...] | None
    reported_by_raw: str | None
    partners: tuple[str, ...] | None
    partners_raw: str | None


class PrintedFormRow(SourcedRow):
    """A row of a printed reporting form."""

    row_id: str
    position: int
    section: str
    type: str
    number: str | None
    lines: int | None
    indicator_package: str | None
    indicator_id: str | None
    register_id: str | None
    measured_by: tuple[str, ...] | None
    reported_by: tuple[str, ...] | None


class FormColumnRow(SourcedRow):
    """A column of a printed reporting form."""

    column_id: str
    position: int
    content: str
    period: str | None
    filled_in: bool


class TaskRow(SourcedRow):
    """A row of a list of tasks."""

    task_id: str
    number: str | None
    parent_id: str | None
    lead: tuple[str, ...] | None
    lead_raw: str | None
    partners: tuple[str, ...] | None
    partners_raw: str | None
    implementers: tuple[str, ...] | None
    implementers_raw: str | None
    start: datetime.date | None
    end: datetime.date | None
    due: datetime.date | None
    due_raw: str | None
    period_raw: str | None
    recurrence: str | None
    indicator_ids: tuple[str, ...] | None
    related_tasks: tuple[str, ...] | None


class StatusRow(SourcedRow):
    """What a report says of a task."""

    task_id: str
    as_of: datetime.date
    as_of_precision: str | None
    status: str
    status_raw: str | None


class RegisterRow(TypedDict):
    """How an indicator is judged."""

    indicator_id: str
    pillar: str
    topics: tuple[str, ...] | None
    unit: str
    direction: str
    responsible: tuple[str, ...] | None
    method: str
    tolerance: Decimal | None
    far: Decimal | None
    lead_package: str | None
    baseline_period: str | None


class MatchRow(TypedDict):
    """A printed row that stands for an indicator of the register."""

    indicator_id: str
    package_id: str
    row_id: str
    judgement: str


class FigureRow(SourcedRow):
    """A figure of the prose."""

    figure_id: str
    operator: str | None
    value: Decimal | None
    value_high: Decimal | None
    denominator: Decimal | None
    scale: Decimal
    value_raw: str
    as_of: str | None
    as_of_raw: str | None
    indicator_id: str | None
    observation_kind: str | None


class CalendarRow(SourcedRow):
    """A day of reporting."""

    event_id: str
    kind: str
    quarter: str | None
    quarter_raw: str | None
    actors: tuple[str, ...] | None
    actors_raw: str | None
    recipients: tuple[str, ...] | None
    recipients_raw: str | None
    due_month: int | None
    due_day: int | None
    due_year: NotRequired[int | None]
    due_raw: str | None
    coverage_raw: str | None


class IssueStatementRow(SourcedRow):
    """One of the statements that disagree."""

    issue_id: str
    position: int
    value_raw: str | None
    package_id: str | None
    row_id: str | None


class KnownIssueRow(TypedDict):
    """A disagreement or fault of the documents."""

    issue_id: str
    kind: str
    indicator_ids: tuple[str, ...] | None
    package_ids: tuple[str, ...] | None


class MemberRow(SourcedRow):
    """A member of a named list."""

    list_id: str
    position: int
    organisation_id: str | None
    province_id: str | None
    member_raw: str
    claimed_count: int | None
    actual_count: int


class ProvinceRow(TypedDict):
    """A province."""

    province_id: str
    level: str
    successor_id: str
    abbreviation: NotRequired[str | None]
    tile_column: NotRequired[int | None]
    tile_row: NotRequired[int | None]


class NewProvinceRow(TypedDict):
    """A province since the mergers."""

    province_id: str
    level: str


class OutlineRow(SourcedRow):
    """A point of an outline."""

    outline_id: str
    parent_id: str | None
    position: int
    number: str | None
    letter: str | None


TABLES: Mapping[type[Mapping[str, Any]], str] = {
    OrganisationRow: "organisations",
    DocumentRow: "documents",
    TopicRow: "topics",
    ObservationRow: "observations",
    IndicatorRow: "indicators",
    PrintedFormRow: "form-rows",
    FormColumnRow: "form-columns",
    TaskRow: "tasks",
    StatusRow: "status",
    RegisterRow: "register",
    MatchRow: "matches",
    FigureRow: "figures",
    CalendarRow: "calendar",
    IssueStatementRow: "issue-statements",
    KnownIssueRow: "known-issues",
    MemberRow: "members",
    ProvinceRow: "provinces",
    NewProvinceRow: "provinces-2025",
    OutlineRow: "outline",
}
"""Kind of table (its schema) by the class of its rows."""
