"""A view of a portal that also knows how its indicators do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from builder.pages.site_view import SiteView
from builder.portal import by_name
from builder.programme.bodies import Body, bodies
from builder.programme.documents import Taken, all_taken
from builder.programme.known_issues import Issue, issues
from builder.programme.progress.parts import PartResults
from builder.programme.progress.results import Results


@dataclass(frozen=True, kw_only=True)
class ProgrammeView(SiteView):
    """What pages of indicators are made from."""

    progress: Results = field(default_factory=dict)
    """Progress by indicator id, by the register's method."""
    comparison: Results = field(default_factory=dict)
    """The same by the method of comparison."""
    parts: PartResults = field(default_factory=dict)
    """Progress of the categories of indicators that are broken down."""

    @cached_property
    def duties(self) -> Mapping[str, Body]:
        """Every organisation with what it does, by id."""
        return bodies(self.portal)

    @cached_property
    def taken(self) -> Mapping[str, Taken]:
        """What was taken from each document, by id."""
        return all_taken(self.portal)

    @cached_property
    def issues_of(self) -> Mapping[str, Sequence[Issue]]:
        """The known issues about each indicator, by its id."""
        found = issues(self.portal.packages, self.routes.languages)
        return by_name(found, lambda issue: issue.indicators)
