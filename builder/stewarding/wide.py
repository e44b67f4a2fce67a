"""A table with periods as columns, or with a column of periods → indicators, values, dimensions.

The form in which offices keep values by province or sex: a row a category, a column a year. Columns
that are neither a period nor known by their heading say what the values are broken down by.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from builder.language.spelling import NO_FIGURE
from builder.language.text import folded
from builder.language.words import Words
from builder.packages.sheets import SheetCell
from builder.stewarding.edits import Cells
from builder.stewarding.figures import read_figure
from builder.stewarding.known_tables import period_of
from builder.stewarding.marked_figures import bare_figure, decimal_mark, plain_figure
from builder.stewarding.new_tables import header_place
from builder.stewarding.repair import Doubtful
from builder.stewarding.table_heads import is_numbering, settled_label, two_headers, unit_above
from builder.stewarding.taking_over import (
    Asked,
    Project,
    Spans,
    decimal_of,
    read_span,
    spelled,
    unit_of,
)

_UNFILLED = ("", "..", *NO_FIGURE)
_INDICATOR = ("name", "indicator")


@dataclass(slots=True, kw_only=True)
class _Columns:
    """What the columns of a table are, by their place."""

    periods: dict[int, tuple[str, str]]
    """Heading and kind of the values of a period."""
    period: int | None
    """Where the table is long: the column of the periods, and that of the values."""
    value: int | None
    indicator: int | None
    unit: int | None
    note: int | None = None
    provisional: set[int] = field(default_factory=set)
    """Places of columns of figures that are «Sơ bộ»."""
    parts: dict[int, str]
    """Headings of the dimensions."""
    second: dict[int, str] = field(default_factory=dict)
    """Category of a column of figures, where two rows of headings say period and category."""


def read_wide(
    rows: Sequence[Sequence[str]], asked: Asked, spoken: Sequence[Words]
) -> tuple[Project, list[Doubtful]]:
    """The indicators of a table, and the cells that are not clear."""
    project = Project(languages=tuple(asked.languages))
    place = header_place(rows)
    second: dict[int, str] = {}
    above = [cell for row in rows[: place or 0] for cell in row]
    if place is not None and (told := two_headers(rows, place, spoken)):
        header, second = told
        place += 1
        rows = [*rows[:place], header, *rows[place + 1 :]]
    columns = _columns(rows[place], asked, spoken) if place is not None else None
    if columns is None:
        return project, [Doubtful(row=0, column="", value="", reason="header")]
    assert place is not None
    columns.second = second
    table = _Table(project, columns, asked, spoken)
    table.unit = unit_above(above, spoken)
    table.header = [" ".join(cell.split()) for cell in rows[place]]
    for number, row in enumerate(rows[place + 1 :], start=place + 2):
        if any(cell.strip() for cell in row) and list(row) != list(rows[place]):
            table.lines.append((number, row))
    table.read()
    return project, table.doubts


def _columns(header: Sequence[str], asked: Asked, spoken: Sequence[Words]) -> _Columns | None:
    """What the columns are; None where no column holds values."""
    found = _Columns(periods={}, period=None, value=None, indicator=None, unit=None, parts={})
    for number, heading in enumerate(" ".join(cell.split()) for cell in header):
        known = _known(heading, asked, spoken)
        label, is_provisional = settled_label(heading, spoken)
        period = period_of(label, spoken) or (("", "actual") if _is_span(label) else None)
        if period and is_provisional:
            found.provisional.add(number)
        if not label:
            continue
        if known and getattr(found, known) is None:
            setattr(found, known, number)
        elif period is not None:
            found.periods[number] = label, period[1]
        elif is_numbering(label, spoken):
            continue
        else:
            found.parts[number] = label
    if found.periods and found.value is None:
        found.period = None
        return found
    return found if found.period is not None and found.value is not None else None


def _is_span(label: str) -> bool:
    return read_span(label, spelled([label]))[1]


def _known(label: str, asked: Asked, spoken: Sequence[Words]) -> str | None:
    """Part that a column plays by its heading: `indicator`, `unit`, `period` or `value`."""
    plain = folded(label)
    if asked.indicator is not None:
        if plain == folded(asked.indicator):
            return "indicator"
    else:
        for each in spoken:
            if plain in map(folded, (*each("new.heading.name").split("|"), *_INDICATOR)):
                return "indicator"
    for words in spoken:
        names = {
            "unit": words("import.heading.unit"),
            "period": words("import.heading.period"),
            "value": words("import.heading.value"),
            "note": words("import.heading.note"),
        }
        for part, known in names.items():
            if plain in map(folded, (*known.split("|"), part)):
                return part
    return None


class _Table:
    """The rows of a table whose columns are known."""

    def __init__(
        self, project: Project, columns: _Columns, asked: Asked, spoken: Sequence[Words]
    ) -> None:
        self.project, self.columns, self.asked, self.spoken = project, columns, asked, spoken
        self.header: Sequence[str] = ()
        self.unit = ""
        """That of all values, where a line above the headings says it."""
        self.lines: list[tuple[int, Sequence[str]]] = []
        self.doubts: list[Doubtful] = []
        self.ids: dict[str, tuple[str, str]] = {}
        self.names: dict[int, str] = {}

    def read(self) -> None:
        """Every value."""
        self.names = {
            number: self.project.column(label, dict.fromkeys(self.project.languages, label))
            for number, label in self.columns.parts.items()
        }
        for number, name in self.names.items():
            self.total(number, name)
        second = self.second_column()
        figures = [bare_figure(cell)[0] for _, row in self.lines for cell in self.figures(row)]
        if not self.unit and any(cell.endswith("%") for cell in figures):
            self.unit = "percent"
        point = decimal_mark(figures, self.asked.given.get("unit") or self.unit)
        texts = self.periods()
        written = {text: read_span(text, spelled(texts)) for text in texts}
        spans = Spans(self.project, self.heading(), self.title())
        spans.learn(written)
        for number, row in self.lines:
            own, unit = self.indicator(row)
            for text, kind, raw, more in self.figured(row, number, second):
                where = f"{self.asked.name}:{number} {text}"
                period, is_first = written.get(text, (None, False))
                known = period_of(text, self.spoken)
                period = period if period or known is None else known[0]
                cells = self.value(raw, unit, (number, text, point))
                if period is None:
                    self.project.lose("period", where)
                elif cells is not None:
                    cells |= spans.cells(text, period, where) if is_first else {}
                    rest = {"indicator_id": own, "period": str(period), "kind": kind, "unit": unit}
                    cells = {**rest, **self.source(), **cells, **self.parts(row)}
                    cells = {**cells, **self.noted(row), **more}
                    self.project.observe(cells, where)

    def figured(
        self, row: Sequence[str], number: int, second: str | None
    ) -> Iterator[tuple[str, str, str, dict[str, str]]]:
        """Period, kind and text of each figure of a row that is there, and what its column says."""
        columns = self.columns
        for text, kind, raw, place in self.told(row):
            if raw in _UNFILLED:
                if raw:
                    self.project.lose("unfilled", f"{self.asked.name}:{number} {text} ({raw})")
                continue
            more = {second: columns.second.get(place, "")} if second else {}
            if place in columns.provisional and any(mark.isdigit() for mark in raw):
                more["obs_status"] = "P"
            yield text, kind, raw, more

    def second_column(self) -> str | None:
        """The column of the categories that stand in a second row of headings."""
        if not self.columns.second:
            return None
        project = self.project
        titles = {each.language: each("import.second") for each in self.spoken}
        name = project.column(titles[self.spoken[0].language], titles)
        wholes = {folded(word) for each in self.spoken for word in each("import.whole").split("|")}
        for category in self.columns.second.values():
            if folded(category) in wholes:
                project.totals[name] = category
            elif category:
                said = dict.fromkeys(project.languages, category)
                project.codes[name].setdefault(category, said)
        return name

    def noted(self, row: Sequence[str]) -> Mapping[str, str]:
        """What a column of notes says of a row."""
        note = _at(row, self.columns.note) if self.columns.note is not None else ""
        return self.project.notes(dict.fromkeys(self.project.languages, note)) if note else {}

    def heading(self) -> str:
        """What the periods are called."""
        number = self.columns.period
        return self.header[number] if number is not None else self.spoken[0]("import.period")

    def title(self) -> Mapping[str, str]:
        """The name of a column of periods in each language."""
        if self.columns.period is not None:
            return dict.fromkeys(self.project.languages, self.heading())
        return {each.language: each("import.period") for each in self.spoken}

    def periods(self) -> list[str]:
        """Every text that stands for a period."""
        place = self.columns.period
        if place is None:
            return [label for label, _ in self.columns.periods.values()]
        return list(dict.fromkeys(_at(row, place) for _, row in self.lines))

    def told(self, row: Sequence[str]) -> list[tuple[str, str, str, int]]:
        """Period, kind, value and place of each figure of a row."""
        columns = self.columns
        if columns.period is not None and columns.value is not None:
            return [(_at(row, columns.period), "actual", _at(row, columns.value), columns.value)]
        return [
            (label, kind, _at(row, place), place)
            for place, (label, kind) in columns.periods.items()
        ]

    def figures(self, row: Sequence[str]) -> list[str]:
        """The cells of a row that hold figures."""
        return [raw for _, _, raw, _ in self.told(row)]

    def source(self) -> dict[str, str]:
        """Where the values are from."""
        given = self.asked.given
        locator = given.get("source_locator", self.asked.name)
        return {"source_id": given.get("source_id", ""), "source_locator": locator}

    def total(self, number: int, name: str) -> None:
        """The code of the whole in a column, where one of its cells says that it is that."""
        asked = self.asked.wholes.get(self.header[number])
        words = {folded(word) for each in self.spoken for word in each("import.whole").split("|")}
        for _, row in self.lines:
            code = _at(row, number)
            if code and (code == asked or (asked is None and folded(code) in words)):
                self.project.totals[name] = code
                return

    def indicator(self, row: Sequence[str]) -> tuple[str, str]:
        """Id and unit of the indicator of a row; it is put into the project where it is new."""
        place, unit_at = self.columns.indicator, self.columns.unit
        said = _at(row, place) if place is not None else ""
        unit = unit_of(_at(row, unit_at)) if unit_at is not None else ""
        unit = self.asked.given.get("unit") or unit or self.unit or "other"
        if said not in self.ids:
            own = self.project.own_id(said or self.asked.name)
            self.ids[said] = own, unit
            name = said or self.asked.title or self.asked.name
            self.project.rows.append(
                {
                    "indicator_id": own,
                    **{f"name_{language}": name for language in self.project.languages},
                    "unit": unit,
                    "direction": "none",
                    **self.source(),
                    **self.asked.given,
                }
            )
        return self.ids[said]

    def value(self, raw: str, unit: str, at: tuple[int, str, str]) -> dict[str, str] | None:
        """The cells of a figure; None where it is not clear which number it is."""
        number, text, point = at
        if not any(mark.isdigit() for mark in raw):
            self.project.lose("words", f"{self.asked.name}:{number} {text} ({raw})")
            return {"value": "", "value_raw": raw, "obs_status": "M"}
        bare, status = bare_figure(raw)
        if bare != raw:
            self.project.lose("mark", f"{self.asked.name}:{number} {text} ({raw})")
        said = {"value_raw": raw, **({"obs_status": status} if status else {})}
        plain = decimal_of(plain_figure(bare, point)) if point else None
        if plain is not None:
            return {"value": f"{plain:f}", "operator": "=", **said}
        figure = read_figure(SheetCell(place="", value=bare), unit, self.spoken[0])
        if isinstance(figure, str):
            reason = "grouped" if figure == "thousands" else figure
            self.doubts.append(Doubtful(row=number, column=text, value=raw, reason=reason))
            return None
        high = "" if figure.high is None else f"{figure.high:f}"
        cells = {"value": f"{figure.value:f}", "value_high": high, **said}
        estimate = {"kind": "estimate", "obs_status": "E"} if figure.is_estimate else {}
        return {**cells, "operator": figure.operator, **estimate}

    def parts(self, row: Sequence[str]) -> Cells:
        """The categories of a row."""
        cells = {}
        for number, name in self.names.items():
            code = _at(row, number)
            if code and code != self.project.totals.get(name):
                said = dict.fromkeys(self.project.languages, code)
                self.project.codes[name].setdefault(code, said)
            cells[name] = code
        return cells


def _at(row: Sequence[str], place: int) -> str:
    return " ".join(row[place].split()) if place < len(row) else ""
