"""What codes in cells are called: words of the portal, labels of schemas, names of other tables."""

from collections.abc import Callable, Mapping

from builder.language.text import shortened
from builder.model import Field, Package, Resource
from builder.view import View

NAME_FIELDS = ("short_name", "name", "title")
"""Fields of a table that say what its rows are called, the best first; also with `_<language>`."""

NAME_CHARACTERS = 80
"""A longer name is cut: the code beside it leads to the whole one."""


def code_names(field: Field, package: Package, view: View) -> Callable[[str], str] | None:
    """What the codes of a field are called; None where its cells are no codes.

    A code that has no name is called what it is.
    """
    if field.references:
        return _names_elsewhere(field.references, package, view)
    if field.categories:
        return lambda code: view.category(code, field)
    return None


def _names_elsewhere(reference: str, package: Package, view: View) -> Callable[[str], str] | None:
    package_id, resource_name, key = reference.split("/")
    other = package if package_id == "." else view.portal.package(package_id)
    resource = other.resource(resource_name) if other else None
    if resource is None or resource.table is None:
        return None
    known: Mapping[str | None, Callable[[str], str]] = {
        "organisations": view.organisation,
        "topics": view.topic,
        "documents": lambda code: view.document(code).text,
    }
    if resource.table_kind in known:
        return known[resource.table_kind]
    names = _names_of(resource, key, view)
    return (lambda code: names.get(code, code)) if names else None


def _names_of(resource: Resource, key: str, view: View) -> Mapping[str, str]:
    """Name of each row by its key; empty for a table whose rows have no names."""
    assert resource.table is not None
    places = {field.name: place for place, field in enumerate(resource.table.schema.fields)}
    spelled = (name for field in NAME_FIELDS for name in (f"{field}_{view.language}", field))
    name = next((name for name in spelled if name in places), None)
    if name is None or key not in places:
        return {}
    return {
        str(row[places[key]]): shortened(str(row[places[name]]), NAME_CHARACTERS)
        for row in resource.table.rows
        if row[places[name]] is not None
    }
