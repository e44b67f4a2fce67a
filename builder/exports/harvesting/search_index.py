"""The search index of a language: one entry a thing, as small as a browser can search."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from builder.language.text import Localised
from builder.model import Document
from builder.packages.definitions import definitions, first_sentence
from builder.packages.json_text import compact_json
from builder.portal import Portal
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


MANY = 3000
"""Things of a portal above which its index is cut: names first, what else is found by after."""

SHORT = 40
"""Characters of another name that stays with the first part."""


def is_cut(portal: Portal) -> bool:
    """True if the first answer should not wait for the whole index."""
    tasks = sum(len(tasks) for tasks in portal.tasks.values())
    things = (portal.packages, portal.indicators, portal.documents, portal.organisations)
    return tasks + sum(len(some) for some in things) > MANY


def search_uri(language: str) -> str:
    """Uri of the index, or of its first part."""
    return f"search-{language}.json"


def rest_uri(language: str) -> str:
    """Uri of the second part of an index that is cut."""
    return f"search-{language}-rest.json"


def search_index(
    view: View, further: Iterable[SearchEntry] = (), summaries: Mapping[str, str] | None = None
) -> bytes:
    """Entries as JSON; the browser folds them itself.

    `further` are entries of pages that only some portals have, `summaries` lines of indicators
    by their id. A long index holds names and short other names alone, and says where its rest is.
    """
    entries = [*search_entries(view, summaries or {}), *further]
    kinds = list(dict.fromkeys(entry.kind for entry in entries))
    rows = ([kinds.index(entry.kind), entry.name, entry.uri, *_told(entry)] for entry in entries)
    index: dict[str, object] = {"kinds": kinds, "synonyms": view.portal.settings.synonyms}
    if is_cut(view.portal):
        index["rest"] = rest_uri(view.language)
        rows = (
            [kinds.index(entry.kind), entry.name, entry.uri, _short_names(entry)]
            for entry in entries
        )
    return compact_json({**index, "entries": list(rows)})


def search_rest(
    view: View, further: Iterable[SearchEntry] = (), summaries: Mapping[str, str] | None = None
) -> bytes:
    """What the entries of an index that is cut are found by beside their names, in its order."""
    entries = (*search_entries(view, summaries or {}), *further)
    return compact_json([_told(entry) for entry in entries])


def _told(entry: SearchEntry) -> list[str]:
    return [entry.others, entry.words, entry.summary]


def _short_names(entry: SearchEntry) -> str:
    return _joined(*(name for name in entry.others.split(" · ") if len(name) <= SHORT))


def search_entries(view: View, summaries: Mapping[str, str] | None = None) -> Iterator[SearchEntry]:
    """What every portal has to find."""
    yield from _indicators(view, summaries or {})
    yield from _organisations(view)
    yield from _datasets(view)
    yield from _documents(view)
    yield from _topics_and_terms(view)
    yield from _pages(view)
    yield from _tasks(view)


def _indicators(view: View, summaries: Mapping[str, str]) -> Iterator[SearchEntry]:
    for indicator in view.portal.indicators:
        yield SearchEntry(
            kind=view.words("indicator"),
            name=indicator.short_name[view.language],
            uri=view.uri("indicators", indicator.id),
            others=_joined(
                indicator.name[view.language],
                _foreign(indicator.short_name, view),
                _foreign(indicator.name, view),
            ),
            words=_joined(
                indicator.definition[view.language],
                *dict.fromkeys(
                    view.value(observation)
                    for observation in indicator.observations
                    if observation.value is not None
                ),
            ),
            summary=summaries.get(indicator.id, ""),
        )


def _organisations(view: View) -> Iterator[SearchEntry]:
    for organisation in view.portal.organisations.values():
        yield SearchEntry(
            kind=view.words("organisation"),
            name=organisation.name[view.language],
            uri=view.uri("organisations", organisation.id),
            others=_joined(organisation.abbreviation or "", _foreign(organisation.name, view)),
        )


def _datasets(view: View) -> Iterator[SearchEntry]:
    for package in view.portal.packages:
        columns = (
            field.title[view.language]
            for resource in package.resources
            if resource.table
            for field in resource.table.schema.fields
        )
        yield SearchEntry(
            kind=view.words("nav.dataset"),
            name=package.title[view.language],
            uri=view.uri("datasets", package.id),
            others=_foreign(package.title, view),
            words=_joined(
                package.description[view.language],
                *package.keywords.get(view.language, ()),
                *dict.fromkeys(columns),
            ),
        )


def _documents(view: View) -> Iterator[SearchEntry]:
    for document in view.portal.documents.values():
        title = document.title[view.language]
        yield SearchEntry(
            kind=view.words("document"),
            name=document.number or title,
            uri=view.document(document.id).uri,
            others=_joined(*_called(document, view), _foreign(document.title, view)),
            words=title if document.number else "",
            summary=title if document.number else "",
        )


def _called(document: Document, view: View) -> Iterator[str]:
    """How people name a document: Quyết định 749, Quyết định 749/QĐ-TTg."""
    key = f"code.type.{document.type}"
    if document.number and key in view.words:
        yield f"{view.words(key)} {document.number.split('/')[0]}"
        yield f"{view.words(key)} {document.number}"


def _topics_and_terms(view: View) -> Iterator[SearchEntry]:
    for topic in view.portal.topics.values():
        yield SearchEntry(
            kind=view.words("nav.topics"),
            name=topic.name[view.language],
            uri=f"{view.uri('topics')}#{topic.id}",
            others=_foreign(topic.name, view),
        )
    for definition in definitions(view.portal.packages, view.routes.languages):
        yield SearchEntry(
            kind=view.words("terms"),
            name=definition.term[view.language],
            uri=view.uri("datasets", definition.package),
            others=_foreign(definition.term, view),
            words=definition.text[view.language],
            summary=first_sentence(definition.text[view.language]),
        )


def _pages(view: View) -> Iterator[SearchEntry]:
    for editorial in view.portal.editorial:
        if editorial.language == view.language and editorial.id != "home":
            yield SearchEntry(
                kind=view.words("search.page"),
                name=editorial.title,
                uri=view.uri(editorial.id),
                others=_joined(editorial.short_title, *editorial.keywords),
                words=editorial.description,
                summary=editorial.description,
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
        for task in tasks:
            yield SearchEntry(
                kind=view.words("task"),
                name=task.name[view.language],
                uri=view.uri("tasks", task.package, task.id),
                words=view.organisations(task.lead),
                summary=view.organisations(task.lead),
            )


def _foreign(text: Localised, view: View) -> str:
    """A text in the languages that are not the reader's."""
    others = (text[language] for language in view.routes.languages if language != view.language)
    return _joined(*(other for other in others if other != text[view.language]))


def _joined(*texts: str) -> str:
    return " · ".join(text for text in texts if text)
