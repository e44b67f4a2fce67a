"""Which charts a dataset's page shows: by its kind, or as its descriptor asks.

A package of code lists, names, notes or figures of many kinds has none: how many rows it has
tells nothing.
"""

import datetime
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from builder.charts import style
from builder.charts.bars import Bar, bars_svg
from builder.charts.stacks import Stack, StackPart, stacks_svg
from builder.charts.svg import chart
from builder.model import Kind, Package, Task
from builder.packages.records import records
from builder.packages.table_rows import CalendarRow
from builder.pages.catalogue.requested import MOST_BARS, requested_figures, source_text
from builder.pages.figure import Figure
from builder.pages.programme.aims import aims_figure
from builder.pages.programme.progress import signal_segments
from builder.pages.programme.standing import BAR, standings, summary
from builder.pages.programme.view import ProgrammeView
from builder.programme.deadlines import Standing, State

_STATE_COLOURS = {
    State.DONE: style.GOOD,
    State.SUBMITTED: style.TARGET,
    State.RECURRING: style.PLAN,
    State.IN_PROGRESS: style.ACCENT,
    State.NOT_STARTED: style.BAD,
    State.NOT_PLANNED: style.WARN,
    State.NO_REPORT: style.UNKNOWN,
}

FEWEST_BARS = 2
"""One bar alone compares nothing."""


def package_figures(package: Package, view: ProgrammeView) -> tuple[Figure, ...]:
    """Charts of a package; none where nothing fits or is asked for."""
    if package.charts:
        return requested_figures(package, view)
    maker = _BY_KIND.get(package.kind)
    figure = maker(package, view) if maker else None
    return (figure,) if figure else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counted:
    """What the bars of a chart count."""

    title: str
    names: tuple[str, str]
    """Of the bars, and of what is counted."""
    count: int | None
    """How many there are in all, where none of them stands in several bars unsaid."""


def _bar_figure(
    package: Package, bars: Sequence[Bar], told: _Counted, view: ProgrammeView
) -> Figure | None:
    if len(bars) < FEWEST_BARS:
        return None
    shown, title, subtitle = bars[:MOST_BARS], told.title, told.names[1]
    if told.count is not None:
        subtitle = view.words("chart.counted", what=subtitle, count=view.number(told.count))
    if len(bars) > len(shown):
        cut = view.words("chart.cut", shown=len(shown), count=len(bars))
        subtitle = f"{subtitle}; {cut}"
    return Figure(
        title=title,
        subtitle=subtitle,
        chart=chart(bars_svg(shown), title, f"chart-{package.id}"),
        phone=chart(bars_svg(shown, style.PHONE), title, f"chart-{package.id}-narrow"),
        source=source_text(package, view),
        columns=told.names,
        rows=tuple((bar.name, bar.text) for bar in bars),
    )


def _tasks_figure(package: Package, view: ProgrammeView) -> Figure | None:
    tasks = view.portal.tasks[package.id]
    found = standings(tasks, view)
    if any(standing.reported for standing in found):
        return _states_figure(package, list(zip(tasks, found, strict=True)), view)
    if any(task.lead for task in tasks):
        return _leads_figure(package, tasks, view)
    return _dues_figure(package, tasks, view)


def _states_figure(
    package: Package, found: Sequence[tuple[Task, Standing]], view: ProgrammeView
) -> Figure:
    """Where the tasks stand, by the year they are due."""
    years: dict[str, Counter[State]] = {}
    for task, standing in sorted(found, key=lambda pair: pair[0].due or datetime.date.max):
        year = str(task.due.year) if task.due else view.words("task.due.none")
        years.setdefault(year, Counter())[standing.state] += 1
    states = [state for state in BAR if any(state in counts for counts in years.values())]
    stacks = [
        Stack(
            name=year,
            parts=tuple((counts[state], view.number(counts[state])) for state in states),
            total=view.number(counts.total()),
        )
        for year, counts in years.items()
    ]
    key = [
        StackPart(name=view.words(f"status.{state}"), colour=_STATE_COLOURS[state])
        for state in states
    ]
    title = summary([standing for _, standing in found], view).removesuffix(".")
    return Figure(
        title=title,
        subtitle=view.words("chart.title.due_status"),
        chart=chart(stacks_svg(stacks, key), title, f"chart-{package.id}"),
        phone=chart(stacks_svg(stacks, key, style.PHONE), title, f"chart-{package.id}-narrow"),
        source=source_text(package, view),
        columns=(
            view.words("task.due_year"),
            *(part.name for part in key),
            view.words("chart.tasks"),
        ),
        rows=tuple(
            (stack.name, *(text for _, text in stack.parts), stack.total) for stack in stacks
        ),
    )


def _leads_figure(package: Package, tasks: Sequence[Task], view: ProgrammeView) -> Figure | None:
    counts = Counter(lead for task in tasks for lead in task.lead)
    bars = _counted({view.organisation(code): count for code, count in counts.items()}, view)
    names = (view.words("task.lead"), view.words("chart.tasks"))
    count = sum(1 for task in tasks if task.lead)
    told = _Counted(title=view.words("chart.title.leads"), names=names, count=count)
    return _bar_figure(package, bars, told, view)


def _dues_figure(package: Package, tasks: Sequence[Task], view: ProgrammeView) -> Figure | None:
    counts = Counter(task.due.year for task in tasks if task.due)
    bars = [
        Bar(name=str(year), amount=count, text=view.number(count))
        for year, count in sorted(counts.items())
    ]
    names = (view.words("task.due"), view.words("chart.tasks"))
    told = _Counted(title=view.words("chart.title.dues"), names=names, count=counts.total())
    return _bar_figure(package, bars, told, view)


def _values_figure(package: Package, view: ProgrammeView) -> Figure | None:
    """The values of indicators against their targets; the register itself has none."""
    return None if package.table("register") else aims_figure(package, view)


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
    told = _Counted(title=view.words("chart.title.deadlines"), names=names, count=quarters.total())
    return _bar_figure(package, bars, told, view)


def _other_figure(package: Package, view: ProgrammeView) -> Figure | None:
    """The signals of the package `progress`; other packages ask for their charts themselves."""
    if package.table("progress") is None:
        return None
    bars = [
        Bar(name=segment.name, amount=segment.count, text=view.number(segment.count))
        for segment in signal_segments(view.portal.indicators, view)
    ]
    names = (view.words("progress.title"), view.words("nav.indicators"))
    count = len(view.portal.indicators)
    told = _Counted(title=view.words("chart.title.signals"), names=names, count=count)
    return _bar_figure(package, bars, told, view)


def _counted(counts: "Counter[str] | dict[str, int]", view: ProgrammeView) -> list[Bar]:
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [Bar(name=name, amount=count, text=view.number(count)) for name, count in ordered]


_BY_KIND: dict[Kind, Callable[[Package, ProgrammeView], Figure | None]] = {
    Kind.TASKS: _tasks_figure,
    Kind.INDICATORS: _values_figure,
    Kind.CALENDAR: _calendar_figure,
    Kind.OTHER: _other_figure,
}
