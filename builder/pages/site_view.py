"""A view of a portal that knows its published files and scores."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from builder.exports.downloads.files import PublishedFile
from builder.quality.results import Scores
from builder.view import View


@dataclass(frozen=True, kw_only=True)
class SiteView(View):
    """What pages are made from."""

    files: Mapping[str, Sequence[PublishedFile]] = field(default_factory=dict)
    """Published files by package id."""
    scores: Scores = field(default_factory=dict)
    sections: frozenset[str] | None = None
    """Sections that the site has; None where nobody has counted: then all that
    have an address do."""

    def has(self, section: str) -> bool:
        """True if the site has pages of that section to link to."""
        if self.sections is None:
            return self.routes.knows(section)
        return section in self.sections
