"""The home page: search, where the programme stands, newest figures, topics, three doors."""

from dataclasses import dataclass

from builder.dates import dates_text
from builder.pages.programme.indicator import latest_value
from builder.pages.programme.indicators import IndicatorEntry, indicator_row, pillar_groups
from builder.pages.programme.tasks import ListCard, tasks_page
from builder.pages.programme.view import ProgrammeView
from builder.pages.segments import Segment
from builder.site import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class PillarRow:
    """A pillar and how its indicators stand."""

    name: str
    uri: str
    sentence: str
    """Everything that the bar shows, for those who do not see it."""
    summary: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A topic with what the portal has about it."""

    name: str
    uri: str
    text: str
    """How many indicators and datasets."""


MOST_LISTS = 24
"""Lists of tasks that the home page shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """Context of home.html."""

    title: str
    tagline: str
    search_uri: str
    queries: tuple[str, ...]
    dates: str
    pillars: tuple[PillarRow, ...]
    newest: tuple[IndicatorEntry, ...]
    task_lists: tuple[ListCard, ...]
    more_lists: Link | None
    """Where all of them are; None where none is left out."""
    deadlines: str | None
    """What is overdue or was never reported; None where nothing is."""
    further: tuple[Link, ...]
    """Where all tasks are, and what nobody reports on."""
    tiles: tuple[Tile, ...]
    doors: tuple[tuple[Link, str], ...]
    indicators_uri: str
    editorial: str
    """HTML of the hand-written part."""


def home_page(view: ProgrammeView, editorial: str) -> HomePage:
    """The home page of a language."""
    words, portal, settings = view.words, view.portal, view.portal.settings
    measured = [
        (found.period.end, indicator)
        for indicator in portal.indicators
        if (found := latest_value(indicator, view)) is not None
    ]
    newest = sorted(measured, key=lambda pair: pair[0], reverse=True)[:6]
    doors = (("indicators", "readers"), ("developers", "developers"), ("about", "stewards"))
    tasks = tasks_page(view)
    return HomePage(
        title=settings.name[view.language],
        tagline=settings.tagline[view.language],
        search_uri=view.uri("search"),
        queries=settings.queries.get(view.language, ()),
        dates=dates_text(view.dates, words),
        pillars=_pillars(view),
        newest=tuple(indicator_row(indicator, view) for _, indicator in newest),
        task_lists=tasks.lists[:MOST_LISTS],
        more_lists=Link(
            text=tasks.lead,
            uri=view.uri("tasks"),
        )
        if len(portal.tasks) > MOST_LISTS
        else None,
        deadlines=tasks.deadlines,
        further=tasks.further,
        tiles=_tiles(view),
        doors=tuple(
            (
                Link(text=words(f"home.door.{name}"), uri=view.uri(section)),
                words(f"home.door.{name}.text"),
            )
            for section, name in doors
            if view.has(section)
        ),
        indicators_uri=view.uri("indicators"),
        editorial=editorial,
    )


def _pillars(view: ProgrammeView) -> tuple[PillarRow, ...]:
    rows = []
    for group in view.once(pillar_groups):
        measured, count = len(group.measured), len(group.measured) + len(group.unmeasured)
        facts = view.words("home.pillar", count=count, measured=measured)
        rows.append(
            PillarRow(
                name=group.name,
                uri=f"{view.uri('indicators')}#{group.id}",
                sentence=f"{facts} {group.standing}".strip(),
                summary=f"{facts} {group.met}".strip(),
                segments=group.segments,
            )
        )
    return tuple(rows)


def _tiles(view: ProgrammeView) -> tuple[Tile, ...]:
    """Every topic that something is about."""
    topics = [topic for topic in view.portal.topics.values() if topic.scheme == "topic"]
    tiles = []
    for topic in sorted(topics, key=lambda topic: topic.position):
        counts = (
            ("home.topic.indicators", len(view.portal.indicators_on[topic.id])),
            ("home.topic.datasets", len(view.portal.datasets_on[topic.id])),
        )
        text = ", ".join(view.words(key, count=count) for key, count in counts if count)
        if text:
            uri = f"{view.uri('topics')}#{topic.id}"
            tiles.append(Tile(name=topic.name[view.language], uri=uri, text=text))
    return tuple(tiles)
