"""The page of topics: every topic and pillar with its indicators and datasets."""

from dataclasses import dataclass
from itertools import count

from builder.model import Topic
from builder.pages.page_type import PageType
from builder.pages.paging import Cut, Pager, cut_lists, cut_page, cut_pager, page_ids
from builder.pages.site_view import SiteView
from builder.site import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicGroup:
    """Indicators and datasets of one topic or pillar."""

    id: str
    name: str
    indicators: tuple[Link, ...]
    datasets: tuple[Link, ...]
    is_empty: bool
    """True if nothing belongs to it, on any page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicsPage:
    """Context of topics.html."""

    title: str
    lead: str
    nothing: str
    """What is said of a topic that nothing belongs to."""
    topics: tuple[TopicGroup, ...]
    pillars: tuple[TopicGroup, ...]
    contents: tuple[tuple[str, Link], ...]
    """Every topic and the page on which it begins, where there are several pages; its id on the
    first page where that is another."""
    pager: Pager


TOPIC = 3
"""Lists of a topic as pages are cut: its heading, its indicators, its datasets."""


def all_topics(view: SiteView) -> tuple[Topic, ...]:
    """Pillars, then topics."""
    order = {"pillar": 0, "topic": 1}
    found = (topic for topic in view.portal.topics.values() if topic.scheme in order)
    return tuple(sorted(found, key=lambda topic: (order[topic.scheme], topic.position)))


def topics_cuts(view: SiteView) -> tuple[Cut, ...]:
    """What of each topic stands on each page."""
    portal = view.portal
    return cut_lists(
        [
            [elements] * count
            for topic in view.once(all_topics)
            for elements, count in (
                (6, 1),
                (2, len(portal.indicators_on[topic.id])),
                (2, len(portal.datasets_on[topic.id])),
            )
        ]
    )


def topics_page(view: SiteView, number: int = 1) -> TopicsPage:
    """The topics and pillars of a page with their indicators and datasets, also those without."""
    has_indicators = view.has("indicators")
    topics, cuts = view.once(all_topics), view.once(topics_cuts)
    return TopicsPage(
        title=view.words("nav.topics"),
        lead=view.words("topics.lead" if has_indicators else "topics.lead.datasets"),
        nothing=view.words("topics.none" if has_indicators else "topics.none.datasets"),
        topics=_topic_groups("topic", cuts[number - 1], view),
        pillars=_topic_groups("pillar", cuts[number - 1], view),
        contents=_topic_links(number, view) if len(cuts) > 1 else (),
        pager=cut_pager(("topics",), (number, len(cuts)), len(topics), view),
    )


def _topic_groups(scheme: str, cut: Cut, view: SiteView) -> tuple[TopicGroup, ...]:
    return tuple(
        _topic_group(topic, cut[place : place + TOPIC], view)
        for place, topic in zip(count(0, TOPIC), view.once(all_topics), strict=False)
        if topic.scheme == scheme and any(part.stop > part.start for part in cut[place:][:TOPIC])
    )


def _topic_group(topic: Topic, cut: Cut, view: SiteView) -> TopicGroup:
    indicators = view.portal.indicators_on[topic.id]
    datasets = view.portal.datasets_on[topic.id]
    _, shown_indicators, shown_datasets = cut
    return TopicGroup(
        id=topic.id,
        name=topic.name[view.language],
        indicators=tuple(
            Link(
                text=indicator.short_name[view.language],
                uri=view.uri("indicators", indicator.id),
            )
            for indicator in indicators[shown_indicators]
        ),
        datasets=tuple(
            Link(text=package.title[view.language], uri=view.uri("datasets", package.id))
            for package in datasets[shown_datasets]
        ),
        is_empty=not indicators and not datasets,
    )


def _topic_links(number: int, view: SiteView) -> tuple[tuple[str, Link], ...]:
    cuts = view.once(topics_cuts)
    begins = [cut_page(cuts, TOPIC * place, 0) for place in range(len(view.once(all_topics)))]
    return tuple(
        (
            topic.id if number == 1 and page > 1 else "",
            Link(
                text=topic.name[view.language],
                uri=f"{view.uri(*page_ids(('topics',), page))}#{topic.id}",
            ),
        )
        for topic, page in zip(view.once(all_topics), begins, strict=True)
    )


PAGES = (
    PageType(
        section="topics",
        template="topics.html",
        context=topics_page,
        pages=lambda view: len(view.once(topics_cuts)),
        footer=60,
        is_there=lambda portal: bool(portal.topics),
    ),
)
