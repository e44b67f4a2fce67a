"""The read-only part of CKAN's action API that harvesters use, as files under /api/3/action/.

A static host reads no query: there a package is at `package_show/<id>` and not at
`package_show?id=<id>`. The configurations of servers that the site comes with (`exports/serving`)
answer calls with a query too. `help` leads to the page for developers, which lists the paths.
Source: https://docs.ckan.org/en/2.11/api/
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from builder.exports.downloads.files import PublishedFile
from builder.exports.harvesting.ckan_things import CkanThings, Thing, ckan_name
from builder.exports.serving.queries import (
    ACTIONS,
    ANSWERS,
    LAST,
    NOT_ALLOWED,
    NOT_FOUND,
    REFUSED,
    SEARCH,
    WHOLE_LIST,
)
from builder.packages.json_text import json_pieces, json_text
from builder.portal import Portal
from builder.site import Content

WITHOUT_VERSION = "api/action"
"""Where CKAN's own client asks; calls without a query are answered there on any host."""

CKAN_VERSION = "2.11"
"""Version of CKAN whose answers these are like."""


Result = Callable[[], Any]
"""What a call answers, worked out when it is asked for."""


def ckan_files(
    portal: Portal, files: Mapping[str, Sequence[PublishedFile]]
) -> Iterator[tuple[str, Content]]:
    """Uri and content of each file; `files` holds the published files by package id."""
    things = CkanThings(portal, files)
    named: dict[str, dict[str, Result]] = {
        "package": {
            ckan_name(package.id): partial(things.package, package) for package in portal.packages
        },
        "organization": {thing["name"]: partial(_given, thing) for thing in things.organisations()},
        "group": {thing["name"]: partial(_given, thing) for thing in things.groups()},
        "tag": {thing["name"]: partial(_given, thing) for thing in things.tags()},
    }
    calls: dict[str, Result] = {
        "status_show": partial(_status, portal),
        "license_list": things.licences,
    }
    for kind, shown in named.items():
        calls[f"{kind}_list"] = partial(sorted, shown)
        if kind != "tag":
            for name, thing in shown.items():
                yield f"{ACTIONS}/{kind}_show/{name}", partial(_answer, thing, portal)
        if kind != "package":
            yield f"{ANSWERS}/{kind}_list{WHOLE_LIST}", partial(_answer, _all(shown), portal)
    datasets, count = _all(named["package"]), len(named["package"])
    calls[SEARCH] = lambda: _search(datasets(), count)
    for call, result in calls.items():
        for folder in (ACTIONS, WITHOUT_VERSION):
            yield f"{folder}/{call}", partial(_answer, result, portal)
    yield f"{ANSWERS}/{LAST}", partial(_answer, partial(_search, [], count), portal)
    yield from _errors(portal)


def package_uri(package_id: str) -> str:
    """Uri of the file that tells of one package alone."""
    return f"{ACTIONS}/package_show/{ckan_name(package_id)}"


def _given(thing: Thing) -> Thing:
    return thing


def _all(shown: Mapping[str, Result]) -> Callable[[], Iterator[Any]]:
    """The things of a kind, by their names."""
    return lambda: (shown[name]() for name in sorted(shown))


def _help(portal: Portal) -> str:
    return portal.addresses.page(portal.addresses.languages[-1], "developers").value


def _answer(result: Result, portal: Portal) -> Iterator[bytes]:
    return json_pieces({"help": _help(portal), "success": True, "result": result()})


def _search(results: Iterable[Thing], count: int) -> Thing:
    return {
        "count": count,
        "sort": "name asc",
        "results": iter(results),
        "facets": {},
        "search_facets": {},
    }


def _status(portal: Portal) -> Thing:
    settings, language = portal.settings, portal.addresses.languages[0]
    return {
        "ckan_version": CKAN_VERSION,
        "site_url": settings.base_url.rstrip("/"),
        "site_title": settings.name[language],
        "site_description": settings.tagline[language],
        "locale_default": language,
        "error_emails_to": settings.contact_email,
        "extensions": [],
    }


_ERRORS: Mapping[str, tuple[int, str, str]] = {
    NOT_FOUND: (404, "Not Found Error", "There is nothing at this address."),
    NOT_ALLOWED: (405, "Method Not Allowed", "This API only reads: ask with GET or HEAD."),
    REFUSED: (
        400,
        "Search Query Error",
        "This API lists all datasets and cannot search among them: leave out q and fq.",
    ),
}
"""Status, name as CKAN has it, and words of each error, by the uri of its answer."""


def _errors(portal: Portal) -> Iterator[tuple[str, Content]]:
    """What servers answer in place of a file: for clients of CKAN and, after RFC 9457, others."""
    for uri, (status, name, message) in _ERRORS.items():
        error: dict[str, Any] = {
            "type": "about:blank",
            "title": name,
            "status": status,
            "detail": message,
            "help": _help(portal),
            "success": False,
            "error": {"__type": name, "message": message},
        }
        yield uri, partial(json_text, error)
