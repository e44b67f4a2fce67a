"""What harvesters are told in one language: titles and formats of files, a licence's address."""

from builder.exports.downloads.files import PublishedFile
from builder.exports.rdf import web_iri
from builder.model import Licence, Package
from builder.vocabulary import FORMATS


def file_title(file: PublishedFile, package: Package, language: str) -> str:
    """The title of the resource in a file and its format, or the name of the file."""
    resource = package.resource(file.resource) if file.resource else None
    if resource is None:
        return file.uri.rsplit("/", 1)[-1]
    return f"{resource.title[language]} ({format_name(file)})"


def format_name(file: PublishedFile) -> str:
    """The format as a button names it, such as `CSV`."""
    known = FORMATS.get(file.format)
    return known.name if known else file.format.upper()


def media_type(file: PublishedFile) -> str | None:
    """The media type of a file; None for a format that the portal does not know."""
    known = FORMATS.get(file.format)
    return known.media_type if known else None


def licence_url(licence: Licence | None) -> str | None:
    """The web address of a licence; None where there is none."""
    address = web_iri(licence.url or "") if licence else None
    return address.value if address else None
