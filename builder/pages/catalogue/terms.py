"""Terms of a page explained in a line each, with a link to the whole definition."""

from collections.abc import Iterable
from dataclasses import dataclass

from builder.packages.definitions import definitions, first_sentence, terms_in
from builder.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRow:
    """A term with the first sentence of its definition."""

    term: str
    text: str
    uri: str


def term_rows(texts: Iterable[str | None], view: View) -> tuple[TermRow, ...]:
    """The terms that stand in a page's texts; none in a portal that defines none."""
    known = definitions(view.portal.packages, view.routes.languages)
    return tuple(
        TermRow(
            term=definition.term[view.language],
            text=first_sentence(definition.text[view.language]),
            uri=view.uri("datasets", definition.package),
        )
        for definition in terms_in(texts, known, view.language)
    )
