"""A portal as one value: its packages, what they say together, and its settings."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from builder.addresses import Addresses
from builder.history import History
from builder.language.locators import NO_LOCATORS, Locators
from builder.model import Document, Indicator, Licence, Organisation, Package, Task, Topic
from builder.routes import Routes
from builder.settings import Settings

Thing = TypeVar("Thing")


def by_name(
    things: Iterable[Thing], named: Callable[[Thing], Iterable[str | None]]
) -> Mapping[str, Sequence[Thing]]:
    """Things by each id that they name, in their order; an id that nobody names has none."""
    found: defaultdict[str, list[Thing]] = defaultdict(list)
    for thing in things:
        for name in dict.fromkeys(named(thing)):
            if name is not None:
                found[name].append(thing)
    return found


def common_licence(packages: Iterable[Package]) -> Licence | None:
    """The licence that packages have in common; None where one has another, or none."""
    found = [package.licence for package in packages]
    names = {(licence.name, licence.url) if licence else None for licence in found}
    return found[0] if len(names) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Editorial:
    """A hand-written Markdown page, as its head describes it."""

    id: str
    """The same in every language."""
    language: str
    path: str
    """Path under site_src/."""
    slug: str
    """Last part of its address."""
    title: str
    short_title: str
    """What menus and breadcrumbs call it."""
    description: str
    menu: int | None
    """Place in the menu, the lowest first; None where the menu does not name it."""
    footer: int | None
    shown_with: str | None
    """Section that the page explains: without it the page is not shown."""
    keywords: tuple[str, ...] = ()
    """What else readers call what it tells; search finds it first for these."""


@dataclass(frozen=True, kw_only=True)
class Portal:
    """Everything the portal knows; indexes are made once, when first asked for."""

    settings: Settings
    packages: tuple[Package, ...]
    organisations: Mapping[str, Organisation]
    documents: Mapping[str, Document]
    topics: Mapping[str, Topic]
    indicators: tuple[Indicator, ...]
    tasks: Mapping[str, tuple[Task, ...]]
    """Task lists by package id, rows in printed order."""
    as_of: datetime.date

    locators: Locators = NO_LOCATORS
    """How parts of documents are called in English."""
    editorial: tuple[Editorial, ...] = ()
    """Hand-written pages."""
    history: History = field(default_factory=History)
    """Recorded versions, what each changed, and what is gone."""

    @cached_property
    def routes(self) -> Routes:
        """The address of each page."""
        slugs = {(page.language, page.id): page.slug for page in self.editorial}
        return Routes(self.settings.languages, slugs)

    @cached_property
    def addresses(self) -> Addresses:
        """Where the things of the portal have their addresses."""
        return Addresses(self.settings, self.routes)

    def has_table(self, table_kind: str) -> bool:
        """True if a package has rows of that kind of table (schemas/tables)."""
        return any(package.table(table_kind) for package in self.packages)

    @cached_property
    def _package_by_id(self) -> Mapping[str, Package]:
        return {package.id: package for package in self.packages}

    @cached_property
    def indicator_by_id(self) -> Mapping[str, Indicator]:
        """Every indicator by its id."""
        return {indicator.id: indicator for indicator in self.indicators}

    @cached_property
    def indicators_printed_in(self) -> Mapping[str, Sequence[Indicator]]:
        """The indicators that each package prints a value of, in the order of the register."""
        return by_name(
            self.indicators,
            lambda indicator: (observation.package for observation in indicator.observations),
        )

    @cached_property
    def datasets_from(self) -> Mapping[str, Sequence[Package]]:
        """The packages taken from each document, by its id."""
        return by_name(self.packages, lambda package: package.sources)

    @cached_property
    def datasets_on(self) -> Mapping[str, Sequence[Package]]:
        """The packages of each topic and pillar, in the order of the catalogue."""
        return by_name(self.packages, lambda package: package.topics)

    @cached_property
    def indicators_on(self) -> Mapping[str, Sequence[Indicator]]:
        """The indicators of each topic and pillar, in the order of the register."""
        return by_name(self.indicators, lambda indicator: (indicator.pillar, *indicator.topics))

    @cached_property
    def licence(self) -> Licence | None:
        """The licence of every dataset; None where they do not have one and the same."""
        return common_licence(self.packages)

    def package(self, package_id: str) -> Package | None:
        """The package of that id, or None."""
        return self._package_by_id.get(package_id)

    def sources(self, package: Package) -> tuple[Document, ...]:
        """The documents that a package was taken from."""
        return tuple(self.documents[document_id] for document_id in package.sources)
