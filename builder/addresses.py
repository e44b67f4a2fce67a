"""Absolute addresses of pages and files, and the IRIs of the things they are about.

A page or a file is a document; the dataset, agent or topic it tells of is another thing and has
an IRI of its own: the address of the document with a fragment. Both stay for ever.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from builder.routes import Routes
from builder.settings import Settings

_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')


@dataclass(frozen=True, slots=True)
class Iri:
    """A reference to a thing by its IRI."""

    value: str

    def __post_init__(self) -> None:
        """Raises: ValueError for characters that no IRI may hold."""
        if not self.value or _NOT_IN_IRI.search(self.value):
            raise ValueError(f"not an IRI: {self.value!r}")


API = "api/v1"
"""Folder of the API in the site."""

CATALOGUE_FILES: Mapping[str, str] = {
    "catalog.jsonld": "application/ld+json",
    "catalog.ttl": "text/turtle",
    "catalog.rdf": "application/rdf+xml",
}
"""Media type of each file of the whole catalogue, by its uri."""


def package_file(package_id: str, name: str = "datapackage.json") -> str:
    """Uri of a published file of a package; of its descriptor if no other is named."""
    return f"data/{package_id}/{name}"


def file_anchor(file_uri: str) -> str:
    """Where the page of a dataset offers a file: an id such as `file-tasks.csv`."""
    return f"file-{file_uri.rsplit('/', 1)[-1]}"


class Addresses:
    """The addresses of one portal; IRIs are made from its first language, whatever is read."""

    def __init__(self, settings: Settings, routes: Routes) -> None:
        self.base_url = settings.base_url
        self.languages = settings.languages
        self._routes = routes
        self._pages: dict[tuple[str, ...], Iri] = {}  # graphs name the same few again and again

    def page(self, language: str, section: str, *ids: str) -> Iri:
        """A page in one language; the home page where the portal has no page of that section."""
        key = (language, section, *ids)
        if key not in self._pages:
            there = section if self.has(section) else "home"
            self._pages[key] = self.file(self._routes.uri(language, there, *ids))
        return self._pages[key]

    def has(self, section: str) -> bool:
        """True if the portal has a page of that section."""
        return section == "home" or self._routes.knows(section)

    def pages(self, section: str, *ids: str) -> tuple[Iri, ...]:
        """The same page in every language, the first one first."""
        return tuple(self.page(language, section, *ids) for language in self.languages)

    def file(self, uri: str) -> Iri:
        """A file of the site by its uri, which may carry a fragment."""
        return Iri(self.base_url + quote(uri, safe="/#"))

    def catalogue(self) -> Iri:
        """The catalogue of all datasets."""
        return self.file("#catalog")

    def service(self) -> Iri:
        """The API as a data service: the page for developers tells of it."""
        return self._thing("developers", fragment="service")

    def series(self, name: str) -> Iri:
        """A dataset series."""
        return self.file(f"#series-{name}")

    def dataset(self, package_id: str, part: str = "dataset") -> Iri:
        """A dataset, or a part of its description such as its `period`."""
        return self._thing("datasets", package_id, fragment=part)

    def distribution(self, package_id: str, file_uri: str) -> Iri:
        """A file as a distribution of its dataset: the place of the file on the dataset's page."""
        return self.dataset(package_id, quote(file_anchor(file_uri), safe=""))

    def agent(self, organisation_id: str) -> Iri:
        """An organisation as an agent."""
        return self._thing("organisations", organisation_id, fragment="agent")

    def document(self, document_id: str) -> Iri:
        """A legal or official document; the fragment is also its place in the list."""
        return self._thing("documents", fragment=document_id)

    def topic(self, topic_id: str) -> Iri:
        """A topic or pillar."""
        return self._thing("topics", fragment=topic_id)

    def topic_scheme(self) -> Iri:
        """The scheme that holds all topics and pillars."""
        return self._thing("topics", fragment="scheme")

    def contact(self) -> Iri:
        """Who answers for the portal."""
        return self._thing("about", fragment="contact")

    def rights(self) -> Iri:
        """The terms of use of open data."""
        return self._thing("terms", fragment="rights")

    def table_schema(self, table_kind: str) -> Iri:
        """The Table Schema that a resource of a kind follows."""
        return self.file(f"schemas/tables/{table_kind}.schema.json")

    def _thing(self, section: str, *ids: str, fragment: str) -> Iri:
        page = self.page(self.languages[0], section, *ids)
        return Iri(f"{page.value}#{fragment}")
