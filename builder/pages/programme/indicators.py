"""The list of all indicators by pillar, each with its newest value and target."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from builder.language.text import collation_key
from builder.model import Indicator
from builder.pages.filters import Filter, list_filter
from builder.pages.page_type import PageType
from builder.pages.paging import Cut, Pager, cut_lists, cut_page, cut_pager, page_ids
from builder.pages.programme.distance import Bullet, bullet, distance_text, sort_keys
from builder.pages.programme.indicator import has_value, latest_value, target
from builder.pages.programme.progress import (
    Chip,
    change_text,
    chip,
    met_summary,
    rating_texts,
    signal_segments,
    signal_summary,
)
from builder.pages.programme.unmeasured import (
    UnmeasuredRow,
    filter_values,
    row_data,
    unmeasured_rows,
)
from builder.pages.programme.view import ProgrammeView
from builder.pages.segments import Segment
from builder.programme.progress.differences import (
    Difference,
    method_differences,
    rating_differences,
)
from builder.site import Link

SORTS = ("name", "gap", "date", "verdict")
"""What the list can be sorted by; each but the name is an attribute `data-sort-…` of a row."""

SPARK_POINTS = 3
"""Points that a small line needs: two always look like a trend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorEntry:
    """One indicator in the list."""

    name: str
    uri: str
    value: str | None
    period: str
    kind: str
    target: str | None
    target_period: str
    disagrees: bool
    distance: str | None
    """What is left to the target, in words."""
    bullet: Bullet | None
    """The value against its target as a small bar; None where it would mislead."""
    standing: Chip | None
    ratings: tuple[str, ...]
    """What the documents say of it themselves."""
    change: str | None
    """How far the newest value is from the baseline."""
    spark: str | None
    """Points of the small line of values, on 100 by 30; None with fewer than three."""
    data: tuple[tuple[str, str], ...]
    """Values that filters compare, by filter name, and numbers that the list is sorted by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PillarGroup:
    """The indicators of one pillar."""

    id: str
    name: str
    summary: str
    segments: tuple[Segment, ...]
    standing: str
    """How the group stands, in one sentence; empty where nothing is computed."""
    met: str
    """How many of them are met; empty where nothing is computed."""
    measured: tuple[IndicatorEntry, ...]
    unmeasured: tuple[IndicatorEntry, ...]
    is_continued: bool = False
    """True where its first rows stand on a page before."""

    @property
    def rows(self) -> tuple[IndicatorEntry, ...]:
        """All of its indicators, those with a value first."""
        return (*self.measured, *self.unmeasured)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorsPage:
    """Context of indicators.html."""

    title: str
    lead: str
    segments: tuple[Segment, ...]
    filters: tuple[Filter, ...]
    sorts: tuple[tuple[str, str], ...]
    """What the list can be sorted by: code and words."""
    compare: str
    """Uri of the page that lays them side by side."""
    groups: tuple[PillarGroup, ...]
    unmeasured: tuple[UnmeasuredRow, ...]
    rating_differences: tuple[str, ...]
    method_differences: tuple[str, ...]
    contents: tuple[tuple[str, Link], ...]
    """Every group and the page on which it begins, where there are several pages; its id on the
    first page where that is another."""
    pager: Pager


def indicators_page(view: ProgrammeView, number: int = 1) -> IndicatorsPage:
    """The indicators of the register by pillar: all of them, or in a portal of many a page."""
    cuts = view.once(indicators_cuts)
    page = view.once(_whole_page)
    return page if len(cuts) == 1 else _cut_page(page, number, view)


ROW = 20
"""Elements of an indicator in the list."""


def indicators_cuts(view: ProgrammeView) -> tuple[Cut, ...]:
    """What of each group, then of the differences stands on each page."""
    page = view.once(_whole_page)
    measured = sum(len(group.measured) for group in page.groups)
    differences = [[1] * len(page.rating_differences), [1] * len(page.method_differences)]
    whole = cut_lists([[ROW] * measured, [7] * len(page.unmeasured), *differences])
    if len(whole) == 1:
        return whole
    return cut_lists([*([ROW] * len(group.rows) for group in page.groups), *differences])


def _cut_page(page: IndicatorsPage, number: int, view: ProgrammeView) -> IndicatorsPage:
    """One of several pages: indicators without a value stand after the others of their group."""
    cuts = view.once(indicators_cuts)
    *parts, ratings, methods = cuts[number - 1]
    names = sorted(
        (row.name for group in page.groups for row in group.rows),
        key=collation_key,
    )
    places = {name: place for place, name in enumerate(names)}
    return replace(
        page,
        groups=tuple(
            replace(
                group,
                measured=tuple(_sorted_by(row, places[row.name]) for row in group.rows[part]),
                unmeasured=(),
                is_continued=part.start > 0,
            )
            for group, part in zip(page.groups, parts, strict=True)
        ),
        unmeasured=(),
        rating_differences=page.rating_differences[ratings],
        method_differences=page.method_differences[methods],
        contents=tuple(_contents(page, cuts, number, view)),
        pager=cut_pager(("indicators",), (number, len(cuts)), len(view.portal.indicators), view),
    )


def _sorted_by(row: IndicatorEntry, place: int) -> IndicatorEntry:
    return replace(row, data=(*row.data, ("sort-name", str(place))))


def _contents(
    page: IndicatorsPage, cuts: Sequence[Cut], number: int, view: ProgrammeView
) -> Iterator[tuple[str, Link]]:
    for place, group in enumerate(page.groups):
        begins = cut_page(cuts, place, 0)
        uri = f"{view.uri(*page_ids(('indicators',), begins))}#{group.id}"
        yield group.id if number == 1 and begins > 1 else "", Link(text=group.name, uri=uri)


def _whole_page(view: ProgrammeView) -> IndicatorsPage:
    portal = view.portal
    measured = [indicator for indicator in portal.indicators if has_value(indicator)]
    return IndicatorsPage(
        title=view.words("nav.indicators"),
        lead=view.words(
            "indicators.lead",
            count=len(portal.indicators),
            measured=len(measured),
            unmeasured=len(portal.indicators) - len(measured),
            disagree=sum(1 for indicator in portal.indicators if indicator.disagreements),
        ),
        segments=signal_segments(portal.indicators, view),
        filters=_filters(view),
        sorts=tuple((code, view.words(f"indicators.sort.{code}")) for code in SORTS),
        compare=view.uri("compare"),
        groups=view.once(pillar_groups),
        unmeasured=unmeasured_rows(view),
        rating_differences=tuple(
            _difference(difference, f"rating.{difference.theirs}", view)
            for difference in rating_differences(portal.indicators, view.progress)
        )
        if view.progress
        else (),
        method_differences=tuple(
            _difference(difference, f"signal.{difference.theirs}", view)
            for difference in method_differences(view.progress, view.comparison)
        ),
        contents=(),
        pager=cut_pager(("indicators",), (1, 1), len(portal.indicators), view),
    )


def _difference(difference: Difference, theirs: str, view: ProgrammeView) -> str:
    name = view.portal.indicator_by_id[difference.indicator]
    return view.words(
        "indicators.difference",
        name=name.short_name[view.language],
        ours=view.words(f"signal.{difference.ours}"),
        theirs=view.words(theirs),
    )


def _filters(view: ProgrammeView) -> tuple[Filter, ...]:
    values = [filter_values(indicator, view) for indicator in view.portal.indicators]
    texts: Mapping[str, Callable[[str], str]] = {
        "signal": lambda code: view.words(f"standing.{code}"),
        "body": view.organisation,
        "document": lambda document_id: view.document(document_id).text,
    }
    labels = {
        "signal": "progress.title",
        "body": "indicator.responsible",
        "document": "source",
    }
    found = [
        list_filter(
            name,
            view.words(label),
            [row[name] for row in values],
            {value: texts[name](value) for row in values for value in row[name]},
        )
        for name, label in labels.items()
    ]
    return tuple(choice for choice in found if choice)


def pillar_groups(view: ProgrammeView) -> tuple[PillarGroup, ...]:
    """Pillars in their order, then topics, each with its indicators in the register's order."""
    groups = []
    for pillar in sorted(
        view.portal.topics.values(), key=lambda topic: (topic.scheme != "pillar", topic.position)
    ):
        own = [indicator for indicator in view.portal.indicators if indicator.pillar == pillar.id]
        if own:
            groups.append(_group(pillar.id, pillar.name[view.language], own, view))
    return tuple(groups)


def _group(pillar: str, name: str, own: Sequence[Indicator], view: ProgrammeView) -> PillarGroup:
    rows = [(indicator_row(indicator, view), has_value(indicator)) for indicator in own]
    measured = tuple(row for row, has_value in rows if has_value)
    unmeasured = tuple(row for row, has_value in rows if not has_value)
    return PillarGroup(
        id=pillar,
        name=name,
        summary=view.words("indicators.group", count=len(own), measured=len(measured)),
        segments=signal_segments(own, view),
        standing=signal_summary(own, view) if view.progress else "",
        met=met_summary(own, view) if view.progress else "",
        measured=measured,
        unmeasured=unmeasured,
    )


def indicator_row(indicator: Indicator, view: ProgrammeView) -> IndicatorEntry:
    """An indicator as a row of a list."""
    found = view.progress.get(indicator.id)
    latest, aim = latest_value(indicator, view), target(indicator, view)
    return IndicatorEntry(
        name=indicator.short_name[view.language],
        uri=view.uri("indicators", indicator.id),
        value=view.value(latest) if latest else None,
        period=view.period(latest.period) if latest else "",
        kind=view.words(f"kind.{latest.kind}") if latest else "",
        target=view.value(aim) if aim else None,
        target_period=view.period(aim.period) if aim else "",
        disagrees=bool(indicator.disagreements),
        distance=distance_text(indicator, found, view.words),
        bullet=bullet(latest, aim),
        standing=chip(found, view) if found else None,
        ratings=rating_texts(indicator, view),
        change=change_text(found, view) if found else None,
        spark=_spark(indicator),
        data=(*row_data(indicator, view), *sort_keys(indicator, found)),
    )


def _spark(indicator: Indicator) -> str | None:
    """Actual and estimated values by time, where each time has one number."""
    values: dict[float, set[float]] = {}
    for observation in indicator.observations:
        if observation.kind in ("actual", "estimate") and observation.value is not None:
            values.setdefault(float(observation.period.time), set()).add(float(observation.value))
    points = [(time, *found) for time, found in sorted(values.items()) if len(found) == 1]
    if len(points) < SPARK_POINTS:
        return None
    times, numbers = zip(*points, strict=True)
    low, span = min(numbers), (max(numbers) - min(numbers)) or 1
    width = (times[-1] - times[0]) or 1
    turned = indicator.unit == "rank"
    places = []
    for time, number in points:
        share = (number - low) / span
        height = share if turned else 1 - share
        places.append(f"{(time - times[0]) / width * 96 + 2:.1f},{height * 24 + 3:.1f}")
    return " ".join(places)


PAGES = (
    PageType(
        section="indicators",
        template="indicators.html",
        context=indicators_page,
        pages=lambda view: len(view.once(indicators_cuts)),
        scripts=("assets/filter.js", "assets/sort.js"),
        menu=10,
        is_there=lambda portal: bool(portal.indicators),
    ),
)
