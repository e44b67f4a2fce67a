"""How to cite a task, an indicator, a body: each with the date that it rests on."""

from builder.dates import built_text, dates_text
from builder.model import Indicator, Organisation, Package, Task
from builder.pages.citation import versioned_citation
from builder.pages.programme.indicator import latest_value
from builder.pages.programme.view import ProgrammeView
from builder.view import View


def task_citation(task: Task, package: Package, view: View) -> str:
    """A task: as a part of the list that it stands in."""
    title = f"{package.title[view.language]}: {view.place(task.number or task.id)}"
    uri = view.uri("tasks", package.id, task.id)
    return versioned_citation(package, title, uri, view)


def indicator_citation(indicator: Indicator, view: ProgrammeView) -> str:
    """An indicator: its newest value with period and document, and the day the site was built."""
    shared = {
        "title": indicator.name[view.language],
        "site": view.portal.settings.name[view.language],
        "built": built_text(view.dates, view.words),
        "url": view.portal.settings.base_url + view.uri("indicators", indicator.id),
    }
    latest = latest_value(indicator, view)
    if latest is None:
        return view.words("cite.indicator", **shared)
    return view.words(
        "cite.indicator.value",
        value=view.value(latest),
        kind=view.words(f"kind.{latest.kind}").lower(),
        period=view.period(latest.period),
        document=view.document(latest.source.document).text,
        **shared,
    )


def organisation_citation(organisation: Organisation, view: ProgrammeView) -> str:
    """A body, with the dates that what the portal says of it rests on."""
    return view.words(
        "cite.page",
        title=organisation.name[view.language],
        site=view.portal.settings.name[view.language],
        dates=dates_text(view.dates, view.words),
        url=view.portal.settings.base_url + view.uri("organisations", organisation.id),
    )
