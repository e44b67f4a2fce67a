"""What planning a site needs to know, held together once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from builder.exports.downloads.files import PublishedFile
from builder.language.words import words
from builder.model import Catalogue
from builder.programme.progress.results import Results
from builder.quality.results import Scores
from builder.reader import Reader
from builder.routes import Routes
from builder.settings import Settings

Files = Mapping[str, Sequence[PublishedFile]]
"""Published files by package id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Editorial:
    """A hand-written Markdown page."""

    id: str
    """Section of `routes.SECTIONS` it stands for."""
    language: str
    path: str
    """Path under site_src/."""
    title: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What planning needs to know, held together once."""

    catalogue: Catalogue
    settings: Settings
    files: Files
    scores: Scores
    schemas: Mapping[str, Any]
    """JSON files of schemas/ by path, published as they are."""
    policy: str
    """Content Security Policy, for hosts that send it as a header."""
    progress: Results
    comparison: Results
    editorial: Sequence[Editorial]
    editorial_mark: str
    """Text in the home page's body that the theme replaces with the converted Markdown."""


def plan_reader(plan: Plan, language: str) -> Reader:
    """The reader of one language of the site."""
    return Reader(
        language=language,
        words=words(language),
        routes=Routes(plan.settings.languages),
        catalogue=plan.catalogue,
        progress=plan.progress,
        comparison=plan.comparison,
    )
