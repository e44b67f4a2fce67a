"""Terms that a document defines, and where they stand in a text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from builder.language.text import Localised
from builder.model import Package
from builder.packages.records import required_text

TABLE = "definitions"
"""Kind of table that holds terms, whatever its package is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A term with what a document says that it means."""

    package: str
    term: Localised
    text: Localised


def definitions(packages: Iterable[Package], languages: Sequence[str]) -> tuple[Definition, ...]:
    """Every term that a package defines, in its order."""
    return tuple(
        Definition(
            package=package.id,
            term=required_text(dict(record), "term", languages),
            text=required_text(dict(record), "definition", languages),
        )
        for package in packages
        for resource in package.resources
        if resource.table_kind == TABLE and resource.table is not None
        for record in resource.table.records()
    )


def terms_in(
    texts: Iterable[str | None], known: Iterable[Definition], language: str
) -> tuple[Definition, ...]:
    """The definitions whose term stands in one of the texts as whole words, longest first.

    A term within a longer one that stands there is not found again: «digital government» says
    nothing of «government».
    """
    rest = "\n".join(text for text in texts if text)
    found = []
    for definition in sorted(known, key=lambda definition: -len(definition.term[language])):
        words = rf"(?<!\w){re.escape(definition.term[language])}(?!\w)"
        rest, count = re.subn(words, "", rest, flags=re.IGNORECASE)
        if count:
            found.append(definition)
    return tuple(found)


def first_sentence(text: str) -> str:
    """The first sentence of a definition; the whole text where it has only one."""
    match = re.match(r".+?[.!?](?=\s+\w)", text, re.DOTALL)
    return match.group() if match else text
