"""What a data steward can mend: problems as typed data; words live in the language catalogues."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How bad a problem is: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a problem is, in the terms of a spreadsheet."""

    file: str
    """Path from the portal's root, such as `datasets/tasks-749/data/tasks.csv`."""
    row: int | None = None
    """Row as a spreadsheet numbers it: the header is row 1."""
    field: str | None = None
    """Name of the field (or dotted path of the property in a descriptor)."""
    column: int | None = None
    """Number of the column, from 1."""

    @property
    def cell(self) -> str | None:
        """The cell in A1 notation, such as `AB12`; None where row or column is unknown."""
        if self.row is None or self.column is None:
            return None
        return f"{column_letters(self.column)}{self.row}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong, told once; the code names its words and its page."""

    code: str
    """Stable kebab-case name, such as `type-number`."""
    place: Place
    value: str | None = None
    """The cell or property as found; None where there is none to show."""
    details: Mapping[str, str] = field(default_factory=dict)
    """What the words of this code need: expected type, allowed values, other row, …"""
    severity: Severity = Severity.ERROR
    also: tuple[Place, ...] = ()
    """Further places with the same cause, which are not told one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """One problem in words, as pages and reports tell it."""

    title: str
    severity: str
    place: str
    value: str
    why: str
    mend: str
    page: str
    """Address of the page that explains it; without a site only its path."""


class BuildError(Exception):
    """The portal cannot be built; it holds all problems that were found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"{len(self.problems)} problems")

    def __reduce__(self) -> tuple[type["BuildError"], tuple[tuple[Problem, ...]]]:
        """It comes whole from another process."""
        return BuildError, (self.problems,)


CODES: tuple[str, ...] = (
    "blank-header",
    "blank-row",
    "body-not-named",
    "byte-order-mark",
    "category-unknown",
    "changelog-missing",
    "chart-empty",
    "checksum-differs",
    "code-not-valid",
    "constraint-broken",
    "contact-missing",
    "content-blocked",
    "control-character",
    "days-out-of-order",
    "defaults-missing",
    "delimiter-differs",
    "descriptor-missing",
    "descriptor-not-json",
    "dialect-missing",
    "disk-full",
    "duplicate-header",
    "duplicate-key",
    "duplicate-row-value",
    "encoding-not-declared",
    "encoding-not-utf8",
    "exception-unused",
    "extra-cell",
    "field-definition-differs",
    "field-missing",
    "file-empty",
    "file-missing",
    "file-not-readable",
    "file-not-writable",
    "file-outside-package",
    "foreign-key",
    "format-differs",
    "gone-is-there",
    "header-again",
    "header-differs",
    "header-lost",
    "id-gone",
    "id-not-folder",
    "id-too-long",
    "key-missing",
    "kind-table-missing",
    "language-missing",
    "line-ending",
    "link-broken",
    "metadata-assumed",
    "missing-cell",
    "name-reserved",
    "not-a-portal",
    "not-in-source",
    "not-nfc",
    "number-unprintable",
    "own-file-invalid",
    "own-parent",
    "package-missing",
    "page-head-invalid",
    "path-conflict",
    "pattern-mismatch",
    "period-invalid",
    "property-invalid",
    "property-missing",
    "property-unknown",
    "quote-stray",
    "reference-unknown",
    "release-unreadable",
    "required-empty",
    "resource-unreadable",
    "row-incomplete",
    "schema-inferred",
    "schema-invalid",
    "settings-invalid",
    "settings-placeholder",
    "settings-unknown",
    "site-not-writable",
    "source-lines-differ",
    "sources-missing",
    "status-differs-raw",
    "status-goes-back",
    "symbolic-link",
    "thousands-misread",
    "title-above-header",
    "title-copied",
    "too-large",
    "too-many-problems",
    "trace-rule-unused",
    "translation-awaited",
    "translation-document",
    "translation-length",
    "translation-number",
    "translation-same",
    "translation-term",
    "translation-vietnamese",
    "twin-name",
    "type-boolean",
    "type-date",
    "type-integer",
    "type-loosened",
    "type-number",
    "type-other",
    "unit-differs",
    "value-altered",
    "value-differs-raw",
    "value-missing",
    "value-out-of-range",
    "value-unlikely",
    "version-too-low",
    "version-unchanged",
    "version-unrecorded",
    "white-space",
)
"""Every code there is: a test holds that each has its words and its page in every language."""


def column_letters(column: int) -> str:
    """Spreadsheet letters of a column counted from 1: 1 is A, 27 is AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def sorted_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems worst first, then by file, row and column."""

    def rank(problem: Problem) -> tuple[int, str, int, int, str]:
        place = problem.place
        severity = 0 if problem.severity is Severity.ERROR else 1
        return (severity, place.file, place.row or 0, place.column or 0, problem.code)

    return tuple(sorted(problems, key=rank))


def counted(problems: Iterable[Problem]) -> int:
    """How many places have a problem."""
    return sum(1 + len(problem.also) for problem in problems)


def has_errors(problems: Iterable[Problem]) -> bool:
    """True if any of the problems stops the build."""
    return any(problem.severity is Severity.ERROR for problem in problems)
