"""A project of Open SDG as it lies in a folder → indicators, values, dimensions and code lists.

Its data are CSV files (`Year` first, `Value` last, a column for each disaggregation between, blank
for the whole), its settings and metadata YAML files, its words YAML files by language.
Source: https://open-sdg.readthedocs.io/ (data format, indicator configuration, translation)
"""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from builder.language.encodings import decoded, read_once
from builder.language.text import folded
from builder.stewarding.edits import Cells
from builder.stewarding.open_sdg_inputs import data_files, project_languages
from builder.stewarding.open_sdg_targets import parts_of, targets
from builder.stewarding.open_sdg_texts import Translations, YamlFiles
from builder.stewarding.taking_over import (
    Project,
    Spans,
    clean,
    fitting_unit,
    read_span,
    read_value,
    spelled,
    status_of,
    unit_of,
)

YEAR, VALUE = "Year", "Value"
_GEOCODE = "geocode"
_ALWAYS = ("units", "unit_measure", "unit measure", "series", "unit multiplier", "unit_mult")
"""Columns that every row has, so that one value for all of them is no category."""
_NOT_TAKEN = ("progress",)
"""Columns that Open SDG computes with and does not show."""
_NOTE = re.compile(r"comment_obs(_\d+)?|comments")
_STATUS = ("obs_status", "observation status")
_DIRECTIONS: Mapping[str, str] = {"positive": "up", "negative": "down"}
_USED = ("indicator_name", "indicator_number", "progress_calculation_options", "graph_target_lines")
_NAMES = (
    *("indicator_name", "SDG_INDICATOR", "indicator_available", "national_indicator_available"),
    *("graph_title", "title"),
)
"""Settings and metadata that say what an indicator is called, the best first."""


def read_project(folder: Path, given: Mapping[str, str], languages: Sequence[str]) -> Project:
    """The indicators of a project; `given` are cells of every row, such as `pillar`.

    `languages` are those of the portal: of the project's own, the others are left.
    """
    files = YamlFiles()
    own = project_languages(folder, files)
    spoken = tuple(name for name in languages if name in own)
    project, found = Project(languages=spoken), data_files(folder)
    texts = Translations(folder / "translations", spoken, files)
    for path in sorted(found, key=lambda path: _order(_number_of(path))):
        _Indicator(folder, path, project, (texts, own[0], files)).read(given)
    for name in own:
        if name not in spoken:
            project.lose("language", name)
    for name, places in project.untranslated.items():
        if len(project.languages) > 1:
            project.languages = tuple(each for each in project.languages if each != name)
            project.lose("untranslated", f"{name}: {', '.join(places[:3])}")
    for path in files.broken:
        project.lose("yaml", path.relative_to(folder).as_posix())
    for path in files.mended:
        project.lose("letters", path.relative_to(folder).as_posix())
    used = {path.name for path in found}
    project.left += sorted(
        path.relative_to(folder).as_posix()
        for pattern in ("meta/*", "data/*", "*.geojson", "*/*.geojson")
        for path in folder.glob(pattern)
        if path.is_file() and path.suffix not in (".yml", ".md") and path.name not in used
    )
    return project


def _number_of(path: Path) -> str:
    return path.stem.removeprefix("indicator_")


def _order(number: str) -> list[tuple[bool, int, str]]:
    """1-2-1 before 1-10-1, and figures before letters."""
    parts = number.split("-")
    return [(not part.isdigit(), int(part) if part.isdigit() else 0, part) for part in parts]


class _Indicator:
    """One indicator of a project: its data file, settings and metadata."""

    def __init__(
        self, folder: Path, path: Path, project: Project, told: tuple[Translations, str, YamlFiles]
    ) -> None:
        self.path, self.project = path, project
        self.texts, self.own, files = told
        self.place = path.relative_to(folder).as_posix()
        number = _number_of(path)
        self.id = project.own_id(number)
        root = files.first(folder / "meta", number)
        self.meta = {
            name: root if name == self.own else files.first(folder / "meta" / name, number)
            for name in dict.fromkeys((self.own, *project.languages))
        }
        self.config = files.first(folder / "indicator-config", number)
        self.settings = {**root, **{name: told for name, told in self.config.items() if told}}
        self.number = str(self.settings.get("indicator_number") or number.replace("-", "."))
        self.constants: dict[str, str] = {}
        self.statuses: Sequence[str] = ()
        self.notes: Sequence[str] = ()

    def read(self, given: Mapping[str, str]) -> None:
        """The indicator and its values, put into the project."""
        headings, rows = self.lines()
        if rows and not {YEAR, VALUE} <= set(headings):
            self.project.lose("header", f"{self.place}: {', '.join(headings)}")
            rows = []
        if not rows:
            self.project.lose("empty", self.place)
        columns = self.columns(headings, rows)
        unit = self.unit(rows)
        series = [option for option in self.options() if isinstance(option, dict)]
        ways = {_DIRECTIONS.get(str(option.get("direction"))) for option in series}
        source = {key: given.get(key, "") for key in ("source_id",)}
        source["source_locator"] = given.get("source_locator", self.place)
        self.project.rows.append(
            {
                "indicator_id": self.id,
                "code": self.number,
                **{f"name_{language}": self.name(language) for language in self.texts.languages},
                "unit": unit,
                "direction": (ways.pop() if len(ways) == 1 else None) or "none",
                "metadata": json.dumps(self.metadata(), ensure_ascii=False),
                **source,
                **given,
            }
        )
        self.values(rows, columns, {"unit": unit, **source})
        aims = targets(series, self.settings.get("graph_target_lines"))
        known = {name: self.project.codes[column] for name, column in columns.items()}
        for aim in aims:
            parts = parts_of(aim.option, known, self.constants)
            if aim.value is None or parts is None:
                self.project.lose("target", f"{self.place}: {aim.raw}")
                continue
            told = {"indicator_id": self.id, "kind": "target", "unit": unit, **source}
            cells = {**told, **aim.cells, **{columns[name]: code for name, code in parts.items()}}
            self.project.observe(cells, f"{self.place}: target")

    def lines(self) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
        """The headings, and each row that is not blank with its number."""
        found = decoded(self.path.read_bytes())
        if found and read_once(found.text) != found.text:
            self.project.lose("letters", self.place)
        table = csv.reader(io.StringIO(clean(found.text) if found else "", newline=""))
        header = next((row for row in table if any(cell.strip() for cell in row)), [])
        headings = [heading.strip() for heading in header]
        while headings and not headings[-1]:
            headings.pop()
        rows = []
        for number, row in enumerate(table, start=table.line_num + 1):
            if not any(cell.strip() for cell in row):
                continue
            if len(row) < len(headings) or any(row[len(headings) :]):
                self.project.lose("ragged", f"{self.place}:{number}")
            else:
                rows.append((number, dict(zip(headings, row, strict=False))))
        return headings, rows

    def columns(
        self, headings: Sequence[str], rows: Sequence[tuple[int, Mapping[str, str]]]
    ) -> dict[str, str]:
        """Column of each heading that divides the values of this indicator."""
        found = {}
        held = {heading: [str(row[heading]).strip() for _, row in rows] for heading in headings}
        for heading in headings:
            plain, cells = folded(heading), set(held[heading])
            if (
                heading in (YEAR, VALUE)
                or cells <= {""}
                or plain in _STATUS
                or _NOTE.fullmatch(plain)
            ):
                continue
            if plain in _NOT_TAKEN:
                self.project.lose("column", f"{self.place}: {heading}")
            elif plain in _ALWAYS and len(cells) == 1:
                self.constants[heading] = next(iter(cells))
            elif plain != _GEOCODE or not self.map_codes(heading, held):
                title = self.texts.said(heading, heading, "data")
                found[heading] = self.project.column(heading, title)
        return found

    def map_codes(self, heading: str, held: Mapping[str, Sequence[str]]) -> bool:
        """True if each code for maps belongs to one category of another column, and is kept so."""
        named = [name for name in held if name not in (YEAR, VALUE, heading)]
        others = [name for name in named if folded(name) not in _ALWAYS]
        belongs: dict[str, tuple[str, str]] = {}
        for other in others:
            pairs = set(zip(held[heading], held[other], strict=True))
            codes, names = (Counter(pair[place] for pair in pairs) for place in (0, 1))
            for code, name in pairs:
                if code and name and codes[code] == names[name] == 1:
                    belongs[code] = other, name
        if set(belongs) != set(held[heading]) - {""}:
            return False
        for code, (other, name) in belongs.items():
            column = self.project.column(other, self.texts.said(other, other, "data"))
            self.project.geocodes.setdefault(column, {}).setdefault(name, code)
        return True

    def unit(self, rows: Sequence[tuple[int, Mapping[str, str]]]) -> str:
        """The unit of the portal's list; `other` where the project has none or several."""
        units = [heading for heading in (rows[0][1] if rows else ()) if _is_unit(heading)]
        said = {str(row[heading]).strip() for _, row in rows for heading in units} - {""}
        said = said or {str(self.settings.get("computation_units") or "").strip()}
        found = {unit_of(unit) for unit in said}
        unit = found.pop() if len(found) == 1 else "other"
        return fitting_unit(unit, [row[VALUE] for _, row in rows])

    def name(self, language: str) -> str:
        """The indicator's name by the settings or the metadata, else its number."""
        spoken = self.meta.get(language, {})
        for key in _NAMES:
            for told in (self.config, spoken, self.settings):
                name = " ".join(re.sub("<[^>]+>", " ", str(told.get(key) or "")).split())
                if name and self.texts.knows(name):
                    said = self.texts.said(name, "data")[language]
                    if said == name and told is not spoken and language != self.own:
                        self.project.untranslated.setdefault(language, []).append(self.place)
                    return said
        return self.number

    def options(self) -> Sequence[Any]:
        """The series whose progress is measured."""
        found = self.settings.get("progress_calculation_options")
        return found if isinstance(found, list) else []

    def metadata(self) -> dict[str, Any]:
        """Every setting and text that has no column here."""
        kept = {name: told for name, told in self.config.items() if told and name not in _USED}
        meta = {
            language: {
                name: self.texts.said(told, "data").get(language, told)
                if isinstance(told, str)
                else told
                for name, told in found.items()
                if told
            }
            for language, found in self.meta.items()
        }
        options = {name: self.config[name] for name in _USED[2:] if self.config.get(name)}
        said = {name: told for name, told in meta.items() if told}
        return {**self.constants, **kept, **options, **said}

    def values(
        self,
        rows: Sequence[tuple[int, Mapping[str, str]]],
        columns: Mapping[str, str],
        rest: Cells,
    ) -> None:
        """The values, each at its period."""
        self.find_remarks(rows[0][1] if rows else ())
        how = spelled([str(row[YEAR]).strip() for _, row in rows])
        spans = Spans(self.project, YEAR, self.texts.said(YEAR, "data"))
        told = (str(row[YEAR]).strip() for _, row in rows if str(row[VALUE]).strip())
        written = {text: read_span(text, how) for text in told}
        spans.learn(written)
        for place, row in rows:
            text, where = str(row[YEAR]).strip(), f"{self.place}:{place}"
            period, is_first = read_span(text, how)
            if period is None:
                self.project.lose("period", f"{where} ({text})")
            elif str(row[VALUE]).strip():
                cells = self.value(row, columns, rest) | {"period": str(period)}
                if is_first:
                    cells |= spans.cells(text, period, where)
                if not cells["value"]:
                    self.project.lose("words", f"{where} ({row[VALUE]})")
                self.project.observe({**cells, "indicator_id": self.id}, where)

    def find_remarks(self, headings: Iterable[str]) -> None:
        """Which columns say of a value how sure it is, or something else."""
        plain = {heading: folded(heading) for heading in headings}
        self.statuses = [heading for heading, name in plain.items() if name in _STATUS]
        self.notes = [heading for heading, name in plain.items() if _NOTE.fullmatch(name)]

    def value(
        self, row: Mapping[str, str], columns: Mapping[str, str], rest: Cells
    ) -> dict[str, str]:
        """The cells of a row but for its period."""
        cells = {**rest, "kind": "actual", **read_value(str(row[VALUE]).strip())[0]}
        for heading, name in columns.items():
            code = str(row[heading]).strip()
            if code and code not in self.project.codes[name]:
                self.project.codes[name][code] = self.texts.said(code, heading, "data")
            cells[name] = code
        for status in (str(row[name]).strip() for name in self.statuses):
            known = status_of(status)
            if status and not known:
                self.project.lose("status", f"{self.place}: {status}")
            cells["obs_status"] = known or cells.get("obs_status", "A")
        told = [str(row[name]).strip() for name in self.notes]
        if note := "; ".join(filter(None, told)):
            cells |= self.project.notes(self.texts.said(note, "data"))
        return cells


def _is_unit(heading: str) -> bool:
    return folded(heading) in _ALWAYS[:3]
