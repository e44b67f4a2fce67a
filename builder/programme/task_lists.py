"""Task lists: every task of a package with what the documents report about it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from builder.model import Package, Task, TaskStatus
from builder.packages.records import ids, records, required_text, source, text
from builder.packages.table_rows import StatusRow, TaskRow


def tasks(package: Package, languages: Sequence[str]) -> tuple[Task, ...]:
    """The tasks of a package in printed order."""
    statuses: dict[str, list[TaskStatus]] = defaultdict(list)
    for record in records(package, StatusRow):
        statuses[record["task_id"]].append(
            TaskStatus(
                as_of=record["as_of"],
                status=record["status"],
                raw=record["status_raw"],
                result=text(record, "result", languages),
                source=source(record),
                precision=record.get("as_of_precision") or "day",
            )
        )
    return tuple(
        _task(package.id, record, statuses[record["task_id"]], languages)
        for record in records(package, TaskRow)
    )


def _task(
    package: str, record: TaskRow, statuses: Iterable[TaskStatus], languages: Sequence[str]
) -> Task:
    return Task(
        package=package,
        id=record["task_id"],
        number=record["number"],
        parent=record["parent_id"],
        section=text(record, "section", languages),
        name=required_text(record, "name", languages),
        description=text(record, "description", languages),
        lead=ids(record["lead"]),
        lead_raw=record["lead_raw"],
        partners=ids(record["partners"]),
        implementers=ids(record["implementers"]),
        start=record["start"],
        end=record["end"],
        due=record["due"],
        due_raw=record["due_raw"],
        recurrence=record["recurrence"],
        expected=text(record, "expected", languages),
        indicators=ids(record["indicator_ids"]),
        related=ids(record["related_tasks"]),
        source=source(record),
        statuses=tuple(sorted(statuses, key=lambda status: status.as_of)),
    )
