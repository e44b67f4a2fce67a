"""Data of SDMX-CSV 1.0 and 2.0 as rows and names, with ids, labels or both in their headings.

Source: https://github.com/sdmx-twg/sdmx-csv
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence

from builder.language.encodings import decoded
from builder.stewarding.sdmx_flow import MEASURE, TIME, VALUE, NotSdmxError, Sdmx
from builder.stewarding.sdmx_periods import sdmx_period

_NAMED = "STRUCTURE_NAME"
"""The heading of files in which each column is followed by one with its names."""

_ABOUT = ("DATAFLOW", "STRUCTURE", "STRUCTURE_ID", _NAMED, "ACTION", "SERIES_KEY", "OBS_KEY")
_SEVERAL = re.compile(rf"{VALUE}_?\d+")
"""Values of a file with more than one measure."""


def read_table(content: bytes, found: Sdmx) -> None:
    """The values of a file.

    Raises: NotSdmxError where it has no column of values, or none of periods.
    """
    text = decoded(content)
    lines = text.text if text else ""
    first = lines.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    table = csv.reader(io.StringIO(lines, newline=""), delimiter=delimiter)
    header, rows = next(table, []), [row for row in table if any(row)]
    ids = [heading.partition(":")[0].partition("[")[0].strip() for heading in header]
    names = _label_columns(ids, header, rows, found)
    kept = [place for place in range(len(ids)) if place not in names]
    time = _time(ids, [place for place in kept if ids[place] not in _ABOUT], rows)
    values = [
        place
        for place in kept
        if ids[place] in (VALUE, *found.measures) or _SEVERAL.fullmatch(ids[place])
    ]
    if time is None or not values:
        raise NotSdmxError
    labelled = {place for place in kept if ":" in header[place] and ids[place] not in _ABOUT}
    for place in labelled:
        told = header[place].partition(":")[2].strip()
        found.concepts.setdefault(ids[place], {"en": told})
    for row in rows:
        cells = {place: row[place] for place in kept if place < len(row)}
        about = {ids[place]: cell for place, cell in cells.items() if ids[place] in _ABOUT}
        found.flow = found.flow or about.get("STRUCTURE_ID") or about.get("DATAFLOW", "")
        if about.get("ACTION") == "D":
            found.deleted += 1
            continue
        for place in labelled & set(cells):
            code, _, said = cells[place].partition(":")
            cells[place] = code.strip()
            _name(found, ids[place], code.strip(), said.strip())
        own = {ids[place]: cell for place, cell in cells.items() if ids[place] not in _ABOUT}
        own[TIME] = own.pop(ids[time], "")
        found.rows += _measured(own, [ids[place] for place in values], delimiter)
    if not found.is_described:
        before = kept[: kept.index(values[0])]
        own_ids = [ids[place] for place in before if place != time and ids[place] not in _ABOUT]
        found.dimensions += [*own_ids, *([MEASURE] if len(values) > 1 else ())]


def _label_columns(
    ids: Sequence[str], header: Sequence[str], rows: Sequence[Sequence[str]], found: Sdmx
) -> frozenset[int]:
    """Places of the columns that have but the names of the codes before them."""
    if _NAMED not in ids:
        return frozenset()
    rest = [place for place, name in enumerate(ids) if name not in _ABOUT]
    pairs = dict(zip(rest[::2], rest[1::2], strict=False))
    for place, label in pairs.items():
        found.concepts.setdefault(ids[place], {"en": header[label].strip()})
        for row in rows:
            if len(row) > label:
                _name(found, ids[place], row[place].strip(), row[label].strip())
    return frozenset(pairs.values())


def _name(found: Sdmx, column: str, code: str, said: str) -> None:
    if said and column != VALUE:
        found.codes.setdefault(column, {}).setdefault(code, {"en": said})


def _time(ids: Sequence[str], places: Sequence[int], rows: Sequence[Sequence[str]]) -> int | None:
    """The place of the periods: `TIME_PERIOD`, else the last column that has nothing else."""
    if TIME in ids:
        return ids.index(TIME)
    for place in reversed(places):
        cells = {row[place].partition(":")[0] for row in rows if len(row) > place}
        if cells and "" not in cells and all(map(sdmx_period, cells)):
            return place
    return None


def _measured(
    cells: Mapping[str, str], measures: Sequence[str], delimiter: str
) -> list[dict[str, str]]:
    """A row for each measure; where `;` parts cells, a comma may stand before fractions."""
    found = []
    for measure in measures:
        own = {name: cell for name, cell in cells.items() if name not in measures}
        value = cells.get(measure, "")
        if delimiter == ";" and re.fullmatch(r"-?\d+,\d+", value):
            value = value.replace(",", ".")
        if len(measures) > 1:
            own[MEASURE] = measure
        if value or len(measures) == 1:
            found.append({**own, VALUE: value})
    return found
