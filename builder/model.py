"""The nouns of a portal as immutable values; nothing here reads, writes or formats."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any, Protocol, TypeAlias, runtime_checkable

from builder.language.periods import Period
from builder.language.text import Localised
from builder.large_file import Content

Cell: TypeAlias = (
    str | int | float | bool | Decimal | datetime.date | datetime.time | tuple[str, ...] | None
)
"""A typed cell: None is a missing value; a list of ids is a tuple."""

Row: TypeAlias = tuple[Cell, ...]

Rows: TypeAlias = Sequence[Row]
"""Typed rows, each a cell a field: a tuple, or those of a large table, made when asked for."""


@runtime_checkable
class Columnar(Protocol):
    """Rows that are held as columns, of a large table whose numbers have at most 15 digits."""

    def column(self, place: int) -> Iterable[Cell]:
        """The cells of one column."""

    def values(self, place: int) -> Any:
        """The same as a pyarrow array of the type of the field; no cell is made."""


@runtime_checkable
class Stretched(Columnar, Protocol):
    """The same of a table that lies on disk and is not held."""

    def stretched_values(self) -> Iterator[list[Any]]:
        """What `values` gives of each column, some rows at a time."""


class Kind(StrEnum):
    """What a package holds; an ordinary Data Package of any shape is `other`."""

    CODE_LIST = "code-list"
    INDICATORS = "indicators"
    TASKS = "tasks"
    FIGURES = "figures"
    LISTS = "lists"
    CALENDAR = "calendar"
    NOTES = "notes"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRule:
    """What holds for every package of a kind."""

    tables: tuple[str, ...] = ()
    """Kinds of table (schemas/tables) of which it has at least one."""
    eu_type: str | None = None
    """Code of the EU dataset-type table; None where none fits."""


KINDS: Mapping[Kind, KindRule] = {
    Kind.CODE_LIST: KindRule(eu_type="CODE_LIST"),
    Kind.INDICATORS: KindRule(tables=("indicators", "register"), eu_type="STATISTICAL"),
    Kind.TASKS: KindRule(tables=("tasks",)),
    Kind.FIGURES: KindRule(tables=("figures",), eu_type="STATISTICAL"),
    Kind.LISTS: KindRule(tables=("members", "outline", "assessments")),
    Kind.CALENDAR: KindRule(tables=("calendar",)),
    Kind.NOTES: KindRule(tables=("known-issues",)),
    Kind.OTHER: KindRule(),
}
"""Every kind; a new one is a row here, its table schema, its words, and a line of the profile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """How a field breaks the values of its table down (`portal.dimension` of a descriptor)."""

    additive: bool = False
    """True where the values of all categories add up to the whole."""
    total: str | None = None
    """Code that stands for the whole; None: the cell is left empty."""
    also: tuple[str, ...] = ()
    """Further code lists, as `references` names the first: of provinces before and after a
    merger."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a Table Schema."""

    name: str
    type: str
    """Data Package v2 type, such as `number`."""
    title: Localised
    description: Localised | None
    required: bool = False
    categories: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    """Label of a category where the schema gives one (Table Schema v2)."""
    missing: Mapping[str, str] = field(default_factory=dict)
    """Why a cell is missing, by what stands in it, where the schema says it (Table Schema v2)."""
    references: str | None = None
    """`package/resource/field` that the cells point to; `./resource/field` within the package."""
    reading: str | None = None
    """heading, number or text: what the field is where the table is read as running text."""
    breakdown: Breakdown | None = None
    """Set where the field is a dimension of its table's values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """The fields and keys of a resource."""

    fields: tuple[Field, ...]
    primary_key: tuple[str, ...] = ()
    unique_keys: tuple[tuple[str, ...], ...] = ()

    def position(self, name: str) -> int:
        """Index of a field by its name; raises ValueError if there is none."""
        return [field.name for field in self.fields].index(name)


LARGE_ROWS = 100_000
"""Rows up to which a table is offered in every format and shown whole: beyond, spreadsheets and
programs that read all of a JSON file are of no use, and nobody reads a thousand pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Typed rows beside their schema.

    Shape: one tuple a row, one cell a field, in the order of the schema.
    """

    schema: Schema
    rows: Rows
    reasons: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """Why a cell is missing, by its row and column from 0, where the schema says it."""

    def records(self) -> Iterator[dict[str, Cell]]:
        """Each row as a dict by field name."""
        names = [field.name for field in self.schema.fields]
        return (dict(zip(names, row, strict=True)) for row in self.rows)

    @property
    def is_large(self) -> bool:
        """True for a table that is offered in the formats for large ones alone."""
        return len(self.rows) > LARGE_ROWS

    def record(self, index: int) -> dict[str, Cell]:
        """One row as a dict by field name."""
        names = [field.name for field in self.schema.fields]
        return dict(zip(names, self.rows[index], strict=True))

    def named(self, name: str) -> Iterable[Cell]:
        """The cells of the field of a name; none where there is no such field."""
        names = [field.name for field in self.schema.fields]
        return self.column(names.index(name)) if name in names else ()

    def column(self, place: int) -> Iterable[Cell]:
        """The cells of one field, by its place."""
        if isinstance(self.rows, Columnar):
            return self.rows.column(place)
        return (row[place] for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One table of a package, with its bytes as the steward wrote them."""

    name: str
    path: str
    """Slash path within the package, such as `data/tasks.csv`."""
    title: Localised
    description: Localised | None
    table_kind: str | None
    """Name of the Table Schema in schemas/tables; None for an ordinary table."""
    format: str
    content: Content
    table: Table | None
    """None for a file that is not read as a table."""
    boundaries: str | None = None
    """`package/resource/property` of the file with the shapes of its codes; None without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """The licence of a package as its descriptor gives it."""

    name: str
    title: str
    url: str | None
    """Address of a licence that the portal knows, else what the descriptor gives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartRequest:
    """A chart that a descriptor asks for (`portal.charts`)."""

    mark: str
    """bar, line or point."""
    resource: str
    x: str
    y: str | None
    """Field on the y axis; None counts rows."""
    series: str | None
    title: Localised
    unit: Localised | None = None
    """Unit of y; None where the field's title says it or y counts rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A Data Package that passed every check."""

    id: str
    kind: Kind
    title: Localised
    description: Localised
    keywords: Mapping[str, tuple[str, ...]]
    version: str
    licence: Licence | None
    publisher: str
    creator: str | None
    topics: tuple[str, ...]
    frequency: str
    temporal: tuple[datetime.date, datetime.date] | None
    spatial: str
    sources: tuple[str, ...]
    """Document ids that the data come from."""
    source_notes: tuple[tuple[str, str | None], ...]
    """Title and address of each source as the descriptor's own `sources` gives them."""
    series: str | None
    """Id of the dataset series it belongs to."""
    issued: datetime.date
    modified: datetime.date
    readme: Localised | None
    changelog: str | None
    charts: tuple[ChartRequest, ...]
    resources: tuple[Resource, ...]
    descriptor: Mapping[str, object] = field(repr=False)
    """The descriptor as read, for publishing it again."""
    derived: bool = False
    """True for packages that the build makes."""

    def table(self, table_kind: str) -> Resource | None:
        """The first table of that kind (schemas/tables), or None."""
        return next(
            (
                resource
                for resource in self.resources
                if resource.table_kind == table_kind and resource.table is not None
            ),
            None,
        )

    def resource(self, name: str) -> Resource | None:
        """The resource of that name, or None."""
        return next((resource for resource in self.resources if resource.name == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A body or group of bodies."""

    id: str
    name: Localised
    kind: str
    abbreviation: str | None = None
    parent: str | None = None
    successor: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A legal or official document."""

    id: str
    number: str | None
    title: Localised
    issuer: str | None
    issued: datetime.date | None
    type: str | None = None
    """Decision, resolution, …, as the code list says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One of the topics or pillars."""

    id: str
    scheme: str
    position: int
    name: Localised
    eu_data_theme: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a printed row stands."""

    document: str
    locator: str
    lines: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TilePlace:
    """Where a tile lies on a map of tiles, counted from 1: west to east and north to south."""

    abbreviation: str
    column: int
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A value that a dimension can take."""

    code: str
    name: Localised
    first: datetime.date | None = None
    """First day on which the code is valid; None: always was."""
    last: datetime.date | None = None
    """Last day; None: still is."""
    successor: str | None = None
    """Code that it has become part of."""
    place: TilePlace | None = None
    """Its tile on a map; None where its list places none."""
    iso: str | None = None
    """Its code of ISO 3166-2, such as VN-44; None where its list has none."""

    def is_valid(self, period: Period) -> bool:
        """True if the code was valid on a day of the period."""
        return (self.first is None or self.first <= period.end) and (
            self.last is None or self.last >= period.start
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundaries:
    """The shapes of areas as one picture."""

    package: str
    """The package that the shapes are of, with its licence."""
    width: int
    height: int
    shapes: Mapping[str, str]
    """Path of SVG by code, in the order of the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merger:
    """Codes that became one, and what sums of their values are called."""

    category: Category
    """The new code; one of its own for sums where an old code was written the same."""
    code: str
    """The new code as its list writes it."""
    parts: tuple[str, ...]
    """The old codes, in the order of the code list."""

    @property
    def is_own(self) -> bool:
        """True if the sums have a code that no code list has."""
        return self.category.code != self.code


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """What values of an indicator are broken down by: province, sex."""

    name: str
    """The column of the table of observations."""
    title: Localised
    categories: Mapping[str, Category]
    """By code, in the order of the code list."""
    additive: bool
    boundaries: tuple[Boundaries, ...] = ()
    """The shapes that its code lists name, such as those before and after a merger."""
    mergers: tuple[Merger, ...] = ()
    """What became of old codes, where several became one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One printed value of one indicator."""

    package: str
    """Package that holds it."""
    row: str
    """`indicator_id` within that package."""
    period: Period
    kind: str
    """estimate, actual, plan or target."""
    operator: str | None
    value: Decimal | None
    value_high: Decimal | None
    unit: str
    status: str
    """SDMX observation status."""
    raw: str
    rating: str | None
    note: Localised | None
    source: Source
    categories: tuple[tuple[str, str], ...] = ()
    """Dimension and code of each dimension that it is broken down by; none for the whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedRow:
    """A row of an indicator table that stands for a register indicator."""

    package: str
    id: str
    code: str | None
    name: Localised
    group: Localised | None
    measured_by: tuple[str, ...]
    reported_by: tuple[str, ...]
    partners: tuple[str, ...]
    legal_basis: tuple[str, ...]
    source: Source
    match_reason: Localised | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Values that documents or tables print differently for one period and kind."""

    period: Period
    kind: str
    observations: tuple[Observation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A distinct quantity of the register, with all that was printed about it."""

    id: str
    name: Localised
    short_name: Localised
    definition: Localised
    pillar: str
    topics: tuple[str, ...]
    unit: str
    direction: str
    responsible: tuple[str, ...]
    note: Localised | None
    rows: tuple[PrintedRow, ...]
    observations: tuple[Observation, ...]
    """The whole, by period, kind and source."""
    disagreements: tuple[Disagreement, ...]
    dimensions: tuple[Dimension, ...] = ()
    """What its values are broken down by."""
    parts: tuple[Observation, ...] = ()
    """Values of one or more categories, by period, kind and source."""
    sums: tuple[Observation, ...] = ()
    """Values that nobody printed: what became of several categories, before they became one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskStatus:
    """What a document says about a task at a day."""

    as_of: datetime.date
    """Day of the report; where it prints only a month or year, the last day of that."""
    status: str
    raw: str | None
    result: Localised | None
    source: Source
    precision: str = "day"
    """What the report prints: day, month or year."""

    @property
    def period(self) -> Period:
        """What the report prints, as a period: 2020-12-31, 2020-12 or 2020."""
        return Period(self.as_of.isoformat()[: {"year": 4, "month": 7}.get(self.precision, 10)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One row of a task list."""

    package: str
    id: str
    number: str | None
    parent: str | None
    section: Localised | None
    name: Localised
    description: Localised | None
    lead: tuple[str, ...]
    lead_raw: str | None
    partners: tuple[str, ...]
    implementers: tuple[str, ...]
    start: datetime.date | None
    end: datetime.date | None
    due: datetime.date | None
    due_raw: str | None
    recurrence: str | None
    expected: Localised | None
    indicators: tuple[str, ...]
    related: tuple[str, ...]
    source: Source
    statuses: tuple[TaskStatus, ...]
    """Oldest first."""

    @property
    def latest(self) -> TaskStatus | None:
        """The newest status, or None where no document reports one."""
        return self.statuses[-1] if self.statuses else None
