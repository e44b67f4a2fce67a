"""Charts that a descriptor asks for: their tables and fields are there and can be drawn."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Any

from builder.model import ChartRequest, Package, Table
from builder.packages.descriptor import is_tabular
from builder.packages.read import DESCRIPTOR, SourcePackage
from builder.problem import Place, Problem

_AMOUNTS = ("integer", "number", "year")
_ORDERED = (*_AMOUNTS, "date", "datetime")


def impossible_chart(
    descriptor: Mapping[str, Any], source: SourcePackage, faulty: Container[str] = ()
) -> Iterator[Problem]:
    """Charts of a resource or field that is not there or that an axis cannot show.

    Of the `faulty` resources nothing is told: the chart may be right once they are.
    """
    tables = {
        resource["name"]: resource for resource in descriptor["resources"] if is_tabular(resource)
    }
    for number, request in enumerate(descriptor["portal"].get("charts", ())):
        place = Place(file=source.file(DESCRIPTOR), field=f"portal.charts[{number}]")
        table = tables.get(request["resource"])
        if request["resource"] in faulty:
            continue
        if table is None:
            yield _unsuitable("resource", request, tables, place)
        elif "schema" in table:
            yield from _impossible_axis(request, table["schema"]["fields"], place)


def empty_chart(package: Package) -> Iterator[Problem]:
    """Charts that would show nothing: no row has what they draw."""
    for number, request in enumerate(package.charts):
        resource = package.resource(request.resource)
        if resource is None or resource.table is None:
            continue
        if not _has_something(request, resource.table):
            drawn = [name for name in (request.x, request.y) if name]
            yield Problem(
                code="chart-empty",
                place=Place(
                    file=f"datasets/{package.id}/{DESCRIPTOR}", field=f"portal.charts[{number}]"
                ),
                value=request.resource,
                details={"fields": ", ".join(drawn)},
            )


def _has_something(request: ChartRequest, table: Table) -> bool:
    """True if a row has all that the chart needs of one; a bar may have no name."""
    needed = [request.y] if request.mark == "bar" else [request.x, request.y]
    places = [table.schema.position(name) for name in needed if name]
    return any(all(row[place] is not None for place in places) for row in table.rows)


def _impossible_axis(
    request: Mapping[str, Any], fields: Sequence[Mapping[str, Any]], place: Place
) -> Iterator[Problem]:
    bars = request["mark"] == "bar"
    if not bars and "y" not in request:
        yield Problem(
            code="property-missing", place=Place(file=place.file, field=f"{place.field}.y")
        )
    names = [field["name"] for field in fields]
    amounts = [field["name"] for field in fields if field.get("type") in _AMOUNTS]
    ordered = [field["name"] for field in fields if field.get("type") in _ORDERED]
    suitable = {"x": names if bars else ordered, "y": amounts, "series": names}
    for axis, known in suitable.items():
        if axis in request and request[axis] not in known:
            yield _unsuitable(axis, request, known, place)


def _unsuitable(
    name: str, request: Mapping[str, Any], known: Iterable[str], place: Place
) -> Problem:
    return Problem(
        code="property-invalid",
        place=Place(file=place.file, field=f"{place.field}.{name}"),
        value=request[name],
        details={"rule": "enum", "expected": ", ".join(known)},
    )
