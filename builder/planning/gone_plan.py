"""Addresses that had a page once: a page that says what is gone, and where it leads on."""

from collections.abc import Collection, Iterator, Mapping

from builder.pages.programme.view import ProgrammeView
from builder.planning.plan import Plan
from builder.site import Link
from builder.versions.lost import Lost, lost

ROW_SECTIONS: Mapping[str, str] = {
    "tasks": "tasks",
    "register": "indicators",
    "organisations": "organisations",
}
"""Kinds of table whose rows have pages → section of these pages."""


def lost_places(plan: Plan, known: Collection[str]) -> Iterator[tuple[Lost, tuple[str, ...]]]:
    """What had a page once and has none now, with the section and ids of that page.

    `known` holds the uris of the pages there are, in the first language.
    """
    settings = plan.portal.settings
    language = settings.languages[0]
    seen = set(known)
    for thing in lost(plan.portal.history, settings.languages):
        for place in _places(thing, plan):
            uri = plan.portal.routes.uri(language, *place)
            if uri not in seen:
                seen.add(uri)
                yield thing, place


def _places(thing: Lost, plan: Plan) -> Iterator[tuple[str, ...]]:
    package = thing.package.id
    kinds = {table.kind for table in thing.package.tables.values()}
    if not thing.id:
        yield ("datasets", package)
        if "tasks" in kinds:
            yield ("tasks", package)
        return
    kind = thing.table.kind if thing.table else ""
    has_register = plan.portal.has_table("register") or "register" in kinds
    if kind == "indicators" and not has_register:
        yield ("indicators", thing.id)
    elif kind == "tasks":
        yield ("tasks", package, thing.id)
    elif kind in ROW_SECTIONS:
        yield (ROW_SECTIONS[kind], thing.id)


def successor_place(thing: Lost, place: tuple[str, ...]) -> tuple[str, ...] | None:
    """Section and ids of the page of what took its place; None where nothing did."""
    name = thing.gone.successor
    if not name or (thing.id and not thing.gone.id):  # a row of a whole that went
        return None
    if place[0] == "tasks" and len(place) == 3:
        package, slash, task = name.partition("/")
        return ("tasks", package, task) if slash else ("tasks", place[1], name)
    return (place[0], name)


def successor_link(
    target: tuple[str, ...] | None, uris: Mapping[str, str], view: ProgrammeView
) -> Link | None:
    """The page of what took its place, by the title that it has; None where it has no page."""
    uri = view.uri(*target) if target else None
    return Link(text=uris[uri], uri=uri) if uri in uris and uri else None
