"""The derived package `progress`: every result as a row, published like any other package."""

from collections.abc import Mapping
from typing import Any

from builder.language.words import Words
from builder.model import Catalogue, Package
from builder.packages.derived import derived_package, read_draft
from builder.programme.progress.result import METHOD_VERSION
from builder.programme.progress.results import comparison_results, progress_results
from builder.programme.progress.rows import progress_rows
from builder.programme.register import REGISTER

PROGRESS = "progress"
"""Id of the package and name of its table."""

_INHERITED = ("publisher", "creator", "topics", "temporal", "spatial", "sources", "issued")
"""What a result shares with the register that it is computed from."""


def progress_package(
    catalogue: Catalogue, schemas: Mapping[str, Any], words: Mapping[str, Words]
) -> Package | None:
    """The package of all results, or None where there is no register.

    `schemas` holds the JSON files of schemas/ by path, `words` the catalogue of each language.
    """
    register = catalogue.package(REGISTER)
    if register is None:
        return None
    results, comparison = progress_results(catalogue), comparison_results(catalogue)
    return derived_package(
        read_draft("builder.programme.progress", _said(catalogue, register)),
        {PROGRESS: progress_rows(catalogue, results, comparison, words)},
        schemas=schemas,
        languages=tuple(words),
    )


def _said(catalogue: Catalogue, register: Package) -> Mapping[str, Any]:
    """The dates of the results, and what the register says of itself."""
    inherited = register.descriptor.get("portal", {})
    assert isinstance(inherited, Mapping)
    day = catalogue.as_of.isoformat()
    portal = {name: inherited[name] for name in _INHERITED if name in inherited}
    portal |= {"issued": min(day, register.issued.isoformat()), "modified": day}
    shared = ("licenses", "sources", "contributors")
    return {
        "version": METHOD_VERSION,
        "created": f"{day}T00:00:00Z",
        **{name: register.descriptor[name] for name in shared if name in register.descriptor},
        "portal": portal,
    }
