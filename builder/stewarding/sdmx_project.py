"""Data of SDMX → indicators, values, dimensions and code lists of one package."""

import json
from collections.abc import Mapping, Sequence

from builder.stewarding.edits import Cells
from builder.stewarding.sdmx_flow import TIME, VALUE, Names, Sdmx
from builder.stewarding.sdmx_periods import sdmx_period
from builder.stewarding.taking_over import (
    Asked,
    Project,
    Texts,
    fitting_unit,
    read_value,
    status_of,
    unit_of,
)

INDICATORS = ("INDICATOR", "SERIES", "INDIC", "INDICATOR_ID", "MEASURE", "SUBJECT", "VARIABLE")
"""Dimensions that say which indicator a value is of, the first that is there."""

WHOLE, NOT_APPLICABLE = "_T", "_Z"
_UNIT, _STATUS, _FREQUENCY, _KIND = "UNIT_MEASURE", "OBS_STATUS", "FREQ", "KIND"
_NOTES = ("COMMENT_OBS", "OBS_COM", "COMMENT")
_FREQUENCIES = ("A", "Q", "M", "D", "B", "W", "S", "I", "N", "")
_KINDS = ("actual", "estimate", "plan", "target")


def read_flow(found: Sdmx, asked: Asked) -> Project:
    """The indicators of a data flow."""
    return _Flow(found, asked).project


class _Flow:
    def __init__(self, found: Sdmx, asked: Asked) -> None:
        self.found, self.asked = found, asked
        self.project = Project(languages=self.languages())
        self.project.title = found.titles.get(self.project.languages[0], found.flow)
        self.key = self.indicator_column()
        groups: dict[str, list[dict[str, str]]] = {}
        for row in found.rows:
            groups.setdefault(row.get(self.key or "", ""), []).append(row)
        if found.deleted:
            self.project.lose("deleted", str(found.deleted))
        for code, rows in groups.items():
            self.indicator(code, rows)

    def languages(self) -> tuple[str, ...]:
        """Those of the portal that the names speak; all where there are no names."""
        listed = (*self.found.codes.values(), self.found.concepts)
        spoken = {name for texts in listed for names in texts.values() for name in names}
        return tuple(name for name in self.asked.languages if not spoken or name in spoken) or (
            tuple(self.asked.languages)
        )

    def indicator_column(self) -> str | None:
        """The dimension that says which indicator a value is of."""
        if self.asked.indicator:
            return self.asked.indicator
        return next((name for name in INDICATORS if name in self.found.dimensions), None)

    def said(self, names: Names, code: str) -> Texts:
        """Names in each language; where one is missing the English, else the code."""
        spare = names.get("en") or next(iter(names.values()), code)
        return {language: names.get(language, spare) or code for language in self.project.languages}

    def indicator(self, code: str, rows: Sequence[Mapping[str, str]]) -> None:
        """An indicator with its values."""
        project, asked = self.project, self.asked
        names = self.found.codes.get(self.key or "", {}).get(code, {})
        own = project.own_id(code or asked.name)
        texts = self.said(names or ({} if code else self.found.titles), code or asked.name)
        units = {self.unit(row) for row in rows}
        unit = units.pop() if len(units) == 1 else "other"
        unit = fitting_unit(unit, [row.get(VALUE, "") for row in rows])
        columns, constants = self.columns(rows)
        source = {"source_id": asked.given.get("source_id", "")}
        source["source_locator"] = asked.given.get("source_locator", self.found.flow or asked.name)
        kept = {**constants, **self.attributes(rows)}
        project.rows.append(
            {
                "indicator_id": own,
                "code": code,
                **{f"name_{language}": text for language, text in texts.items()},
                "unit": unit,
                "direction": "none",
                "metadata": json.dumps(kept, ensure_ascii=False),
                **source,
                **asked.given,
            }
        )
        for number, row in enumerate(rows, start=1):
            where = f"{code or asked.name} {row.get(TIME, '')} ({number})"
            period = sdmx_period(row.get(TIME, ""))
            if period is None:
                project.lose("period", where)
            elif (cells := self.value(row, where)) is not None:
                rest = {"indicator_id": own, "period": str(period), "unit": unit}
                project.observe({**rest, **source, **cells, **self.parts(row, columns)}, where)

    def unit(self, row: Mapping[str, str]) -> str:
        """The unit of a value by its code or the code's name."""
        code = row.get(_UNIT, "") or row.get("UNIT", "")
        names = self.found.codes.get(_UNIT, {}).get(code, {})
        if code in ("VND", "USD") and row.get("UNIT_MULT") == "9":
            return f"{code.lower()}-billion"
        found = [unit_of(text) for text in (code, *names.values())]
        return next((unit for unit in found if unit != "other"), "other")

    def columns(self, rows: Sequence[Mapping[str, str]]) -> tuple[dict[str, str], dict[str, str]]:
        """Column of each dimension that divides the values, and what all of them have."""
        columns: dict[str, str] = {}
        constants: dict[str, str] = {}
        for name in self.found.dimensions:
            codes = {row.get(name, "") for row in rows}
            if name == self.key or (name == _FREQUENCY and codes <= set(_FREQUENCIES)):
                continue
            if name == _KIND and codes <= set(_KINDS):
                continue
            if len(codes) == 1:
                constants[name] = next(iter(codes))
                continue
            title = self.said(self.found.concepts.get(name, {}), name)
            columns[name] = column = self.project.column(name, title)
            whole = self.asked.wholes.get(name, WHOLE)
            if whole in codes:
                self.project.totals[column] = whole
        return columns, {name: code for name, code in constants.items() if code != WHOLE}

    def parts(self, row: Mapping[str, str], columns: Mapping[str, str]) -> Cells:
        """The categories of a value."""
        cells: dict[str, str] = {}
        for name, column in columns.items():
            code = row.get(name, "")
            cells[column] = "" if code == NOT_APPLICABLE else code
            if cells[column]:
                names = self.found.codes.get(name, {}).get(code, {})
                self.project.codes[column].setdefault(code, self.said(names, code))
        return cells

    def value(self, row: Mapping[str, str], where: str) -> Cells | None:
        """The cells of a value; None where there is neither a number nor a reason."""
        raw = row.get(VALUE, "").strip()
        status = row.get(_STATUS, "").strip()
        if raw in ("", "NaN") and not status:
            return None
        cells, is_number = read_value(raw if raw not in ("", "NaN") else "–")
        if raw not in ("", "NaN") and not is_number:
            self.project.lose("words", f"{where} ({raw})")
        known = status_of(status)
        if status and (is_number or known):
            if not known:
                self.project.lose("status", status)
            cells["obs_status"] = known or "A"
        if is_number and row.get("PRINTED"):
            cells["value_raw"] = row["PRINTED"]
        kind = row.get(_KIND, "")
        cells["kind"] = kind if kind in _KINDS else "actual"
        note = "; ".join(filter(None, (row.get(name, "").strip() for name in _NOTES)))
        return cells | (
            self.project.notes(dict.fromkeys(self.project.languages, note)) if note else {}
        )

    def attributes(self, rows: Sequence[Mapping[str, str]]) -> dict[str, object]:
        """What the attributes say that have no column here."""
        kept: dict[str, object] = {}
        for name in self.found.attributes:
            texts = sorted({row[name] for row in rows if row.get(name)})
            if not texts or name in (_STATUS, *_NOTES, "PRINTED"):
                continue
            kept[name] = texts[0] if len(texts) == 1 else texts
            if len(texts) > 1 and name != _UNIT:
                self.project.lose("attribute", name)
        return kept
