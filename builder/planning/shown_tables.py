"""The tables of the site, each with the part of the portal that it is shown with and no more.

So it is known what a table is made of before any of its rows is put into words: its package, the
packages whose tables its codes name, and the names of bodies, documents and topics.
"""

from collections.abc import Mapping
from dataclasses import replace

from builder.history import History
from builder.model import Package
from builder.pages.catalogue.full_table import FullTable
from builder.planning.own_digests import names_digest
from builder.planning.plan import Plan
from builder.portal import Portal
from builder.store.values import value_digest
from builder.view import View

Tables = Mapping[str, Mapping[str, tuple[FullTable, ...]]]
"""Tables by language and by package id, in the order of the package."""


def shown_tables(plan: Plan, digests: Mapping[str, str]) -> Tables:
    """Every table of a portal in each of its languages; `digests` are those of its packages."""
    names = names_digest(plan.portal)
    found: dict[str, dict[str, tuple[FullTable, ...]]] = {
        language: {} for language in plan.portal.settings.languages
    }
    for package in plan.portal.packages:
        part = _part(plan.portal, package)
        told = [names, *(digests[other.id] for other in part.packages)]
        for language, tables in found.items():
            made_of = value_digest((language, told)) if all(told) else ""
            tables[package.id] = _tables(package, View(portal=part, language=language), made_of)
    return found


def _part(portal: Portal, package: Package) -> Portal:
    """The portal as far as the tables of a package are shown with it."""
    fields = [
        field
        for resource in package.resources
        if resource.table is not None
        for field in resource.table.schema.fields
    ]
    named = dict.fromkeys(field.references.split("/")[0] for field in fields if field.references)
    others = [portal.package(id) for id in named if id not in (".", package.id)]
    return replace(
        portal,
        packages=(package, *(other for other in others if other is not None)),
        indicators=(),
        tasks={},
        as_of=package.modified,
        history=History(),
    )


def _tables(package: Package, view: View, made_of: str) -> tuple[FullTable, ...]:
    return tuple(
        FullTable(package=package, resource=resource, view=view, made_of=made_of)
        for resource in package.resources
        if resource.table is not None
    )
