"""The search index of a language: one entry a thing, as small as a browser can search."""

import json

from builder.reader import Reader
from builder.routes import Routes


def search_index(reader: Reader) -> bytes:
    """Entries `[kind, title, uri, further words]` as JSON; the browser folds them itself."""
    language, words, catalogue = reader.language, reader.words, reader.catalogue
    entries: list[list[str]] = [
        [
            words("indicator"),
            one.name[language],
            reader.uri("indicators", one.id),
            one.definition[language],
        ]
        for one in catalogue.indicators
    ]
    entries += [
        [
            words("nav.dataset"),
            one.title[language],
            reader.uri("datasets", one.id),
            f"{one.description[language]} {' '.join(one.keywords[language])}",
        ]
        for one in catalogue.packages
    ]
    entries += [
        [
            words("task"),
            one.name[language],
            reader.uri("tasks", one.package, one.id),
            reader.organisations(one.lead),
        ]
        for tasks in catalogue.tasks.values()
        for one in tasks
    ]
    entries += [
        [
            words("document"),
            " ".join(part for part in (one.number, one.title[language]) if part),
            reader.document(one.id).uri,
            "",
        ]
        for one in catalogue.documents.values()
    ]
    entries += [
        [
            words("organisation"),
            one.name[language],
            reader.uri("organisations", one.id),
            one.abbreviation or "",
        ]
        for one in catalogue.organisations.values()
    ]
    root = "../" * Routes(reader.routes.languages).uri(language, "search").count("/")
    index = {"root": root, "entries": entries}
    return (json.dumps(index, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
