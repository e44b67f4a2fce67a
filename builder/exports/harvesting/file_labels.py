"""What harvesters are told of a file: title, description, format; and a licence's address."""

from collections.abc import Sequence

from builder.addresses import package_file
from builder.exports.data_cube.data_cube_terms import CUBE_URI
from builder.exports.downloads.files import PublishedFile
from builder.exports.rdf import web_iri
from builder.exports.statements import statement
from builder.language.text import Localised
from builder.model import Licence, Package
from builder.vocabulary import FORMATS


def file_texts(
    file: PublishedFile, package: Package, languages: Sequence[str]
) -> tuple[Localised, Localised]:
    """Title and description of a file."""
    resource = package.resource(file.resource) if file.resource else None
    if file.uri == package_file(package.id):
        return (
            statement("statement.descriptor.title", languages),
            statement("statement.descriptor.description", languages),
        )
    if resource is None and file.format == "zip":
        return (
            statement("statement.archive.title", languages),
            statement("statement.archive.description", languages),
        )
    if file.uri == CUBE_URI:
        return statement("cube.title", languages), statement("cube.description", languages)
    about = resource or package
    text = about.description or about.title
    values = {
        "title": about.title,
        "text": {language: text[language].rstrip(". ") for language in languages},
        "format": dict.fromkeys(languages, format_name(file)),
    }
    return (
        statement("statement.file.title", languages, **values),
        statement("statement.file.description", languages, **values),
    )


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
