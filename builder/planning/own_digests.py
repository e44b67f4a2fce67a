"""What files that tell of one dataset alone are made of, as digests, so that builds keep them.

Such a file depends on the package, its published files, what was measured of it, its recorded
versions, and the names of bodies, documents and topics; beside these only on what lies in
settings, schemas and pages, which is part of every key (publishing/kept_pages).
"""

from collections.abc import Iterable, Mapping, Sequence

from builder.exports.dcat.catalogue_nodes import CatalogueNodes
from builder.exports.dcat.dcat_excerpt import OTHERS
from builder.exports.rdf import Node
from builder.model import Package
from builder.planning.plan import Plan
from builder.portal import Portal
from builder.quality.score import Score
from builder.store.values import package_digest, value_digest


def package_digests(portal: Portal) -> Mapping[str, str]:
    """The digest of each package by its id."""
    return {package.id: package_digest(package) for package in portal.packages}


def names_digest(portal: Portal) -> str:
    """The digest of all that is said of bodies, documents and topics."""
    things = (portal.organisations, portal.documents, portal.topics)
    return value_digest([[*found.values()] for found in things])


def own_digests(plan: Plan, packages: Mapping[str, str]) -> Mapping[str, str]:
    """What the files of each dataset are made of, by its id; `packages` has the digests of all.

    "" where nobody can tell.
    """
    names = names_digest(plan.portal)
    return {
        package.id: value_digest((packages[package.id], names, _told(plan, package)))
        if packages[package.id]
        else ""
        for package in plan.portal.packages
    }


def _told(plan: Plan, package: Package) -> Sequence[object]:
    history = plan.portal.history
    versions = [
        (recorded.version, recorded.day, history.changes.get((package.id, recorded.version), ()))
        for recorded in history.recorded.get(package.id, ())
    ]
    newest = history.changes.get((package.id, package.version), ())
    files = [(file.uri, file.sha256) for file in plan.files[package.id]]
    score = plan.scores.get(package.id)
    return (files, versions, newest, _points(score) if score else ())


def _points(score: Score) -> Sequence[object]:
    return [score.total, *((found.metric.id, found.verdict.met) for found in score.results)]


class CatalogueDigests:
    """What files of the catalogue are made of; `own` has the digest of each dataset by its id."""

    def __init__(self, catalogue: CatalogueNodes, own: Mapping[str, str]) -> None:
        self._own = own
        nodes = catalogue.shared.values()
        self._all = value_digest([*nodes])
        self._led_to = value_digest([node for node in nodes if not _is_end(node)])

    def excerpt(self, package_id: str) -> str:
        """Of the description of one dataset."""
        return self._joined(self._led_to, [package_id])

    def page(self, package_ids: Iterable[str]) -> str:
        """Of a page of the catalogue with some datasets."""
        return self._joined(self._all, package_ids)

    def _joined(self, shared: str, package_ids: Iterable[str]) -> str:
        told = [shared, *(self._own[id] for id in package_ids)]
        return value_digest(told) if all(told) else ""


def _is_end(node: Node) -> bool:
    return bool(OTHERS & set(node.classes))
