"""Files of SDMX as rows and names: SDMX-CSV, SDMX-ML data and structures, SDMX-JSON data.

Read by the names of elements and attributes, whatever the version of their namespaces.
Source: https://github.com/sdmx-twg/sdmx-csv, https://github.com/sdmx-twg/sdmx-ml
"""

import json
from collections.abc import Sequence
from xml.etree import ElementTree

from builder.stewarding.sdmx_csv import read_table
from builder.stewarding.sdmx_flow import MEASURE, TIME, VALUE, NotSdmxError, Sdmx
from builder.stewarding.sdmx_json import read_message
from builder.stewarding.sdmx_structures import (
    all_named,
    children,
    local_name,
    read_json_structure,
    read_structure,
)
from builder.stewarding.taking_over import clean

_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"

ATTRIBUTES = frozenset(
    (
        *("OBS_STATUS", "OBS_CONF", "OBS_FLAG", "CONF_STATUS", "OBS_COM", "UNIT_MULT", "DECIMALS"),
        *("UNIT", "TITLE", "TITLE_COMPL", "COMMENT", "COMMENT_OBS", "COMMENT_TS", "COMMENT_DSET"),
        *("TIME_FORMAT", "TIME_COVERAGE", "COLLECTION", "COMPILATION", "COVERAGE", "BASE_PER"),
        *("OBS_PRE_BREAK", "PRE_BREAK_VALUE", "SOURCE", "SOURCE_DETAIL", "SOURCE_AGENCY", "NATURE"),
        *("LAST_UPDATE", "UPPER_BOUND", "LOWER_BOUND", "GEO_INFO_URL", "GEO_INFO_TYPE"),
        *("TIME_DETAIL", "UNIT_MEASURE"),
    )
)
"""Concepts that attributes stand for where no structure says what is a dimension."""


def read_sdmx(contents: Sequence[bytes]) -> Sdmx:
    """Data and structure of one data flow, in any order.

    Raises: NotSdmxError where a file is neither, or where none has data.
    """
    found = Sdmx()
    contents = [content for content in contents if not _is_json(content, found)]
    roots = [_root(content) for content in contents]
    for root in roots:
        if root is not None and local_name(root) == "Structure":
            read_structure(root, found)
    for content, root in zip(contents, roots, strict=True):
        if root is None:
            read_table(content, found)
        elif local_name(root) != "Structure":
            _read_data(root, found)
    if not found.rows:
        raise NotSdmxError
    _name_values(found)
    found.rows = [{name: clean(text) for name, text in row.items()} for row in found.rows]
    if not found.is_described:
        _tell_apart(found)
    return found


def _is_json(content: bytes, found: Sdmx) -> bool:
    """True for a message of SDMX-JSON, whose data or structure are then read."""
    if not content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        return False
    try:
        message = json.loads(content.decode("utf-8-sig"), parse_float=str, parse_int=str)
    except (ValueError, RecursionError) as error:
        raise NotSdmxError from error
    if not isinstance(message, dict) or not read_json_structure(message, found):
        read_message(message, found)
    return True


def _root(content: bytes) -> ElementTree.Element | None:
    """The root of an XML file; None for a text."""
    if not content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return None
    if b"\x00" in content[:4] or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise NotSdmxError
    try:
        return ElementTree.fromstring(content)  # without entities
    except ElementTree.ParseError as error:
        raise NotSdmxError from error


def _read_data(root: ElementTree.Element, found: Sdmx) -> None:
    at_observation = TIME
    for named in all_named(root, "Structure"):
        at_observation = named.get("dimensionAtObservation") or at_observation
    for data in all_named(root, "DataSet"):
        every = _plain(data)
        groups = [_plain(group) for group in children(data, "Group")]
        for series in children(data, "Series"):
            shared = {**every, **_values(series, "SeriesKey"), **_values(series, "Attributes")}
            shared |= _plain(series)
            for group in groups:
                ids = set(group) - ATTRIBUTES
                if ids and all(shared.get(name) == group[name] for name in ids):
                    shared |= group
            for observation in children(series, "Obs"):
                found.rows.append({**shared, **_observed(observation, at_observation)})
        for observation in children(data, "Obs"):
            found.rows.append({**every, **_observed(observation, at_observation)})


def _plain(element: ElementTree.Element) -> dict[str, str]:
    """Attributes of an element that are of no namespace."""
    return {name: text for name, text in element.attrib.items() if not name.startswith("{")}


def _values(element: ElementTree.Element, part: str) -> dict[str, str]:
    return {
        value.get("id") or value.get("concept") or "": value.get("value", "")
        for each in children(element, part)
        for value in children(each, "Value")
    }


def _observed(observation: ElementTree.Element, at_observation: str) -> dict[str, str]:
    cells = {**_plain(observation), **_values(observation, "ObsKey")}
    for dimension in children(observation, "ObsDimension"):
        cells[dimension.get("id") or at_observation] = dimension.get("value", "")
    if at_observation not in cells and observation.get(_TYPE):  # a measure says what it is
        cells[at_observation] = observation.get(_TYPE, "").rpartition(":")[2]
    for time in children(observation, "Time"):  # of SDMX 2.0
        cells[TIME] = (time.text or "").strip()
    for value in children(observation, "ObsValue"):
        cells[VALUE] = value.get("value", "")
    return {**cells, **_values(observation, "Attributes")}


def _name_values(found: Sdmx) -> None:
    """Values as a column of one name, whatever the structure calls its measure; of several
    measures each is a row."""
    if not found.measures or found.measures == [VALUE]:
        return
    one_alone = len(found.measures) == 1
    rows = []
    for row in found.rows:
        told = [name for name in found.measures if name in row]
        if VALUE in row or not told:
            rows.append(row)
            continue
        rest = {name: cell for name, cell in row.items() if name not in told}
        own = ({} if one_alone else {MEASURE: name} for name in told)
        rows += [{**rest, **more, VALUE: row[name]} for more, name in zip(own, told, strict=True)]
    found.rows = rows
    if not one_alone and any(MEASURE in row for row in rows) and MEASURE not in found.dimensions:
        found.dimensions.append(MEASURE)


def _tell_apart(found: Sdmx) -> None:
    """Dimensions and attributes of data without a structure."""
    names = dict.fromkeys(name for row in found.rows for name in row)
    known = found.dimensions or [name for name in names if name not in ATTRIBUTES]
    found.dimensions = [name for name in known if name in names and name not in (TIME, VALUE)]
    found.dimensions = [
        name for name in found.dimensions if name not in ATTRIBUTES or name == "UNIT_MEASURE"
    ]
    taken = (*found.dimensions, TIME, VALUE)
    found.attributes = [name for name in names if name and name not in taken]
