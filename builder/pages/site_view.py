"""A view of a portal that knows its published files and scores."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar, cast

from builder.dates import Dates, portal_dates
from builder.editing import Origins
from builder.exports.downloads.files import PublishedFile
from builder.quality.results import Scores
from builder.view import View

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class SiteView(View):
    """What pages are made from."""

    files: Mapping[str, Sequence[PublishedFile]] = field(default_factory=dict)
    """Published files by package id."""
    scores: Scores = field(default_factory=dict)
    drawn: frozenset[str] = frozenset()
    """Ids of the packages that have a chart as a file of its own."""
    sections: frozenset[str] | None = None
    """Sections that the site has; None where nobody has counted: then all that
    have an address do."""

    @cached_property
    def dates(self) -> Dates:
        """What a reader must know before quoting."""
        return portal_dates(self.portal)

    @cached_property
    def origins(self) -> Origins:
        """Where rows of the portal's tables were written."""
        return Origins()

    @cached_property
    def _worked_out(self) -> dict[Callable[[Any], object], object]:
        return {}

    def once(self, work: Callable[[Any], T]) -> T:
        """What many pages of a view need, worked out by the first that asks."""
        if work not in self._worked_out:
            self._worked_out[work] = work(self)
        return cast(T, self._worked_out[work])

    def has(self, section: str) -> bool:
        """True if the site has pages of that section to link to."""
        if self.sections is None:
            return self.routes.knows(section)
        return section in self.sections
