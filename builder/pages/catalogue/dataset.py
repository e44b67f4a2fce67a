"""The page of one dataset: what it is, its tables, charts and downloads, and how to cite it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from builder.addresses import file_anchor, package_file
from builder.exports.downloads.cells import missing_texts
from builder.exports.downloads.csv_parts import csv_parts
from builder.exports.downloads.files import PublishedFile
from builder.exports.harvesting.feeds import dataset_feed_uri
from builder.language.text import MISSING, Foreign, language_of, shortened, size_text
from builder.model import LARGE_ROWS, Field, Package, Resource
from builder.pages.catalogue.changes import VersionRow, known_releases, version_row
from builder.pages.catalogue.full_table import FullTable, TableCell, TableColumn
from builder.pages.catalogue.reading import Part, reading
from builder.pages.catalogue.table_page import table_uri
from builder.pages.figure import Download, Figure
from builder.pages.render import rendered_markdown
from builder.site import Link
from builder.view import View
from builder.vocabulary import FORMATS, licence_text

PREVIEW_ROWS = 8
"""Rows of a table that a page shows; the rest is in the files."""

PREVIEW_CHARACTERS = 112
"""A longer cell is cut in the preview."""

BUTTON_FORMATS = ("xlsx", "csv", "json", "parquet", "zip")
"""Formats that people ask for, in the order in which they do; others stand behind them."""

Files = Sequence[PublishedFile]


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewColumn:
    """A field as a page explains it."""

    name: str
    title: str
    description: str | None
    type: str
    values: str
    """Allowed values, or empty."""
    missing: str
    """What stands in cells that are missing for a reason, with the reasons."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A resource with its columns and first rows."""

    id: str
    title: str
    description: str | None
    columns: tuple[PreviewColumn, ...]
    """Every field of the files."""
    shown: tuple[TableColumn, ...]
    """Fields of the preview: not those of another language, nor those empty in every row."""
    rows: tuple[tuple[TableCell, ...], ...]
    count: str
    whole: Link | None
    """The page of the whole table; None for a file that is no table."""
    reading: tuple[Part, ...]
    """The rows as running text; empty for a table that is none."""
    downloads: tuple[Download, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MetaEntry:
    """One line of the facts about a dataset."""

    name: str
    value: str
    uri: str | None = None
    external: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetPage:
    """Context of dataset.html."""

    title: str
    description: str
    meta: tuple[MetaEntry, ...]
    topics: tuple[str, ...]
    downloads: tuple[Download, ...]
    """Files for people: the whole package, and its table where it has only one."""
    machine_files: tuple[Download, ...]
    """The descriptor, and other files that programs read."""
    hint: str
    """Which file to take, for Excel or of a large table; empty where there is no choice."""
    csv_parts: tuple[Link, ...]
    """Files with some rows of a large table each."""
    figures: tuple[Figure, ...]
    previews: tuple[Preview, ...]
    list_link: Link | None
    """The page that shows these rows one by one, where there is one."""
    sources: tuple[Link, ...]
    source_notes: tuple[str, ...]
    readme: str
    readme_language: str
    """The page's, or that of the first README where the package waits for a translation."""
    versions: tuple[VersionRow, ...]
    feed: str
    """Uri of the Atom feed of this dataset alone."""
    citation: str
    address: str
    """Absolute address of the datapackage.json, for code to copy."""


def dataset_page(
    package: Package,
    files: Files,
    figures: Callable[[], tuple[Figure, ...]],
    view: View,
    *,
    tables: Sequence[FullTable],
    citation: str,
) -> DatasetPage:
    """The page of a package; `tables` are those of its resources that are read as such."""
    language = view.language
    shown = {full.resource.name: full for full in tables}
    is_alone = len(package.resources) == 1
    offered = _in_order(file for file in files if is_alone or file.resource is None)
    return DatasetPage(
        title=package.title[language],
        description=package.description[language],
        meta=_meta(package, view),
        topics=tuple(view.topic(topic) for topic in package.topics),
        downloads=downloads_for_people(offered, view),
        machine_files=tuple(_download(file, view) for file in offered if not _is_for_people(file)),
        hint=_hint(package, files, view),
        csv_parts=tuple(_csv_parts(package, view)),
        figures=figures(),
        previews=tuple(
            _preview(resource, shown.get(resource.name), files, view)
            for resource in package.resources
        ),
        list_link=list_link(package, view),
        sources=tuple(view.document(source) for source in package.sources),
        source_notes=tuple(title for title, _ in package.source_notes),
        readme=rendered_markdown(package.readme[language]) if package.readme else "",
        readme_language=language_of(package.readme, language) if package.readme else language,
        versions=tuple(
            version_row(package, release, view) for release in known_releases(package, view)
        ),
        feed=dataset_feed_uri(package.id, language),
        citation=citation,
        address=view.portal.settings.base_url + package_file(package.id),
    )


def _hint(package: Package, files: Files, view: View) -> str:
    if any(resource.table and resource.table.is_large for resource in package.resources):
        return view.words("dataset.large", limit=view.number(LARGE_ROWS))
    return view.words("dataset.excel") if any(file.format == "xlsx" for file in files) else ""


def _csv_parts(package: Package, view: View) -> Iterator[Link]:
    for resource in package.resources:
        for number, part in enumerate(csv_parts(package, resource), 1):
            text = view.words("dataset.part", name=resource.name, number=view.number(number))
            yield Link(text=text, uri=package_file(package.id, part.path))


def _meta(package: Package, view: View) -> tuple[MetaEntry, ...]:
    words = view.words
    licence = package.licence
    rows = sum(len(resource.table.rows) for resource in package.resources if resource.table)
    entries = [
        MetaEntry(
            name=words("meta.creator"),
            value=view.organisation(package.creator) if package.creator else MISSING,
        ),
        MetaEntry(name=words("meta.publisher"), value=view.organisation(package.publisher)),
        MetaEntry(name=words("meta.modified"), value=view.date(package.modified)),
        MetaEntry(name=words("meta.issued"), value=view.date(package.issued)),
        MetaEntry(name=words("meta.version"), value=package.version),
        MetaEntry(
            name=words("meta.licence"),
            value=licence_text(licence.name) if licence else words("licence.none"),
            uri=licence.url if licence else None,
            external=True,
        ),
        MetaEntry(name=words("meta.rows"), value=view.number(rows)),
        MetaEntry(name=words("meta.frequency"), value=words(f"frequency.{package.frequency}")),
        MetaEntry(name=words("meta.temporal"), value=_temporal(package, view)),
    ]
    return tuple(entries)


def _temporal(package: Package, view: View) -> str:
    if package.temporal is None:
        return MISSING
    start, end = package.temporal
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    return f"{view.date(start)} – {view.date(end)}"


def _download(file: PublishedFile, view: View) -> Download:
    known = FORMATS.get(file.format)
    name = known.name if known else file.format.upper()
    if file.uri.endswith("datapackage.json"):
        name = "datapackage.json"
    return Download(
        name=name,
        uri=file.uri,
        size=size_text(file.size, view.language),
        id=file_anchor(file.uri),
    )


def _in_order(files: Iterable[PublishedFile]) -> list[PublishedFile]:
    def place(file: PublishedFile) -> int:
        known = _is_for_people(file)
        return BUTTON_FORMATS.index(file.format) if known else len(BUTTON_FORMATS)

    return sorted(files, key=place)


def _is_for_people(file: PublishedFile) -> bool:
    return file.format in BUTTON_FORMATS and not file.uri.endswith("datapackage.json")


def _preview(resource: Resource, full: FullTable | None, files: Files, view: View) -> Preview:
    own = [file for file in files if file.resource == resource.name]
    is_alone = {file.resource for file in files} <= {resource.name, None}
    return Preview(
        id=resource.name,
        title=resource.title[view.language],
        description=resource.description[view.language] if resource.description else None,
        columns=tuple(_column(field, view) for field in _fields(resource)),
        shown=full.columns if full else (),
        rows=tuple(
            tuple(_cut(cell) for cell in row.cells)
            for row in (full.rows(0, PREVIEW_ROWS) if full else ())
        ),
        count=view.number(full.total if full else 0),
        whole=Link(text=_whole(full), uri=table_uri(full)) if full else None,
        reading=reading(resource, view),
        downloads=tuple(_download(file, view) for file in _in_order(own)) if not is_alone else (),
    )


def _cut(cell: TableCell) -> TableCell:
    text = shortened(cell.text, PREVIEW_CHARACTERS)
    if isinstance(cell.text, Foreign):
        text = Foreign(text, cell.text.language)
    return cell._replace(text=text)


def _whole(full: FullTable) -> str:
    """The text of the link to the page of a table: whole, or the first rows of a large one."""
    key = "table.whole" if full.total == full.count else "table.first"
    return full.view.words(key, count=full.count)


def _fields(resource: Resource) -> Sequence[Field]:
    return resource.table.schema.fields if resource.table else ()


def downloads_for_people(files: Iterable[PublishedFile], view: View) -> tuple[Download, ...]:
    """The files that people ask for, in that order."""
    return tuple(_download(file, view) for file in _in_order(files) if _is_for_people(file))


def _column(field: Field, view: View) -> PreviewColumn:
    return PreviewColumn(
        name=field.name,
        title=field.title[view.language],
        description=field.description[view.language] if field.description else None,
        type=view.words(f"type.{field.type}"),
        values=", ".join(
            code if (name := view.category(code, field)) == code else f"{code} = {name}"
            for code in field.categories
        ),
        missing=", ".join(missing_texts(field)),
    )


def list_link(package: Package, view: View) -> Link | None:
    """Where the tasks or indicators of a package are listed."""
    if package.id in view.portal.tasks:
        return Link(text=view.words("dataset.see_tasks"), uri=view.uri("tasks", package.id))
    if package.table("indicators") or package.table("register"):
        if not view.portal.indicators:
            return None
        return Link(text=view.words("dataset.see_indicators"), uri=view.uri("indicators"))
    return None
