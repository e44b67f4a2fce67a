"""How to cite a task, an indicator, a body: each with the date that it rests on."""

from builder.dates import built_text, dates_text, portal_dates
from builder.model import Indicator, Organisation, Package, Task
from builder.pages.citation import versioned_citation
from builder.pages.programme.indicator import latest_value
from builder.reader import Reader
from builder.settings import Settings


def task_citation(task: Task, package: Package, reader: Reader, settings: Settings) -> str:
    """A task: as a part of the list that it stands in."""
    title = f"{package.title[reader.language]}: {task.number or task.id}"
    uri = reader.uri("tasks", package.id, task.id)
    return versioned_citation(package, title, uri, reader, settings)


def indicator_citation(indicator: Indicator, reader: Reader, settings: Settings) -> str:
    """An indicator: its newest value with period and document, and the day the site was built."""
    shared = {
        "title": indicator.name[reader.language],
        "site": settings.name[reader.language],
        "built": built_text(portal_dates(reader.catalogue), reader.words),
        "url": settings.base_url + reader.uri("indicators", indicator.id),
    }
    latest = latest_value(indicator)
    if latest is None:
        return reader.words("cite.indicator", **shared)
    return reader.words(
        "cite.indicator.value",
        value=reader.value(latest),
        kind=reader.words(f"kind.{latest.kind}").lower(),
        period=reader.period(latest.period),
        document=reader.document(latest.source.document).text,
        **shared,
    )


def organisation_citation(organisation: Organisation, reader: Reader, settings: Settings) -> str:
    """A body, with the dates that what the portal says of it rests on."""
    return reader.words(
        "cite.page",
        title=organisation.name[reader.language],
        site=settings.name[reader.language],
        dates=dates_text(portal_dates(reader.catalogue), reader.words),
        url=settings.base_url + reader.uri("organisations", organisation.id),
    )
