"""What has fallen due and is not in the data: reports, datasets by their frequency, tasks; pure."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.language.periods import Period
from builder.model import Package, Task
from builder.packages.records import records
from builder.packages.table_rows import ObservationRow
from builder.portal import Portal
from builder.programme.deadlines import Deadline, standing
from builder.programme.reporting import ReportingEvent, reporting_events

INTERVALS: Mapping[str, int] = {"ANNUAL": 366, "QUARTERLY": 92, "MONTHLY": 31}
"""Days after which a dataset of a frequency should have changed."""

BACK = 366
"""Days that overdue reports are looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverdueReport:
    """A report whose day has passed, of whose quarter there is no figure."""

    event: ReportingEvent
    day: datetime.date
    period: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdue:
    """What is overdue at a day."""

    reports: tuple[OverdueReport, ...]
    packages: tuple[tuple[Package, datetime.date], ...]
    """Datasets with the day on which they should have changed."""
    tasks: tuple[tuple[Task, Deadline], ...]


def overdue(portal: Portal, day: datetime.date) -> Overdue:
    """Everything that is overdue at a day."""
    return Overdue(
        reports=tuple(_reports(portal, day)),
        packages=tuple(_packages(portal.packages, day)),
        tasks=tuple(
            (task, found)
            for tasks in portal.tasks.values()
            for task in tasks
            if (found := standing(task, day).deadline) in (Deadline.OVERDUE, Deadline.SILENT)
        ),
    )


def _reports(portal: Portal, day: datetime.date) -> Iterator[OverdueReport]:
    there = {
        row["period"]
        for package in portal.packages
        for row in records(package, ObservationRow)
        if row["kind"] in ("actual", "estimate")
    }
    for event in reporting_events(portal.packages, portal.settings.languages):
        if event.kind != "unit-report" or event.quarter is None:
            continue
        for year in (day.year - 1, day.year):
            due = event.day.replace(year=year) if event.repeats else event.day
            period = _quarter(event.quarter, due)
            if 0 < (day - due).days <= BACK and str(period) not in there:
                yield OverdueReport(event=event, day=due, period=period)
            if not event.repeats:
                break


def _quarter(quarter: str, due: datetime.date) -> Period:
    """The quarter that a report is of: the last one of its name that had begun by its day."""
    start = Period(f"{due.year}-{quarter}").start
    return Period(f"{due.year if start <= due else due.year - 1}-{quarter}")


def _packages(
    packages: Sequence[Package], day: datetime.date
) -> Iterator[tuple[Package, datetime.date]]:
    for package in packages:
        interval = INTERVALS.get(package.frequency)
        if interval and not package.derived:
            due = package.modified + datetime.timedelta(days=interval)
            if due < day:
                yield package, due
