"""Sentences of the catalogue itself: terms of use, provenance, names of files; no page words."""

from collections.abc import Mapping, Sequence

from builder.language.catalogues import SPARE
from builder.language.text import Localised, date_text
from builder.model import Document

SCHEME_TITLE: Mapping[str, str] = {"vi": "Lĩnh vực và trụ cột", "en": "Topics and pillars"}

SERVICE_TITLE: Mapping[str, str] = {
    "vi": "API chỉ đọc của cổng dữ liệu",
    "en": "Read-only API of the data portal",
}
SERVICE_DESCRIPTION: Mapping[str, str] = {
    "vi": "Toàn bộ dữ liệu của cổng dưới dạng tệp JSON có địa chỉ cố định, không cần khóa.",
    "en": "All data of the portal as JSON files at fixed addresses, without a key.",
}
SERVICE_KEYWORDS: Mapping[str, str] = {"vi": "API dữ liệu mở", "en": "open data API"}

DESCRIPTOR_TITLE: Mapping[str, str] = {
    "vi": "Mô tả gói dữ liệu (datapackage.json)",
    "en": "Description of the data package (datapackage.json)",
}
DESCRIPTOR_DESCRIPTION: Mapping[str, str] = {
    "vi": "Siêu dữ liệu theo chuẩn Data Package: các bảng, ý nghĩa từng cột, nguồn, giấy phép.",
    "en": "Metadata in the Data Package standard: tables, meaning of columns, sources, licence.",
}
ARCHIVE_TITLE: Mapping[str, str] = {"vi": "Toàn bộ gói dữ liệu (ZIP)", "en": "Whole package (ZIP)"}
ARCHIVE_DESCRIPTION: Mapping[str, str] = {
    "vi": "Mọi bảng, mô tả và tài liệu của gói dữ liệu trong một tệp nén.",
    "en": "All tables, the description and the documentation of the package in one archive.",
}
FILE_TITLE: Mapping[str, str] = {"vi": "{title} ({format})", "en": "{title} ({format})"}
FILE_DESCRIPTION: Mapping[str, str] = {
    "vi": "{text}. Tệp định dạng {format}.",
    "en": "{text}. File in {format} format.",
}

_PROVENANCE: Mapping[str, str] = {"vi": "Lấy từ: {sources}.", "en": "Taken from: {sources}."}


def statement(
    texts: Mapping[str, str], languages: Sequence[str], **values: Mapping[str, str]
) -> Localised:
    """A sentence in the languages of a site, `{name}` replaced by the value in that language."""
    return Localised(
        {
            language: texts.get(language, texts[SPARE]).format(
                **{name: of[language] for name, of in values.items()}
            )
            for language in languages
        }
    )


def provenance(
    documents: Sequence[Document], titles: Sequence[str], languages: Sequence[str]
) -> Localised | None:
    """What a dataset was taken from: its documents, or else the source titles as given.

    None where neither is known.
    """
    if not documents and not titles:
        return None
    sources = {
        language: "; ".join([_citation(document, language) for document in documents] or titles)
        for language in languages
    }
    return statement(_PROVENANCE, languages, sources=sources)


def _citation(document: Document, language: str) -> str:
    day = date_text(document.issued, language) if document.issued else None
    return ", ".join(part for part in (document.title[language], document.number, day) if part)
