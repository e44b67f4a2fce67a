"""Structures of SDMX, in XML and JSON: what is a dimension, an attribute, a measure, and the names.

Source: https://github.com/sdmx-twg/sdmx-ml, https://github.com/sdmx-twg/sdmx-json
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.etree import ElementTree

from builder.stewarding.sdmx_flow import MEASURE, NotSdmxError, Sdmx

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_DIMENSIONS = ("Dimension", "MeasureDimension")
_MEASURES = ("PrimaryMeasure", "Measure")


def local_name(element: ElementTree.Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def all_named(element: ElementTree.Element, *names: str) -> Iterator[ElementTree.Element]:
    """Elements within another, however deep."""
    return (each for each in element.iter() if local_name(each) in names)


def children(element: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    """Elements that stand right within another."""
    return (each for each in element if local_name(each) == name)


def read_structure(root: ElementTree.Element, found: Sdmx) -> None:
    """The names and the first structure of a message of SDMX-ML 2.0 to 3.0."""
    lists = {
        each.get("id", ""): dict(filter(None, map(_code, children(each, "Code"))))
        for each in all_named(root, "Codelist", "CodeList")
    }
    concepts = {each.get("id", ""): _names(each) for each in all_named(root, "Concept")}
    for flow in all_named(root, "Dataflow"):
        found.flow, found.titles = flow.get("id", ""), _names(flow)
        break
    for structure in all_named(root, "DataStructure", "KeyFamily"):
        found.is_described = True
        found.titles = found.titles or _names(structure)
        for component in structure.iter():
            concept = component.get("conceptRef") or _told(component, "ConceptIdentity")
            name = component.get("id") or concept
            if not name:  # what an attribute belongs to
                continue
            listed = component.get("codelist") or _told(component, "Enumeration")
            told = concepts.get(concept or name, {}), lists.get(listed, {})
            _take(found, local_name(component), name, told)
        break


def _take(found: Sdmx, kind: str, name: str, told: tuple[Any, Any]) -> None:
    """A component of a structure by the name of its element."""
    if kind in _MEASURES:
        found.measures.append(name)
        found.codes.setdefault(MEASURE, {})[name] = told[0]
        return
    columns = found.dimensions if kind in _DIMENSIONS else found.attributes
    if kind in (*_DIMENSIONS, "Attribute"):
        if name not in columns:
            columns.append(name)
        found.concepts[name], found.codes[name] = told[0], dict(told[1])


def _code(element: ElementTree.Element) -> tuple[str, dict[str, str]] | None:
    """Id and names, in SDMX 2.0 `value` and `Description`; None without an id."""
    code = element.get("id") or element.get("value")
    return (code, _names(element)) if code else None


def _names(element: ElementTree.Element) -> dict[str, str]:
    said = [*children(element, "Name")] or [*children(element, "Description")]
    return {name.get(_LANGUAGE, "en"): " ".join((name.text or "").split()) for name in said}


def _told(component: ElementTree.Element, part: str) -> str:
    """The id that a part of a component points to, as `Ref` or, since SDMX 3.0, as URN."""
    for element in all_named(component, part):
        for reference in all_named(element, "Ref"):
            return reference.get("id", "")
        return _of_urn("".join(element.itertext()))
    return ""


def _of_urn(urn: str) -> str:
    """The id at the end of a URN, without its version."""
    tail = urn.strip().rpartition(":")[2]
    return tail.rpartition(")")[2].lstrip(".") or tail.partition("(")[0]


def read_json_structure(message: Mapping[str, Any], found: Sdmx) -> bool:
    """True for a message of SDMX-JSON with structures, of which the first is read.

    Raises: NotSdmxError where its parts are not as the standard has them.
    """
    told = message.get("data") or message
    if not isinstance(told, Mapping) or not told.get("dataStructures"):
        return False
    try:
        _read_json(told, found)
    except (AttributeError, KeyError, TypeError) as error:
        raise NotSdmxError from error
    return True


def _read_json(told: Mapping[str, Any], found: Sdmx) -> None:
    lists = {
        each["id"]: {code["id"]: json_names(code) for code in each.get("codes") or ()}
        for each in told.get("codelists") or ()
    }
    concepts = {
        concept["id"]: json_names(concept)
        for scheme in told.get("conceptSchemes") or ()
        for concept in scheme.get("concepts") or ()
    }
    structure = told["dataStructures"][0]
    flow = (told.get("dataflows") or [structure])[0]
    found.flow, found.titles, found.is_described = flow["id"], json_names(flow), True
    parts = structure["dataStructureComponents"]
    for kind, group, members in (
        ("Dimension", "dimensionList", "dimensions"),
        ("Attribute", "attributeList", "attributes"),
        ("Measure", "measureList", "measures"),
        ("Measure", "measureList", "primaryMeasure"),
    ):
        for component in _listed((parts.get(group) or {}).get(members)):
            concept = _of_urn(component.get("conceptIdentity") or "")
            listed = (component.get("localRepresentation") or {}).get("enumeration") or ""
            names = concepts.get(concept or component["id"], {})
            _take(found, kind, component["id"], (names, lists.get(_of_urn(listed), {})))


def _listed(value: Any) -> Sequence[Mapping[str, Any]]:
    return [value] if isinstance(value, Mapping) else value or ()


def json_names(raw: Mapping[str, Any]) -> dict[str, str]:
    """Names by language; a name alone is English, as the standard has it unless asked."""
    names = raw.get("names") or {}
    if isinstance(raw.get("name"), Mapping):
        names = {**raw["name"], **names}
    elif raw.get("name") and not names:
        names = {"en": raw["name"]}
    return {language: " ".join(str(text).split()) for language, text in names.items()}
