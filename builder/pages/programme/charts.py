"""Which charts a dataset's page shows: by its kind, or as its descriptor asks."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from builder.charts import style
from builder.charts.bars import Bar, bars_spec
from builder.charts.svg import chart
from builder.model import Kind, Package, Task
from builder.packages.records import records, said
from builder.packages.table_rows import CalendarRow, FigureRow, KnownIssueRow, OutlineRow
from builder.pages.catalogue.requested import MOST_BARS, requested_figures
from builder.pages.figure import Figure
from builder.pages.programme.progress import signal_segments
from builder.pages.programme.standing import standing_segments, standings
from builder.pages.programme.view import ProgrammeView

_STATUS_COLOURS = {
    "completed": style.GOOD,
    "submitted": style.GOOD,
    "recurring": style.GOOD,
    "in_progress": style.ACCENT,
    "no_report": style.UNKNOWN,
    "unknown": style.UNKNOWN,
}


def package_figures(package: Package, view: ProgrammeView) -> tuple[Figure, ...]:
    """Charts of a package; none where nothing fits or is asked for."""
    if package.charts:
        return requested_figures(package, view)
    maker = _BY_KIND.get(package.kind)
    figure = maker(package, view) if maker else None
    return (figure,) if figure else ()


def _bar_figure(
    package: Package, bars: Sequence[Bar], title: str, names: tuple[str, str], view: ProgrammeView
) -> Figure | None:
    if not bars:
        return None
    shown = bars[:MOST_BARS]
    subtitle = view.words("chart.rows", count=len(bars))
    if len(bars) > len(shown):
        subtitle = view.words("chart.cut", shown=len(shown), count=len(bars))
    return Figure(
        title=title,
        subtitle=subtitle,
        chart=chart(bars_spec(shown), title, f"chart-{package.id}"),
        phone=chart(bars_spec(shown, style.PHONE), title, f"chart-{package.id}-narrow"),
        source=view.words(
            "chart.source",
            documents="; ".join(view.document(source).text for source in package.sources),
        ),
        columns=names,
        rows=tuple((bar.name, bar.text) for bar in bars),
    )


def _tasks_figure(package: Package, view: ProgrammeView) -> Figure | None:
    tasks = view.portal.tasks[package.id]
    found = standings(tasks, view)
    if any(standing.reported for standing in found):
        bars = [
            Bar(
                name=segment.name,
                amount=segment.count,
                text=view.number(segment.count),
                colour=_STATUS_COLOURS.get(segment.code, style.PLAN),
            )
            for segment in standing_segments(found, view)
        ]
        names = (view.words("task.status"), view.words("chart.tasks"))
        return _bar_figure(package, bars, view.words("chart.title.status"), names, view)
    if any(task.lead for task in tasks):
        return _leads_figure(package, tasks, view)
    return _dues_figure(package, tasks, view)


def _leads_figure(package: Package, tasks: Sequence[Task], view: ProgrammeView) -> Figure | None:
    counts = Counter(lead for task in tasks for lead in task.lead)
    bars = _counted({view.organisation(code): count for code, count in counts.items()}, view)
    names = (view.words("task.lead"), view.words("chart.tasks"))
    return _bar_figure(package, bars, view.words("chart.title.leads"), names, view)


def _dues_figure(package: Package, tasks: Sequence[Task], view: ProgrammeView) -> Figure | None:
    counts = Counter(task.due.year for task in tasks if task.due)
    bars = [
        Bar(name=str(year), amount=count, text=view.number(count))
        for year, count in sorted(counts.items())
    ]
    names = (view.words("task.due"), view.words("chart.tasks"))
    return _bar_figure(package, bars, view.words("chart.title.dues"), names, view)


_ESTIMATES = ("actual", "estimate")
_AIMS = ("target", "plan")


def _indicators_figure(package: Package, view: ProgrammeView) -> Figure | None:
    """The newest values of the package's own rows; its targets where it has no values."""
    for kinds, title, column in (
        (_ESTIMATES, "chart.title.estimates", "kind.estimate"),
        (_AIMS, "chart.title.targets", "kind.target"),
    ):
        bars = list(_indicator_bars(package, kinds, view))
        if bars:
            bars.sort(key=lambda bar: -bar.amount)
            names = (view.words("nav.indicators"), view.words(column))
            return _bar_figure(package, bars, view.words(title), names, view)
    return None


def _indicator_bars(package: Package, kinds: tuple[str, ...], view: ProgrammeView) -> Iterator[Bar]:
    for indicator in view.portal.indicators:
        own = [
            observation
            for observation in indicator.observations
            if observation.package == package.id
            and observation.kind in kinds
            and observation.unit == "percent"
        ]
        values = [
            (observation, observation.value) for observation in own if observation.value is not None
        ]
        if values:
            newest, value = values[-1]
            name = indicator.short_name[view.language]
            yield Bar(name=name, amount=float(value), text=view.value(newest))


def _register_figure(package: Package, view: ProgrammeView) -> Figure | None:
    if package.table("register") is None:
        return _indicators_figure(package, view)
    counts = Counter(view.topic(indicator.pillar) for indicator in view.portal.indicators)
    names = (view.words("indicator.pillar"), view.words("nav.indicators"))
    title = view.words("chart.title.pillars")
    return _bar_figure(package, _counted(counts, view), title, names, view)


def _code_list_figure(package: Package, view: ProgrammeView) -> Figure | None:
    """How many rows of each kind, type or level, by the first field with categories."""
    resource = package.resources[0]
    if resource.table is None:
        return None
    fields = resource.table.schema.fields
    column = next((place for place, field in enumerate(fields) if field.categories), None)
    if column is None:
        return None
    counts = Counter(
        view.category(str(row[column]), fields[column])
        for row in resource.table.rows
        if row[column] is not None
    )
    names = (fields[column].title[view.language], view.words("chart.count"))
    title = view.words("chart.title.kinds", field=fields[column].title[view.language].lower())
    return _bar_figure(package, _counted(counts, view), title, names, view)


def _lists_figure(package: Package, view: ProgrammeView) -> Figure | None:
    """Names in each list, items under each heading of an outline; else rows of each type."""
    if package.table("outline"):
        return _outline_figure(package, view)
    resource = package.table("members")
    if resource is None or resource.table is None:
        return _code_list_figure(package, view)
    title_field = f"list_title_{view.language}"
    counts = Counter(str(record[title_field]) for record in resource.table.records())
    names = (view.words("chart.list"), view.words("chart.members"))
    return _bar_figure(
        package, _counted(counts, view), view.words("chart.title.lists"), names, view
    )


def _outline_figure(package: Package, view: ProgrammeView) -> Figure | None:
    """How many items stand under each heading of an outline."""
    rows = records(package, OutlineRow)
    headings = {row["outline_id"]: said(row, "heading", view.language) for row in rows}
    parents = (headings.get(row["parent_id"] or "") for row in rows if row["letter"])
    counts = Counter(str(heading) for heading in parents if heading)
    names = (view.words("chart.section"), view.words("chart.count"))
    title = view.words("chart.title.items")
    return _bar_figure(package, _counted(counts, view), title, names, view)


def _notes_figure(package: Package, view: ProgrammeView) -> Figure | None:
    """Known issues by their kind."""
    kinds = (record["kind"] for record in records(package, KnownIssueRow))
    counts = Counter(view.words(f"issue.kind.{kind}") for kind in kinds)
    names = (view.words("value.kind"), view.words("chart.count"))
    title = view.words("chart.title.issues")
    return _bar_figure(package, _counted(counts, view), title, names, view)


def _calendar_figure(package: Package, view: ProgrammeView) -> Figure | None:
    """Deadlines of a reporting calendar by quarter, in their order."""
    quarters = Counter(
        record["quarter"] for record in records(package, CalendarRow) if record["quarter"]
    )
    bars = [
        Bar(name=view.words(f"quarter.{quarter}"), amount=count, text=view.number(count))
        for quarter, count in sorted(quarters.items())
    ]
    names = (view.words("value.period"), view.words("chart.count"))
    return _bar_figure(package, bars, view.words("chart.title.deadlines"), names, view)


def _other_figure(package: Package, view: ProgrammeView) -> Figure | None:
    """The signals of the package `progress`; other packages ask for their charts themselves."""
    if package.table("progress") is None:
        return None
    bars = [
        Bar(name=segment.name, amount=segment.count, text=view.number(segment.count))
        for segment in signal_segments(view.portal.indicators, view)
    ]
    names = (view.words("progress.title"), view.words("nav.indicators"))
    return _bar_figure(package, bars, view.words("chart.title.signals"), names, view)


def _figures_figure(package: Package, view: ProgrammeView) -> Figure | None:
    sections = (said(row, "section", view.language) for row in records(package, FigureRow))
    counts = Counter(section for section in sections if section)
    names = (view.words("chart.section"), view.words("chart.count"))
    return _bar_figure(
        package, _counted(counts, view), view.words("chart.title.sections"), names, view
    )


def _counted(counts: "Counter[str] | dict[str, int]", view: ProgrammeView) -> list[Bar]:
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [Bar(name=name, amount=count, text=view.number(count)) for name, count in ordered]


_BY_KIND: dict[Kind, Callable[[Package, ProgrammeView], Figure | None]] = {
    Kind.TASKS: _tasks_figure,
    Kind.INDICATORS: _register_figure,
    Kind.CODE_LIST: _code_list_figure,
    Kind.LISTS: _lists_figure,
    Kind.FIGURES: _figures_figure,
    Kind.NOTES: _notes_figure,
    Kind.CALENDAR: _calendar_figure,
    Kind.OTHER: _other_figure,
}
