"""Observations as tables: of one indicator as CSV, of all of them in one long table.

The long table has a row for each printed value of each indicator, whatever document it is from,
with its parts where it is broken down, and sums over merged ones (`obs_status` I); its columns are
those of the CSV of an indicator.
"""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from builder.exports.downloads.json_lines import json_lines
from builder.exports.downloads.parquet import typed_parquet
from builder.language.text import Localised
from builder.model import Cell, Field, Indicator, Observation, Schema, Table
from builder.packages.cell_texts import text_cell
from builder.portal import Portal

_HEAD = ("indicator_id", "period", "kind")
_VALUE = ("operator", "value", "value_high", "unit", "obs_status", "value_raw", "rating")
_ORIGIN = ("package_id", "row_id", "source_id", "source_locator", "source_lines")
"""Columns in their order: dimensions stand after the first, notes in each language before these."""

_NUMBERS = ("value", "value_high")


def indicator_csv(indicator: Indicator, languages: Sequence[str]) -> bytes:
    """Every observation of one indicator as CSV, in the form of the portal's other files."""
    return _csv(_table([indicator], languages))


def long_tables(portal: Portal) -> Mapping[str, Callable[[], bytes]]:
    """The table of all observations by the name of the file, made when it is asked for."""
    if not portal.indicators:
        return {}
    table = cache(lambda: _table(portal.indicators, portal.settings.languages))
    about = {"as_of": portal.as_of.isoformat()}
    return {
        "observations.csv": lambda: _csv(table()),
        "observations.jsonl": lambda: json_lines(table()),
        "observations.parquet": lambda: typed_parquet(table(), about),
    }


def _table(indicators: Sequence[Indicator], languages: Sequence[str]) -> Table:
    dimensions = [dimension.name for indicator in indicators for dimension in indicator.dimensions]
    dimensions = list(dict.fromkeys(dimensions))
    notes = [f"note_{language}" for language in languages]
    names = (*_HEAD, *dimensions, *_VALUE, *notes, *_ORIGIN)
    return Table(
        schema=Schema(fields=tuple(_field(name, languages) for name in names)),
        rows=tuple(
            _row(indicator, observation, dimensions, languages)
            for indicator in indicators
            for observation in (*indicator.observations, *indicator.parts, *indicator.sums)
        ),
    )


def _field(name: str, languages: Sequence[str]) -> Field:
    kind = "number" if name in _NUMBERS else "string"
    title = Localised(dict.fromkeys(languages, name))
    return Field(name=name, type=kind, title=title, description=None)


def _row(
    indicator: Indicator,
    observation: Observation,
    dimensions: Sequence[str],
    languages: Sequence[str],
) -> tuple[Cell, ...]:
    categories, note = dict(observation.categories), observation.note
    return (
        indicator.id,
        str(observation.period),
        observation.kind,
        *(categories.get(dimension) for dimension in dimensions),
        observation.operator,
        observation.value,
        observation.value_high,
        observation.unit,
        observation.status,
        observation.raw,
        observation.rating,
        *(str(note[name]) if note and name in note else None for name in languages),
        observation.package,
        observation.row,
        observation.source.document,
        observation.source.locator,
        observation.source.lines,
    )


def _csv(table: Table) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(field.name for field in table.schema.fields)
    for row in table.rows:
        writer.writerow(text_cell(cell) for cell in row)
    return stream.getvalue().encode()
