"""Catalogue → the score of every dataset; the one place that knows both."""

from collections.abc import Mapping, Sequence

from builder.catalogue.dcat import catalogue_graph
from builder.catalogue.files import PublishedFile
from builder.catalogue.scope import Scope
from builder.quality.score import Score, dataset_scores
from builder.routes import Routes

Scores = Mapping[str, Score]
"""Scores by package id, in the order of the catalogue."""

Files = Mapping[str, Sequence[PublishedFile]]
"""Published files by package id."""

PLANNED = 200
"""Status of an address that the build writes: a host that serves the site will find it."""


def catalogue_scores(scope: Scope, files: Files) -> Scores:
    """The score of every dataset of a catalogue, its addresses judged by what the build writes."""
    graph = catalogue_graph(scope.catalogue, scope.settings, files)
    found = dataset_scores(graph, planned_statuses(scope, files))
    return {
        one.id: found[scope.addresses.dataset(one.id).value] for one in scope.catalogue.packages
    }


def planned_statuses(scope: Scope, files: Files) -> Mapping[str, int]:
    """The page of every dataset in each language, and every file: what a build writes of them."""
    settings = scope.settings
    routes = Routes(settings.languages)
    pages = [
        routes.uri(language, "datasets", one.id)
        for one in scope.catalogue.packages
        for language in settings.languages
    ]
    written = [file.uri for found in files.values() for file in found]
    return {settings.base_url + uri: PLANNED for uri in (*pages, *written)}
