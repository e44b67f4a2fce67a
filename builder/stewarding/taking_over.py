"""What comes in from elsewhere → indicators, values, dimensions and code lists of one package.

Each format has a reader of its own; here stands what they share: the project that they fill, and
how a period and a value are read. What has no place in the package is never dropped in silence.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from builder.language.encodings import read_once
from builder.language.periods import Period
from builder.language.spelling import read_period
from builder.language.text import INVISIBLE, ODD_SPACE, folded
from builder.language.words import words
from builder.packages.shapes.names import free_name, plain_name
from builder.stewarding.edits import Cells

Texts = Mapping[str, str]

KEY = ("indicator_id", "period", "kind")
"""Columns that single out a value, beside the dimensions."""

_TAKEN = (
    *("indicator_id", "period", "kind", "operator", "value", "value_high", "unit", "obs_status"),
    *("value_raw", "rating", "rating_raw", "source_id", "source_locator", "source_lines", "note"),
)
_SPAN = re.compile(
    r"(?P<first>[0-9]{4})(?:\s*[-–/]\s*|\s+(?:to\s+|đến\s+)?)(?:[0-9]{2}|[0-9]{4})\b.*"
)
STATUSES: Mapping[str, str] = {
    **{code: code for code in "AEFPOLMDBU"},
    **{"normal": "A", "normal value": "A", "estimated value": "E", "forecast value": "F"},
    **{"provisional value": "P", "missing value": "O", "break": "B", "time series break": "B"},
    **dict.fromkeys(("I", "imputed value", "value imputed by a receiving agency"), "E"),
    **{"definition differs": "D", "low reliability": "U", "provisional": "P", "estimated": "E"},
    **{"estimate": "E", "forecast": "F", "missing": "O", "missing data": "O"},
}
"""Statuses of the portal by codes and names of SDMX's list CL_OBS_STATUS."""
_PAIR = re.compile(r"[0-9]{4}-[0-9]{2}")
_UNITS: Mapping[str, str] = {
    **dict.fromkeys(("percent", "percentage", "%", "percentage (%)", "percent (%)"), "percent"),
    **dict.fromkeys(("pt", "pc", "pct", "phan tram", "ty le phan tram"), "percent"),
    **dict.fromkeys(("number", "count", "so luong"), "count"),
}
"""What units mean in the portal's list, without marks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a person says of data that do not say it themselves."""

    given: Mapping[str, str]
    """Cells of every row, such as `pillar`."""
    languages: Sequence[str]
    name: str
    """What the file is called."""
    title: str = ""
    """What the package is called."""
    indicator: str | None = None
    """The column that says which indicator a value is of."""
    wholes: Mapping[str, str] = field(default_factory=dict)
    """Code of the whole by column, where the data have one of their own."""


@dataclass(slots=True, kw_only=True)
class Project:
    """What a project, file or table from elsewhere becomes."""

    languages: tuple[str, ...]
    title: str = ""
    """What it is called where it comes from."""
    rows: list[dict[str, str]] = field(default_factory=list)
    """Of `indicators`, the rest of an indicator's settings as JSON under `metadata`."""
    values: list[Cells] = field(default_factory=list)
    """Of `observations`, with a cell for each column of `columns`."""
    columns: dict[str, str] = field(default_factory=dict)
    """Heading of each disaggregation by the name of its column here."""
    titles: dict[str, Texts] = field(default_factory=dict)
    codes: dict[str, dict[str, Texts]] = field(default_factory=dict)
    """Names of the codes by language, by column and code, in the order of the data."""
    totals: dict[str, str] = field(default_factory=dict)
    """Code of the whole, of the columns that write one."""
    geocodes: dict[str, dict[str, str]] = field(default_factory=dict)
    """Codes on maps by column and code, where the project has them beside its categories."""
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Code lists of the portal by the column whose codes they have, `package/table/column`."""
    losses: dict[str, dict[str, int]] = field(default_factory=dict)
    """Where, and how often, something was not taken as it stands, by the reason.

    A reason is the end of a key `new.lost.…`.
    """
    untranslated: dict[str, list[str]] = field(default_factory=dict)
    """By language the places of names that it does not have."""
    left: list[str] = field(default_factory=list)
    """Files of which nothing was taken."""
    lines: dict[tuple[str, ...], tuple[str, str]] = field(default_factory=dict)
    """Value and place of each key that was seen."""

    def lose(self, reason: str, place: str) -> None:
        """Remember that something was not taken as it stands."""
        places = self.losses.setdefault(reason, {})
        places[place] = places.get(place, 0) + 1

    def own_id(self, text: str) -> str:
        """The id of a further indicator, after its number or code."""
        plain = re.sub("[-_.]+", "-", plain_name(text)).strip("-")
        return free_name(plain, [row["indicator_id"] for row in self.rows])

    def column(self, heading: str, title: Texts) -> str:
        """The column of a disaggregation; `Sex` and `sex` are one in the whole project."""
        known = {folded(said): name for name, said in self.columns.items()}
        if folded(heading) not in known:
            plain = plain_name(heading).replace("-", "_").replace(".", "_")
            notes = (f"note_{language}" for language in self.languages)
            name = free_name(plain, (*self.columns, *_TAKEN, *notes))
            self.columns[name] = heading
            self.titles[name], self.codes[name] = title, {}
            return name
        return known[folded(heading)]

    def observe(self, cells: Cells, place: str) -> None:
        """Put a value in, unless one with the same key stands there."""
        names = (*KEY, *self.columns)
        key = tuple(
            part
            for name in names
            if (cell := cells.get(name)) and cell != self.totals.get(name)
            for part in (name, cell)
        )
        if (earlier := self.lines.get(key)) is not None:
            reason = "again" if earlier[0] == cells["value_raw"] else "twice"
            self.lose(reason, f"{place} ({earlier[1]})")
            return
        self.lines[key] = cells["value_raw"], place
        self.values.append({"obs_status": "A", "operator": "", **cells})

    def notes(self, texts: Mapping[str, str]) -> dict[str, str]:
        """Columns of a note in each language."""
        return {f"note_{language}": texts[language] for language in self.languages}


@dataclass(frozen=True, slots=True)
class Spelled:
    """How the periods of one column are written."""

    are_spans: bool
    """True if `2010-11` is the years 2010 and 2011, and no November."""


def spelled(texts: Sequence[str]) -> Spelled:
    """How a column writes its periods: `2010-11` beside `2018-19`, or all of that form."""
    pairs = [(int(text[:4]), int(text[5:])) for text in texts if _PAIR.fullmatch(text)]
    return Spelled(are_spans=all((first + 1) % 100 == last for first, last in pairs))


def read_span(text: str, how: Spelled) -> tuple[Period | None, bool]:
    """A period, and whether it is but the first year of what is written."""
    text = text.removesuffix(".0")
    period, is_pair = read_period(text), _PAIR.fullmatch(text) is not None
    if isinstance(period, Period) and not (is_pair and how.are_spans):
        return period, False
    found = _SPAN.fullmatch(text)
    first = read_period(found["first"]) if found else None
    return (first, True) if isinstance(first, Period) else (None, False)


class Spans:
    """Periods of several years, which stand at their first year."""

    def __init__(self, project: Project, heading: str, title: Texts) -> None:
        self.project, self.heading, self.title = project, heading, title
        self.shared: frozenset[Period] = frozenset()

    def learn(self, written: Mapping[str, tuple[Period | None, bool]]) -> None:
        """The periods at which several of the texts stand: there each span is a category."""
        counted = Counter(period for period, _ in written.values() if period)
        self.shared = frozenset(period for period, count in counted.items() if count > 1)

    def cells(self, text: str, period: Period, place: str) -> dict[str, str]:
        """What a value says of the years that it is of: a note, and its category where needed."""
        project = self.project
        project.lose("span", f"{place} ({text})")
        cells = project.notes(
            {name: words(name)("import.span", period=text) for name in project.languages}
        )
        if period in self.shared:
            column = project.column(self.heading, self.title)
            project.codes[column].setdefault(text, dict.fromkeys(project.languages, text))
            cells[column] = text
        return cells


def read_value(raw: str) -> tuple[dict[str, str], bool]:
    """Cells of a value, and whether it is a number; words stay as they are printed."""
    number = decimal_of(raw)
    if number is None:
        return {"value": "", "value_raw": raw, "obs_status": "M"}, False
    return {"value": f"{number:f}", "value_raw": raw, "operator": "="}, True


def decimal_of(text: str) -> Decimal | None:
    """A number as programs write it; None for anything else."""
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def status_of(text: str) -> str | None:
    """The status of the portal's list: of a code, or of a name, of which the first part counts
    («Missing value; suppressed»); None for what is none."""
    first = text.partition(";")[0].strip()
    return STATUSES.get(first.upper()) or STATUSES.get(folded(first))


def unit_of(text: str) -> str:
    """The unit of the portal's list; `other` where it has none such."""
    return _UNITS.get(folded(text.strip()), "other")


def fitting_unit(unit: str, values: Sequence[str]) -> str:
    """A unit, but `other` for counts that have fractions, and shares that are below nought."""
    numbers = [number for value in values if (number := decimal_of(value)) is not None]
    if unit == "count" and any(number % 1 for number in numbers):
        return "other"
    return "other" if unit == "percent" and any(number < 0 for number in numbers) else unit


@lru_cache(maxsize=100_000)
def clean(text: str) -> str:
    """A text composed, without characters that nobody sees, each line ended as here.

    Letters that an earlier program read in another encoding (`LÃ¡ng`) are read anew.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = ODD_SPACE.sub(" ", unicodedata.normalize("NFC", read_once(lines)))
    return INVISIBLE.sub("", plain)
