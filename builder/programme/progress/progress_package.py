"""The derived package `progress`: every result as a row, published like any other package."""

from collections.abc import Mapping
from typing import Any

from builder.language.words import Words
from builder.model import Package
from builder.packages.generated import derived_package, read_draft
from builder.portal import Portal
from builder.programme.progress.result import METHOD_VERSION
from builder.programme.progress.results import comparison_results, progress_results
from builder.programme.progress.rows import progress_rows
from builder.programme.register import register_package

PROGRESS = "progress"
"""Id of the package and name of its table."""

_INHERITED = ("publisher", "creator", "topics", "temporal", "spatial", "sources", "issued")
"""What a result shares with the register that it is computed from."""


def progress_package(
    portal: Portal, schemas: Mapping[str, Any], words: Mapping[str, Words]
) -> Package | None:
    """The package of all results, or None where there is no register.

    `schemas` holds the JSON files of schemas/ by path, `words` the catalogue of each language.
    """
    register = register_package(portal.packages)
    if register is None:
        return None
    results, comparison = progress_results(portal), comparison_results(portal)
    return derived_package(
        read_draft("builder.programme.progress", _said(portal, register), tuple(words)),
        {PROGRESS: progress_rows(portal, results, comparison, words)},
        schemas=schemas,
        languages=tuple(words),
    )


def _said(portal: Portal, register: Package) -> Mapping[str, Any]:
    """The dates of the results, and what the register says of itself."""
    inherited = register.descriptor.get("portal", {})
    assert isinstance(inherited, Mapping)
    day = portal.as_of.isoformat()
    told = {name: inherited[name] for name in _INHERITED if name in inherited}
    told |= {"issued": min(day, register.issued.isoformat()), "modified": day}
    shared = ("licenses", "sources", "contributors")
    return {
        "version": METHOD_VERSION,
        "created": f"{day}T00:00:00Z",
        **{name: register.descriptor[name] for name in shared if name in register.descriptor},
        "portal": told,
    }
