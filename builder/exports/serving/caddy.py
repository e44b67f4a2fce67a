"""The configuration of Caddy, as a file that the site's own block in a Caddyfile imports.

Address and `root` are the administrator's. For a site below a folder, `root` is the folder that
holds that folder.
Source: https://caddyserver.com/docs/caddyfile
"""

import re
from collections.abc import Iterable, Iterator

from builder.exports.serving.headers import (
    ASKED_AGAIN,
    EMBEDDED,
    HIDDEN,
    LASTING,
    LASTS,
    METHODS,
    PREFLIGHT,
    answer_headers,
)
from builder.exports.serving.media_types import (
    BY_ENDING,
    BY_PLACE,
    UNKNOWN,
    content_type,
    text_types,
)
from builder.exports.serving.queries import (
    ACTIONS,
    ANSWERS,
    IDENTIFIER,
    LAST,
    LISTED,
    NOT_ALLOWED,
    NOT_FOUND,
    REFUSED,
    SEARCH,
    SHOWN,
    TRUE,
    WHOLE,
    WHOLE_LIST,
)

POLICY = "Content-Security-Policy"
"""Which pages other sites may frame is up to the path; all else holds for every answer."""

CADDY_URI = "_server/Caddyfile"

HTML, JSON = content_type("text/html"), content_type("application/json")


def caddyfile(prefix: str, policy: str) -> bytes:
    """Types, headers, errors and CKAN's calls of one site; `prefix` is its path."""
    hidden = " ".join(f"{prefix}{glob}" for glob in HIDDEN)
    lines = [
        *_block("map {path} {portal_type}", _types(prefix)),
        *_block("header", _headers(policy)),
        f"@embedded expression `{{path}}.contains('{EMBEDDED}')`",
        f"@unframed not expression `{{path}}.contains('{EMBEDDED}')`",
        *(
            f'header {matcher} {POLICY} "{answer_headers(policy, uri)[POLICY]}"'
            for matcher, uri in (("@embedded", EMBEDDED), ("@unframed", ""))
        ),
        "vars portal_asked {path}?{query.v}",
        f"@kept vars_regexp portal_asked `{LASTS}`",
        f"@renewed not vars_regexp portal_asked `{LASTS}`",
        f'header @kept Cache-Control "{LASTING}"',
        f'header @renewed Cache-Control "{ASKED_AGAIN}"',
        "@asks method OPTIONS",
        *_block("header @asks", [f'{name} "{value}"' for name, value in PREFLIGHT.items()]),
        "@changes not method GET HEAD OPTIONS",
        f'header @changes Allow "{METHODS}"',
        f"@hidden path {hidden}",
        *_block(
            "encode zstd gzip",
            _block("match", [f"header Content-Type {found}*" for found in text_types()]),
        ),
        *_block(
            "route",
            [
                "respond @asks 204",
                "error @changes 405",
                "error @hidden 404",
                *_queries(prefix),
                *_block("file_server", ["precompressed br gzip"]),
            ],
        ),
        *_block("handle_errors", _errors(prefix)),
    ]
    return ("\n".join(lines) + "\n").encode()


def _types(prefix: str) -> Iterator[str]:
    for glob, media_type in BY_PLACE.items():
        pattern = re.escape(glob).replace(re.escape("*"), ".*")
        yield f'"~^{re.escape(prefix)}{pattern}$" "{content_type(media_type)}"'
    for ending, media_type in sorted(BY_ENDING.items()):
        yield f'"~\\.{ending}$" "{content_type(media_type)}"'
    yield f'"~/$" "{HTML}"'
    yield f'default "{UNKNOWN}"'


def _headers(policy: str) -> Iterator[str]:
    for name, value in answer_headers(policy).items():
        if name != POLICY:
            yield f'{name} "{value}"'
    yield 'Content-Type "{portal_type}"'


def _queries(prefix: str) -> Iterator[str]:
    """Which file answers a call of CKAN's API: each rewrite is taken alone, the first that fits."""
    actions, answers = f"{prefix}{ACTIONS}", f"{prefix}{ANSWERS}"
    either = f"^{re.escape(prefix)}api/(?:3/)?action"
    search = f"path_regexp {either}/{SEARCH}$"
    shown = [f"path_regexp shown {either}/({'|'.join(SHOWN)})/?$", _value("id", IDENTIFIER)]
    listed = [f"path_regexp whole {either}/({'|'.join(LISTED)})$", _value("all_fields", TRUE)]
    behind = "expression `{query.rows} == '0' || {query.start}.matches('^[1-9]')`"
    for name, pattern in WHOLE.items():  # one each: of several `vars_regexp` any one would do
        yield from _block(f"@part_{name}", [search, f"not {_value(name, pattern)}"])
        yield f"error @part_{name} 400"
    yield from _block("@shown", shown)
    yield f"rewrite @shown {actions}/{{re.shown.1}}/{{query.id}}"
    yield from _block("@whole", listed)
    yield f"rewrite @whole {answers}/{{re.whole.1}}{WHOLE_LIST}"
    yield from _block("@behind", [search, behind])
    yield f"rewrite @behind {answers}/{LAST}"
    yield f"@action path_regexp action ^{re.escape(prefix)}api/action/(.+)$"
    yield f"rewrite @action {actions}/{{re.action.1}}"


def _errors(prefix: str) -> Iterator[str]:
    lines = [
        f'header Content-Type "{HTML}"',
        f"@api path {prefix}api/*",
        f'header @api Content-Type "{JSON}"',
    ]
    for status, uri in ((400, REFUSED), (404, NOT_FOUND), (405, NOT_ALLOWED)):
        conditions = [f"path {prefix}api/*", f"expression `{{err.status_code}} == {status}`"]
        lines += [*_block(f"@api{status}", conditions), f"rewrite @api{status} {prefix}{uri}"]
    page = [f"not path {prefix}api/*", "expression `{err.status_code} == 404`"]
    lines += [*_block("@page", page), f"rewrite @page {prefix}404.html", "file_server"]
    yield from _block("route", lines)


def _value(name: str, pattern: str) -> str:
    return f"vars_regexp {{query.{name}}} `^(?:{pattern})$`"


def _block(opening: str, lines: Iterable[str]) -> Iterator[str]:
    yield f"{opening} {{"
    yield from (f"    {line}" for line in lines)
    yield "}"
