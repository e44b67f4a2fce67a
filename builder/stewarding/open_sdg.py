"""A project of Open SDG as it lies in a folder → indicators, values, dimensions and code lists.

Its data are CSV files (`Year` first, `Value` last, a column for each disaggregation between, blank
for the whole), its settings and metadata YAML files, its words YAML files by language.
Source: https://open-sdg.readthedocs.io/ (data format, indicator configuration, translation)
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import yaml

from builder.language.periods import period_or_none
from builder.language.text import folded
from builder.packages.shapes.names import free_name, plain_name
from builder.stewarding.edits import Cells
from builder.stewarding.repair import Doubtful

YEAR, VALUE = "Year", "Value"
UNITS = "Units"
_DATA = "data/indicator_*.csv"
_UNITS: Mapping[str, str] = {"percent": "percent", "percentage": "percent", "%": "percent"}
"""What units mean in the portal's list; any other is `other`, and stays a category by its name."""
_DIRECTIONS: Mapping[str, str] = {"positive": "up", "negative": "down"}
_TARGET_YEAR = 2030
"""Year of a target line, and of a target that names none."""
_USED = ("indicator_name", "indicator_number", "progress_calculation_options", "graph_target_lines")

Texts = Mapping[str, str]


@dataclass(slots=True, kw_only=True)
class Project:
    """What a project of Open SDG becomes."""

    languages: tuple[str, ...]
    rows: list[dict[str, str]] = field(default_factory=list)
    """Of `indicators`, the rest of an indicator's settings as JSON under `metadata`."""
    values: list[Cells] = field(default_factory=list)
    """Of `observations`, with a cell for each column of `columns`."""
    columns: dict[str, str] = field(default_factory=dict)
    """Heading of each disaggregation by the name of its column here."""
    titles: dict[str, Texts] = field(default_factory=dict)
    codes: dict[str, dict[str, Texts]] = field(default_factory=dict)
    """Names of the codes by language, by column and code, in the order of the data."""
    doubts: list[Doubtful] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    """Files of which nothing was taken."""


def is_project(folder: Path) -> bool:
    """True if the folder holds data as Open SDG wants them."""
    return any(folder.glob(_DATA))


def read_project(folder: Path, given: Mapping[str, str], languages: Sequence[str]) -> Project:
    """The indicators of a project; `given` are cells of every row, such as `pillar`.

    `languages` are those of the portal: of the project's own, the others are left.
    """
    own = _yaml(folder / "config_data.yml").get("languages") or ["en"]
    spoken = tuple(name for name in languages if name in own)
    project = Project(languages=spoken)
    texts = _Translations(folder / "translations", spoken)
    for path in sorted(folder.glob(_DATA), key=lambda path: _order(_number_of(path))):
        _Indicator(folder, path, project, texts).read(given)
    project.left += sorted(
        path.relative_to(folder).as_posix()
        for path in folder.glob("meta/*")
        if path.is_file() and path.suffix not in (".yml", ".md")
    )
    return project


def _number_of(path: Path) -> str:
    return path.stem.removeprefix("indicator_")


def _order(number: str) -> list[tuple[bool, int, str]]:
    """1-2-1 before 1-10-1, and figures before letters."""
    parts = number.split("-")
    return [(not part.isdigit(), int(part) if part.isdigit() else 0, part) for part in parts]


def _yaml(path: Path) -> dict[str, Any]:
    """A YAML file, or the head of a Markdown file, as a dict; empty where there is none."""
    if not path.is_file():
        return {}
    text = path.read_text("utf-8-sig")
    if path.suffix == ".md":
        head, _, body = text.removeprefix("---").partition("\n---")
        return {**(yaml.safe_load(head) or {}), "page_content": body.strip()}
    found = yaml.safe_load(text)
    return found if isinstance(found, dict) else {}


class _Translations:
    """The project's own words: `translations/<language>/<group>.yml`."""

    def __init__(self, folder: Path, languages: Sequence[str]) -> None:
        self.languages = languages
        self._groups = {
            (language, path.stem): _yaml(path)
            for language in languages
            for path in sorted((folder / language).glob("*.yml"))
        }

    def said(self, text: str, group: str = "data") -> Texts:
        """A text in each language: the words of its key, `group.key` or `key`."""
        return {language: self._in(language, text, group) for language in self.languages}

    def _in(self, language: str, text: str, group: str) -> str:
        named, dot, key = text.partition(".")
        for known, wanted in ((named, key) if dot else (group, text), (group, text)):
            found = self._groups.get((language, known), {}).get(wanted)
            if isinstance(found, str):
                return found.strip()
        return text

    def knows(self, text: str) -> bool:
        """False for a key of words that lie elsewhere, such as `global_indicators.1-1-1-title`."""
        is_key = re.fullmatch(r"[\w-]+\.[\w.-]+", text) and not re.fullmatch(r"[\d.]+", text)
        return not is_key or set(self.said(text).values()) != {text}


class _Indicator:
    """One indicator of a project: its data file, settings and metadata."""

    def __init__(self, folder: Path, path: Path, project: Project, texts: _Translations) -> None:
        self.path, self.project, self.texts = path, project, texts
        self.place = path.relative_to(folder).as_posix()
        number = _number_of(path)
        self.id = plain_name(number)
        self.config = _first(folder / "indicator-config", number)
        first, *others = project.languages or ("en",)
        self.meta = {first: _first(folder / "meta", number)}
        self.meta |= {name: _first(folder / "meta" / name, number) for name in others}
        self.number = str(self.config.get("indicator_number") or number.replace("-", "."))

    def read(self, given: Mapping[str, str]) -> None:
        """The indicator and its values, put into the project."""
        rows = list(csv.DictReader(io.StringIO(self.path.read_text("utf-8-sig"))))
        headings = list(rows[0]) if rows else []
        if YEAR not in headings or VALUE not in headings:
            self.doubt(1, ", ".join(headings), "", "header")
            return
        units = {str(row.get(UNITS) or "").strip() for row in rows} - {""}
        unit = self.unit(units)
        series = (self.config.get("progress_calculation_options") or [{}])[0]
        source = {key: given.get(key, "") for key in ("source_id",)}
        source["source_locator"] = given.get("source_locator", self.place)
        self.project.rows.append(
            {
                "indicator_id": self.id,
                "code": self.number,
                **{f"name_{language}": self.name(language) for language in self.texts.languages},
                "unit": unit,
                "direction": _DIRECTIONS.get(str(series.get("direction")), "none"),
                "metadata": json.dumps(self.metadata(), ensure_ascii=False, default=str),
                **source,
                **given,
            }
        )
        own = [heading for heading in headings if heading not in (YEAR, VALUE)]
        columns = {name: self.column(name) for name in own if name != UNITS or len(units) > 1}
        for place, row in enumerate(rows, start=2):
            self.value(place, row, columns, {"unit": unit, **source})
        for year, target in self.targets(series):
            cells = {"period": year, "kind": "target", "value_raw": str(target), "unit": unit}
            self.observation(cells | {"value": f"{target:f}", "operator": ""} | source)

    def unit(self, units: set[str]) -> str:
        """The unit of the portal's list; `other` where the project has none or several."""
        said = units or {str(self.config.get("computation_units") or "").strip()}
        found = {_UNITS.get(folded(unit), "other") for unit in said}
        return found.pop() if len(found) == 1 else "other"

    def name(self, language: str) -> str:
        """The indicator's name, else the one of its metadata, else its number."""
        name = str(self.config.get("indicator_name") or "").strip()
        if name and self.texts.knows(name):
            return self.texts.said(name)[language]
        meta = self.meta.get(language, {})
        told = re.sub("<[^>]+>", " ", str(meta.get("SDG_INDICATOR") or ""))
        return " ".join(told.split()) or self.number

    def metadata(self) -> dict[str, Any]:
        """Every setting and text that has no column here."""
        kept = {name: told for name, told in self.config.items() if told and name not in _USED}
        meta = {
            language: {name: told for name, told in found.items() if told}
            for language, found in self.meta.items()
        }
        options = {name: self.config[name] for name in _USED[2:] if self.config.get(name)}
        return {**kept, **options, **{name: told for name, told in meta.items() if told}}

    def column(self, heading: str) -> str:
        """The column of a disaggregation; each heading has one in the whole project."""
        known = {said: name for name, said in self.project.columns.items()}
        if heading not in known:
            plain = plain_name(heading).replace("-", "_").replace(".", "_")
            name = free_name(plain, (*self.project.columns, "period", "kind", "value", "unit"))
            self.project.columns[name] = heading
            self.project.titles[name] = self.texts.said(heading, heading)
            self.project.codes[name] = {}
            return name
        return known[heading]

    def value(
        self, place: int, row: Mapping[str, str], columns: Mapping[str, str], rest: Cells
    ) -> None:
        """A row of the data."""
        raw = str(row[VALUE] or "").strip()
        period = period_or_none(str(row[YEAR] or "").strip())
        if period is None:
            self.doubt(place, YEAR, str(row[YEAR]), "period")
        number = _decimal(raw)
        if raw and number is None:
            self.doubt(place, VALUE, raw, "number")
        if period is None or number is None:
            return
        cells = dict(rest)
        for heading, name in columns.items():
            code = str(row[heading] or "").strip()
            if code:
                self.project.codes[name].setdefault(code, self.texts.said(code, heading))
            cells[name] = code
        unit = _UNITS.get(folded(str(row.get(UNITS) or "")))
        cells |= {"unit": unit} if unit else {}
        told = {"period": str(period), "kind": "actual", "operator": "=", "value_raw": raw}
        self.observation(cells | told | {"value": f"{number:f}"})

    def observation(self, cells: Cells) -> None:
        self.project.values.append({"indicator_id": self.id, "obs_status": "A", **cells})

    def targets(self, series: Mapping[str, Any]) -> Iterator[tuple[str, Decimal]]:
        """The target that progress is measured to, else those that are drawn for all values."""
        if (target := _decimal(str(series.get("target")))) is not None:
            yield str(series.get("target_year") or _TARGET_YEAR), target
            return
        for line in (self.config.get("graph_target_lines") or [])[:1]:
            drawn = _decimal(str(line.get("value")))
            if drawn is not None and not line.get("series") and not line.get("unit"):
                yield str(_TARGET_YEAR), drawn

    def doubt(self, row: int, column: str, value: str, reason: str) -> None:
        column = f"{self.place}: {column}"
        self.project.doubts.append(Doubtful(row=row, column=column, value=value, reason=reason))


def _first(folder: Path, number: str) -> dict[str, Any]:
    """Settings of an indicator, in whichever of the two forms they lie."""
    found = (_yaml(folder / f"{number}{ending}") for ending in (".yml", ".md"))
    return next((settings for settings in found if settings), {})


def _decimal(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
