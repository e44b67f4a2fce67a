"""A package as Croissant 1.1 describes a dataset for machine learning, in both languages.

Only what has all that the standard requires is described: a licence and a creator that are
known, and tables as CSV. Texts are language maps, as its reference implementation reads them.
Left out on purpose: references between fields, which readers would join at once.
Source: https://docs.mlcommons.org/croissant/docs/croissant-spec-1.1.html
"""

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from builder.exports.descriptions.schema_org import JsonLd, dataset_json_ld
from builder.exports.downloads.files import PublishedFile
from builder.exports.downloads.raw_schema import Raw, list_delimiter, raw_fields
from builder.model import Field, Package, Resource
from builder.portal import Portal
from builder.vocabulary import FORMATS

CONFORMS_TO = "http://mlcommons.org/croissant/1.1"

_TERMS = [
    "annotation",
    "arrayShape",
    "citeAs",
    "column",
    "containedIn",
    "equivalentProperty",
    "excludes",
    "extract",
    "field",
    "fileObject",
    "fileProperty",
    "fileSet",
    "format",
    "includes",
    "isArray",
    "isLiveDataset",
    "jsonPath",
    "key",
    "md5",
    "parentField",
    "path",
    "readLines",
    "recordSet",
    "references",
    "regex",
    "repeated",
    "replace",
    "samplingRate",
    "sdVersion",
    "separator",
    "source",
    "subField",
    "transform",
    "unArchive",
    "value",
]
"""Terms of Croissant that its context names without a prefix."""

_CONTEXT: JsonLd = {
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "name": {"@container": "@language"},
    "description": {"@container": "@language"},
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{term: f"cr:{term}" for term in _TERMS},
}

_SHARED = (
    "url",
    "license",
    "creator",
    "publisher",
    "version",
    "datePublished",
    "dateModified",
    "inLanguage",
)
"""Properties that are those of the schema.org description."""

_DATA_TYPES: Mapping[str, str] = {
    "integer": "sc:Integer",
    "year": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
    "datetime": "sc:DateTime",
    "time": "sc:Time",
}
"""Data types by field type; any other is text."""


def croissant_json_ld(
    package: Package, files: Sequence[PublishedFile], portal: Portal, citation: str
) -> JsonLd | None:
    """The Croissant description of a package; None where it lacks what the standard requires."""
    language = portal.addresses.languages[0]
    described = dataset_json_ld(package, files, portal, language)
    tables = [
        (resource, file)
        for resource in package.resources
        for file in files
        if resource.table and file.resource == resource.name and file.format == "csv"
    ]
    if not tables or not {"license", "creator"} <= described.keys():
        return None
    return {
        "@context": {"@language": language, **_CONTEXT},
        "@type": "sc:Dataset",
        "@id": described["@id"],
        "conformsTo": CONFORMS_TO,
        "name": dict(package.title),
        "description": dict(package.description),
        **{name: described[name] for name in _SHARED if name in described},
        "keywords": [word for words in package.keywords.values() for word in words],
        "citeAs": citation,
        "distribution": [_file_object(file, portal) for _, file in tables],
        "recordSet": [_record_set(package, resource, file) for resource, file in tables],
    }


def _file_object(file: PublishedFile, portal: Portal) -> JsonLd:
    return {
        "@type": "cr:FileObject",
        "@id": _file_id(file),
        "name": file.uri.rsplit("/", 1)[-1],
        "contentUrl": portal.addresses.file(file.uri).value,
        "contentSize": f"{file.size} B",
        "encodingFormat": FORMATS[file.format].media_type,
        "sha256": file.sha256,
    }


def _record_set(package: Package, resource: Resource, file: PublishedFile) -> JsonLd:
    assert resource.table is not None
    schema, raws = resource.table.schema, raw_fields(package, resource)
    key = [{"@id": _id(resource.name, column)} for column in schema.primary_key]
    return {
        "@type": "cr:RecordSet",
        "@id": _id(resource.name),
        "name": resource.name,
        "description": dict(resource.description or resource.title),
        **({"key": key} if key else {}),
        "field": [
            {**_field(field, resource), "source": _source(field, raws.get(field.name, {}), file)}
            for field in schema.fields
        ],
    }


def _field(field: Field, resource: Resource) -> JsonLd:
    return {
        "@type": "cr:Field",
        "@id": _id(resource.name, field.name),
        "name": field.name,
        "description": dict(field.description or field.title),
        "dataType": _DATA_TYPES.get(field.type, "sc:Text"),
        **({"isArray": True, "arrayShape": "-1"} if field.type == "list" else {}),
    }


def _source(field: Field, raw: Raw, file: PublishedFile) -> JsonLd:
    delimiter = list_delimiter(field, raw)
    return {
        "fileObject": {"@id": _file_id(file)},
        "extract": {"column": field.name},
        **({"transform": {"separator": delimiter}} if delimiter else {}),
    }


def _file_id(file: PublishedFile) -> str:
    return _id(file.uri.rsplit("/", 1)[-1])


def _id(*names: str) -> str:
    return "/".join(quote(name, safe="") for name in names)
