"""The search index of a language: one entry a thing, as small as a browser can search."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from builder.language.text import Localised
from builder.packages.definitions import definitions, first_sentence
from builder.problem import CODES
from builder.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchEntry:
    """A thing that readers look for."""

    kind: str
    """What it is, in the reader's language; results are grouped by it."""
    name: str
    uri: str
    others: str = ""
    """Its other names: printed, abbreviated, in the other languages."""
    words: str = ""
    """What else it is found by, and what a result quotes."""
    summary: str = ""
    """A line for the result, such as where an indicator stands."""


def search_index(
    view: View, further: Iterable[SearchEntry] = (), summaries: Mapping[str, str] | None = None
) -> bytes:
    """Entries as JSON; the browser folds them itself.

    `further` are entries of pages that only some portals have, `summaries` lines of indicators
    by their id.
    """
    entries = [*_entries(view, summaries or {}), *further]
    kinds = list(dict.fromkeys(entry.kind for entry in entries))
    index = {
        "kinds": kinds,
        "synonyms": view.portal.settings.synonyms,
        "entries": [
            [kinds.index(one.kind), one.name, one.uri, one.others, one.words, one.summary]
            for one in entries
        ],
    }
    return (json.dumps(index, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _entries(view: View, summaries: Mapping[str, str]) -> Iterator[SearchEntry]:
    yield from _indicators(view, summaries)
    yield from _organisations(view)
    yield from _datasets(view)
    yield from _documents(view)
    yield from _topics_and_terms(view)
    yield from _pages(view)
    yield from _tasks(view)


def _indicators(view: View, summaries: Mapping[str, str]) -> Iterator[SearchEntry]:
    for one in view.portal.indicators:
        yield SearchEntry(
            kind=view.words("indicator"),
            name=one.short_name[view.language],
            uri=view.uri("indicators", one.id),
            others=_joined(
                one.name[view.language], _foreign(one.short_name, view), _foreign(one.name, view)
            ),
            words=one.definition[view.language],
            summary=summaries.get(one.id, ""),
        )


def _organisations(view: View) -> Iterator[SearchEntry]:
    for one in view.portal.organisations.values():
        yield SearchEntry(
            kind=view.words("organisation"),
            name=one.name[view.language],
            uri=view.uri("organisations", one.id),
            others=_joined(one.abbreviation or "", _foreign(one.name, view)),
        )


def _datasets(view: View) -> Iterator[SearchEntry]:
    for one in view.portal.packages:
        columns = (
            field.title[view.language]
            for resource in one.resources
            if resource.table
            for field in resource.table.schema.fields
        )
        yield SearchEntry(
            kind=view.words("nav.dataset"),
            name=one.title[view.language],
            uri=view.uri("datasets", one.id),
            others=_foreign(one.title, view),
            words=_joined(
                one.description[view.language],
                *one.keywords[view.language],
                *dict.fromkeys(columns),
            ),
        )


def _documents(view: View) -> Iterator[SearchEntry]:
    for one in view.portal.documents.values():
        title = one.title[view.language]
        yield SearchEntry(
            kind=view.words("document"),
            name=one.number or title,
            uri=view.document(one.id).uri,
            others=_foreign(one.title, view),
            words=title if one.number else "",
            summary=title if one.number else "",
        )


def _topics_and_terms(view: View) -> Iterator[SearchEntry]:
    for topic in view.portal.topics.values():
        yield SearchEntry(
            kind=view.words("nav.topics"),
            name=topic.name[view.language],
            uri=f"{view.uri('topics')}#{topic.id}",
            others=_foreign(topic.name, view),
        )
    for one in definitions(view.portal.packages, view.routes.languages):
        yield SearchEntry(
            kind=view.words("terms"),
            name=one.term[view.language],
            uri=view.uri("datasets", one.package),
            others=_foreign(one.term, view),
            words=one.text[view.language],
            summary=first_sentence(one.text[view.language]),
        )


def _pages(view: View) -> Iterator[SearchEntry]:
    for one in view.portal.editorial:
        if one.language == view.language and one.id != "home":
            yield SearchEntry(
                kind=view.words("search.page"),
                name=one.title,
                uri=view.uri(one.id),
                others=one.short_title,
                words=one.description,
                summary=one.description,
            )
    for code in CODES:
        yield SearchEntry(
            kind=view.words("nav.problems"),
            name=view.words(f"problem.{code}.title"),
            uri=view.uri("problems", code),
            others=code,
        )


def _tasks(view: View) -> Iterator[SearchEntry]:
    for tasks in view.portal.tasks.values():
        for one in tasks:
            yield SearchEntry(
                kind=view.words("task"),
                name=one.name[view.language],
                uri=view.uri("tasks", one.package, one.id),
                words=view.organisations(one.lead),
                summary=view.organisations(one.lead),
            )


def _foreign(text: Localised, view: View) -> str:
    """A text in the languages that are not the reader's."""
    others = (text[one] for one in view.routes.languages if one != view.language)
    return _joined(*(one for one in others if one != text[view.language]))


def _joined(*texts: str) -> str:
    return " · ".join(text for text in texts if text)
