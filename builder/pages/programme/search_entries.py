"""What search finds of a government programme: where indicators stand, provinces, discrepancies."""

from collections.abc import Iterator, Mapping

from builder.exports.harvesting.search_index import SearchEntry
from builder.pages.page_type import page_types
from builder.pages.programme.discrepancies import issue_link
from builder.pages.programme.indicator import chart_finding
from builder.pages.programme.provinces import named_provinces
from builder.pages.programme.view import ProgrammeView
from builder.programme.known_issues import issues
from builder.programme.named_lists import provinces


def indicator_summaries(view: ProgrammeView) -> Mapping[str, str]:
    """The finding of each indicator by its id: value, target and verdict."""
    return {indicator.id: chart_finding(indicator, view) for indicator in view.portal.indicators}


def programme_entries(view: ProgrammeView) -> Iterator[SearchEntry]:
    """List pages, provinces and discrepancies, for portals that have them."""
    for page_type in page_types():
        if view.has(page_type.section):
            yield SearchEntry(
                kind=view.words("search.page"),
                name=view.words(f"nav.{page_type.section}"),
                uri=view.uri(page_type.section),
                others=_also(page_type.section, view),
                summary=view.words(f"{page_type.section}.description"),
            )
    if view.has("discrepancies"):
        for issue in issues(view.portal.packages, view.routes.languages):
            link = issue_link(issue, view)
            yield SearchEntry(
                kind=view.words("nav.discrepancies"),
                name=link.text,
                uri=link.uri,
                words=issue.description[view.language],
                summary=issue.description[view.language],
            )
    if view.has("provinces"):
        with_page = {province.id for province in named_provinces(view.portal)}
        for province in provinces(view.portal.packages, view.routes.languages):
            names = (
                province.name[language]
                for language in view.routes.languages
                if language != view.language
            )
            yield SearchEntry(
                kind=view.words("search.province"),
                name=province.name[view.language],
                uri=view.uri("provinces", *((province.id,) if province.id in with_page else ())),
                others=" · ".join(names),
            )


def _also(section: str, view: ProgrammeView) -> str:
    """What else readers call a list page; nothing where its name says it all."""
    key = f"search.also.{section}"
    return view.words(key) if key in view.words else ""
