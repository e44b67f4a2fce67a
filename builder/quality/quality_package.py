"""The derived package `quality`: the score of every dataset, published like any other package."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from builder.exports.downloads.files import PublishedFile
from builder.language.words import Words
from builder.model import Package
from builder.packages.generated import derived_package, read_draft
from builder.portal import Portal
from builder.quality.method import METHOD_VERSION
from builder.quality.results import Scores, catalogue_scores
from builder.quality.rows import metric_rows, score_rows

QUALITY = "quality"
"""Id of the package."""

Publish = Callable[[Package], Sequence[PublishedFile]]
"""Gives the published files of a package."""


def scored_package(
    portal: Portal, publish: Publish, *, schemas: Mapping[str, Any], words: Mapping[str, Words]
) -> tuple[Package, Scores]:
    """The package of all scores, its own among them, and the scores.

    No metric looks at rows, so that an empty draft of the package scores as the finished one.
    """
    draft = quality_package(portal, {}, schemas=schemas, words=words)
    packages = (*portal.packages, draft)
    whole = replace(portal, packages=packages)
    scores = catalogue_scores(whole, {package.id: publish(package) for package in packages})
    return quality_package(portal, scores, schemas=schemas, words=words), scores


def quality_package(
    portal: Portal, scores: Scores, *, schemas: Mapping[str, Any], words: Mapping[str, Words]
) -> Package:
    """The package of given scores; `words` holds the catalogue of each language."""
    return derived_package(
        read_draft("builder.quality", _said(portal), tuple(words)),
        {"quality": metric_rows(scores, words), "scores": score_rows(scores)},
        schemas=schemas,
        languages=tuple(words),
    )


def _said(portal: Portal) -> Mapping[str, Any]:
    """What the catalogue says of its own quality: who, when, where, and about which topics."""
    settings = portal.settings
    day = portal.as_of.isoformat()
    issued = min([portal.as_of, *(package.issued for package in portal.packages)])
    topics = {topic for package in portal.packages for topic in package.topics}
    return {
        "version": METHOD_VERSION,
        "created": f"{day}T00:00:00Z",
        "licenses": _licences(portal),
        "portal": {
            "publisher": settings.publisher,
            "creator": settings.publisher,
            "topics": [topic for topic in portal.topics if topic in topics],
            "spatial": settings.spatial,
            "temporal": {"start": day, "end": day},
            "issued": issued.isoformat(),
            "modified": day,
        },
    }


def _licences(portal: Portal) -> list[dict[str, str]]:
    """The licence that most datasets of the portal's publisher have, or else most of all; of two
    that are as many the first."""
    licensed = [package for package in portal.packages if package.licence]
    own = [package for package in licensed if package.publisher == portal.settings.publisher]
    counts = Counter(package.licence for package in own or licensed if package.licence)
    licence = counts.most_common(1)[0][0]
    address = {"path": licence.url} if licence.url else {}
    return [{"name": licence.name, "title": licence.title, **address}]
