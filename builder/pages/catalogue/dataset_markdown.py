"""The page of a dataset as Markdown: what it is, its files, its columns, and how to cite it."""

from collections.abc import Sequence
from dataclasses import dataclass

from builder.exports.downloads.files import PublishedFile
from builder.exports.harvesting.file_labels import file_texts, format_name
from builder.language.text import markdown_text, size_text
from builder.model import Package
from builder.pages.catalogue.dataset import DatasetPage, Preview
from builder.pages.markdown import bullets, document, head, linked, section, table, untagged
from builder.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What the file tells that the page does not, or in another form."""

    readme: str
    files: str
    """A list of all files of the dataset."""


def beside_page(package: Package, files: Sequence[PublishedFile], view: View) -> Beside:
    """What stands in the file beside what the page shows."""
    readme = package.readme[view.language].strip() if package.readme else ""
    return Beside(readme=_lowered(readme), files=_files(package, files, view))


def dataset_markdown(page: DatasetPage, uri: str, beside: Beside, view: View) -> bytes:
    """The whole file; `uri` is that of the page."""
    words = view.words
    facts = [(entry.name, _value(entry.value, entry.uri)) for entry in page.meta]
    facts.append((words("nav.topics"), "; ".join(page.topics)))
    sources = [linked(link, view) for link in page.sources] + list(page.source_notes)
    versions = [f"{row.version} ({row.date})" for row in page.versions]
    return document(
        [
            *head(page.title, uri, view),
            untagged(page.description),
            bullets(f"{name}: {value}" for name, value in facts),
            *section(words("download"), beside.files),
            *(part for preview in page.previews for part in _table(preview, view)),
            *section(words("source"), bullets(sources)),
            *section(words("dataset.readme"), beside.readme),
            *section(words("dataset.versions"), bullets(versions)),
            *section(words("cite"), f"> {untagged(page.citation)}"),
        ]
    ).encode()


def _value(value: str, uri: str | None) -> str:
    return f"[{value}](<{uri}>)" if uri and "://" in uri else value


def _files(package: Package, files: Sequence[PublishedFile], view: View) -> str:
    language, base_url = view.language, view.portal.settings.base_url
    titles = [file_texts(file, package, [language])[0][language] for file in files]
    return bullets(
        f"{markdown_text(title)}: <{base_url}{file.uri}> "
        f"({format_name(file)}, {size_text(file.size, language)})"
        for title, file in zip(titles, files, strict=True)
    )


def _table(preview: Preview, view: View) -> list[str]:
    words = view.words
    names = [
        words("column.name"),
        words("column.title"),
        words("column.type"),
        words("column.description"),
    ]
    rows = [
        (
            f"`{column.name}`",
            markdown_text(column.title),
            column.type,
            " ".join(
                part
                for part in (
                    untagged(column.description or ""),
                    f"{words('column.values')} {column.values}" if column.values else "",
                )
                if part
            ),
        )
        for column in preview.columns
    ]
    counted = f"{words('meta.rows')}: {preview.count}" if rows else None
    return section(
        preview.title, untagged(preview.description or ""), counted, table(names, rows)
    ) or [f"## {markdown_text(preview.title)}"]


def _lowered(text: str) -> str:
    """Markdown with its headings one level down, below that of the section."""
    lines = text.splitlines()
    return "\n".join(f"##{line}" if line.startswith("#") else line for line in lines)
