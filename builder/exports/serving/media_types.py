"""Media type of every file of the site: by the ending of its name, or by where it stands.

The only list of them: headers for hosts, server configurations and typed links are made from it.
"""

from collections.abc import Mapping
from fnmatch import fnmatchcase

from builder.addresses import CATALOGUE_FILES
from builder.vocabulary import FORMATS

JSON = "application/json"

BY_PLACE: Mapping[str, str] = {
    "api/3/action/*": JSON,
    "api/action/*": JSON,
    ".well-known/void": "text/turtle",
    "feed.xml": "application/atom+xml",
    "*/feed.xml": "application/atom+xml",
    "feeds/*": "application/atom+xml",
    "data/*-metadata.json": "application/csvm+json",
    "data/*/croissant.json": "application/ld+json",
}
"""Files whose ending does not tell; `*` stands for anything, slashes too. The first one counts."""

BY_ENDING: Mapping[str, str] = {
    **{ending: known.media_type for ending, known in FORMATS.items() if known.media_type},
    **{uri.rsplit(".", 1)[1]: media_type for uri, media_type in CATALOGUE_FILES.items()},
    "7z": "application/x-7z-compressed",
    "atom": "application/atom+xml",
    "css": "text/css",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "gif": "image/gif",
    "gpkg": "application/geopackage+sqlite3",
    "gz": "application/gzip",
    "html": "text/html",
    "ico": "image/vnd.microsoft.icon",
    "ics": "text/calendar",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": "text/javascript",
    "jsonl": "application/jsonl",
    "md": "text/markdown",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "n3": "text/n3",
    "nt": "application/n-triples",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "png": "image/png",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xls": "application/vnd.ms-excel",
    "xml": "application/xml",
    "yaml": "application/yaml",
    "yml": "application/yaml",
}

UNKNOWN = "application/octet-stream"

_CSV = "text/csv"


def media_type_of(uri: str) -> str:
    """The media type of a file of the site, without parameters."""
    placed = (found for pattern, found in BY_PLACE.items() if fnmatchcase(uri, pattern))
    ending = uri.rsplit("/", 1)[-1].rpartition(".")[2].lower()
    return next(placed, BY_ENDING.get(ending, UNKNOWN))


def content_type(media_type: str) -> str:
    """What the header `Content-Type` says: texts of the site are UTF-8, CSV begins with names."""
    if media_type == _CSV:
        return f"{_CSV}; charset=utf-8; header=present"
    return f"{media_type}; charset=utf-8" if is_text(media_type) else media_type


def is_text(media_type: str) -> bool:
    """True for what is written in characters, and so can be pressed well."""
    return media_type.startswith("text/") or media_type.endswith(
        ("/json", "/jsonl", "+json", "/xml", "+xml", "/yaml", "/n-triples")
    )


def text_types() -> tuple[str, ...]:
    """The media types of files that are worth pressing, each once."""
    types = {*BY_ENDING.values(), *BY_PLACE.values()}
    return tuple(sorted(media_type for media_type in types if is_text(media_type)))
