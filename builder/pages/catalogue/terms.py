"""Terms of a page explained in a line each, with a link to the whole definition."""

from collections.abc import Iterable
from dataclasses import dataclass

from builder.packages.definitions import definitions, first_sentence, terms_in
from builder.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRow:
    """A term with the first sentence of its definition."""

    term: str
    text: str
    uri: str


def term_rows(texts: Iterable[str | None], reader: Reader) -> tuple[TermRow, ...]:
    """The terms that stand in a page's texts; none in a portal that defines none."""
    known = definitions(reader.catalogue.packages, reader.routes.languages)
    return tuple(
        TermRow(
            term=definition.term[reader.language],
            text=first_sentence(definition.text[reader.language]),
            uri=reader.uri("datasets", definition.package),
        )
        for definition in terms_in(texts, known, reader.language)
    )
