"""Tasks by what they share, as lists at fixed addresses: files cannot be asked with a filter."""

from collections.abc import Callable, Mapping

from builder.model import Task
from builder.portal import Portal
from builder.programme.deadlines import Standing, State, standing


def _status(_: Task, found: Standing) -> str:
    return found.reported.status if found.reported else State.NO_REPORT


def _deadline(_: Task, found: Standing) -> str | None:
    return found.deadline


def _due_month(task: Task, _: Standing) -> str | None:
    return task.due.isoformat()[:7] if task.due else None


SELECTIONS: Mapping[str, Callable[[Task, Standing], str | None]] = {
    "tasks-by-status": _status,
    "tasks-by-deadline": _deadline,
    "tasks-by-due-month": _due_month,
}
"""What tells which list of a selection a task is in, by its name; None: in none."""

ABOUT: Mapping[str, str] = {
    "tasks-by-status": "All tasks of one status by their last report, in brief",
    "tasks-by-deadline": "All open tasks whose deadline says the same, in brief",
    "tasks-by-due-month": "All tasks that fall due in one month, in brief",
}
"""What the lists of each selection hold, for the description of the API."""


def selections(portal: Portal) -> Mapping[str, Mapping[str, list[Task]]]:
    """The lists of each selection by their value, with the tasks in their order."""
    tasks = [task for tasks in portal.tasks.values() for task in tasks]
    standings = [standing(task, portal.as_of) for task in tasks]
    found: dict[str, dict[str, list[Task]]] = {}
    for name, value_of in SELECTIONS.items():
        lists: dict[str, list[Task]] = {}
        for task, own in zip(tasks, standings, strict=True):
            value = value_of(task, own)
            if value is not None:
                lists.setdefault(str(value), []).append(task)
        if lists:
            found[name] = {value: lists[value] for value in sorted(lists)}
    return found
