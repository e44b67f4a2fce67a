"""Sentences of the catalogue itself in each language: provenance, names of files, the service."""

from collections.abc import Mapping, Sequence

from builder.language.text import Localised, date_text
from builder.language.words import words
from builder.model import Document


def statement(key: str, languages: Sequence[str], **values: Mapping[str, str]) -> Localised:
    """A text of the words files in each language of a site, `{name}` replaced by its value."""
    return Localised(
        {
            language: words(language)(key, **{name: of[language] for name, of in values.items()})
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
    return statement("statement.provenance", languages, sources=sources)


def _citation(document: Document, language: str) -> str:
    day = date_text(document.issued, language) if document.issued else None
    return ", ".join(part for part in (document.title[language], document.number, day) if part)
