"""What a newer generator changes for a portal that was made for an older one; pure."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

DISTRIBUTION = "open-data-portal"
"""Name of the generator in the requirements of a portal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """A change of the contract, and from which version on it holds."""

    version: str
    id: str
    """Its words are `migration.<id>`: what changed, and what a portal does about it."""


MIGRATIONS = (
    Migration(version="0.2.0", id="lists-by-kind"),
    Migration(version="0.2.0", id="locators"),
    Migration(version="0.2.0", id="notice"),
    Migration(version="0.2.0", id="organisation-groups"),
    Migration(version="0.2.0", id="search-index"),
    Migration(version="0.2.0", id="sources-folder"),
    Migration(version="0.2.0", id="tiles"),
)
"""Every change of the contract that a portal may have to answer, by version."""

_PINNED = re.compile(rf"^{DISTRIBUTION}\s*==\s*([0-9][0-9.]*)", re.MULTILINE)


def pinned_version(requirements: str) -> str | None:
    """The version of the generator that a portal's requirements.txt asks for; None: none."""
    found = _PINNED.search(requirements)
    return found[1] if found else None


def migrations(older: str, newer: str) -> tuple[Migration, ...]:
    """Changes of the contract after one version, up to another."""
    first, last = _parts(older), _parts(newer)
    return tuple(found for found in MIGRATIONS if first < _parts(found.version) <= last)


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part)


def differing(own: Mapping[str, bytes], shipped: Mapping[str, bytes]) -> Iterator[str]:
    """Files of a portal that stand in place of the generator's and say something else."""
    yield from (
        path for path, content in sorted(own.items()) if shipped.get(path, content) != content
    )


def idle_words(own: Collection[str], known: Collection[str]) -> Iterator[str]:
    """Keys of a portal's own words files that the generator does not ask for."""
    yield from sorted(set(own) - set(known))
