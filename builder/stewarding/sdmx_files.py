"""Files of SDMX as rows and names: SDMX-CSV, SDMX-ML data and structures, SDMX-JSON data.

Read by the names of elements and attributes, whatever the version of their namespaces.
Source: https://github.com/sdmx-twg/sdmx-csv, https://github.com/sdmx-twg/sdmx-ml
"""

import json
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree

from builder.stewarding.sdmx_csv import read_table
from builder.stewarding.sdmx_flow import TIME, VALUE, NotSdmxError, Sdmx
from builder.stewarding.sdmx_json import read_message
from builder.stewarding.taking_over import clean

_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

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
        if root is not None and _local(root) == "Structure":
            _read_structure(root, found)
    for content, root in zip(contents, roots, strict=True):
        if root is None:
            read_table(content, found)
        elif _local(root) != "Structure":
            _read_data(root, found)
    if not found.rows:
        raise NotSdmxError
    found.rows = [{name: clean(text) for name, text in row.items()} for row in found.rows]
    if not found.is_described:
        _tell_apart(found)
    return found


def _is_json(content: bytes, found: Sdmx) -> bool:
    """True for a message of SDMX-JSON, whose data are then read."""
    if not content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        return False
    try:
        message = json.loads(content.decode("utf-8-sig"), parse_float=str, parse_int=str)
    except (ValueError, RecursionError) as error:
        raise NotSdmxError from error
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


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _all(element: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    return (each for each in element.iter() if _local(each) == name)


def _children(element: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    return (each for each in element if _local(each) == name)


def _names(element: ElementTree.Element) -> dict[str, str]:
    return {
        name.get(_LANGUAGE, "en"): " ".join((name.text or "").split())
        for name in _children(element, "Name")
    }


def _read_structure(root: ElementTree.Element, found: Sdmx) -> None:
    lists = {
        each.get("id", ""): {
            code.get("id", ""): _names(code) for code in _children(each, "Code") if code.get("id")
        }
        for each in _all(root, "Codelist")
    }
    concepts = {each.get("id", ""): _names(each) for each in _all(root, "Concept")}
    for flow in _all(root, "Dataflow"):
        found.flow, found.titles = flow.get("id", ""), _names(flow)
        break
    for structure in _all(root, "DataStructure"):
        found.is_described = True
        for kinds, columns in (
            (("Dimension", "MeasureDimension"), found.dimensions),
            (("Attribute",), found.attributes),
        ):
            for component in (each for each in structure.iter() if _local(each) in kinds):
                name = component.get("id") or _told(component, "ConceptIdentity")
                if not name:  # what an attribute belongs to
                    continue
                columns.append(name)
                found.concepts[name] = concepts.get(_told(component, "ConceptIdentity") or name, {})
                found.codes[name] = dict(lists.get(_told(component, "Enumeration"), {}))
        break


def _told(component: ElementTree.Element, part: str) -> str:
    """The id that a part of a component points to, as `Ref` or, since SDMX 3.0, as URN."""
    for element in _all(component, part):
        for reference in _all(element, "Ref"):
            return reference.get("id", "")
        urn = "".join(element.itertext()).strip()
        tail = urn.rpartition(":")[2]
        return tail.rpartition(")")[2].lstrip(".") or tail.partition("(")[0]
    return ""


def _read_data(root: ElementTree.Element, found: Sdmx) -> None:
    at_observation = TIME
    for named in _all(root, "Structure"):
        at_observation = named.get("dimensionAtObservation") or at_observation
    for data in _all(root, "DataSet"):
        every = _plain(data)
        groups = [_plain(group) for group in _children(data, "Group")]
        for series in _children(data, "Series"):
            shared = {**every, **_values(series, "SeriesKey"), **_values(series, "Attributes")}
            shared |= _plain(series)
            for group in groups:
                ids = set(group) - ATTRIBUTES
                if ids and all(shared.get(name) == group[name] for name in ids):
                    shared |= group
            for observation in _children(series, "Obs"):
                found.rows.append({**shared, **_observed(observation, at_observation)})
        for observation in _children(data, "Obs"):
            found.rows.append({**every, **_observed(observation, at_observation)})


def _plain(element: ElementTree.Element) -> dict[str, str]:
    """Attributes of an element that are of no namespace."""
    return {name: text for name, text in element.attrib.items() if not name.startswith("{")}


def _values(element: ElementTree.Element, part: str) -> dict[str, str]:
    return {
        value.get("id", ""): value.get("value", "")
        for each in _children(element, part)
        for value in _children(each, "Value")
    }


def _observed(observation: ElementTree.Element, at_observation: str) -> dict[str, str]:
    cells = {**_plain(observation), **_values(observation, "ObsKey")}
    for dimension in _children(observation, "ObsDimension"):
        cells[dimension.get("id") or at_observation] = dimension.get("value", "")
    if at_observation not in cells and observation.get(_TYPE):  # a measure says what it is
        cells[at_observation] = observation.get(_TYPE, "").rpartition(":")[2]
    for value in _children(observation, "ObsValue"):
        cells[VALUE] = value.get("value", "")
    return {**cells, **_values(observation, "Attributes")}


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
