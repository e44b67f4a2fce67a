"""Indicators, and bodies, side by side: plain tables, of which the browser picks up to four."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from builder.language.text import collation_key
from builder.model import Indicator
from builder.pages.page_type import PageType
from builder.pages.paging import Cut, Pager, cut_lists, cut_pager
from builder.pages.programme.indicator import picture_uri
from builder.pages.programme.indicators import indicator_row
from builder.pages.programme.organisations import body_row
from builder.pages.programme.progress import Chip
from builder.pages.programme.view import ProgrammeView
from builder.programme.bodies import Body
from builder.site import Link

INDICATORS, BODIES = "c", "b"
"""Names of the choices in the page's address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A thing that can be chosen."""

    id: str
    link: Link
    cells: tuple[str, ...]
    """A text for each column; empty where nothing is known."""
    standing: Chip | None
    picture: str | None
    """Uri of its chart; None without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Things of one kind, alike in their columns."""

    name: str
    title: str
    columns: tuple[str, ...]
    has_standing: bool
    count: int
    """How many there are on all pages."""
    rows: tuple[Compared, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparePage:
    """Context of compare.html."""

    title: str
    lead: str
    comparisons: tuple[Comparison, ...]
    pager: Pager


def all_comparisons(view: ProgrammeView) -> tuple[Comparison, Comparison]:
    """Everything that can be laid beside its like: indicators, then bodies."""
    bodies = [body for body in view.duties.values() if body.tasks or body.indicators]
    return _indicators(view.portal.indicators, view), _bodies(bodies, view)


def compare_cuts(view: ProgrammeView) -> tuple[Cut, ...]:
    """What of both stands on each page."""
    indicators, bodies = view.once(all_comparisons)
    return cut_lists([[11] * len(indicators.rows), [6] * len(bodies.rows)])


def compare_page(view: ProgrammeView, number: int = 1) -> ComparePage:
    """What of all that can be compared stands on a page: every page can choose from all."""
    found, cuts = view.once(all_comparisons), view.once(compare_cuts)
    count = sum(comparison.count for comparison in found)
    return ComparePage(
        title=view.words("nav.compare"),
        lead=view.words("compare.lead"),
        comparisons=tuple(
            replace(comparison, rows=comparison.rows[part])
            for comparison, part in zip(found, cuts[number - 1], strict=True)
            if comparison.rows
        ),
        pager=cut_pager(("compare",), (number, len(cuts)), count, view),
    )


def _indicators(indicators: Sequence[Indicator], view: ProgrammeView) -> Comparison:
    columns = ("indicators.latest", "kind.target", "distance", "compare.change", "pillar")
    return Comparison(
        name=INDICATORS,
        title=view.words("nav.indicators"),
        columns=tuple(view.words(key) for key in columns),
        has_standing=bool(view.progress),
        count=len(indicators),
        rows=tuple(_indicator(indicator, view) for indicator in indicators),
    )


def _indicator(indicator: Indicator, view: ProgrammeView) -> Compared:
    row = indicator_row(indicator, view)
    latest = (row.value or view.words("value.missing"), row.kind.lower(), row.period)
    target = (row.target or view.words("target.missing"), row.target_period)
    is_drawn = any(observation.value is not None for observation in indicator.observations)
    return Compared(
        id=indicator.id,
        link=Link(text=row.name, uri=row.uri),
        cells=(
            ", ".join(filter(None, latest)),
            ", ".join(filter(None, target)),
            row.distance or "",
            row.change or "",
            view.topic(indicator.pillar),
        ),
        standing=row.standing,
        picture=picture_uri(indicator.id, view.language, "svg") if is_drawn else None,
    )


def _bodies(bodies: Sequence[Body], view: ProgrammeView) -> Comparison:
    columns = ["organisations.leads", "deadline.overdue", "deadline.silent"]
    columns += ["nav.indicators"] if view.has("indicators") else []
    rows = (_body(body, view) for body in bodies)
    return Comparison(
        name=BODIES,
        title=view.words("nav.organisations"),
        columns=tuple(view.words(key) for key in columns),
        has_standing=False,
        count=len(bodies),
        rows=tuple(sorted(rows, key=lambda row: collation_key(row.link.text))),
    )


def _body(body: Body, view: ProgrammeView) -> Compared:
    row = body_row(body, view)
    cells = (row.leads, row.overdue, row.silent, row.indicators)
    return Compared(
        id=body.organisation.id,
        link=Link(text=row.name, uri=row.uri),
        cells=cells if view.has("indicators") else cells[:-1],
        standing=None,
        picture=None,
    )


PAGES = (
    PageType(
        section="compare",
        template="compare.html",
        context=compare_page,
        pages=lambda view: len(view.once(compare_cuts)),
        scripts=("assets/compare.js",),
        footer=67,
        is_there=lambda portal: bool(portal.indicators),
    ),
)
