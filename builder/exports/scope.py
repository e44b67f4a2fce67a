"""What a description of the catalogue needs to know, as one value."""

from dataclasses import dataclass

from builder.exports.addresses import Addresses
from builder.model import Catalogue, Document, Package
from builder.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The catalogue that is described, and the portal that publishes it."""

    catalogue: Catalogue
    settings: Settings

    @property
    def addresses(self) -> Addresses:
        """Where the things of the catalogue have their addresses."""
        return Addresses(self.settings)

    def documents(self, package: Package) -> tuple[Document, ...]:
        """The documents that a package was taken from."""
        return tuple(self.catalogue.documents[one] for one in package.sources)
