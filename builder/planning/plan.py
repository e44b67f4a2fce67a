"""What planning a site needs to know, held together once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from builder.exports.downloads.files import PublishedFile
from builder.pages.programme.view import ProgrammeView
from builder.portal import Portal
from builder.programme.progress.parts import PartResults
from builder.programme.progress.results import Results
from builder.quality.results import Scores

Files = Mapping[str, Sequence[PublishedFile]]
"""Published files by package id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What planning needs to know, held together once."""

    portal: Portal
    files: Files
    scores: Scores
    schemas: Mapping[str, Any]
    """JSON files of schemas/ by path, published as they are."""
    cube_iris: Collection[str]
    """Every IRI that the data cube of the indicators names."""
    policy: str
    """Content Security Policy, for hosts that send it as a header."""
    progress: Results
    comparison: Results
    parts: PartResults
    sections: frozenset[str]
    """Sections that the portal has something to show in."""
    editorial_mark: str
    """Text in the home page's body that the theme replaces with the converted Markdown."""


def plan_view(plan: Plan, language: str) -> ProgrammeView:
    """The view of one language of the site."""
    return ProgrammeView(
        portal=plan.portal,
        language=language,
        files=plan.files,
        scores=plan.scores,
        sections=plan.sections,
        progress=plan.progress,
        comparison=plan.comparison,
        parts=plan.parts,
    )
