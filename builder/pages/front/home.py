"""The home page: search, where the programme stands, newest figures, topics, three doors."""

from dataclasses import dataclass

from builder.dates import dates_text, portal_dates
from builder.language.text import period_end
from builder.pages.catalogue.lists import topic_datasets, topic_indicators
from builder.pages.programme.indicator import latest_value
from builder.pages.programme.indicators import IndicatorRow, indicator_row, pillar_groups
from builder.pages.programme.tasks import ListCard, tasks_page
from builder.pages.segments import Segment
from builder.reader import Reader
from builder.settings import Settings
from builder.site import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class PillarRow:
    """A pillar and how its indicators stand."""

    name: str
    uri: str
    sentence: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A topic with what the portal has about it."""

    name: str
    uri: str
    text: str
    """How many indicators and datasets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """Context of home.html."""

    title: str
    tagline: str
    search_uri: str
    queries: tuple[str, ...]
    dates: str
    pillars: tuple[PillarRow, ...]
    newest: tuple[IndicatorRow, ...]
    task_lists: tuple[ListCard, ...]
    tiles: tuple[Tile, ...]
    doors: tuple[tuple[Link, str], ...]
    editorial: str
    """HTML of the hand-written part."""


def home_page(reader: Reader, settings: Settings, editorial: str) -> HomePage:
    """The home page of a language."""
    words, catalogue = reader.words, reader.catalogue
    measured = [
        (period_end(found.period), one)
        for one in catalogue.indicators
        if (found := latest_value(one)) is not None
    ]
    newest = sorted(measured, key=lambda pair: pair[0], reverse=True)[:6]
    doors = (("indicators", "readers"), ("developers", "developers"), ("about", "stewards"))
    return HomePage(
        title=settings.name[reader.language],
        tagline=settings.tagline[reader.language],
        search_uri=reader.uri("search"),
        queries=settings.queries.get(reader.language, ()),
        dates=dates_text(portal_dates(catalogue), words),
        pillars=_pillars(reader),
        newest=tuple(indicator_row(one, reader) for _, one in newest),
        task_lists=tasks_page(reader).lists,
        tiles=_tiles(reader),
        doors=tuple(
            (
                Link(text=words(f"home.door.{name}"), uri=reader.uri(section)),
                words(f"home.door.{name}.text"),
            )
            for section, name in doors
        ),
        editorial=editorial,
    )


def _pillars(reader: Reader) -> tuple[PillarRow, ...]:
    rows = []
    for group in pillar_groups(reader):
        measured, count = len(group.measured), len(group.measured) + len(group.unmeasured)
        facts = reader.words("home.pillar", count=count, measured=measured)
        rows.append(
            PillarRow(
                name=group.name,
                uri=f"{reader.uri('indicators')}#{group.id}",
                sentence=f"{facts} {group.standing}".strip(),
                segments=group.segments,
            )
        )
    return tuple(rows)


def _tiles(reader: Reader) -> tuple[Tile, ...]:
    """Every topic that something is about."""
    topics = [one for one in reader.catalogue.topics.values() if one.scheme == "topic"]
    tiles = []
    for topic in sorted(topics, key=lambda one: one.position):
        counts = (
            ("home.topic.indicators", len(topic_indicators(topic.id, reader.catalogue))),
            ("home.topic.datasets", len(topic_datasets(topic.id, reader.catalogue))),
        )
        text = ", ".join(reader.words(key, count=count) for key, count in counts if count)
        if text:
            uri = f"{reader.uri('topics')}#{topic.id}"
            tiles.append(Tile(name=topic.name[reader.language], uri=uri, text=text))
    return tuple(tiles)
