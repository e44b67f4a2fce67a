"""The search index of a language: one entry a thing, as small as a browser can search."""

import json

from builder.view import View


def search_index(view: View) -> bytes:
    """Entries `[kind, title, uri, further words]` as JSON; the browser folds them itself."""
    language, words, portal = view.language, view.words, view.portal
    entries: list[list[str]] = [
        [
            words("indicator"),
            one.short_name[language],
            view.uri("indicators", one.id),
            f"{one.name[language]} {one.definition[language]}",
        ]
        for one in portal.indicators
    ]
    entries += [
        [
            words("nav.dataset"),
            one.title[language],
            view.uri("datasets", one.id),
            f"{one.description[language]} {' '.join(one.keywords[language])}",
        ]
        for one in portal.packages
    ]
    entries += [
        [
            words("task"),
            one.name[language],
            view.uri("tasks", one.package, one.id),
            view.organisations(one.lead),
        ]
        for tasks in portal.tasks.values()
        for one in tasks
    ]
    entries += [
        [
            words("document"),
            " ".join(part for part in (one.number, one.title[language]) if part),
            view.document(one.id).uri,
            "",
        ]
        for one in portal.documents.values()
    ]
    entries += [
        [
            words("organisation"),
            one.name[language],
            view.uri("organisations", one.id),
            one.abbreviation or "",
        ]
        for one in portal.organisations.values()
    ]
    root = "../" * view.routes.uri(language, "search").count("/")
    index = {"root": root, "entries": entries}
    return (json.dumps(index, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
